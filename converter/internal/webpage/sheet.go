package webpage

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/style"
)

// sheet is the style sheet of a whole page: the house style's faces and sizes, on the screen at a size for reading, in
// print as the official document.
func sheet(s *style.Style, doc *document.Document) string {
	var b strings.Builder
	screen, print := places(doc, s)
	body, title := s.Of(document.Body), s.Of(document.Title)
	face := func(r document.Role) string { return "var(--" + family(s.Of(r).Face) + ")" }
	leading := func(p *style.Paragraph) string {
		if p.Leading == 0 {
			return "1.5"
		}
		return fmt.Sprintf("%.2fpt", float64(p.Leading)/20)
	}
	rule := func(selector, declarations string) { b.WriteString(selector + "{" + declarations + "}\n") }
	align := func(p *style.Paragraph) string {
		if p.Align == "" {
			return "start"
		}
		return p.Align
	}
	indent := func(p *style.Paragraph) string { return fmt.Sprintf("%dem", p.IndentChars) }

	rule(":root", families(s))
	rule("html", "background:#f3f3f1;color:#1c1c1c;-webkit-text-size-adjust:100%")
	rule("body", "margin:0;font:1.125rem/1.9 "+face(document.Body))
	rule("main", "max-width:50rem;margin:0 auto;padding:3rem clamp(1rem,5vw,4rem) 4rem;background:#fff")
	rule("h1,h2,h3,h4,h5,h6,p,th,td", "white-space:pre-wrap;overflow-wrap:break-word;text-wrap:pretty")
	rule("h1,h2,h3,h4,h5,h6", "font-weight:400;font-size:1em;line-height:inherit;margin:0")
	rule("h1", "font-size:clamp(1.3rem,4.6vw,1.75rem);line-height:1.5;margin:0 0 1.5em;text-wrap:balance;text-align:"+align(title)+";font-family:"+face(document.Title))
	for _, h := range []struct {
		tag  string
		role document.Role
	}{{"h2", document.Section}, {"h3", document.Heading1}, {"h4", document.Heading2}, {"h5", document.Heading3}} {
		p := s.Of(h.role)
		weight := ""
		if p.Bold {
			weight = ";font-weight:700"
		}
		rule(h.tag, "font-family:"+face(h.role)+";text-align:"+align(p)+";text-indent:"+indent(p)+weight)
		if h.role != document.Section {
			rule(`[data-role="`+h.role.String()+`"]`, "font-family:"+face(h.role)+weight)
		}
	}
	rule("h2", "margin-top:.6em")
	rule("p", "margin:0;text-align:"+align(body)+";text-indent:"+indent(body))
	for _, r := range []document.Role{document.Signature, document.Date} {
		p := s.Of(r)
		rule(`[data-role="`+r.String()+`"]`, fmt.Sprintf("text-indent:0;text-align:%s;padding-right:%dem;font-family:%s", align(p), p.RightChars, face(r)))
	}
	rule(`[data-role="signature"]`, "margin-top:1.5em")
	tail(rule, s, face)
	b.WriteString(screen)
	rule(".scroll", "overflow-x:auto;margin:.8em 0 1.2em")
	rule("table", "width:100%;min-width:40rem;border-collapse:collapse;font:.875rem/1.45 "+face(document.Number)+";font-variant-numeric:tabular-nums")
	rule("th,td", "border:1px solid #333;padding:.3em .35em;text-align:center;font-weight:400;text-indent:0")
	rule("th", "font-family:"+face(document.Header))
	rule(`th[data-role="label"]`, "min-width:6em;text-align:"+align(s.Of(document.Label))+";font-family:"+face(document.Label))
	rule("th p,td p", "text-align:inherit;text-indent:0")
	// The section's heading stands above each table; its caption is for those who hear the page.
	rule("caption", "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap")
	rule("pre", "white-space:pre-wrap;font-size:.875rem")
	rule(".scroll:focus-visible", "outline:2px solid #1a5fb4;outline-offset:2px")

	page := s.Page
	b.WriteString("@media print{\n")
	rule("@page", fmt.Sprintf("size:%s %s;margin:%s %s %s %s", millimetres(page.Width), millimetres(page.Height),
		millimetres(page.Top), millimetres(page.Right), millimetres(page.Bottom), millimetres(page.Left)))
	rule(":root", families(s))
	rule("html", "background:none;color:#000")
	rule("body", "font-size:"+halfPoints(body.Size)+";line-height:"+leading(body))
	rule("main", "max-width:none;padding:0")
	rule("h1", "font-size:"+halfPoints(title.Size)+";line-height:"+leading(title)+";margin-bottom:"+leading(body))
	rule("h1,h2,h3,h4,h5", "break-after:avoid")
	rule("p", "orphans:2;widows:2")
	rule(".scroll", "overflow:visible;margin:0")
	rule(`th[data-role="label"]`, "min-width:0")
	rule("table", "min-width:0;break-inside:avoid;line-height:1.25;font-size:"+halfPoints(s.Of(document.Number).Size))
	rule("th,td", "border-width:.5pt;border-color:#000;padding:1pt 1.4pt;overflow-wrap:anywhere")
	b.WriteString(print)
	// No break-inside on rows: a browser would keep all rows beside a label of 22 rows together.
	b.WriteString("}\n")
	return b.String()
}

// tail sets what stands around the signature: further lines of 附件：1.… and further attachments below the first name, as
// wide as these words are; the imprint between its rules, one character in (GB/T 9704-2012 7.3.4, 7.4).
func tail(rule func(selector, declarations string), s *style.Style, face func(document.Role) string) {
	attachment, imprint := `[data-role="attachment"]`, `[data-role="imprint"]`
	a, n := s.Of(document.Attachment), s.Of(document.Imprint)
	rule(attachment, fmt.Sprintf("padding-left:%dem;text-indent:-4em;text-align:%s;font-family:%s", a.IndentChars+4, a.Align, face(document.Attachment)))
	rule(`:not(`+attachment+`)+`+attachment, "margin-top:1.5em")
	rule(attachment+`+`+attachment, "text-indent:-1em")
	rule(imprint, fmt.Sprintf("padding:.3em %dem .3em %dem;text-indent:-3em;text-align:%s;font-family:%s;font-size:%.3fem;border-top:%s solid",
		n.RightChars, n.IndentChars+3, n.Align, face(document.Imprint), float64(n.Size)/float64(s.Of(document.Body).Size), eighths(s.Imprint.Inner)))
	rule(`:not(`+imprint+`)+`+imprint, "margin-top:3em;border-top-width:"+eighths(s.Imprint.Outer))
	rule(imprint+" ."+classEnd, "float:right;text-indent:0")
	rule(imprint+`:last-child`, "border-bottom:"+eighths(s.Imprint.Outer)+" solid")
}

// eighths prints eighths of a point, the measure of rules.
func eighths(n int) string { return fmt.Sprintf("%.3gpt", float64(n)/8) }

// millimetres prints twips to a tenth of a millimetre.
func millimetres(twips int) string { return fmt.Sprintf("%.1fmm", float64(twips)*25.4/1440) }

// family makes a face's key safe as the name of a variable.
func family(key string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return '_'
	}, key)
}

// families declares a variable for each face of the style: its name, its alternatives and a generic one.
func families(s *style.Style) string {
	var declarations []string
	for _, key := range slices.Sorted(maps.Keys(s.Faces)) {
		var names []string
		for _, n := range append([]string{s.Faces[key].Name}, s.Faces[key].Alternatives...) {
			// A style file is its author's; its names end neither the string nor the element.
			n = strings.Map(func(r rune) rune {
				if r < ' ' || strings.ContainsRune(`"'\<>{};`, r) {
					return -1
				}
				return r
			}, n)
			names = append(names, `"`+n+`"`)
		}
		generic := "serif"
		if key == "heiti" {
			generic = "sans-serif"
		}
		declarations = append(declarations, "--"+family(key)+":"+strings.Join(append(names, generic), ","))
	}
	return strings.Join(declarations, ";")
}
