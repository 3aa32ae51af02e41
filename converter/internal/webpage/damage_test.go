package webpage

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/internal/style"
)

// damage changes a page as editors, portals and carelessness do. None of these takes a figure out of its row or
// column as a browser shows them.
type damage struct {
	name string
	do   func(rng *rand.Rand, page string) string
	// loud damages may change the grid if a diagnostic says so.
	loud bool
	last bool // changes the bytes' meaning, so nothing can follow
}

// tags edits each tag of a page, texts each text between tags; texts inside cells only where cells is set.
func tags(page string, edit func(tag string) string) string {
	return regexp.MustCompile(`<[^>]*>`).ReplaceAllStringFunc(page, edit)
}

func cellTexts(page string, edit func(text string) string) string {
	return regexp.MustCompile(`(<t[dh][^>]*>)([^<]*)(</t[dh]>)`).ReplaceAllStringFunc(page, func(cell string) string {
		open, close := strings.IndexByte(cell, '>')+1, strings.LastIndexByte(cell, '<')
		return cell[:open] + edit(cell[open:close]) + cell[close:]
	})
}

// unescaped splits a text at its characters, an entity being one.
func characters(text string) []string {
	return regexp.MustCompile(`&[^;]*;|(?s).`).FindAllString(text, -1)
}

func damages() []damage {
	drop := func(what ...string) func(*rand.Rand, string) string {
		return func(rng *rand.Rand, page string) string {
			share := 1 + rng.IntN(4)
			return tags(page, func(tag string) string {
				for _, w := range what {
					if strings.HasPrefix(tag, w) && rng.IntN(share) == 0 {
						return ""
					}
				}
				return tag
			})
		}
	}
	return []damage{
		{name: "cells and rows without end tags", do: drop("</td", "</th", "</tr")},
		{name: "no row groups", do: func(_ *rand.Rand, page string) string {
			return tags(page, func(tag string) string {
				if strings.HasPrefix(tag, "<thead") || strings.HasPrefix(tag, "</thead") || strings.HasPrefix(tag, "<tbody") || strings.HasPrefix(tag, "</tbody") {
					return ""
				}
				return tag
			})
		}},
		{name: "paragraphs without end tags", do: drop("</p", "</div", "</span", "</strong", "</article", "</section")},
		{name: "tables without end tags", do: drop("</table")},
		{name: "an element for each character", do: func(rng *rand.Rand, page string) string {
			tag := [...]string{"span lang=EN-US", "font face=宋体", "o:x", "b"}[rng.IntN(4)]
			name, _, _ := strings.Cut(tag, " ")
			return cellTexts(page, func(text string) string {
				var b strings.Builder
				for _, c := range characters(text) {
					if c == " " || rng.IntN(3) == 0 {
						b.WriteString(c)
					} else {
						b.WriteString("<" + tag + ">" + c + "</" + name + ">")
					}
				}
				return b.String()
			})
		}},
		{name: "as pasted from Word", do: func(_ *rand.Rand, page string) string {
			return cellTexts(page, func(text string) string {
				return "\n  <p class=MsoNormal align=center style='text-align:center;mso-pagination:widow-orphan'><span style='font-size:9.0pt'>" + text + "<o:p></o:p></span></p>\n  "
			})
		}},
		{name: "blanks spelt out", do: func(rng *rand.Rand, page string) string {
			return cellTexts(page, func(text string) string {
				if text != "" {
					return text
				}
				return [...]string{"&nbsp;", "<p>&nbsp;</p>", "<o:p> </o:p>", "<br>", "　", "&#160;", "<span></span>", "<p><br/></p>"}[rng.IntN(8)]
			})
		}},
		{name: "indented with white space", do: func(rng *rand.Rand, page string) string {
			return tags(page, func(tag string) string {
				for _, w := range []string{"<t", "</t"} {
					if strings.HasPrefix(tag, w) && tag != "<time>" {
						return "\r\n\t  " + tag + "\n"
					}
				}
				return tag
			})
		}},
		{name: "in a layout table", do: func(rng *rand.Rand, page string) string {
			for range 1 + rng.IntN(3) {
				page = "<table width=100%><tr><td class=left><a href=/>首页</a></td><td>" + page + "</td></tr></table>"
			}
			return page
		}},
		{name: "in a portal's page", do: func(_ *rand.Rand, page string) string {
			return "<html><head><title>x</title></head><body><form id=aspnetForm><div class=header><ul><li><a href=/>首页</a></ul></div><table><tr><td>索引号<td>1/2024<tr><td>日期<td>2024-1-1</table><div class=TRS_Editor>" +
				page + "</div><div class=foot>主办单位：示例市人民政府</div></form></body></html>"
		}},
		{name: "tags in capitals", do: func(_ *rand.Rand, page string) string {
			return tags(page, func(tag string) string {
				name, rest, ok := strings.Cut(tag, " ")
				if !ok {
					return strings.ToUpper(tag)
				}
				return strings.ToUpper(name) + " " + rest
			})
		}},
		{name: "elements between the parts of tables", do: func(_ *rand.Rand, page string) string {
			return tags(page, func(tag string) string {
				if tag == "<tr>" {
					return "<form><tr height=30>"
				}
				return tag
			})
		}},
		{name: "spans past the edge", do: func(_ *rand.Rand, page string) string {
			return strings.NewReplacer(` rowspan="22"`, ` rowspan="60"`, ` rowspan="20"`, ` rowspan="60"`, ` colspan="10"`, ` colspan="99"`).Replace(page)
		}, loud: true},
		{name: "a span changed", do: func(rng *rand.Rand, page string) string {
			spans := regexp.MustCompile(`(row|col)span="\d+"`).FindAllStringIndex(page, -1)
			if len(spans) == 0 {
				return page
			}
			at := spans[rng.IntN(len(spans))]
			return page[:at[0]] + page[at[0]:at[0]+7] + fmt.Sprintf(`="%d"`, rng.IntN(12)) + page[at[1]:]
		}, loud: true},
		{name: "GBK", do: func(_ *rand.Rand, page string) string {
			var b strings.Builder
			for _, r := range page {
				if out, err := simplifiedchinese.GB18030.NewEncoder().String(string(r)); err == nil {
					b.WriteString(out)
				}
			}
			return b.String()
		}, last: true},
	}
}

// placed lists what stands in a document's tables: the texts of cells that are not blank, with their positions.
func placed(doc *document.Document, most int) []string {
	var out []string
	if doc == nil {
		return nil
	}
	n := 0
	for _, b := range doc.Blocks {
		t, ok := b.(*document.Table)
		if !ok || len(t.Cells) <= most {
			continue
		}
		n++
		for i := range t.Cells {
			c := &t.Cells[i]
			text := strings.Map(func(r rune) rune {
				if chars.IsSpace(r) {
					return -1
				}
				return r
			}, c.Text())
			if text != "" {
				out = append(out, fmt.Sprintf("%d: %d,%d %s", n, c.Row, c.Col, text))
			}
		}
	}
	return out
}

// Damaged pages have the same cells in the same places, or the reader says that a table's spans do not add up.
func TestDamagedPages(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	marks := regexp.MustCompile(` (data-[a-z-]+|lang)="[^"]*"|</?article[^>]*>`)
	list := damages()
	tried, loud := map[string]int{}, 0
	rounds := seeded.Part(400, 80)
	for range rounds {
		_, doc := composed(t, rng)
		page := marks.ReplaceAllString(string(Write(doc, style.Default(), true)), "")
		sound, _ := Read(context.Background(), []byte(page), limit.Default())
		if sound == nil {
			continue // an empty report
		}
		// A table of page data has four cells, the smallest of a report has more.
		want := placed(sound, 4)
		damaged := page
		var done []string
		allowed := false
		for range 1 + rng.IntN(3) {
			d := list[rng.IntN(len(list))]
			damaged = d.do(rng, damaged)
			done = append(done, d.name)
			tried[d.name]++
			allowed = allowed || d.loud
			if d.last {
				break
			}
		}
		back, diags := Read(context.Background(), []byte(damaged), limit.Default())
		got := placed(back, 4)
		if strings.Join(got, "\n") == strings.Join(want, "\n") {
			continue
		}
		if allowed && diags.Has("html-table-uneven") {
			loud++
			continue
		}
		for i := range max(len(want), len(got)) {
			if at(want, i) != at(got, i) {
				t.Fatalf("%v: cell %d\nwant %s\ngot  %s\n%v\n%s", done, i, at(want, i), at(got, i), diags, damaged)
			}
		}
	}
	t.Logf("%d pages, %d with a warning; %v", rounds, loud, tried)
}
