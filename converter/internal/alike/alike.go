// Package alike finds agencies whose prose is alike (雷同) among very many reports.
//
// Comparing each report with each other would take days: of 100,000 there are five thousand million pairs. So the work is done in passes, none of which
// holds more than a few hundred bytes a report in memory:
//
//  1. [Finder.Add] takes one report at a time. Its sentences go to a spool (a file), and only a hash of each stays.
//  2. Sentences that more than half of the reports share are of nobody: a county tells all its agencies to write them. They are left out,
//     and named in the result, as are those of the form itself (package likeness).
//  3. What is left of a report, without names, years and numbers, is a set of shingles; of it a signature is kept: for each of 256 hash functions the least value
//     (MinHash, A. Broder 1997). Two signatures agree in as large a part of their places as the sets have in common (Jaccard).
//  4. Signatures are cut into 64 bands of 4; reports that agree in all of a band are candidates (locality sensitive hashing). Of pairs whose sets are alike by
//     one half, 98.4 % become candidates, of those alike by six tenths 99.99 %: 1−(1−J⁴)⁶⁴.
//  5. Candidates are verified: the sets are made again from the spool, and the exact index decides. Nothing is claimed on a signature's word.
//
// The result says which thresholds hold, what was left out, and what was too short to tell.
package alike

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"slices"

	"nianbao/converter/internal/likeness"
	"nianbao/converter/internal/limit"
	"nianbao/converter/report"
)

// The thresholds. They are part of what a result says.
const (
	// AlikeFrom is how many hundredths of the shingles that either report has both have, from which on they are alike.
	AlikeFrom = 50
	// SharedBy: a sentence that more than one in so many reports have is common, where there are at least CommonFrom reports.
	SharedBy   = 2
	CommonFrom = 10
	// LeastShingles is how many shingles of its own a report needs: below, a few sentences decide, and short reports say the same by chance.
	LeastShingles = 120

	// shortest is how many characters a sentence has that is looked at.
	shortest = 6
)

// Spool holds what does not stay in memory: a temporary file.
type Spool interface {
	io.Writer
	io.ReaderAt
}

// Finder takes reports one by one. It belongs to one goroutine.
type Finder struct {
	stock  *likeness.Stock
	spool  Spool
	end    int64
	all    []entry
	hashes []uint64 // of the sentences of all reports, each once a report
}

// entry is what stays of a report.
type entry struct {
	Report
	from int64 // in the spool
	size int
}

// Report names a report.
type Report struct {
	File         string
	Organization string
	Year         int
}

// New returns a finder with an empty spool.
func New(stock *likeness.Stock, spool Spool) *Finder { return &Finder{stock: stock, spool: spool} }

// Add takes a report. The error is that of ctx or of the spool.
func (f *Finder) Add(ctx context.Context, file string, r *report.Report) error {
	meter := limit.NewMeter(ctx, limit.Limits{})
	e := entry{Report: Report{file, r.Organization, r.Year}, from: f.end}
	names := f.stock.NamesOf(r.Organization)
	var record []byte
	var own []uint64
	for _, text := range prose(r) {
		for _, sentence := range likeness.Sentences(report.Plain(text)) {
			if !meter.Step(1 + len(sentence)) {
				return fmt.Errorf("reading %s: %w", file, meter.Err())
			}
			normal := names.Without(likeness.Mask(sentence))
			if len(normal) < shortest || f.stock.Has(sentence) {
				continue
			}
			record = binary.AppendUvarint(record, uint64(len(sentence)))
			record = append(record, sentence...)
			own = append(own, likeness.Hash(normal))
		}
	}
	slices.Sort(own)
	f.hashes = append(f.hashes, slices.Compact(own)...)
	if _, err := f.spool.Write(record); err != nil {
		return fmt.Errorf("keeping the sentences of %s: %w", file, err)
	}
	e.size = len(record)
	f.end += int64(len(record))
	f.all = append(f.all, e)
	return nil
}

// prose lists the paragraphs of a report in a fixed order: those of the sections by their keys, then the notes. The order does not matter for a
// set, but the sentences are shown in it.
func prose(r *report.Report) []string {
	var all []string
	for _, key := range sorted(r.Prose) {
		all = append(all, r.Prose[key]...)
	}
	for _, key := range sorted(r.Notes) {
		all = append(append(all, r.Notes[key].Above...), r.Notes[key].Below...)
	}
	return all
}

func sorted[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// sentence is one of a report, read back.
type sentence struct {
	text   string
	normal []rune
	hash   uint64
}

// sentences reads back those of a report that are not common.
func (f *Finder) sentences(i int, common map[uint64]*Common) ([]sentence, error) {
	e := &f.all[i]
	record := make([]byte, e.size)
	if _, err := f.spool.ReadAt(record, e.from); err != nil && !(err == io.EOF && e.size == 0) {
		return nil, fmt.Errorf("reading the sentences of %s again: %w", e.File, err)
	}
	names := f.stock.NamesOf(e.Organization)
	var all []sentence
	for len(record) > 0 {
		n, width := binary.Uvarint(record)
		text := string(record[width : width+int(n)])
		record = record[width+int(n):]
		s := sentence{text: text, normal: names.Without(likeness.Mask(text))}
		s.hash = likeness.Hash(s.normal)
		if c := common[s.hash]; c != nil {
			if c.Text == "" {
				c.Text = text
			}
			continue
		}
		all = append(all, s)
	}
	return all, nil
}

// shingles is the set of a report's own sentences.
func shingles(all []sentence) []uint64 {
	var set []uint64
	for _, s := range all {
		set = append(set, likeness.Shingles(s.normal)...)
	}
	slices.Sort(set)
	return slices.Compact(set)
}
