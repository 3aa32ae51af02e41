package converter_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/report"
)

// formParts writes testdata/tabs as a form and returns its parts.
func formParts(t *testing.T, c *converter.Converter) (*report.Report, map[string]string) {
	t.Helper()
	data, err := os.ReadFile("../testdata/tabs/report.json")
	if err != nil {
		t.Fatal(err)
	}
	reading, err := c.Read(t.Context(), converter.Input{Name: "report.json", Data: data})
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.Write(t.Context(), reading.Report, converter.Target{Format: converter.DOCX, Protect: true})
	if err != nil {
		t.Fatal(err)
	}
	return reading.Report, unpacked(t, out.Data)
}

func unpacked(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(content)
	}
	return parts
}

func packed(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const textPart, cells = "word/document.xml", "customXml/item1.xml"

// replaced replaces in one part what must be there once.
func replaced(t *testing.T, parts map[string]string, part, old, with string) {
	t.Helper()
	if n := strings.Count(parts[part], old); n != 1 {
		t.Fatalf("%s holds %q %d times", part, old, n)
	}
	parts[part] = strings.Replace(parts[part], old, with, 1)
}

// control is the mark-up of the control of a figure, with its text.
func control(t *testing.T, parts map[string]string, name string) string {
	t.Helper()
	m := regexp.MustCompile(`<w:sdt><w:sdtPr>(?:<w:lock [^>]*/>)<w:dataBinding [^>]*n:` + regexp.QuoteMeta(name) + `\[1\][^>]*/><w:text/></w:sdtPr><w:sdtContent>.*?</w:sdtContent></w:sdt>`).
		FindString(parts[textPart])
	if m == "" {
		t.Fatalf("there is no control of %s", name)
	}
	return m
}

// shows changes what a control shows, binds what it is bound to.
func shows(t *testing.T, parts map[string]string, name, text string) {
	t.Helper()
	old := control(t, parts, name)
	replaced(t, parts, textPart, old, regexp.MustCompile(`<w:t[^>]*>[^<]*</w:t>`).ReplaceAllLiteralString(old, `<w:t>`+text+`</w:t>`))
}

func binds(t *testing.T, parts map[string]string, name, text string) {
	t.Helper()
	old := regexp.MustCompile(`<` + regexp.QuoteMeta(name) + `>[^<]*<`).FindString(parts[cells])
	replaced(t, parts, cells, old, `<`+name+`>`+text+`<`)
}

// bare takes a control off and keeps its text.
func bare(t *testing.T, parts map[string]string, name string) {
	t.Helper()
	old := control(t, parts, name)
	_, text, _ := strings.Cut(old, `<w:sdtContent>`)
	replaced(t, parts, textPart, old, strings.TrimSuffix(text, `</w:sdtContent></w:sdt>`))
}

// TestBoundCells: what somebody or some program changes in a form is read only where the witnesses agree, and named where they do not.
func TestBoundCells(t *testing.T) {
	c := newConverter(t)
	const penalties, fees, rules = "disclosure.penalties.decisions", "disclosure.fees.amount", "disclosure.compulsory_measures.decisions"
	set := func(name, text string) func(r *report.Report) { // "": left blank
		return func(r *report.Report) {
			k := strings.Split(name, ".")
			cell, _ := report.ParseCell(text)
			r.Tables[k[0]].Set(k[1], k[2], cell)
		}
	}
	same := func(*report.Report) {}
	swap := func(name, other string) func(t *testing.T, p map[string]string) {
		return func(t *testing.T, p map[string]string) {
			a, b := control(t, p, name), control(t, p, other)
			p[textPart] = strings.NewReplacer(a, b, b, a).Replace(p[textPart])
		}
	}
	for name, c2 := range map[string]struct {
		edit func(t *testing.T, p map[string]string)
		want func(r *report.Report)
		code diag.Code // "": no warning
		says []string
	}{
		"untouched": {func(*testing.T, map[string]string) {}, same, "", nil},
		"a person types: text and part change": {func(t *testing.T, p map[string]string) { shows(t, p, penalties, "19"); binds(t, p, penalties, "19") },
			set(penalties, "19"), "", nil},
		"the text is written in another way": {func(t *testing.T, p map[string]string) { shows(t, p, penalties, " １８ ") }, same, "", nil},
		"a program changes the text":         {func(t *testing.T, p map[string]string) { shows(t, p, penalties, "81") }, set(penalties, ""), "cell-bound-differs", []string{"“81”", "“18”"}},
		"a program changes the part":         {func(t *testing.T, p map[string]string) { binds(t, p, penalties, "81") }, set(penalties, ""), "cell-bound-differs", []string{"“81”", "“18”"}},
		"a point is lost":                    {func(t *testing.T, p map[string]string) { shows(t, p, fees, "1250") }, set(fees, ""), "cell-bound-differs", []string{"“1250”", "“12.50”"}},
		"a sign is added":                    {func(t *testing.T, p map[string]string) { binds(t, p, penalties, "-18") }, set(penalties, ""), "cell-bound-differs", []string{"“-18”"}},
		"a blank falls into the figure":      {func(t *testing.T, p map[string]string) { shows(t, p, penalties, "1 8") }, set(penalties, ""), "cell-bound-differs", []string{"“1 8”", "“18”"}},
		"a remark is added":                  {func(t *testing.T, p map[string]string) { shows(t, p, penalties, "18（其中修订2件）") }, set(penalties, ""), "cell-bound-differs", []string{"修订2件", "“18”"}},
		"the text is deleted":                {func(t *testing.T, p map[string]string) { shows(t, p, penalties, "") }, set(penalties, ""), "cell-bound-differs", []string{"“—”", "“18”"}},
		"the control is deleted":             {func(t *testing.T, p map[string]string) { bare(t, p, penalties) }, same, "", nil},
		"the control is overwritten": {func(t *testing.T, p map[string]string) { shows(t, p, penalties, "19"); bare(t, p, penalties) },
			set(penalties, "19"), "cell-control-gone", []string{"“19”", "“18”"}},
		"two figures change places with their controls": {swap(penalties, rules), func(r *report.Report) { set(penalties, "")(r); set(rules, "")(r) },
			"cell-place-differs", []string{"“18”", "“0”"}},
		"a control is copied over another": {func(t *testing.T, p map[string]string) {
			replaced(t, p, textPart, control(t, p, rules), control(t, p, penalties))
		},
			set(rules, ""), "cell-place-differs", []string{"“18”", "“0”"}},
		"a figure is moved with its control": {func(t *testing.T, p map[string]string) {
			moved := control(t, p, penalties)
			replaced(t, p, textPart, moved, "")
			replaced(t, p, textPart, control(t, p, rules), moved)
		}, func(r *report.Report) { set(penalties, "")(r); set(rules, "")(r) }, "cell-place-differs", []string{"“—”", "“18”"}},
		"rows change places, labels and all": {func(t *testing.T, p map[string]string) {
			row := func(name string) string {
				at := strings.Index(p[textPart], control(t, p, name))
				from := strings.LastIndex(p[textPart][:at], "<w:tr>")
				return p[textPart][from : at+strings.Index(p[textPart][at:], "</w:tr>")]
			}
			a, b := row(penalties), row(rules)
			p[textPart] = strings.NewReplacer(a, b, b, a).Replace(p[textPart])
		}, same, "", nil},
		"an empty cell is filled by a program": {func(t *testing.T, p map[string]string) { binds(t, p, penalties, "\u00a0") }, set(penalties, ""), "cell-bound-differs", []string{"“18”", "“—”"}},
		"a cell is emptied": {func(t *testing.T, p map[string]string) {
			shows(t, p, penalties, "\u00a0")
			binds(t, p, penalties, "\u00a0")
		}, set(penalties, ""), "", nil},
		"the part is gone": {func(t *testing.T, p map[string]string) {
			delete(p, cells)
			shows(t, p, penalties, "19")
		}, set(penalties, "19"), "", nil},
		"the part is gone, and two figures change places with their controls": {func(t *testing.T, p map[string]string) {
			delete(p, cells)
			swap(penalties, rules)(t, p)
		}, func(r *report.Report) { set(penalties, "")(r); set(rules, "")(r) }, "cell-place-differs", []string{"“18”", "“0”"}},
		"the table stands in a cell of another, and a program changes a text": {func(t *testing.T, p map[string]string) {
			shows(t, p, penalties, "81")
			from := strings.Index(p[textPart], "<w:tbl>")
			to := from + strings.Index(p[textPart][from:], "</w:tbl>") + len("</w:tbl>")
			p[textPart] = p[textPart][:from] + `<w:tbl><w:tblGrid><w:gridCol w:w="4500"/><w:gridCol w:w="4500"/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>附表</w:t></w:r></w:p></w:tc><w:tc>` + p[textPart][from:to] + `<w:p/></w:tc></w:tr></w:tbl>` + p[textPart][to:]
		}, func(r *report.Report) {
			set(penalties, "")(r)
			r.Notes = map[string]report.Notes{"disclosure": {Above: []string{"附表"}}}
		}, "cell-bound-differs", []string{"“81”", "“18”"}},
		"the part is damaged": {func(t *testing.T, p map[string]string) {
			p[cells] = strings.TrimSuffix(p[cells], "</report>")
			shows(t, p, penalties, "19")
		}, set(penalties, "19"), "docx-cells-damaged", []string{cells}},
		"controls of another program": {func(t *testing.T, p map[string]string) {
			shows(t, p, penalties, "19")
			p[textPart] = strings.ReplaceAll(p[textPart], "6E69616E", "00000000")
		}, set(penalties, "19"), "cell-control-gone", []string{"“19”", "“18”"}},
	} {
		t.Run(name, func(t *testing.T) {
			want, parts := formParts(t, c)
			c2.edit(t, parts)
			got, err := c.Read(t.Context(), converter.Input{Name: "form.docx", Data: packed(t, parts)})
			if err != nil {
				t.Fatal(err)
			}
			c2.want(want)
			for _, d := range got.Diagnostics {
				if d.Code != "cell-bound-differs" && d.Code != "cell-place-differs" {
					continue
				}
				if o, ok := got.Evidence.Cell(d.Place.Table, report.Key{Row: d.Place.Row, Col: d.Place.Col}); ok && (o.Confidence != report.Lost || o.Reason != "witnesses") {
					t.Errorf("the evidence calls the cell %s (%s)", o.Confidence, o.Reason)
				}
			}
			if !report.Equal(got.Report, want) {
				t.Errorf("read\n%s\nwant\n%s", contract.AppendJSON(nil, got.Report, converter.VocabularyOf(c)), contract.AppendJSON(nil, want, converter.VocabularyOf(c)))
			}
			said := 0
			for _, d := range got.Diagnostics {
				if d.Severity < diag.Warning {
					continue
				}
				said++
				for _, part := range c2.says {
					if message := d.Message(diag.Chinese); !strings.Contains(message, part) && d.Code == c2.code && said == 1 {
						t.Errorf("%s does not hold %s", message, part)
					}
				}
				if d.Code != c2.code {
					t.Errorf("it says %s", d.Message(diag.English))
				}
			}
			if (said > 0) != (c2.code != "") {
				t.Errorf("%d warnings, want %q", said, c2.code)
			}
		})
	}
}

// TestUnreadableCells: figures of a form whose part cannot be unpacked are read without that witness, which is said; what another
// program keeps in such a part is nobody's business.
func TestUnreadableCells(t *testing.T) {
	c := newConverter(t)
	for _, isForm := range []bool{true, false} {
		want, parts := formParts(t, c)
		if !isForm {
			parts[textPart] = strings.ReplaceAll(parts[textPart], "6E69616E", "00000000")
		}
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, content := range parts {
			w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := io.WriteString(w, content); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		data := bytes.Replace(b.Bytes(), []byte("<report xmlns"), []byte("<rePort xmlns"), 1) // not what its checksum says
		got, err := c.Read(t.Context(), converter.Input{Name: "form.docx", Data: data})
		if err != nil {
			t.Fatal(err)
		}
		if said := got.Diagnostics.Has("docx-cells-damaged"); said != isForm || !report.Equal(got.Report, want) {
			t.Errorf("a form %v: %v", isForm, got.Diagnostics)
		}
	}
}

// TestFormsReadBack: a form gives the report that it was made from, without a word.
func TestFormsReadBack(t *testing.T) {
	c := newConverter(t)
	for seed := range uint64(seeded.Part(2_000, 60)) {
		want := seeded.Report(seed, edition.Official().Editions[seed%2], int(seed%3))
		out, err := c.Write(t.Context(), want, converter.Target{Format: converter.DOCX, Protect: true})
		if err != nil {
			t.Fatal(err)
		}
		got, err := c.Read(t.Context(), converter.Input{Name: "form.docx", Data: out.Data})
		if err != nil {
			t.Fatal(err)
		}
		usual, err := c.Write(t.Context(), want, converter.Target{Format: converter.DOCX})
		if err != nil {
			t.Fatal(err)
		}
		plain, err := c.Read(t.Context(), converter.Input{Name: "usual.docx", Data: usual.Data})
		if err != nil {
			t.Fatal(err)
		}
		if !report.Equal(got.Report, want) || !report.Equal(plain.Report, want) || !slices.Equal(codes(got.Diagnostics), codes(plain.Diagnostics)) {
			t.Fatalf("seed %d: the form says %v, the usual file %v\n%s", seed, got.Diagnostics, plain.Diagnostics, contract.AppendJSON(nil, got.Report, converter.VocabularyOf(c)))
		}
	}
}

func codes(list diag.List) []diag.Code {
	var out []diag.Code
	for _, d := range list {
		out = append(out, d.Code)
	}
	return out
}

// TestProtectFormat: only a Word file can be a form.
func TestProtectFormat(t *testing.T) {
	c := newConverter(t)
	_, err := c.Convert(t.Context(), converter.Input{Name: "a.txt", Data: sample(t)}, converter.Target{Format: converter.PDF, Protect: true})
	if found := diagnosticsOf(t, err); len(found) != 1 || found[0].Code != "protect-format" {
		t.Errorf("%v", found)
	}
}

// TestFormsInOneFile: of two forms that somebody put into one file the names do not say which is meant, and nothing is taken away.
func TestFormsInOneFile(t *testing.T) {
	c := newConverter(t)
	first, parts := formParts(t, c)
	second := seeded.Report(3, edition.Official().Editions[0], 2)
	out, err := c.Write(t.Context(), second, converter.Target{Format: converter.DOCX, Protect: true})
	if err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(unpacked(t, out.Data)[textPart], "<w:body>")
	body, _, _ = strings.Cut(body, "<w:sectPr>")
	parts[textPart] = strings.Replace(parts[textPart], "<w:sectPr>", body+"<w:sectPr>", 1)
	all, err := c.ReadAll(t.Context(), converter.Input{Name: "two.docx", Data: packed(t, parts)})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 {
		t.Fatalf("%d reports", len(all))
	}
	for i, want := range []*report.Report{first, second} {
		for table, cells := range want.Tables {
			for key, cell := range cells {
				if got := all[i].Report.Tables[table][key]; got.String() != cell.String() {
					t.Errorf("report %d, %s.%s.%s: %q, want %q", i+1, table, key.Row, key.Col, got, cell)
				}
			}
		}
	}
}
