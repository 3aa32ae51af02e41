package read

import (
	"context"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/docx/names"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
)

// TestChunk: content of another format is read in its place, once, and named where it is not.
func TestChunk(t *testing.T) {
	chunk := `<w:altChunk r:id="rIdC"/>`
	relation := `<Relationship Id="rIdC" Type="` + names.RelationNS + `/aFChunk" Target="/word/a.htm"/>`
	say := func(blocks ...document.Block) Foreign {
		return func(_ *limit.Meter, name string, data []byte) (*document.Document, diag.List) {
			return &document.Document{Blocks: blocks, Title: string(data)}, diag.List{diag.New("html-hidden", diag.Place{})}
		}
	}
	text := func(s string) *document.Paragraph { return &document.Paragraph{Runs: []document.Run{{Text: s}}} }
	loose := &document.Loose{Lines: []document.Line{{Text: "丙"}}}
	for _, c := range []struct {
		name, body string
		foreign    Foreign
		want       string
		codes      string
	}{
		{"in its place", p("甲") + chunk + p("丁"), say(text("乙"), text("丙")), `["甲"] ["乙"] ["丙"] ["丁"]`, "docx-altchunk-read html-hidden"},
		{"in a cell", tbl("900", "<w:tc>"+p("46")+chunk+"</w:tc>"), say(text("3")), `["46"] ["3"]`, "docx-altchunk-read html-hidden"},
		{"loose text in a cell", tbl("900", "<w:tc>"+p("46")+chunk+"</w:tc>"), say(loose), `["46"]`, "docx-altchunk html-hidden"},
		{"nobody reads it", p("甲") + chunk, nil, `["甲"]`, "docx-altchunk"},
		{"not of a kind that is read", p("甲") + chunk, func(*limit.Meter, string, []byte) (*document.Document, diag.List) { return nil, nil }, `["甲"]`, "docx-altchunk"},
		{"part that is not there", p("甲") + `<w:altChunk r:id="rIdX"/>`, say(text("乙")), `["甲"]`, "docx-altchunk"},
		{"more than the limit", strings.Repeat(chunk, 3), say(text("乙")), `["乙"] ["乙"]`, "docx-altchunk-read docx-altchunk html-hidden"},
		{"in a prompt that nobody filled in", p("甲") + `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + chunk + `</w:sdtContent></w:sdt>`, say(text("乙")), `["甲"]`, "docx-placeholder"},
	} {
		t.Run(c.name, func(t *testing.T) {
			limits := limit.Default()
			limits.Chunks = 2
			doc, list := Styled(context.Background(), build(t, parts{"body": c.body, "rels": relation, "word/a.htm": "题"}), limits, style.Default(), c.foreign)
			var codes []string
			for _, d := range list {
				if len(codes) == 0 || codes[len(codes)-1] != string(d.Code) {
					codes = append(codes, string(d.Code))
				}
			}
			got := dump(doc)
			for _, cut := range []string{"\n", "0,0 "} {
				if _, rest, ok := strings.Cut(got, cut); ok {
					got = rest
				}
			}
			if got = strings.Join(strings.Fields(got), " "); got != c.want || strings.Join(codes, " ") != c.codes {
				t.Errorf("got %s %v, want %s %s", got, codes, c.want, c.codes)
			}
			if read := strings.Contains(c.codes, "docx-altchunk-read"); read != (doc.Title == "题") {
				t.Errorf("title %q", doc.Title)
			}
		})
	}
}
