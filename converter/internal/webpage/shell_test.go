package webpage

import (
	"context"
	"strings"
	"testing"

	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

func pageOf(t *testing.T, sealed bool, signature string, shell *compose.Shell) string {
	t.Helper()
	s := *style.Default()
	closing := *s.Closing
	closing.Sealed, s.Closing = sealed, &closing
	r := &report.Report{Format: "2021", Organization: "云溪市商务局", Year: 2023, Signature: signature, Date: "2024-01-05",
		Tail: report.Tail{Imprint: []string{"抄送：甲。", "云溪市商务局办公室\u30002024年1月6日印发"}}}
	d, found := compose.DocumentInShell(context.Background(), r, edition.Official(), &s, shell, nil)
	if d == nil {
		t.Fatal(found)
	}
	return string(Write(d, &s, false))
}

// TestClosingOnAPage: organ and day stand on a page of the web where GB/T 9704-2012 7.3.5 has them, counted from the right in characters.
// 三号 is 320 twips, each character less 5, the type area 8845.
func TestClosingOnAPage(t *testing.T) {
	for _, c := range []struct {
		name, signature string
		sealed          bool
		want            []string
	}{
		{"unsealed: the day begins two characters right of the organ", "云溪市商务局", false, []string{
			`[data-role="signature"]{text-indent:0;text-align:left;padding-right:0;margin-left:max(0px,calc(100% - 7.91em));margin-right:0em}`,
			`[data-role="date"]{text-indent:0;text-align:left;padding-right:0;margin-left:max(0px,calc(100% - 5.91em));margin-right:0em}`}},
		{"sealed: the day four characters from the right, the organ over it", "云溪市商务局", true, []string{
			`[data-role="date"]{text-indent:0;text-align:right;padding-right:0;margin-left:max(0px,calc(100% - 27.6em));margin-right:4em}`,
			`[data-role="signature"]{text-indent:0;text-align:center;padding-right:0;margin-left:max(0px,calc(100% - 13.9em));margin-right:0em}`}},
		{"sealed together: columns, the last over the day", "云溪市商务局\u3000云溪市财政局", true, []string{
			`.nb-row{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,13.8em)`,
			`<p data-role="signature" class="nb-row"><span>云溪市商务局<span class="nb-gap">` + "\u3000" + `</span></span><span>云溪市财政局</span></p>`}},
		{"a last row of one organ, over the day as well", "甲市商务局\u3000甲市财政局\u3000甲市教育局\u3000甲市公安局", true, []string{
			`[data-role="signature"]{text-indent:0;text-align:center;padding-right:0;margin-left:max(0px,calc(100% - 13.9em));margin-right:0em}`,
			`</span></span><span>甲市教育局</span></p>` + "\n" + `<p data-role="signature">甲市公安局</p>`}},
	} {
		page := pageOf(t, c.sealed, c.signature, nil)
		for _, want := range c.want {
			if !strings.Contains(page, want) {
				t.Errorf("%s: %s is missing", c.name, want)
			}
		}
		if strings.Contains(page, classHead+`"`) {
			t.Errorf("%s: there is a head", c.name)
		}
	}
}

// TestHeadOnAPage: the head has an element of its own, 文件 stands in a column of its own, and in print the distances are those of the page.
func TestHeadOnAPage(t *testing.T) {
	page := pageOf(t, false, "云溪市商务局", &compose.Shell{Number: "示政发〔2024〕1号", Organs: []string{"云溪市商务局", "云溪市财政局"}, Signers: []string{"张三丰", "李四", "王五"},
		CopyNumber: "000001", Annexes: []compose.Annex{{Title: "表"}}})
	for _, want := range []string{
		`<div class="nb-head">` + "\n" + `<p data-role="classification"><span data-role="documentnumber">000001</span></p>`,
		`<div class="nb-mark nb-joint">` + "\n" + `<p data-role="letterhead">云溪市商务局</p>` + "\n" + `<p data-role="letterhead">云溪市财政局</p>` + "\n" + `<p data-role="letterhead">文件</p>` + "\n</div>",
		`.nb-joint p:last-child{grid-column:2;grid-row:1/span 2}`,
		`.nb-number{border-bottom:1.5pt solid #FF0000`, `.nb-mark{color:#FF0000;`, `padding-bottom:8pt}`,
		`[data-role="annexlabel"]{break-before:page`, `<span class="nb-end">2024年1月6日印发</span>`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("%s is missing", want)
		}
	}
	d, found := Read(context.Background(), []byte(page), limit.Default())
	if d == nil {
		t.Fatal(found)
	}
	var roles []string
	for _, b := range d.Blocks {
		if p, ok := b.(*document.Paragraph); ok {
			roles = append(roles, p.Role.String())
		}
	}
	want := "classification letterhead letterhead letterhead signer documentnumber signer title signature date annexlabel annextitle imprint imprint"
	if got := strings.Join(roles, " "); got != want {
		t.Errorf("read back: %s", got)
	}
}
