package converter_test

import (
	"archive/zip"
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/report"
)

// repacked packs the parts of a container anew, in another order, each as change leaves it.
func repacked(t *testing.T, data []byte, change func(parts map[string]string)) []byte {
	t.Helper()
	parts := unzipped(t, data)
	change(parts)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	names := slices.Sorted(maps.Keys(parts))
	slices.Reverse(names)
	for _, name := range names {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write([]byte(parts[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The data of an OFD are taken as long as its pages, fonts, structure and attachments are those that were made with them, whoever packed
// the container; else its pages are read, with a word. A seal changes nothing of them and is named.
func TestOFDData(t *testing.T) {
	c := newConverter(t)
	want := official(5)
	want.Title = "示例市<商务局>&年报"
	data := []byte(written(t, c, want, converter.Target{Format: converter.OFD}))
	replace := func(name, old, new string) func(map[string]string) {
		return func(parts map[string]string) {
			if !strings.Contains(parts[name], old) {
				t.Fatalf("%s has no %s", name, old)
			}
			parts[name] = strings.Replace(parts[name], old, new, 1)
		}
	}
	put := func(name, text string) func(map[string]string) {
		return func(parts map[string]string) { parts[name] = text }
	}
	const page, report1 = "Doc_0/Pages/Page_0/Content.xml", "Doc_0/Attachs/report.json"
	for name, x := range map[string]struct {
		change func(map[string]string)
		data   bool
		codes  string
	}{
		"packed anew": {func(map[string]string) {}, true, ""},
		"with a seal": {put("Doc_0/Signs/Signatures.xml", "<x/>"), true, "ofd-added"},
		"with a seal in the entrance": {func(parts map[string]string) {
			put("Doc_0/Signs/Signatures.xml", "<x/>")(parts)
			replace("OFD.xml", "</ofd:DocRoot>", "</ofd:DocRoot><ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>")(parts)
		}, true, "ofd-added"},
		"a page changed":              {replace(page, "X=\"", "X=\"1"), false, "ofd-data-changed ofd-pages-read"},
		"the data changed":            {replace(report1, "\"2021\"", "\"2019\""), false, "ofd-data-changed ofd-pages-read"},
		"a font changed":              {func(parts map[string]string) { parts["Doc_0/PublicRes.xml"] += " " }, false, "ofd-data-changed ofd-pages-read"},
		"a page more":                 {put("Doc_0/Pages/Page_99/Content.xml", "<x/>"), false, "ofd-data-changed ofd-pages-read"},
		"annotations in the document": {replace("Doc_0/Document.xml", "</ofd:Pages>", "</ofd:Pages><ofd:Annotations>a.xml</ofd:Annotations>"), false, "ofd-data-changed ofd-pages-read"},
		"another author":              {replace("OFD.xml", "<ofd:Author>", "<ofd:Author>某"), false, "ofd-data-changed ofd-pages-read"},
		"another program":             {replace("OFD.xml", "<ofd:Creator>nianbao<", "<ofd:Creator>x<"), false, "ofd-pages-read"},
		"no data":                     {func(parts map[string]string) { delete(parts, report1) }, false, "ofd-pages-read"},
	} {
		got, err := c.Read(t.Context(), converter.Input{Name: "a.ofd", Data: repacked(t, data, x.change)})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if (got.Evidence == nil) != x.data || x.data && !report.Equal(got.Report, want) || !strings.HasPrefix(codesOf(got.Diagnostics), x.codes) {
			t.Errorf("%s: from its data: %v, %v", name, got.Evidence == nil, got.Diagnostics)
		}
	}
}

// 100 reports come back from OFD exactly, whatever their tables and prose.
func TestOFDComesBack(t *testing.T) {
	c := newConverter(t)
	for seed := range uint64(seeded.Part(100, 8)) {
		want := official(seed)
		got, err := c.Read(t.Context(), converter.Input{Data: []byte(written(t, c, want, converter.Target{Format: converter.OFD}))})
		if err != nil || !report.Equal(got.Report, want) || len(got.Diagnostics) > 0 {
			t.Fatalf("%d: %v %v", seed, err, got)
		}
	}
}
