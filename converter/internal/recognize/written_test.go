package recognize_test

import (
	"testing"

	"nianbao/converter/internal/damage"
	"nianbao/converter/internal/edition"
	tables "nianbao/converter/internal/recognize/table"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/report"
)

// keeps is what a form of writing keeps of a report.
type keeps int

const (
	something keeps = iota // what is read is right, and need not be all
	figures                // all of a report that has a figure in every cell: where one is blank, the text may leave open which
	all                    // all of any report, blank cells too
)

// written is what the forms of package damage keep. Those that are not named keep something.
var written = map[string]keeps{
	"page": all, "page-empty-cells": all, "page-no-spans": all, "word": all, "word-no-spans": all, "markdown-html": all, "wiki": all,

	"tabs": figures, "tabs-kept": figures, "tabs-filled": figures, "tabs-dropped": figures, "tabs-leading": figures, "cell-after-tab": figures,
	"row-bars": figures, "cell-bars": figures, "bar-lines": figures, "bar-remnants": figures, "bar-remnants-inline": figures,
	"markdown": figures, "markdown-rows": figures, "csv": figures, "csv-quoted": figures, "python-lists": figures,
	"cell-lines": figures, "cell-lines-spaced": figures, "cell-lines-empty": figures, "cell-lines-doubled": figures,
	"spaces": figures, "spaces-one-line": figures, "pdf-layout": figures, "display-columns": figures, "browser": figures,
}

// faulty is the forms of which figures are read wrong although nothing is damaged. A form leaves this list, and never
// comes back.
var faulty = map[string]bool{
	"figures-first": true, "figures-first-some": true, "column-block": true, "row-block": true, "bars-broken": true, "position-broken": true,
}

// TestWrittenTables: a report written in any form is read back: all of it where the form keeps all, and nothing but what
// stands there where it does not. NIANBAO_SEED is the first
// seed, NIANBAO_REPORTS how many reports are written in each form.
func TestWrittenTables(t *testing.T) {
	t.Parallel()
	first, reports := seeded.Environment(t, "NIANBAO_SEED", 1), seeded.Environment(t, "NIANBAO_REPORTS", uint64(seeded.Part(4, 1)))
	for _, form := range damage.Forms() {
		if faulty[form] {
			continue
		}
		for seed := first; seed < first+reports; seed++ {
			text := damage.Generate(seed, damage.Options{Form: form, Clean: true})
			counts, failures := judge(text)
			for _, f := range failures {
				t.Error(describe(text, f))
			}
			whole := written[form] == all || written[form] == figures && plain(text)
			if whole && (counts.refused > 0 || counts.missing > 0) {
				t.Errorf("%s, seed %d: %d of %d figures are missing", form, seed, counts.missing, counts.missing+counts.right)
			}
		}
	}
}

// plain reports whether a report has a figure in every cell, and adds up: where it does not, long figures are taken for
// broken ones in texts that have a cell a line.
func plain(text damage.Text) bool {
	for _, cells := range text.Truth {
		for _, truth := range cells {
			if truth.Gone || truth.Cell == (report.Cell{}) {
				return false
			}
		}
	}
	for _, e := range edition.Official().Editions {
		for _, t := range e.Tables {
			said := func(k report.Key) (report.Cell, bool) {
				truth, ok := text.Truth[t.Key][k]
				return truth.Cell, ok
			}
			for _, sum := range tables.SumsOf(t) {
				if holds, known := sum.Holds(said); known && !holds {
					return false
				}
			}
		}
	}
	return true
}
