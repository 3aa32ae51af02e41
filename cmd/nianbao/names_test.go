//go:build linux

package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/converter/diag"
	"nianbao/internal/workbook/booktest"
)

// TestNamesInGBK: archives made on Chinese Windows leave names in GBK, which are no UTF-8. They are opened by their bytes,
// and what is made of them stands beside them under the same bytes.
func TestNamesInGBK(t *testing.T) {
	gbk := func(name string) string {
		encoded, err := simplifiedchinese.GBK.NewEncoder().String(name)
		if err != nil || utf8.ValidString(encoded) {
			t.Fatalf("%q, %v", encoded, err)
		}
		return encoded
	}
	folder := filepath.Join(t.TempDir(), gbk("青溪县"))
	if err := os.MkdirAll(filepath.Join(folder, gbk("乡镇")), 0o755); err != nil {
		t.Fatal(err)
	}
	water, forest, town := filepath.Join(folder, gbk("水务局.json")), filepath.Join(folder, gbk("林业局.json")), filepath.Join(folder, gbk("乡镇"), gbk("城关.json"))
	for name, organization := range map[string]string{water: "青溪县水务局", forest: "青溪县林业局", town: "青溪县城关镇"} {
		if err := os.WriteFile(name, []byte(`{"format": "2021", "organization": "`+organization+`", "year": 2023}`), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := func(want int, args ...string) string {
		t.Helper()
		var stdout, stderr bytes.Buffer
		s := &session{ctx: context.Background(), stdin: strings.NewReader(""), stdout: &stdout, stderr: &stderr, passed: map[string]diag.List{}}
		if got := s.execute(append(args, "--lang", "en")); got != want {
			t.Errorf("%q: exit status %d, want %d\n%s", args, got, want, &stderr)
		}
		if !utf8.Valid(stderr.Bytes()) {
			t.Errorf("%q: a message that is no UTF-8: %q", args, &stderr)
		}
		return stdout.String() + stderr.String()
	}
	exists := func(names ...string) {
		t.Helper()
		for _, name := range names {
			if _, err := os.Stat(name); err != nil {
				t.Error(err)
			}
		}
	}

	run(exitDone, "convert", water, forest)
	exists(strings.TrimSuffix(water, ".json")+".docx", strings.TrimSuffix(forest, ".json")+".docx")
	out := filepath.Join(folder, gbk("结果"))
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	run(exitDone, "convert", water, forest, "-o", out) // names of the same length are two names
	exists(filepath.Join(out, gbk("水务局.docx")), filepath.Join(out, gbk("林业局.docx")))
	run(exitDone, "convert", water, "--to", "html", "-o", filepath.Join(out, gbk("网页.html")))
	exists(filepath.Join(out, gbk("网页.html")))
	if err := os.RemoveAll(out); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{water, forest} {
		if err := os.Remove(strings.TrimSuffix(name, ".json") + ".docx"); err != nil {
			t.Fatal(err)
		}
	}
	run(exitFindings, "check", water, "--previous", forest, "--subordinate", filepath.Dir(town))
	run(exitFindings, "check", folder, "--to", "html")
	exists(strings.TrimSuffix(water, ".json") + ".check.html")
	if said := run(exitRefused, "convert", filepath.Join(folder, gbk("没有.json")), "-o", "-"); !strings.Contains(said, "青溪县/没有.json: error[input-missing]") {
		t.Errorf("a message that nobody can read: %s", said)
	}
	if said := run(exitUsage, "convert", water, water, "-o", folder); !strings.Contains(said, "青溪县/水务局.docx”") {
		t.Errorf("a message that nobody can read: %s", said)
	}
	if printed := run(exitFindings, "check", water, "--to", "json"); !strings.Contains(printed, "青溪县/水务局.json\"") {
		t.Errorf("%s", printed)
	}
	run(exitDone, "new", "--from", water, "--to", "json")

	// A batch mirrors the bytes, knows the names again, and shows what people can read.
	results := filepath.Join(t.TempDir(), "out")
	if said := run(exitDone, "batch", folder, "-o", results, "--to", "docx"); !strings.Contains(said, `"青溪县/乡镇/城关.docx"`) {
		t.Errorf("lines that nobody can read: %s", said)
	}
	exists(filepath.Join(results, gbk("青溪县"), gbk("水务局.docx")), filepath.Join(results, gbk("青溪县"), gbk("乡镇"), gbk("城关.docx")))
	if said := run(exitDone, "batch", folder, "-o", results, "--to", "docx"); !strings.Contains(said, "3 done (3 of them before)") {
		t.Errorf("%s", said)
	}
	if page, err := os.ReadFile(filepath.Join(results, "overview.html")); err != nil || !utf8.Valid(page) {
		t.Errorf("the page is no UTF-8, %v", err)
	}

	// A table of files holds what a spreadsheet can.
	book := filepath.Join(t.TempDir(), "all.xlsx")
	if said := run(exitDone, "sum", folder, "-o", book); !strings.Contains(said, "乡镇/城关.json: warning[sum-table-missing]") {
		t.Errorf("a message that nobody can read: %s", said)
	}
	data, err := os.ReadFile(book)
	if err != nil {
		t.Fatal(err)
	}
	f := booktest.Read(t, data)
	rows := f.Rows(f.Names[0])
	if len(rows) != 6 {
		t.Fatalf("%d rows", len(rows))
	}
	if !slices.ContainsFunc(rows, func(row []string) bool {
		return len(row) > 1 && row[1] == "青溪县城关镇" && strings.HasSuffix(row[0], "乡镇/城关.json")
	}) {
		t.Errorf("%q", rows[3:])
	}
}
