package compare

import (
	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/likeness"
	"nianbao/converter/report"
)

// part is a list of paragraphs of a report, by the name that it has in the contract: "overview", "notes/requests/above", "imprint".
type part struct {
	key  string
	name string // what people call it
	of   func(*report.Report) []string
}

// partsOf lists the parts in the order in which a report prints them.
func partsOf(editions *edition.Set) []part {
	var all []part
	for _, s := range editions.Vocabulary().Sections {
		name := s.Key
		for _, e := range editions.Editions {
			if section := e.Section(s.Key); section != nil {
				name = section.Call()
				break
			}
		}
		if s.Table == "" {
			all = append(all, part{s.Key, name, func(r *report.Report) []string { return r.Prose[s.Key] }})
			continue
		}
		all = append(all, part{"notes/" + s.Table + "/above", name, func(r *report.Report) []string { return r.Notes[s.Table].Above }},
			part{"notes/" + s.Table + "/below", name, func(r *report.Report) []string { return r.Notes[s.Table].Below }})
	}
	var none report.Report
	for i, t := range contract.TailParts(&none.Tail) {
		name := t.Key
		if n := editions.Words.Tail.Names[t.Key]; n != "" {
			name = n
		}
		all = append(all, part{t.Key, name, func(r *report.Report) []string { return *contract.TailParts(&r.Tail)[i].Paragraphs }})
	}
	return all
}

// paragraph is one of a report, with what it is compared by.
type paragraph struct {
	part     int // index of its part
	key      string
	name     string // of the part
	index    int    // in the part
	text     string // without the notation of bold
	masked   []rune
	shingles []uint64 // made when first wanted
}

func (p *paragraph) set() []uint64 {
	if p.shingles == nil {
		p.shingles = likeness.Shingles(p.masked)
	}
	return p.shingles
}

// flatten lists the paragraphs of a report that have something to read, part by part.
func flatten(r *report.Report, parts []part) []paragraph {
	var all []paragraph
	for i, p := range parts {
		for index, text := range p.of(r) {
			text = report.Plain(text)
			if chars.TrimSpace(text) != "" {
				all = append(all, paragraph{part: i, key: p.key, name: p.name, index: index, text: text, masked: likeness.Mask(text)})
			}
		}
	}
	return all
}
