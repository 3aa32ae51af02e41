// Package edits is the readers' adversary, for tests only: it makes up annual reports, edits them as clerks do in a word
// processor, writes them as Word files or web pages, and knows for every cell what a careful human reader would say.
//
// The truth goes by what a reader sees, not by what the clerk meant: where he cannot tell, a blank is right, and a figure
// needs a warning beside it. No file is built that would mislead a careful reader.
// Its tests are those of package converter, which reads the files.
package edits

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"

	"nianbao/converter/report"
)

// Truth is what is known of one cell. A blank with a warning is never wrong, only less than could be had.
type Truth struct {
	// Cell is what a careful reader says; blank where the file has nothing there, or where he cannot tell.
	Cell report.Cell
	// Open says that he may as well say nothing.
	Open bool
	// Doubt says that he cannot tell: the cell is blank, and a warning has to say so.
	Doubt bool
	// Or is what he might say as long as he adds that it is doubtful.
	Or []report.Cell
	// Kept is a text that makes any figure right if it is kept beside it: 125000 with 元.
	Kept string
}

// Edit is an edit that was made.
type Edit struct {
	Kind string
	What string // where and with which texts
}

// File is an edited file with the truth about its cells.
type File struct {
	Seed    uint64
	Version string // edition of the report
	Format  string // "docx" or "html"
	Own     bool   // it still carries what files of this product carry
	Edits   []Edit
	Data    []byte
	// Truth holds every cell that the file's tables have or had.
	Truth map[string]map[report.Key]Truth
}

// Options narrows what [Generate] makes. The zero value leaves all to the seed.
type Options struct {
	Kinds  []string // exactly these edits; nil: one to three chosen by the seed; empty: none
	Format string
}

// Generate makes the file of a seed. Each edit draws from a source of its own, so that leaving one out does not change
// what the others do.
func Generate(seed uint64, o Options) (File, error) {
	r := source(seed, "choice")
	format := pick(r, []string{"docx", "html"})
	if o.Format != "" {
		format = o.Format
	}
	chosen := map[string]bool{}
	for range 1 + r.IntN(3) {
		chosen[pick(r, kinds).name] = true
	}
	if o.Kinds != nil {
		chosen = map[string]bool{}
		for _, name := range o.Kinds {
			chosen[name] = true
		}
	}
	f := newFile(source(seed, "report"), chosen["old-table"])
	f.word = format == "docx"
	own := chance(r, 50)
	out := File{Seed: seed, Version: f.version, Format: format, Own: own, Truth: map[string]map[report.Key]Truth{}}
	for _, k := range kinds {
		if !chosen[k.name] || k.wordOnly && !f.word {
			continue
		}
		if what := k.do(f, source(seed, k.name)); what != "" {
			out.Edits = append(out.Edits, Edit{k.name, what})
		}
	}
	for table, cells := range f.truth {
		out.Truth[table] = map[report.Key]Truth{}
		for k, t := range cells {
			out.Truth[table][k] = *t
		}
	}
	var err error
	if out.Data, err = f.write(own); err != nil {
		return out, fmt.Errorf("seed %d, %v: %w", seed, out.Edits, err)
	}
	return out, nil
}

// Names returns the names of the kinds of edit.
func Names() []string {
	var names []string
	for _, k := range kinds {
		names = append(names, k.name)
	}
	return names
}

// kind is one kind of edit. do says what it did, "" where it found nothing to do it to.
type kind struct {
	name     string
	wordOnly bool // HTML has nothing like it
	do       func(*file, *rand.Rand) string
}

// kinds is every kind in the order in which they are applied: figures, cells, labels, rows, columns, tables. What copies
// or cuts a table comes last, so that the others find one table of a kind.
var kinds = slices.Concat(figureKinds, cellKinds, labelKinds, rowKinds, columnKinds, tableKinds)

func source(seed uint64, name string) *rand.Rand {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

func pick[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }

func chance(r *rand.Rand, percent int) bool { return r.IntN(100) < percent }
