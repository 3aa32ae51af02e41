package compare

import (
	"slices"

	"nianbao/converter/internal/likeness"
	"nianbao/converter/internal/limit"
)

// Origin is how a sentence stands to last year's report.
type Origin string

// The origins.
const (
	New        Origin = "new"
	Identical  Origin = "identical"  // the same to the letter
	Renumbered Origin = "renumbered" // the same but for years and other numbers, white space and punctuation
	Similar    Origin = "similar"    // nearly the same without numbers: see similarFrom
	Form       Origin = "form"       // of the form itself: it says the same every year because it has to
)

// Sentence is a sentence of this year's report.
type Sentence struct {
	Text   string
	Origin Origin
	This   Spot   // its paragraph
	Last   Spot   // that of the sentence it is like; the zero Spot for a new one
	Was    string // that sentence, as last year's report has it; "" for a new one
}

// Copied counts this year's sentences by origin, and their characters without white space and punctuation.
type Copied struct {
	Sentences, Characters map[Origin]int
}

// Of returns how many percent of the characters of sentences that are not of the form come from last year, literally or but for numbers; and
// false where there are none.
func (c Copied) Of() (percent int, ok bool) {
	copied := c.Characters[Identical] + c.Characters[Renumbered]
	all := copied + c.Characters[Similar] + c.Characters[New]
	if all == 0 {
		return 0, false
	}
	return (200*copied + all) / (2 * all), true
}

// A sentence counts from so many characters on: headings and 无。 say nothing. It is similar to another where they share at least so many
// hundredths of the shingles that either has (Jaccard).
const (
	shortestSentence = 8
	similarFrom      = 50
)

// compareSentences finds for each sentence of this year the one of last year that it was made from.
func (r *Result) compareSentences(meter *limit.Meter, old, now []paragraph, stock *likeness.Stock) {
	known := lastYear(meter, old)
	r.Copied = Copied{map[Origin]int{}, map[Origin]int{}}
	for j := range now {
		for _, text := range likeness.Sentences(now[j].text) {
			masked := likeness.Mask(text)
			if len(masked) < shortestSentence {
				continue
			}
			if !meter.Step(10 + len(masked)) {
				return
			}
			s := Sentence{Text: text, Origin: New, This: spotOf(&now[j])}
			from := known.find(meter, text, masked)
			switch {
			case from != nil && from.text == text:
				s.Origin = Identical
			case from != nil && slices.Equal(from.masked, masked):
				s.Origin = Renumbered
			case from != nil:
				s.Origin = Similar
			}
			if from != nil {
				s.Last, s.Was = spotOf(from.in), from.text
			}
			if stock.Has(text) {
				s.Origin = Form
			}
			if known.visits > mostVisits {
				r.bound(BoundPairs)
			}
			r.Copied.Sentences[s.Origin]++
			r.Copied.Characters[s.Origin] += len(masked)
			r.Sentences = append(r.Sentences, s)
		}
	}
}

// source is a sentence of last year.
type source struct {
	in       *paragraph
	text     string
	masked   []rune
	shingles []uint64
}

// sources are last year's sentences: by their text without numbers, and by shingle.
type sources struct {
	all     []source
	equal   map[uint64][]int
	shingle map[uint64][]int
	visits  int
}

func lastYear(meter *limit.Meter, old []paragraph) *sources {
	k := &sources{equal: map[uint64][]int{}, shingle: map[uint64][]int{}}
	for i := range old {
		for _, text := range likeness.Sentences(old[i].text) {
			s := source{in: &old[i], text: text, masked: likeness.Mask(text)}
			if len(s.masked) < shortestSentence {
				continue
			}
			if !meter.Step(10 + len(s.masked)) {
				return k
			}
			s.shingles = likeness.Shingles(s.masked)
			n := len(k.all)
			k.all = append(k.all, s)
			hash := likeness.Hash(s.masked)
			k.equal[hash] = append(k.equal[hash], n)
			for _, h := range s.shingles {
				k.shingle[h] = append(k.shingle[h], n)
			}
		}
	}
	return k
}

// find returns the sentence that a text is like most: the same to the letter, else without numbers, else the likest; nil for none.
func (k *sources) find(meter *limit.Meter, text string, masked []rune) *source {
	var same *source
	for _, n := range k.equal[likeness.Hash(masked)] {
		switch s := &k.all[n]; {
		case s.text == text:
			return s
		case same == nil && slices.Equal(s.masked, masked):
			same = s
		}
		k.visits++
		if !meter.Step(1) || k.visits > mostVisits {
			break
		}
	}
	if same != nil {
		return same
	}
	shared := map[int]int{}
	shingles := likeness.Shingles(masked)
	for _, h := range shingles {
		list := k.shingle[h]
		if len(list) > commonShingle {
			continue
		}
		if k.visits += len(list); k.visits > mostVisits || !meter.Step(1+len(list)/8) {
			return nil
		}
		for _, n := range list {
			shared[n]++
		}
	}
	best, most := -1, 0
	for n, both := range shared {
		hundreds := both * 100 / (len(k.all[n].shingles) + len(shingles) - both)
		if hundreds > most || hundreds == most && (best < 0 || n < best) {
			best, most = n, hundreds
		}
	}
	if most < similarFrom {
		return nil
	}
	return &k.all[best]
}
