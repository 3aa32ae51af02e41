package converter_test

import (
	"context"
	"fmt"
	"slices"
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
