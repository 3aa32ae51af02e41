package webpage

import (
	"fmt"
	"slices"
	"strings"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/style"
)

// The form of an official document on a page: the head above the title (公文版头) and, as in print, the places of organ and day below the
// text. Both follow from the words of one document, so that the style sheet has rules of its own for them.

// Classes of what the form is put together from.
const (
	classHead   = "nb-head"
	classMark   = "nb-mark"   // 发文机关标志
	classJoint  = "nb-joint"  // names of several organs, 文件 beside them
	classNumber = "nb-number" // 发文字号 and 签发人 above the rule
	classRow    = "nb-row"    // organs that sign in columns
	classGap    = "nb-gap"    // between two of them
	classEnd    = "nb-end"    // at the right end of its line
)

// head writes the paragraphs of the head, and returns how many blocks they are.
func (w *writer) head(blocks []document.Block, m *document.Meta) int {
	n := 0
	for n < len(blocks) && headRole(blocks[n]) != document.None {
		n++
	}
	if n == 0 {
		return 0
	}
	w.raw(`<div class="` + classHead + `">` + "\n")
	for i := 0; i < n; {
		role, from := headRole(blocks[i]), i
		part := func(document.Role) bool { return false }
		switch role {
		case document.Letterhead:
			part = func(r document.Role) bool { return r == document.Letterhead }
		case document.DocumentNumber, document.Signer:
			part = func(r document.Role) bool { return r == document.DocumentNumber || r == document.Signer }
		}
		for i < n && part(headRole(blocks[i])) {
			i++
		}
		if i == from {
			w.paragraph(blocks[i].(*document.Paragraph), m)
			i++
			continue
		}
		class := classNumber
		if role == document.Letterhead {
			if class = classMark; blocks[i-1].(*document.Paragraph).Frame != nil {
				class += " " + classJoint
			}
		}
		w.raw(`<div class="` + class + `">` + "\n")
		for _, b := range blocks[from:i] {
			w.paragraph(b.(*document.Paragraph), m)
		}
		w.raw("</div>\n")
	}
	w.raw("</div>\n")
	return n
}

// headRole is the role of a block of the head, None for any other.
func headRole(b document.Block) document.Role {
	if p, ok := b.(*document.Paragraph); ok && p.Role >= document.Classification && p.Role <= document.Signer {
		return p.Role
	}
	return document.None
}

// row writes the paragraph at the beginning of blocks with those that stand beside it, as one paragraph whose text has the separator of
// organs that sign together between the names, and returns how many they are; 0 where nothing stands beside it.
func (w *writer) row(blocks []document.Block) int {
	n := 1
	for n < len(blocks) {
		if p, ok := blocks[n].(*document.Paragraph); !ok || !p.Beside {
			break
		}
		n++
	}
	if n == 1 {
		return 0
	}
	role := blocks[0].(*document.Paragraph).Role
	w.raw("<p")
	w.attribute(markRole, role.String())
	if role != document.Signature { // printing below the text: what is beside it stands at the end of the line
		w.raw(">")
		for i, b := range blocks[:n] {
			if i > 0 {
				w.raw(`<span class="` + classEnd + `">`)
			}
			w.runs(b.(*document.Paragraph).Runs)
			if i > 0 {
				w.raw("</span>")
			}
		}
		w.raw("</p>\n")
		return n
	}
	w.raw(` class="` + classRow + `">`)
	for i, b := range blocks[:n] {
		w.raw("<span>")
		w.runs(b.(*document.Paragraph).Runs)
		if i < n-1 {
			w.raw(`<span class="` + classGap + `">` + "\u3000</span>")
		}
		w.raw("</span>")
	}
	w.raw("</p>\n")
	return n
}

// places are the rules that follow from the words of a document: for the screen, and for print. Lengths are in ems of the paragraph.
func places(doc *document.Document, s *style.Style) (screen, print string) {
	var onScreen, onPaper strings.Builder
	closingPlaces(&onScreen, doc.Blocks, s)
	headPlaces(&onScreen, &onPaper, doc.Blocks, s)
	return onScreen.String(), onPaper.String()
}

func styleRule(b *strings.Builder, selector, declarations string) {
	b.WriteString(selector + "{" + declarations + "}\n")
}

// closingPlaces puts organ and day where GB/T 9704-2012 7.3.5 has them. They are counted from the right, since a screen may be narrower or
// wider than the type area; where it is too narrow they begin at its left edge.
func closingPlaces(b *strings.Builder, blocks []document.Block, s *style.Style) {
	width := s.Page.TextWidth()
	for _, role := range []document.Role{document.Signature, document.Date} {
		last := len(blocks) - 1 // of several organs the last stands by itself over the day
		for last >= 0 && !isPlaced(blocks[last], role) {
			last--
		}
		if last < 0 {
			continue
		}
		p := blocks[last].(*document.Paragraph)
		em := float64(s.Of(role).Size * 10)
		styleRule(b, `[data-role="`+role.String()+`"]`, fmt.Sprintf("text-indent:0;text-align:%s;padding-right:0;margin-left:max(0px,calc(100%% - %.3gem));margin-right:%.3gem",
			p.Align, float64(width-p.Start)/em, float64(p.Right)/em))
		first := slices.IndexFunc(blocks, func(b document.Block) bool { return isPlaced(b, role) })
		if !besideNext(blocks, first) {
			continue
		}
		pitch := centreOf(blocks[first+1].(*document.Paragraph), width) - centreOf(blocks[first].(*document.Paragraph), width)
		edge := width - centreOf(p, width) - pitch/2
		styleRule(b, "."+classRow, fmt.Sprintf("display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,%.3gem);justify-content:end;text-align:center;margin-left:0!important;margin-right:%.3gem!important",
			float64(pitch)/em, float64(edge)/em))
		styleRule(b, "."+classGap, "position:absolute")
		styleRule(b, `[data-role="signature"]~[data-role="signature"]`, fmt.Sprintf("margin-top:%.3gem", float64(s.Closing.Seal)/em))
	}
}

// isPlaced reports whether a block is a paragraph of the role whose place follows from the words.
func isPlaced(b document.Block, role document.Role) bool {
	p, ok := b.(*document.Paragraph)
	return ok && p.Role == role && p.Align != ""
}

func besideNext(blocks []document.Block, at int) bool {
	if at+1 >= len(blocks) {
		return false
	}
	p, ok := blocks[at+1].(*document.Paragraph)
	return ok && p.Beside
}

func centreOf(p *document.Paragraph, width int) int { return (p.Start + width - p.Right) / 2 }

// headPlaces sets the head: on the screen in the middle, as wide as the page allows; in print as GB/T 9704-2012 7.2 has it.
func headPlaces(screen, print *strings.Builder, blocks []document.Block, s *style.Style) {
	role := func(r document.Role) string { return `[data-role="` + r.String() + `"]` }
	face := func(r document.Role) string { return "font-family:var(--" + family(s.Of(r).Face) + ")" }
	if slices.ContainsFunc(blocks, func(b document.Block) bool {
		p, ok := b.(*document.Paragraph)
		return ok && p.Role == document.AnnexLabel
	}) {
		styleRule(screen, role(document.AnnexLabel), "text-indent:0;margin-top:3em;"+face(document.AnnexLabel))
		styleRule(screen, role(document.AnnexTitle), "text-indent:0;text-align:center;font-size:1.4em;margin:1em 0;"+face(document.AnnexTitle))
		styleRule(print, role(document.AnnexLabel), "break-before:page;margin-top:0;break-after:avoid")
		styleRule(print, role(document.AnnexTitle), "font-size:"+halfPoints(s.Of(document.AnnexTitle).Size)+";break-after:avoid")
	}
	var mark, above, number *document.Paragraph // the first of its kind
	var names, signers int
	for _, b := range blocks {
		p, ok := b.(*document.Paragraph)
		if !ok || headRole(b) == document.None {
			break
		}
		switch p.Role {
		case document.Letterhead:
			if mark == nil {
				mark = p
			}
			names++
		case document.DocumentNumber, document.Signer:
			if above == nil {
				above = p
			}
			if number == nil && p.Role == document.DocumentNumber {
				number = p
			}
			if p.Role == document.Signer {
				signers++
			}
		}
	}
	if mark == nil || number == nil {
		return
	}
	letterhead := s.Of(document.Letterhead)
	points := func(twips int) string { return fmt.Sprintf("%.4gpt", float64(twips)/20) }
	styleRule(screen, "."+classHead+" p", "text-indent:0")
	styleRule(screen, role(document.Classification), face(document.Classification))
	styleRule(screen, "."+classMark, fmt.Sprintf("color:#%s;font-size:min(%.3gcqi,%s);line-height:1.25;margin:1em 0", colourOf(letterhead.Colour),
		float64(mark.Size*10)*100/float64(s.Page.TextWidth()), halfPoints(mark.Size)))
	styleRule(screen, "."+classHead, "container-type:inline-size")
	styleRule(screen, role(document.Letterhead), "text-align:center;white-space:nowrap;"+face(document.Letterhead))
	if names > 1 && mark.Align == "distribute" {
		styleRule(screen, "."+classJoint, "display:grid;grid-template-columns:max-content max-content;justify-content:center;align-items:center;column-gap:.5em")
		styleRule(screen, "."+classJoint+" p", "text-align-last:justify")
		styleRule(screen, "."+classJoint+" p:last-child", fmt.Sprintf("grid-column:2;grid-row:1/span %d", names-1))
	}
	rule := style.Shell{}
	if s.Shell != nil {
		rule = *s.Shell
	}
	styleRule(screen, "."+classNumber, fmt.Sprintf("border-bottom:%s solid #%s;padding-bottom:.3em;margin-bottom:2.5em", eighths(rule.Rule), colourOf(rule.RuleColour)))
	styleRule(screen, role(document.DocumentNumber), "text-align:center;min-height:1em;"+face(document.DocumentNumber))
	styleRule(screen, role(document.Signer), face(document.Signer))
	styleRule(screen, role(document.Signer)+" "+role(document.DocumentNumber), face(document.DocumentNumber))
	if signers > 0 {
		styleRule(screen, "."+classNumber, "display:grid;grid-template-columns:1fr max-content;padding-left:1em;padding-right:1em")
		styleRule(screen, "."+classNumber+" "+role(document.DocumentNumber)+":not(span)", fmt.Sprintf("text-align:start;grid-column:1;grid-row:1/span %d;align-self:end", signers))
		styleRule(screen, role(document.Signer), "grid-column:2")
		styleRule(screen, role(document.Signer)+"~"+role(document.Signer), "padding-left:4em")
	}
	styleRule(print, "."+classMark, "margin:"+points(mark.Before)+" 0 0;font-size:"+halfPoints(mark.Size))
	styleRule(print, "."+classNumber, "margin:"+points(above.Before)+" 0 "+points(number.After)+";padding-bottom:"+points(rule.RuleGap))
}

func halfPoints(n int) string { return fmt.Sprintf("%d.%dpt", n/2, n%2*5) }

func colourOf(colour string) string {
	if colour == "" {
		return "000000"
	}
	return colour
}
