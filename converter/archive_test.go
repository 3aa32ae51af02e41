package converter_test

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// simpleName calls every file report.
func simpleName(_ *converter.Checked, extension string) string { return "年报" + extension }

func ExampleConverter_Archive() {
	c, err := converter.New(converter.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	made, err := c.Archive(context.Background(), converter.Input{Name: "report.txt", Data: []byte(text)}, converter.Against{}, converter.Target{},
		func(r *converter.Checked, extension string) string { return r.Report.Organization + extension }, diag.Chinese)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(made.Report.Year, string(made.Data[:2]))
	// Output: 2023 PK
}

// TestArchive: each file is the same bytes as by itself, under its name; the archive is the same bytes each time; warnings
// come once, and refuse it where the caller is strict.
func TestArchive(t *testing.T) {
	c := newConverter(t)
	in := converter.Input{Name: "report.txt", Data: bytes.Replace(sample(t), []byte("旅游服务"), []byte("旅游\U0002FFFD服务"), 1)}
	to := converter.Target{Profile: converter.PDFA2b}
	made, err := c.Archive(t.Context(), in, converter.Against{}, to, simpleName, diag.English)
	if err != nil {
		t.Fatal(err)
	}
	checked, err := c.Check(t.Context(), in, converter.Against{})
	if err != nil {
		t.Fatal(err)
	}
	annotated, err := c.WriteFindings(t.Context(), checked, converter.FindingsTarget{Format: converter.DOCX, Lang: diag.English})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"年报.check.docx": string(annotated.Data)}
	for _, target := range []converter.Target{{Format: converter.DOCX}, {Format: converter.PDF, Profile: converter.PDFA2b},
		{Format: converter.HTML, Fragment: true}, {Format: converter.JSON}} {
		out, err := c.Convert(t.Context(), in, target)
		if err != nil {
			t.Fatal(err)
		}
		want["年报"+target.Format.Extension()] = string(out.Data)
	}
	got := unzipped(t, made.Data)
	if names := slices.Sorted(maps.Keys(got)); !slices.Equal(names, slices.Sorted(maps.Keys(want))) {
		t.Fatalf("files %q", names)
	}
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s is not what is written by itself", name)
		}
	}
	seen := map[string]int{}
	for _, d := range made.Diagnostics {
		seen[string(d.Code)]++
	}
	if seen["glyph-missing"] != 1 || seen["pdf-without-data"] != 1 {
		t.Errorf("%v", seen)
	}
	again, err := newConverter(t).Archive(t.Context(), in, converter.Against{}, to, simpleName, diag.English)
	if err != nil || !bytes.Equal(again.Data, made.Data) {
		t.Errorf("another archive: %v", err)
	}
	to.Strict = true
	if _, err := c.Archive(t.Context(), in, converter.Against{}, to, simpleName, diag.English); err == nil || !diagnosticsOf(t, err).Has("strict-warnings") {
		t.Errorf("%v", err)
	}
	mixed := converter.Input{Data: []byte(`{"format": "2021", "requests": {"other": {"total": 1}, "other_other": {"total": 1}}}`)}
	if _, err := c.Archive(t.Context(), mixed, converter.Against{}, converter.Target{}, simpleName, diag.Chinese); err == nil || !diagnosticsOf(t, err).Has("compose-mixed-editions") {
		t.Errorf("%v", err)
	}
	if _, err := c.Archive(t.Context(), in, converter.Against{}, converter.Target{Profile: "x"}, simpleName, diag.Chinese); err == nil || !diagnosticsOf(t, err).Has("pdf-profile-unknown") {
		t.Errorf("%v", err)
	}
}
