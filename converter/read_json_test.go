package converter_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	utf16 "golang.org/x/text/encoding/unicode"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/reporttest"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/report"
)

// asJSON writes a value as JSON of another program.
func asJSON(t testing.TB, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// official returns a report as an office writes one, of which pages and texts read back all.
func official(seed uint64) *report.Report {
	return seeded.Report(seed, edition.Official().Get("2021"), 1)
}

// written writes a report.
func written(t testing.TB, c *converter.Converter, r *report.Report, to converter.Target) string {
	t.Helper()
	out, err := c.Write(t.Context(), r, to)
	if err != nil {
		t.Fatal(err)
	}
	return string(out.Data)
}

func codesOf(found diag.List) string {
	var list []string
	for _, d := range found {
		list = append(list, string(d.Code))
	}
	return strings.Join(list, " ")
}

// Lists of reports and reports one behind the other come back one by one, with their names in the messages.
func TestSeveralInJSON(t *testing.T) {
	c := newConverter(t)
	var reports []*report.Report
	var texts []string
	for i := range seeded.Part(100, 12) {
		r := reporttest.RandomData(rand.New(rand.NewPCG(uint64(i), 3)))
		reports = append(reports, r)
		texts = append(texts, string(contract.AppendJSON(nil, r, converter.VocabularyOf(c))))
	}
	brief := make([]string, len(texts))
	for i, text := range texts {
		var v json.RawMessage = []byte(text)
		brief[i] = asJSON(t, v)
	}
	for name, data := range map[string]string{
		"a list":              "[" + strings.Join(texts, ",") + "]",
		"brief":               strings.Join(brief, "\n") + "\n",
		"lines, with \\r":     strings.Join(brief, "\r\n\r\n"),
		"one behind another":  strings.Join(texts, ""),
		"a list in an answer": `{"code": 0, "message": "ok", "data": {"total": 100, "list": [` + strings.Join(texts, ",") + `]}}`,
		"rows of an answer":   `{"rows": [{"id": 1, "report": ` + strings.Join(texts, `}, {"id": 1, "report": `) + `}]}`,
		"written as texts":    `{"list": [` + asJSON(t, texts[0]) + "," + strings.Join(texts[1:], ",") + `]}`,
	} {
		readings, err := c.ReadAll(t.Context(), converter.Input{Name: "a.json", Data: []byte(data)})
		if err != nil || len(readings) != len(reports) {
			t.Fatalf("%s: %d, %v", name, len(readings), err)
		}
		for i, reading := range readings {
			if !report.Equal(reading.Report, reports[i]) || reading.Number != i+1 || reading.Source != converter.JSON {
				t.Errorf("%s: %d: %+v, want %+v", name, i, reading.Report, reports[i])
			}
		}
		_, err = c.Read(t.Context(), converter.Input{Data: []byte(data)})
		if refusal, ok := errors.AsType[*converter.Refusal](err); !ok || !refusal.Diagnostics.Has("json-several") {
			t.Errorf("%s: one report: %v", name, err)
		}
	}
}

// One report of a list that is wrong does not take the others along, and is told by its number and its place.
func TestOneOfSeveralIsWrong(t *testing.T) {
	c := newConverter(t)
	data := `[{"format": "2021", "organization": "甲局"}, {"format": "2021", "organisation": "乙局"}, {"format": "2021", "organization": "丙局"}, {}, 5]`
	readings, err := c.ReadAll(t.Context(), converter.Input{Name: "a.json", Data: []byte(data)})
	refusal, ok := errors.AsType[*converter.Refusal](err)
	if !ok || len(readings) != 2 || readings[1].Report.Organization != "丙局" || codesOf(refusal.Diagnostics) != "json-unknown-key json-shape json-shape" {
		t.Fatalf("%d %v", len(readings), err)
	}
	if place := refusal.Diagnostics[0].Place; place.Pointer != "/1/organisation" || place.Report != "#2" || place.Line != 1 || place.File != "a.json" || refusal.Diagnostics[2].Place.Report != "#5" {
		t.Errorf("%+v", refusal.Diagnostics)
	}
	made, err := c.ConvertAll(t.Context(), converter.Input{Name: "a.json", Data: []byte(data)}, converter.Target{Format: converter.HTML})
	if len(made) != 2 || err == nil {
		t.Errorf("%d made, %v", len(made), err)
	}
	checked, err := c.CheckAll(t.Context(), converter.Input{Name: "a.json", Data: []byte(data)}, converter.Against{})
	if len(checked) != 2 || err == nil {
		t.Errorf("%d checked, %v", len(checked), err)
	}
}

// Pages and texts in the fields of a portal's answer are read as they are by themselves, and the fields are named.
func TestEnvelopes(t *testing.T) {
	c := newConverter(t)
	cells := 0
	for seed := range uint64(seeded.Part(100, 12)) {
		want := official(seed)
		page := written(t, c, want, converter.Target{Format: converter.HTML, Fragment: true})
		alone, err := c.Read(t.Context(), converter.Input{Name: "a.html", Data: []byte(page)})
		if err != nil {
			t.Fatal(err)
		}
		for name, x := range map[string]struct {
			data, field, codes string
			source             converter.Format
		}{
			"a page":           {`{"code": 0, "data": {"content": ` + asJSON(t, page) + `}}`, "/data/content", "json-field-read json-fields-left", converter.HTML},
			"an escaped page":  {`{"data": {"content": ` + asJSON(t, html.EscapeString(page)) + `}}`, "/data/content", "json-field-read", converter.HTML},
			"JSON as a text":   {`{"data": ` + asJSON(t, `{"html": `+asJSON(t, page)+`}`) + `}`, "/data/html", "json-field-read", converter.HTML},
			"a list of one":    {`[{"id": 7, "body": ` + asJSON(t, page) + `}]`, "/0/body", "json-field-read json-fields-left", converter.HTML},
			"beside long text": {`{"content": ` + asJSON(t, page) + `, "notice": ` + asJSON(t, strings.Repeat("本站声明，转载请注明出处。", 30)) + `}`, "/content", "json-field-read json-fields-left", converter.HTML},
		} {
			got, err := c.Read(t.Context(), converter.Input{Name: "a.json", Data: []byte(x.data)})
			if err != nil {
				t.Fatalf("%d %s: %v", seed, name, err)
			}
			if !report.Equal(got.Report, alone.Report) || got.Source != x.source || got.Evidence == nil {
				t.Errorf("%d %s: %+v\nwant %+v", seed, name, got.Report, alone.Report)
			}
			if codes := codesOf(got.Diagnostics); !strings.HasPrefix(codes, x.codes) || !strings.Contains(got.Diagnostics[0].Message(diag.English), x.field) {
				t.Errorf("%d %s: %v", seed, name, got.Diagnostics)
			}
			for table, all := range want.Tables {
				for key, cell := range all {
					if cells++; got.Report.Tables[table][key] != cell {
						t.Errorf("%d %s: %s.%v is %s, want %s", seed, name, table, key, got.Report.Tables[table][key], cell)
					}
				}
			}
		}
	}
	if cells < seeded.Part(80_000, 10_000) {
		t.Errorf("only %d cells", cells)
	}
}

const brief = "一、总体情况\n本机关认真贯彻条例，依法公开政府信息，群众满意度进一步提高，各项工作有序推进，没有发生泄密事件，也没有发生舆情。全年共发布信息一百二十条，其中政策解读十条，回应关切八条，网站访问量稳步上升，政务新媒体运行平稳。\n二、主动公开政府信息情况\n见附表。\n四、政府信息公开行政复议、行政诉讼情况\n无。\n五、存在的主要问题及改进情况\n力度不够，将加强培训。\n六、其他需要报告的事项\n无其他需要报告的事项。\n"

// The title of a text stands beside it in many portals.
func TestTitleBesideTheText(t *testing.T) {
	c := newConverter(t)
	for name, x := range map[string]struct{ data, organ, text string }{
		"text":                          {`{"title": "示例市商务局2023年政府信息公开工作年度报告", "content": ` + asJSON(t, brief) + `}`, "示例市商务局", brief},
		"page":                          {`{"data": {"source": "示例市人民政府网站", "title": "示例市商务局2023年政府信息公开工作年度报告", "detail": {"content": ` + asJSON(t, "<p>"+strings.ReplaceAll(strings.TrimSpace(brief), "\n", "</p><p>")+"</p>") + `}}}`, "示例市商务局", brief},
		"no title":                      {`{"source": "示例市人民政府网站管理中心", "content": ` + asJSON(t, brief) + `}`, "", brief},
		"a title of its own counts":     {`{"title": "某县水务局2022年政府信息公开工作年度报告", "content": ` + asJSON(t, "示例市商务局2023年政府信息公开工作年度报告\n"+brief) + `}`, "示例市商务局", brief},
		"the title of another does not": {`[{"title": "某县水务局2022年政府信息公开工作年度报告"}, {"content": ` + asJSON(t, brief) + `}]`, "", brief},
	} {
		readings, err := c.ReadAll(t.Context(), converter.Input{Name: "a.json", Data: []byte(x.data)})
		if len(readings) == 0 && x.organ == "" {
			continue // too little without a title
		}
		if len(readings) != 1 {
			t.Fatalf("%s: %v", name, err)
		}
		r := readings[0].Report
		if r.Organization != x.organ || x.organ != "" && r.Year != 2023 || len(r.Prose["overview"]) != 1 {
			t.Errorf("%s: %+v %v", name, r, readings[0].Diagnostics)
		}
	}
}

// What was found in a field names it, and the line in it.
func TestPlacesInFields(t *testing.T) {
	c := newConverter(t)
	text := "示例市商务局2023年政府信息公开工作年度报告\n" + brief + "三、收到和处理政府信息公开申请情况\n本年新收政府信息公开申请数量\n1 2\n"
	alone, err := c.Read(t.Context(), converter.Input{Data: []byte(text)})
	if err != nil || len(alone.Diagnostics) == 0 {
		t.Fatal(err)
	}
	got, err := c.Read(t.Context(), converter.Input{Name: "a.json", Data: []byte(`{"a": {"b/c": ` + asJSON(t, text) + `}}`)})
	if err != nil {
		t.Fatal(err)
	}
	found := got.Diagnostics[len(got.Diagnostics)-len(alone.Diagnostics):]
	for i, d := range found {
		if d.Place.File != "a.json#/a/b~1c" || d.Place.Line != alone.Diagnostics[i].Place.Line || d.Code != alone.Diagnostics[i].Code {
			t.Errorf("%+v, want %+v", d, alone.Diagnostics[i])
		}
	}
}

// Several fields with the same report are one; with others they are refused.
func TestFieldsThatDiffer(t *testing.T) {
	c := newConverter(t)
	one := official(1)
	other := official(1)
	other.Tables["requests"].Set("new", "natural_person", report.Count(987))
	page, text, wrong := written(t, c, one, converter.Target{Format: converter.HTML}), string(contract.AppendJSON(nil, one, converter.VocabularyOf(c))), written(t, c, other, converter.Target{Format: converter.HTML})
	got, err := c.Read(t.Context(), converter.Input{Data: []byte(`{"html": ` + asJSON(t, page) + `, "data": ` + text + `}`)})
	if err != nil || !report.Equal(got.Report, one) {
		t.Fatalf("%+v %v", got, err)
	}
	_, err = c.Read(t.Context(), converter.Input{Data: []byte(`{"html": ` + asJSON(t, wrong) + `, "data": ` + text + `}`)})
	if refusal, ok := errors.AsType[*converter.Refusal](err); !ok || codesOf(refusal.Diagnostics) != "json-fields-several" || !strings.Contains(err.Error(), "/html") || !strings.Contains(err.Error(), "/data") {
		t.Error(err)
	}
}

// Encodings other than UTF-8 are decoded where they are certain, and named.
func TestJSONEncodings(t *testing.T) {
	c := newConverter(t)
	want := official(3)
	text := string(contract.AppendJSON(nil, want, converter.VocabularyOf(c)))
	little, big := utf16.UTF16(utf16.LittleEndian, utf16.UseBOM), utf16.UTF16(utf16.BigEndian, utf16.IgnoreBOM)
	for name, x := range map[string]struct{ data, codes string }{
		"UTF-8":               {text, ""},
		"marked":              {"\ufeff" + text, ""},
		"GBK":                 {encoded(t, simplifiedchinese.GBK, text), "json-decoded"},
		"UTF-16":              {encoded(t, little, text), "json-decoded"},
		"UTF-16 without mark": {encoded(t, big, text), "json-decoded"},
		"a list in GB 18030":  {encoded(t, simplifiedchinese.GB18030, "["+text+"]"), "json-decoded"},
	} {
		got, err := c.Read(t.Context(), converter.Input{Name: "a.json", Data: []byte(x.data)})
		if err != nil || !report.Equal(got.Report, want) || codesOf(got.Diagnostics) != x.codes {
			t.Errorf("%s: %v %+v", name, err, got)
		}
	}
	for name, data := range map[string]string{"broken UTF-8": text[:len(text)/2] + "\xff\xff" + text[len(text)/2:], "broken GBK": encoded(t, simplifiedchinese.GBK, text[:len(text)-20]) + "\xff\xff\"}", "UTF-16 with half a character": encoded(t, little, `{"format": "2021"}`) + "\x00"} {
		if got, err := c.Read(t.Context(), converter.Input{Name: "a.json", Data: []byte(data)}); err == nil {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// The JSON of another system is read by its names wherever it stands, and can be written.
func TestFiling(t *testing.T) {
	for _, format := range []converter.Format{converter.Filing, converter.AnnualStruct, converter.TableSchemaV2} {
		t.Run(string(format), func(t *testing.T) { filed(t, format) })
	}
}

func filed(t *testing.T, format converter.Format) {
	c := newConverter(t)
	for seed := range uint64(seeded.Part(100, 8)) {
		want := official(seed)
		want = &report.Report{Format: want.Format, Organization: want.Organization, Year: want.Year, Title: want.Title, Tables: want.Tables, Prose: map[string][]string{"overview": {"甲。"}}}
		if format == converter.TableSchemaV2 {
			want.Prose = map[string][]string{}
		}
		data := written(t, c, want, converter.Target{Format: format})
		for name, text := range map[string]string{"by itself": data, "in an answer": `{"data": {"active_version": {"parsed_json": ` + data + `}}}`, "as a text": `{"source": {"x": 1}, "parsed_json": ` + asJSON(t, data) + `}`, "in a list": "[" + data + "]"} {
			got, err := c.Read(t.Context(), converter.Input{Name: "a.json", Data: []byte(text)})
			if err != nil || got.Source != format || !report.Equal(got.Report, want) {
				t.Fatalf("%s: %v\ngot  %+v\nwant %+v", name, err, got, want)
			}
		}
	}
	_, err := c.Read(t.Context(), converter.Input{Name: "a.json", Data: []byte(`{"sections": [{"type": "table_2", "activeDisclosureData": {"regulations": {"made": 1, "planned": 5}}}]}`)})
	if refusal, ok := errors.AsType[*converter.Refusal](err); !ok || codesOf(refusal.Diagnostics) != "json-names-unknown" {
		t.Error(err)
	}
}

// What holds no report is refused by name, and no number of it is taken.
func TestForeignJSON(t *testing.T) {
	c := newConverter(t)
	long := strings.Repeat("本站公告：系统将于今晚升级。", 40)
	for name, x := range map[string]struct{ data, codes string }{
		"numbers of another kind":           {`{"applications": 12, "granted": 5}`, "json-shape"},
		"a list of them":                    {`[{"applications": 12}, {"applications": 13}]`, "json-shape"},
		"a text that is no report":          {`{"content": ` + asJSON(t, long) + `}`, "not-a-report"},
		"two of them":                       {`{"content": ` + asJSON(t, long) + `, "more": ` + asJSON(t, long) + `}`, "json-shape"},
		"an empty answer":                   {`{"code": 404, "data": null}`, "json-shape"},
		"an empty list":                     {`[]`, "json-type"},
		"nothing":                           {`{}`, "json-missing-key"},
		"a slip in a report of ours":        {`{"organization": "甲局", "year": 2023, "requests": {}}`, "json-missing-key"},
		"an edition that there is not":      {`{"format": "2031", "year": 2023}`, "json-format"},
		"a page called a format":            {`{"format": "html", "body": "x"}`, "json-format json-unknown-key"},
		"a slip with a long paragraph":      {`{"organization": "甲局", "overview": [` + asJSON(t, long) + `]}`, "json-missing-key"},
		"no edition, with a long paragraph": {`{"format": "2031", "year": 2023, "note": ` + asJSON(t, long) + `}`, "json-format json-unknown-key"},
		"something behind a list":           {`[] {}`, "json-syntax"},
		"a line that is cut":                {`{"format": "2021"}` + "\n" + `{"format": `, "json-syntax"},
		"a scan in a field":                 {`{"content": ` + asJSON(t, "GIF89a"+long) + `}`, "json-shape"},
	} {
		_, err := c.ReadAll(t.Context(), converter.Input{Name: "a.json", Data: []byte(x.data)})
		refusal, ok := errors.AsType[*converter.Refusal](err)
		if !ok || codesOf(refusal.Diagnostics) != x.codes {
			t.Errorf("%s: %v, want %s", name, err, x.codes)
		}
	}
}

// A file of more reports than may be is refused, before they are read.
func TestTooManyInJSON(t *testing.T) {
	c := newConverter(t)
	one := `{"format":"2021"}`
	text := asJSON(t, strings.Repeat("x", 300))
	for name, x := range map[string]struct {
		data    string
		refused bool
	}{
		"lines":               {strings.Repeat(one+"\n", 10_001), true},
		"just not too many":   {strings.Repeat(one+"\n", 10_000), false},
		"a list":              {"[" + strings.Repeat(one+",", 10_000) + one + "]", true},
		"texts":               {"[" + strings.Repeat(text+",", 500) + text + "]", true},
		"texts, not too many": {"[" + strings.Repeat(text+",", 499) + text + "]", false},
	} {
		_, err := c.ReadAll(t.Context(), converter.Input{Name: "a.json", Data: []byte(x.data)})
		refusal, _ := errors.AsType[*converter.Refusal](err)
		if got := refusal != nil && refusal.Diagnostics.Has("too-many-reports"); got != x.refused {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func ExampleConverter_ReadAll_json() {
	c, err := converter.New(converter.Options{})
	if err != nil {
		panic(err)
	}
	data := []byte(`{"format": "2021", "organization": "甲局"}` + "\n" + `{"format": "2021", "organization": "乙局"}`)
	readings, err := c.ReadAll(context.Background(), converter.Input{Name: "reports.jsonl", Data: data})
	for _, reading := range readings {
		fmt.Println(reading.Number, reading.Report.Organization)
	}
	fmt.Println(err)
	// Output:
	// 1 甲局
	// 2 乙局
	// <nil>
}
