package layout

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
)

// TestTotalFit: where the lines of a paragraph end if all are chosen at once. Each text says with | where a line ends; 26
// ideographs fit the first line and 28 the others.
func TestTotalFit(t *testing.T) {
	withFangSong(t)
	han := func(n int) string { return strings.Repeat("国", n) }
	for _, c := range []struct{ name, text string }{
		{"full lines stay full", han(26) + "|" + han(28) + "|" + han(5)},
		{"a last line of one character gets another", han(26) + "|" + han(27) + "|" + han(2)},
		{"a full stop is no company", han(26) + "|" + han(27) + "|" + han(2) + "。"},
		{"lines above a figure that does not fit share what is missing", han(25) + "|" + han(27) + "|1234567890件" + han(20)},
		{"a unit leaves its figure before a line is torn open", han(21) + "123456789|年" + han(30)},
		{"but not for a little space", han(24) + "|123年" + han(24)},
		{"the number of a document is whole even so", han(22) + "函|〔2021〕30号" + han(20)},
		{"a URL breaks behind a slash", han(13) + "http://www.example.gov.cn/|xxgk/nianbao" + han(12)},
		{"a URL breaks rather than a line is torn open", han(22) + "www.a.|cn/b" + han(22)},
		{"a URL stays whole for a little space", han(25) + "|" + han(27) + "|" + han(27) + "|www.a.cn/b" + han(22)},
		{"as does a telephone number", han(25) + "|" + han(27) + "|12-345678" + han(22)},
		{"marks are not squeezed to the last where a little space will do", "国国，国国，" + han(20) + "|" + han(27) + "|" + han(2)},
		{"below a line that must be loose the rest is chosen still", han(20) + "|1234567890123456" + han(19) + "|" + han(2)},
		{"a telephone number breaks behind its hyphen", han(22) + "0955-|7068880888" + han(12)},
		{"an amount does not break at its point", han(20) + "|12345678901.23" + han(12)},
	} {
		t.Run(c.name, func(t *testing.T) {
			pages, _ := layIn(t, clreqStyle(), body(strings.ReplaceAll(c.text, "|", "")))
			got := strings.Join(allText(pages), "|")
			if want := c.text; !strings.HasPrefix(got, want[:strings.LastIndex(want, "|")+1]) {
				t.Errorf("got %q\nwant %q", got, want)
			}
		})
	}
}

// counted is a context that counts how often it is asked, which a meter does every so many steps.
type counted struct {
	context.Context
	asked *int
}

func (c counted) Err() error { *c.asked++; return c.Context.Err() }

// TestTotalFitIsLinear: twice the text takes twice the steps, also where characters have no width and a line holds them all.
func TestTotalFitIsLinear(t *testing.T) {
	s := clreqStyle()
	narrow := *s
	form := *s.Of(document.Body)
	form.Size, form.Spacing = 20, -200
	narrow.Paragraphs = map[string]*style.Paragraph{}
	for name, p := range s.Paragraphs {
		narrow.Paragraphs[name] = p
	}
	narrow.Paragraphs["body"] = &form
	for name, s := range map[string]*style.Style{"text": s, "characters without width": reparsed(t, &narrow)} {
		steps := func(n int) int {
			asked := 0
			doc := &document.Document{Blocks: []document.Block{body(strings.Repeat("国", n))}}
			if _, _, err := Lay(counted{t.Context(), &asked}, doc, s, sfnt.Embedded(), Options{Limits: limit.Default()}); err != nil {
				t.Fatal(err)
			}
			return asked
		}
		once, twice := steps(30_000), steps(60_000)
		if once < 20 || twice > once*11/5 {
			t.Errorf("%s: %d looks at the context for a text, %d for twice the text", name, once, twice)
		}
	}
}

// reparsed is a style with changed paragraphs.
func reparsed(t *testing.T, s *style.Style) *style.Style {
	t.Helper()
	data, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	out, err := style.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
