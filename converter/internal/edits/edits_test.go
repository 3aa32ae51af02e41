package edits_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/internal/edits"
	"nianbao/converter/report"
)

// tally counts the cells of files that hold something, or were given something.
type tally struct {
	files, refused int
	right          int // the figure, or the blank, that a careful reader sees
	doubtful       int // blank or another reading, with a warning, where a careful reader cannot tell either
	blank          int // blank with a warning, though the figure can be read
	warned         int // another figure, with a warning of its row or cell
	unsaid         int // a text that is no figure is kept, and no warning says that it is none
	silent         int // blank, and no warning says so
	wrong          int // another figure, and no warning
	invented       int // a figure where there is none, and no warning
}

func (t *tally) add(o tally) {
	t.files += o.files
	t.refused += o.refused
	t.right += o.right
	t.doubtful += o.doubtful
	t.blank += o.blank
	t.warned += o.warned
	t.unsaid += o.unsaid
	t.silent += o.silent
	t.wrong += o.wrong
	t.invented += o.invented
}

func (t *tally) recall() float64 {
	if all := t.right + t.blank + t.warned + t.unsaid + t.silent + t.wrong; all > 0 {
		return 100 * float64(t.right) / float64(all)
	}
	return 100
}

// failure is a cell about which a reading says too much, or nothing.
type failure struct {
	kind  string
	table string
	key   report.Key
	got   report.Cell
	truth edits.Truth
}

func (f failure) String() string {
	s := fmt.Sprintf("%s %s.%s.%s: got %q, truth %q", f.kind, f.table, f.key.Row, f.key.Col, f.got, f.truth.Cell)
	if f.truth.Doubt {
		s += fmt.Sprintf(" (nobody can tell; with a warning one of %q)", f.truth.Or)
	}
	return s
}

// judge reads a file through the front door and compares every cell with the truth.
func judge(c *converter.Converter, f edits.File) (tally, []failure, diag.List) {
	t := tally{files: 1}
	reading, err := c.Read(context.Background(), converter.Input{Data: f.Data})
	if err != nil {
		t.refused++
		return t, nil, nil
	}
	var failures []failure
	for table, cells := range f.Truth {
		for k, truth := range cells {
			what := verdict(reading.Diagnostics, table, k, reading.Report.Tables[table][k], truth, &t)
			if what != "" {
				failures = append(failures, failure{what, table, k, reading.Report.Tables[table][k], truth})
			}
		}
	}
	for table, cells := range reading.Report.Tables {
		for k, got := range cells {
			if _, ok := f.Truth[table][k]; ok {
				continue
			}
			if what := verdict(reading.Diagnostics, table, k, got, edits.Truth{}, &t); what != "" {
				failures = append(failures, failure{what, table, k, got, edits.Truth{}})
			}
		}
	}
	slices.SortFunc(failures, func(a, b failure) int { return strings.Compare(a.String(), b.String()) })
	return t, failures, reading.Diagnostics
}

// verdict counts a cell and names what is bad about it, "" for nothing.
func verdict(found diag.List, table string, k report.Key, got report.Cell, truth edits.Truth, t *tally) string {
	value, number := got.Number()
	want, wanted := truth.Cell.Number()
	switch {
	case number && wanted && value == want, !number && !wanted && !truth.Doubt && (truth.Cell.IsBlank() == got.IsBlank() || got.IsBlank()),
		number && truth.Kept != "" && strings.Contains(got.Remark(), truth.Kept):
		if !truth.Cell.IsBlank() || !got.IsBlank() {
			t.right++
		}
	case !number && !names(found, table, k, true) && !got.IsBlank():
		t.unsaid++
		return "UNSAID"
	case !number && !names(found, table, k, true):
		t.silent++
		return "SILENT"
	case !number && (truth.Doubt || truth.Open):
		t.doubtful++
	case !number:
		t.blank++
	case slices.ContainsFunc(truth.Or, func(c report.Cell) bool { v, ok := c.Number(); return ok && v == value }) && names(found, table, k, true):
		t.doubtful++
	case names(found, table, k, false):
		t.warned++
	case wanted:
		t.wrong++
		return "WRONG"
	default:
		t.invented++
		return "INVENTED"
	}
	return ""
}

// names reports whether a warning names the row or the cell; or, where that is enough, the table as a whole. The three
// rows of table 4 stand on one line, which has the name of the first.
func names(found diag.List, table string, k report.Key, whole bool) bool {
	for _, d := range found {
		p := d.Place
		if d.Severity < diag.Warning || p.Table != table {
			continue
		}
		if p.Col == "" && whole && (p.Row == "" || table == "disputes") || p.Row == k.Row && (p.Col == "" || p.Col == k.Col) {
			return true
		}
	}
	return false
}

func newConverter(t *testing.T) *converter.Converter {
	t.Helper()
	c, err := converter.New(converter.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// environment returns a number that the environment gives, or another.
func environment(t *testing.T, name string, otherwise uint64) uint64 {
	t.Helper()
	s := os.Getenv(name)
	if s == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// TestEditedFiles: whatever clerks do to a file, no figure comes back in another cell than its own, and none is lost
// without a word. NIANBAO_SEED is the first seed (CI gives one by the date), NIANBAO_LONG=1 reads 20,000 files,
// NIANBAO_FILES another number; -v prints what came out by kind of edit.
func TestEditedFiles(t *testing.T) {
	t.Parallel()
	n := uint64(400)
	if os.Getenv("NIANBAO_LONG") != "" {
		n = 20000
	}
	n = environment(t, "NIANBAO_FILES", n)
	first := environment(t, "NIANBAO_SEED", 1)
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
				again, _ := edits.Generate(seed, edits.Options{Kinds: []string{name}, Format: format})
				if string(f.Data) != string(again.Data) {
					t.Errorf("%s, seed %d: not the same file twice", name, seed)
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

func count(into map[string]*tally, name string, counts tally) {
	if into[name] == nil {
		into[name] = &tally{}
	}
	into[name].add(counts)
}

func printTable(t *testing.T, title string, rows map[string]*tally) {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "\n%-28s %6s %7s %8s %7s %8s %6s %6s %6s %6s %6s %8s\n", title, "files", "refused", "recall %", "right", "doubtful", "blank", "warned", "UNSAID", "SILENT", "WRONG", "INVENTED")
	for _, name := range sortedNames(rows) {
		c := rows[name]
		fmt.Fprintf(&b, "%-28s %6d %7d %8.2f %7d %8d %6d %6d %6d %6d %6d %8d\n", name, c.files, c.refused, c.recall(), c.right, c.doubtful, c.blank, c.warned, c.unsaid, c.silent, c.wrong, c.invented)
	}
	t.Log(b.String())
}

func sortedNames[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
