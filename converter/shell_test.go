package converter_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/pdftest"
	"nianbao/converter/report"
)

// issued is a shell with all that one can hold.
func issued() *converter.Shell {
	return &converter.Shell{Organs: []string{"云溪市商务局", "云溪市人力资源和社会保障局"}, Number: "示政发〔2024〕1号", Signers: []string{"张三丰", "李四", "王五"},
		CopyNumber: "000001", Secrecy: "机密★1年", Urgency: "特急", Annexes: []converter.Annex{{Title: "公开情况统计表", Paragraphs: []string{"（一）项", "文，12件。"}}, {Title: "说明"}}}
}

// signedReport is the sample with organs that sign and what stands around the signature.
func signedReport(t testing.TB, c *converter.Converter, organs ...string) *report.Report {
	t.Helper()
	read, err := c.Read(t.Context(), converter.Input{Data: sample(t)})
	if err != nil {
		t.Fatal(err)
	}
	r := read.Report
	r.Signature, r.Date = strings.Join(organs, "\u3000"), "2024-01-15"
	r.Attachments = []string{"附件：1.公开情况统计表", "2.说明"}
	r.Annotation = []string{"（联系人：李某）"}
	r.Imprint = []string{"抄送：云溪市人民政府办公室。", "云溪市商务局办公室\u30002024年1月15日印发"}
	return r
}

// styled is a converter whose style signs under seal.
func styled(t testing.TB, from, to string) *converter.Converter {
	t.Helper()
	data, err := os.ReadFile("../templates/styles/gbt9704.json")
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Replace(data, []byte(from), []byte(to), 1)
	if bytes.Equal(changed, data) {
		t.Fatalf("the style has no %s", from)
	}
	c, err := converter.New(converter.Options{Style: changed})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestShellReadsBackAsTheReport: whatever stands around a report in a file of ours, and in whatever form its organs sign, the file reads back
// as the same report, and what stood around it is listed as that.
func TestShellReadsBackAsTheReport(t *testing.T) {
	converters := map[string]*converter.Converter{"unsealed": newConverter(t), "sealed": styled(t, `"sealed": false`, `"sealed": true`)}
	organs := []string{"云溪市商务局", "云溪市财政局", "云溪市教育局", "云溪市公安局", "云溪市人力资源和社会保障局"}
	for form, c := range converters {
		for n := 1; n <= len(organs); n++ {
			r := signedReport(t, c, organs[:n]...)
			want := contract.AppendJSON(nil, r, converter.VocabularyOf(c))
			for _, format := range []converter.Format{converter.DOCX, converter.HTML, converter.PDF} {
				t.Run(fmt.Sprintf("%s %d %s", form, n, format), func(t *testing.T) {
					out, err := c.Write(t.Context(), r, converter.Target{Format: format, Shell: issued()})
					if err != nil {
						t.Fatal(err)
					}
					back, err := c.Read(t.Context(), converter.Input{Data: out.Data})
					if err != nil {
						t.Fatal(err)
					}
					if got := contract.AppendJSON(nil, back.Report, converter.VocabularyOf(c)); !bytes.Equal(got, want) {
						t.Errorf("got %s", got)
					}
					if format == converter.PDF {
						return // read by its data
					}
					shell := 0
					for _, l := range back.Evidence.Lines {
						switch l.Part {
						case report.OfShell:
							shell++
						case report.LeftOut, report.OfFrame:
							t.Errorf("left out: %+v", l)
						}
					}
					if shell < 12 {
						t.Errorf("%d lines are of the form", shell)
					}
				})
			}
		}
	}
}

// Without a shell a target makes the file that it always made, and with one the text of the report is the same.
func TestShellChangesNothingElse(t *testing.T) {
	c := newConverter(t)
	r := signedReport(t, c, "云溪市商务局")
	for _, format := range []converter.Format{converter.DOCX, converter.HTML, converter.PDF, converter.OFD} {
		plain, err := c.Write(t.Context(), r, converter.Target{Format: format})
		if err != nil {
			t.Fatal(err)
		}
		with, err := c.Write(t.Context(), r, converter.Target{Format: format, Shell: issued()})
		if err != nil {
			t.Fatal(err)
		}
		again, err := c.Write(t.Context(), r, converter.Target{Format: format})
		if err != nil || !bytes.Equal(plain.Data, again.Data) || bytes.Equal(plain.Data, with.Data) {
			t.Errorf("%s: %v", format, err)
		}
	}
}

// The head is content in reading order, and the file keeps its promise.
func TestShellInPDF(t *testing.T) {
	c := newConverter(t)
	out, err := c.Write(t.Context(), signedReport(t, c, "云溪市商务局", "云溪市财政局"), converter.Target{Format: converter.PDF, Shell: issued()})
	if err != nil {
		t.Fatal(err)
	}
	f, err := pdftest.Open(out.Data)
	if err != nil {
		t.Fatal(err)
	}
	violations, err := pdftest.Check(f, pdftest.A3aUA1)
	if err != nil || len(violations) > 0 {
		t.Fatalf("%v %v", violations, err)
	}
	tree, err := f.Tree()
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, e := range tree.Children {
		text.WriteString(tree.Text(e))
	}
	at := 0
	for _, want := range []string{"000001", "机密★1年", "特急", "云溪市商务局", "云溪市人力资源和社会保障局", "文件", "签发人：张三丰", "示政发〔2024〕1号", "王", "年度报告"} {
		i := strings.Index(text.String()[at:], want)
		if i < 0 {
			t.Fatalf("%s does not stand behind %q", want, text.String()[:at])
		}
		at += i
	}
}

// TestShellRefusals: what cannot be is said before anything is read.
func TestShellRefusals(t *testing.T) {
	if err := (converter.Target{Format: converter.JSON, Shell: issued()}).Check(); !diagnosticsOf(t, err).Has("shell-format") {
		t.Error(err)
	}
	for _, bad := range []string{"", "[]", `{"nummer": "1"}`, `{"number": 1}`, `{"number": "a", "number": "b"}`} {
		if _, err := converter.ParseShell([]byte(bad)); !diagnosticsOf(t, err).Has("shell-invalid") {
			t.Errorf("%s: %v", bad, err)
		}
	}
	want := issued()
	data, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := converter.ParseShell(data)
	if err != nil || got.Number != want.Number || len(got.Annexes) != 2 || got.Annexes[0].Paragraphs[1] != "文，12件。" || got.Signers[2] != "王五" {
		t.Errorf("%+v %v", got, err)
	}
	c := newConverter(t)
	_, err = c.Write(t.Context(), signedReport(t, c, "甲局"), converter.Target{Format: converter.DOCX, Shell: &converter.Shell{Number: "〔2024〕1号\n"}})
	var refusal *converter.Refusal
	if !errors.As(err, &refusal) || !refusal.Diagnostics.Has("shell-value") {
		t.Error(err)
	}
	_, err = c.Write(t.Context(), signedReport(t, c, "甲局"), converter.Target{Format: converter.DOCX, Strict: true, Shell: &converter.Shell{Number: "1号"}})
	if !diagnosticsOf(t, err).Has(diag.Code("shell-number")) {
		t.Error(err)
	}
}

// A paragraph in a style of the form that stands where none can be does not take the report along: 附件 above a section of the report.
func TestAnnexLabelInsideTheReport(t *testing.T) {
	c := newConverter(t)
	r := signedReport(t, c, "云溪市商务局")
	out, err := c.Write(t.Context(), r, converter.Target{Format: converter.HTML})
	if err != nil {
		t.Fatal(err)
	}
	page := strings.Replace(string(out.Data), "<h2>", `<p data-role="annexlabel">附件9</p><h2>`, 1)
	back, err := c.Read(t.Context(), converter.Input{Data: []byte(page)})
	if err != nil {
		t.Fatal(err)
	}
	got, want := back.Report, r
	got.Prose["introduction"], want.Prose["introduction"] = nil, nil
	if !bytes.Equal(contract.AppendJSON(nil, got, converter.VocabularyOf(c)), contract.AppendJSON(nil, want, converter.VocabularyOf(c))) {
		t.Errorf("got %s", contract.AppendJSON(nil, got, converter.VocabularyOf(c)))
	}
}

func ExampleParseShell() {
	shell, err := converter.ParseShell([]byte(`{"number": "示政发〔2024〕1号", "urgency": "特急"}`))
	fmt.Println(shell.Number, shell.Urgency, err)
	// Output: 示政发〔2024〕1号 特急 <nil>
}

// TestHeadInText: a head in text, as people copy it or programs extract it, leaves the report as it is without one.
func TestHeadInText(t *testing.T) {
	c := newConverter(t)
	plain, err := c.Read(t.Context(), converter.Input{Data: sample(t)})
	if err != nil {
		t.Fatal(err)
	}
	want := string(contract.AppendJSON(nil, plain.Report, converter.VocabularyOf(c)))
	for name, head := range map[string]string{
		"masked names":                   "××市人民政府文件\n×政发〔2024〕1号\n",
		"one organ":                      "云溪市人民政府文件\n\n云政发〔2024〕1号\n\n",
		"the organ of the report":        plain.Report.Organization + "文件\n示政发〔2024〕12号\n",
		"without 文件":                     plain.Report.Organization + "\n示政发〔2024〕12号\n",
		"classified, for a superior":     "000001\n机密★1年\n特急\n云溪市人民政府文件\n云政发〔2024〕1号　　　　签发人：张三丰\n",
		"the name apart":                 "云溪市人民政府文件\n云政发〔2024〕1号\n签发人：张三丰\n",
		"several organs, 文件 beside them": "云溪市人民政府办公室\n云 溪 市 财 政 局 文件\n云溪市人力资源和社会保障局\n\n云政办发〔2024〕12号\n\n\n",
	} {
		back, err := c.Read(t.Context(), converter.Input{Data: append([]byte(head), sample(t)...)})
		if err != nil {
			t.Fatal(err)
		}
		if got := string(contract.AppendJSON(nil, back.Report, converter.VocabularyOf(c))); got != want {
			t.Errorf("%s: got %.300s", name, got)
		}
		told := false
		for _, d := range back.Diagnostics {
			told = told || d.Code == "frame-left-out"
		}
		if !told {
			t.Errorf("%s: what was left out is not told: %v", name, back.Diagnostics)
		}
	}
}
