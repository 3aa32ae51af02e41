package converter_test

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/internal/edits"
	"nianbao/converter/internal/seeded"
)

// TestEditedFiles: whatever clerks do to a file, no figure comes back in another cell than its own, and none is lost
// without a word. NIANBAO_SEED is the first seed (CI gives one by the date), NIANBAO_LONG=1 reads 20,000 files,
// NIANBAO_FILES another number; -v prints what came out by kind of edit.
func TestEditedFiles(t *testing.T) {
	t.Parallel()
	n := uint64(seeded.Part(200, 30))
	if os.Getenv("NIANBAO_LONG") != "" {
		n = 20000
	}
	n = seeded.Environment(t, "NIANBAO_FILES", n)
	first := seeded.Environment(t, "NIANBAO_SEED", 1)
	c := newConverter(t)
	var all tally
	kinds, forms, blame := map[string]*tally{}, map[string]*tally{}, map[string]*tally{}
	for seed := first; seed < first+n; seed++ {
		f, err := edits.Generate(seed, edits.Options{})
		if err != nil {
			t.Fatal(err)
		}
		counts, failures, _ := judge(c, f)
		all.add(counts)
		form := f.Format + " of others"
		if f.Own {
			form = f.Format + " of our own"
		}
		count(forms, form+", "+f.Version, counts)
		if len(f.Edits) == 0 {
			count(kinds, "(nothing)", counts)
		}
		for _, e := range f.Edits {
			count(kinds, e.Kind, counts)
		}
		if len(failures) == 0 {
			continue
		}
		smallest := minimise(c, f)
		var names []string
		for _, e := range smallest.Edits {
			names = append(names, e.Kind)
		}
		counts, _, _ = judge(c, smallest)
		count(blame, strings.Join(names, "+"), counts)
		if blame[strings.Join(names, "+")].files == 1 {
			t.Error(describe(c, smallest))
		}
	}
	t.Logf("%d files: %+v, recall %.2f %%", n, all, all.recall())
	if testing.Verbose() || t.Failed() {
		printTable(t, "files", forms)
		printTable(t, "edit", kinds)
		printTable(t, "bad: the least that does it", blame)
	}
}

// minimise leaves out the edits that a failure does not need.
func minimise(c *converter.Converter, f edits.File) edits.File {
	for i := 0; i < len(f.Edits); {
		kinds := []string{}
		for j, e := range f.Edits {
			if j != i {
				kinds = append(kinds, e.Kind)
			}
		}
		smaller, err := edits.Generate(f.Seed, edits.Options{Kinds: kinds, Format: f.Format})
		if err != nil || len(smaller.Edits) != len(kinds) {
			i++
			continue
		}
		if _, failures, _ := judge(c, smaller); len(failures) > 0 {
			f = smaller
		} else {
			i++
		}
	}
	return f
}

// describe shows a file's edits, what is bad about its reading, and how to see it again.
func describe(c *converter.Converter, f edits.File) string {
	_, failures, found := judge(c, f)
	var b strings.Builder
	kinds := []string{}
	for _, e := range f.Edits {
		kinds = append(kinds, e.Kind)
	}
	fmt.Fprintf(&b, "NIANBAO_EDIT=%d:%s:%s  edition %s, own marks %v\n", f.Seed, f.Format, strings.Join(kinds, "+"), f.Version, f.Own)
	for _, e := range f.Edits {
		fmt.Fprintf(&b, "  edit %s: %s\n", e.Kind, e.What)
	}
	for i, failure := range failures {
		if i == 4 {
			fmt.Fprintf(&b, "  and %d more\n", len(failures)-4)
			break
		}
		fmt.Fprintf(&b, "  %s\n", failure)
	}
	lines := strings.Split(strings.TrimSpace(found.In(diag.English)), "\n")
	fmt.Fprintf(&b, "  said: %s", strings.Join(lines[:min(len(lines), 4)], "\n        "))
	return b.String()
}

// TestEditedFile shows one file again: NIANBAO_EDIT is what a failure of TestEditedFiles begins with; the file is
// written to NIANBAO_EDIT_FILE, where that is set.
func TestEditedFile(t *testing.T) {
	what := os.Getenv("NIANBAO_EDIT")
	if what == "" {
		t.Skip("NIANBAO_EDIT is not set")
	}
	parts := strings.Split(what, ":")
	if len(parts) != 3 {
		t.Fatal("want seed:format:kinds")
	}
	seed, err := strconv.ParseUint(parts[0], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	kinds := []string{}
	if parts[2] != "" {
		kinds = strings.Split(parts[2], "+")
	}
	f, err := edits.Generate(seed, edits.Options{Kinds: kinds, Format: parts[1]})
	if err != nil {
		t.Fatal(err)
	}
	if name := os.Getenv("NIANBAO_EDIT_FILE"); name != "" {
		if err := os.WriteFile(name, f.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c := newConverter(t)
	counts, failures, found := judge(c, f)
	t.Logf("%+v %+v\n%s", f.Edits, counts, found.In(diag.English))
	for _, failure := range failures {
		t.Error(failure)
	}
}

// TestUneditedFiles: without an edit every figure is read.
func TestUneditedFiles(t *testing.T) {
	t.Parallel()
	c := newConverter(t)
	var all tally
	for seed := range uint64(30) {
		f, err := edits.Generate(seed, edits.Options{Kinds: []string{}})
		if err != nil {
			t.Fatal(err)
		}
		counts, failures, _ := judge(c, f)
		all.add(counts)
		for _, failure := range failures {
			t.Errorf("seed %d: %s", seed, failure)
		}
	}
	if all.recall() < 100 || all.refused > 0 {
		t.Errorf("%+v", all)
	}
}

// TestEveryKind: each kind of edit finds something to do, in both formats, and equal seeds give equal files.
func TestEveryKind(t *testing.T) {
	t.Parallel()
	for _, name := range edits.Names() {
		done := map[string]int{}
		for seed := range uint64(3) {
			for _, format := range []string{"docx", "html"} {
				f, err := edits.Generate(seed, edits.Options{Kinds: []string{name}, Format: format})
				if err != nil {
					t.Fatal(err)
				}
				done[format] += len(f.Edits)
				if seed == 0 || seeded.Whole() {
					again, _ := edits.Generate(seed, edits.Options{Kinds: []string{name}, Format: format})
					if string(f.Data) != string(again.Data) {
						t.Errorf("%s, seed %d: not the same file twice", name, seed)
					}
				}
				if format == "html" && strings.Contains(string(f.Data), "{{") {
					t.Errorf("%s, seed %d: a mark is left in the page", name, seed)
				}
			}
		}
		if done["docx"] == 0 || done["html"] == 0 && name != "text-box" {
			t.Errorf("%s: %v edits", name, done)
		}
	}
}
