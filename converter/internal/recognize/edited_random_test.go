package recognize_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/report"
)

// someEdit does one of the things by which somebody spoils a table, and says what.
func someEdit(f *wordFile, rng *rand.Rand, version string, n int) string {
	columns := edition.Official().Get(version).Tables[n].Columns
	kind := rng.IntN(8)
	done := fmt.Sprintf("table %d: ", n)
	f.table(n, func(t *wordTable) {
		at := rng.IntN(len(t.rows))
		switch kind {
		case 0:
			if len(t.rows) > 1 {
				t.rows = slices.Delete(t.rows, at, at+1)
			}
			done += fmt.Sprintf("row %d is deleted", at)
		case 1:
			column := columns - 1
			if n == requestsTable {
				column = 3 + rng.IntN(6)
			}
			if len(gridXML.FindAllString(t.head, -1)) == columns {
				t.column(column, nil)
			}
			done += fmt.Sprintf("column %d is deleted", column)
		case 2:
			t.cells(at, func(cells []string) []string {
				i := rng.IntN(len(cells))
				done += fmt.Sprintf("cell %d of row %d is deleted", i, at)
				if len(cells) < 3 {
					return cells
				}
				return slices.Delete(cells, i, i+1)
			})
		case 3:
			t.cells(at, func(cells []string) []string {
				i := rng.IntN(len(cells))
				done += fmt.Sprintf("a cell is put before cell %d of row %d", i, at)
				return slices.Insert(cells, i, emptied(cells[i]))
			})
		case 4:
			text := []string{"", "其他", "备注", "行政征收", "3.其他", "总计"}[rng.IntN(6)]
			done += fmt.Sprintf("the first words of row %d become %q", at, text)
			t.cells(at, func(cells []string) []string {
				for i, c := range cells {
					if s := cellTexts(c); s[0] != "" && number(s[0]) == 0 {
						cells[i] = filled(c, text)
						break
					}
				}
				return cells
			})
		case 5:
			other := rng.IntN(len(t.rows))
			t.rows[at], t.rows[other] = t.rows[other], t.rows[at]
			done += fmt.Sprintf("rows %d and %d change places", at, other)
		case 6:
			t.rows = slices.Insert(t.rows, at, renumbered(t.rows[at], 5000))
			done += fmt.Sprintf("row %d stands twice", at)
		case 7:
			t.cells(at, func(cells []string) []string {
				i, j := rng.IntN(len(cells)), rng.IntN(len(cells))
				done += fmt.Sprintf("cell %d of row %d is emptied, %d says 见附件", i, at, j)
				if s := cellTexts(cells[i]); number(s[0]) != 0 {
					cells[i] = emptied(cells[i])
				}
				if s := cellTexts(cells[j]); number(s[0]) != 0 {
					cells[j] = filled(cells[j], "见附件")
				}
				return cells
			})
		}
	})
	return done
}

// TestSpoiltInWord: whatever such an edit does to one, two or all tables of a file, no figure comes back in another cell
// than its own. (Two edits of one table may make up for each other: the file then says something else.) NIANBAO_EDITS is how many files are spoilt; 10000 before a release.
func TestSpoiltInWord(t *testing.T) {
	t.Parallel()
	files := seeded.Part(100, 12)
	if s := os.Getenv("NIANBAO_EDITS"); s != "" {
		var err error
		if files, err = strconv.Atoi(s); err != nil {
			t.Fatal(err)
		}
	}
	originals := map[string]*wordFile{}
	read, all := 0, 0
	for seed := range uint64(files) {
		rng := rand.New(rand.NewPCG(seed, 7))
		version, sparse := []string{"2021", "2019"}[rng.IntN(2)], rng.IntN(2) == 0
		want := numbered(version, sparse)
		name := fmt.Sprint(version, sparse)
		if originals[name] == nil {
			originals[name] = asWord(t, want)
		}
		f := originals[name].copy()
		var edits []string
		for _, table := range rng.Perm(3)[:1+rng.IntN(3)] {
			edits = append(edits, someEdit(f, rng, version, table))
		}
		got, found := f.read()
		for table, cells := range got.Tables {
			for k, c := range cells {
				if truth := want.Tables[table].Get(k.Row, k.Col); c != truth && c != report.Text("见附件") {
					t.Errorf("seed %d, %s, %q: %s.%s.%s is %s, want %q\n%s", seed, name, edits, table, k.Row, k.Col, c, truth, found.In(diag.English))
				} else if c == truth {
					read++
				}
			}
		}
		for table, cells := range want.Tables {
			all += len(cells)
			warned := slices.ContainsFunc(found, func(d diag.Diagnostic) bool { return d.Severity >= diag.Warning && d.Place.Table == table })
			for k, c := range cells {
				if b := got.Tables[table].Get(k.Row, k.Col); b.IsBlank() && !warned && !strings.Contains(fmt.Sprint(edits), "emptied") {
					t.Errorf("seed %d, %s, %q: %s.%s.%s was %s and is gone without a word", seed, name, edits, table, k.Row, k.Col, c)
				}
			}
		}
	}
	t.Logf("%d of %d figures read, %.1f %%", read, all, 100*float64(read)/float64(all))
	if 100*read < 75*all {
		t.Errorf("only %d of %d figures are read", read, all)
	}
}
