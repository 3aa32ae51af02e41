package recognize_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/damage"
	"nianbao/converter/internal/docx/read"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/markup"
	"nianbao/converter/internal/recognize"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/internal/webpage"
	"nianbao/converter/report"
)

// tally counts the cells of texts.
type tally struct {
	texts, refused, right, missing, gone, warned, wrong, invented int
	noYear, wrongYear, noOrgan, wrongOrgan                        int
}

func (t *tally) add(o tally) {
	t.texts += o.texts
	t.refused += o.refused
	t.right += o.right
	t.missing += o.missing
	t.gone += o.gone
	t.warned += o.warned
	t.wrong += o.wrong
	t.invented += o.invented
	t.noYear += o.noYear
	t.wrongYear += o.wrongYear
	t.noOrgan += o.noOrgan
	t.wrongOrgan += o.wrongOrgan
}

func (t *tally) recall() float64 {
	if t.right+t.missing == 0 {
		return 100
	}
	return 100 * float64(t.right) / float64(t.right+t.missing)
}

// failure is a cell that holds a figure that it must not.
type failure struct {
	table string
	key   report.Key
	got   report.Cell
	want  damage.Truth
	line  int
	kind  string
}

// judge reads a damaged text and compares every cell with the truth.
func judge(text damage.Text) (tally, []failure) {
	t := tally{texts: 1}
	var failures []failure
	open := markup.Read
	switch {
	case text.Page:
		open = webpage.Read
	case text.Word:
		open = read.Document
	}
	doc, found := open(context.Background(), []byte(text.Text), limit.Default())
	var got *report.Report
	var evidence *report.Evidence
	if doc != nil {
		got, evidence, found = recognize.Report(context.Background(), doc, edition.Official())
	}
	if got == nil {
		t.refused++
		for _, cells := range text.Truth {
			for _, truth := range cells {
				if _, number := truth.Cell.Number(); number && !truth.Gone {
					t.missing++
				}
			}
		}
		return t, nil
	}
	withoutOtherUnits(got)
	switch got.Year {
	case 0:
		t.noYear++
	case text.Year:
	default:
		t.wrongYear++
	}
	switch got.Organization {
	case "":
		t.noOrgan++
	case text.Organization:
	default:
		t.wrongOrgan++
	}
	for table, cells := range text.Truth {
		for key, truth := range cells {
			_, number := truth.Cell.Number()
			if _, has := got.Tables[table][key].Number(); !has && number {
				if truth.Gone {
					t.gone++
				} else {
					t.missing++
				}
			}
		}
	}
	for table, cells := range got.Tables {
		for key, cell := range cells {
			value, number := cell.Number()
			if !number {
				continue
			}
			truth, exists := text.Truth[table][key]
			want, wanted := truth.Cell.Number()
			if exists && wanted && want == value {
				t.right++
				continue
			}
			origin, _ := evidence.Cell(table, key)
			if origin.Confidence == report.Inferred || warnedAt(found, table, key) {
				t.warned++
				continue
			}
			kind := "WRONG"
			if !wanted {
				kind = "INVENTED"
				t.invented++
			} else {
				t.wrong++
			}
			failures = append(failures, failure{table, key, cell, truth, origin.Line, kind})
		}
	}
	slices.SortFunc(failures, func(a, b failure) int { return a.line - b.line })
	return t, failures
}

// withoutOtherUnits takes the value from figures in another unit than their column's, as package converter does with every
// report that was read.
func withoutOtherUnits(r *report.Report) {
	for _, of := range edition.Official().Editions {
		for _, s := range of.Sections {
			t := of.Table(s.Table)
			if t == nil {
				continue
			}
			for i := range t.Cells {
				c := &t.Cells[i]
				cell, there := r.Tables[t.Key][c.Key()]
				if _, _, other := cell.InOtherUnit(c.Counts()); there && c.IsData() && other {
					r.Tables[t.Key].Set(c.Key().Row, c.Key().Col, report.Text(cell.String()))
				}
			}
		}
	}
}

// warnedAt reports whether a warning names the very cell.
func warnedAt(found diag.List, table string, key report.Key) bool {
	for _, f := range found {
		if f.Severity == diag.Warning && f.Place.Table == table && f.Place.Row == key.Row && f.Place.Col == key.Col {
			return true
		}
	}
	return false
}

// TestDamagedTexts: whatever extractors do to a text, no figure is read that does not stand there, and each form yields as
// much as it did. NIANBAO_SEED is the first seed (CI gives one by the date), NIANBAO_LONG=1 reads 20,000 texts,
// NIANBAO_TEXTS another number, NIANBAO_DAMAGE_SEED shows the text of one seed; -v prints what came out by form and damage.
func TestDamagedTexts(t *testing.T) {
	if s := os.Getenv("NIANBAO_DAMAGE_SEED"); s != "" {
		seed, err := strconv.ParseUint(s, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		text := damage.Generate(seed, damage.Options{})
		fmt.Println(text.Text)
		counts, failures := judge(text)
		t.Logf("%s %v %+v", text.Form, text.Damages, counts)
		for _, f := range failures {
			t.Error(describe(text, f))
		}
		return
	}
	n := seeded.Environment(t, "NIANBAO_TEXTS", uint64(seeded.Part(500, 60)))
	if os.Getenv("NIANBAO_LONG") != "" {
		n = 20000
	}
	first := seeded.Environment(t, "NIANBAO_SEED", 1)
	var all tally
	forms, kinds, bad := map[string]*tally{}, map[string]*tally{}, map[string]int{}
	texts := map[string][]tally{}
	for seed := first; seed < first+n; seed++ {
		text := damage.Generate(seed, damage.Options{})
		counts, failures := judge(text)
		all.add(counts)
		count(forms, text.Form, counts)
		texts[text.Form] = append(texts[text.Form], counts)
		names := text.Damages
		if len(names) == 0 {
			names = []string{"(none)"}
		}
		for _, name := range names {
			count(kinds, name, counts)
		}
		if counts.wrongYear > 0 || counts.wrongOrgan > 0 {
			key := "year or organisation, " + text.Form
			if bad[key]++; bad[key] == 1 {
				t.Logf("NIANBAO_DAMAGE_SEED=%d form %s, damages %v: year or organ wrong", seed, text.Form, text.Damages)
			}
		}
		if len(failures) == 0 {
			continue
		}
		smallest, failures := minimise(text, failures)
		key := strings.TrimSpace(smallest.Form + " " + strings.Join(smallest.Damages, "+"))
		if bad[key] += len(failures); bad[key] == len(failures) {
			t.Log(describe(smallest, failures[0]))
		}
	}
	t.Logf("%d texts: %+v, recall %.2f %%", n, all, all.recall())
	if testing.Verbose() {
		table(t, "form", forms)
		table(t, "damage", kinds)
		measured(t, forms, texts)
	}
	for _, name := range sortedNames(bad) {
		t.Errorf("%s: %d wrong or invented", name, bad[name])
	}
	checkFloors(t, forms, texts, all)
}

func sortedNames[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// minimise leaves out the damages that the failure does not need.
func minimise(text damage.Text, failures []failure) (damage.Text, []failure) {
	for i := 0; i < len(text.Damages); {
		fewer := slices.Delete(slices.Clone(text.Damages), i, i+1)
		smaller := damage.Generate(text.Seed, damage.Options{Form: text.Form, Damages: fewer})
		if _, still := judge(smaller); len(still) > 0 {
			text, failures = smaller, still
		} else {
			i++
		}
	}
	return text, failures
}

func count(into map[string]*tally, name string, counts tally) {
	if into[name] == nil {
		into[name] = &tally{}
	}
	into[name].add(counts)
}

func table(t *testing.T, title string, rows map[string]*tally) {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%-22s %6s %7s %8s %8s %8s %6s %6s %8s %9s %9s\n", title, "texts", "refused", "recall %", "missing", "gone", "warned", "wrong", "invented", "year ?/×", "organ ?/×")
	for _, name := range sortedNames(rows) {
		c := rows[name]
		fmt.Fprintf(&b, "%-22s %6d %7d %8.2f %8d %8d %6d %6d %8d %9s %9s\n", name, c.texts, c.refused, c.recall(), c.missing, c.gone, c.warned, c.wrong, c.invented,
			fmt.Sprintf("%d/%d", c.noYear, c.wrongYear), fmt.Sprintf("%d/%d", c.noOrgan, c.wrongOrgan))
	}
	t.Log(b.String())
}

// describe shows a failure with the lines about it, ready to be replayed.
func describe(text damage.Text, f failure) string {
	var b strings.Builder
	fmt.Fprintf(&b, "NIANBAO_DAMAGE_SEED=%d form %s, damages %v\n%s %s.%s.%s: got %q, truth %q (gone: %v), line %d\n", text.Seed, text.Form,
		text.Damages, f.kind, f.table, f.key.Row, f.key.Col, f.got.String(), f.want.Cell.String(), f.want.Gone, f.line)
	if text.Word {
		return b.String()
	}
	lines := strings.Split(text.Text, "\n")
	for i := max(f.line-9, 0); i < min(f.line+6, len(lines)); i++ {
		s := []rune(lines[i])
		if len(s) > 160 {
			s = append(s[:160:160], '…')
		}
		fmt.Fprintf(&b, "  %4d %q\n", i+1, string(s))
	}
	return b.String()
}
