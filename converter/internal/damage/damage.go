// Package damage is the recogniser's adversary, for tests only: it makes up annual reports, prints them in the forms in
// which extractors leave their text, damages the text as extractors do, and knows for every cell what a careful reader
// can still say of it.
//
// The forms and damages are those that were seen in real documents. What a damage takes away is marked in the truth: a
// figure that is gone may stay blank or be found all the same, but nothing else may stand in its cell. No text is built
// that would mislead a careful human reader.
package damage

import (
	"math/rand/v2"
	"slices"

	"nianbao/converter/report"
)

// Truth is what is known of one cell.
type Truth struct {
	Cell report.Cell // what the document said before it was damaged
	Gone bool        // the text no longer says so with certainty: blank is right as well
}

// Text is a damaged text with the truth about its cells.
type Text struct {
	Seed    uint64
	Form    string
	Page    bool // a web page, not plain text
	Word    bool // a Word file's bytes, not plain text
	Damages []string
	Text    string
	// Year and Organization are whose report it is; the text may no longer say so.
	Year         int
	Organization string
	// Truth holds every cell of every table that the document had; a cell that is not in it does not exist.
	Truth map[string]map[report.Key]Truth
}

// Options narrows what [Generate] makes. The zero value leaves all to the seed.
type Options struct {
	Form    string
	Damages []string // exactly these; nil: chosen by the seed
	Clean   bool     // no damage at all
}

// Generate makes the text of a seed. Each damage draws from a source of its own, so that leaving one out does not
// change what the others do.
func Generate(seed uint64, o Options) Text {
	d := &doc{seed: seed, truth: map[string]map[report.Key]*Truth{}}
	r := d.source("choice")
	d.form = forms[r.IntN(len(forms))]
	if o.Form != "" {
		d.form = forms[slices.IndexFunc(forms, func(f form) bool { return f.name == o.Form })]
	}
	chosen := map[string]bool{}
	inRows, inLines := d.form.fitting(toRows), d.form.fitting(toLines)
	for range r.IntN(5) {
		from := inRows
		if len(inLines) > 0 && chance(r, 50) {
			from = inLines
		}
		chosen[pick(r, from)] = true
	}
	if o.Damages != nil || o.Clean {
		chosen = map[string]bool{}
		for _, name := range o.Damages {
			chosen[name] = true
		}
	}
	d.sample(d.source("sample"), chosen)
	d.furnish(d.source("prose"))
	var applied []string
	apply := func(p phase) {
		for _, k := range damages {
			if k.phase == p && chosen[k.name] && k.fits(&d.form) && k.do(d, d.source(k.name)) {
				applied = append(applied, k.name)
			}
		}
	}
	apply(toRows)
	if d.form.word {
		d.renderWord(d.source("form"))
	} else {
		d.render(d.source("form"))
	}
	apply(toLines)
	out := Text{Seed: seed, Form: d.form.name, Page: d.form.page, Word: d.form.word, Damages: applied, Text: d.text(), Year: d.year, Organization: d.organ, Truth: map[string]map[report.Key]Truth{}}
	for table, cells := range d.truth {
		out.Truth[table] = map[report.Key]Truth{}
		for k, t := range cells {
			out.Truth[table][k] = *t
		}
	}
	return out
}

// Forms returns the names of the forms.
func Forms() []string {
	names := make([]string, len(forms))
	for i := range forms {
		names[i] = forms[i].name
	}
	return names
}

// Kinds returns the names of the damages that fit a form.
func Kinds(formName string) []string {
	f := &forms[slices.IndexFunc(forms, func(f form) bool { return f.name == formName })]
	return append(f.fitting(toRows), f.fitting(toLines)...)
}

// fitting returns the names of the damages of a phase that fit.
func (f *form) fitting(p phase) []string {
	var names []string
	for _, k := range damages {
		if k.phase == p && k.fits(f) {
			names = append(names, k.name)
		}
	}
	return names
}

type phase uint8

const (
	toRows  phase = iota // before the tables are printed
	toLines              // after
)

// kind is one kind of damage. do reports whether it found something to damage.
type kind struct {
	name  string
	phase phase
	fits  func(*form) bool
	do    func(*doc, *rand.Rand) bool
}

func pick[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

func chance(r *rand.Rand, percent int) bool { return r.IntN(100) < percent }
