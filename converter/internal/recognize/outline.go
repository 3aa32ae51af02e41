package recognize

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/numbering"
)

// The outline of a report as it is: sections in another order than prescribed, begun twice, or under another name.

// outline is the headings of a report, in the order of the document.
type outline struct {
	headings []heading
	contents []int // the items of a table of contents
	behind   []int // those of one that stands at the end, as converters of page files leave it
}

// arrangement is how a heading departs from the form.
type arrangement uint8

const (
	inOrder arrangement = iota
	outOfOrder
	again   // the section was begun already
	renamed // by its ordinal, and by no other
)

// mostDepartures is how many headings of one report stand out of their order or come again. Where more do, they are no
// headings of the form; their lines stay with the text.
const mostDepartures = 64

// outline chooses among the candidates. The best chain in which the sections come in their order is the frame; what is
// clearly a heading and no part of it opens its section all the same.
func (k *knowledge) outline(s scanned) outline {
	contents := s.contents()
	if at := s.above(contents); at != none && k.Page.Contents.MatchString(s.items[at].plain) {
		contents = append(upTo(at, contents[0]), contents...)
	}
	behind := s.contentsBehind()
	if at := s.above(behind); at != none && (k.Page.Contents.MatchString(s.items[at].plain) || !strings.ContainsFunc(s.items[at].plain, chinese)) {
		behind = append(upTo(at, behind[0]), behind...)
	}
	candidates := s.candidates
	if len(behind) > 0 {
		candidates = slices.DeleteFunc(slices.Clone(candidates), func(h heading) bool { return h.item >= behind[0] })
	}
	if n := len(contents); n > 0 {
		candidates = slices.DeleteFunc(slices.Clone(candidates), func(h heading) bool { return h.item >= contents[0] && h.item <= contents[n-1] })
	}
	o := outline{headings: bestChain(candidates), contents: contents, behind: behind}
	best := bestOfEach(candidates)
	slices.SortStableFunc(best, func(a, b heading) int { return b.score - a.score })
	departures := 0
	for _, h := range best {
		if departures == mostDepartures {
			break
		}
		if !h.clear || s.affinity[h.item] != "" || o.holds(func(other heading) bool { return other.item == h.item }) {
			continue
		}
		h.arrangement = outOfOrder
		if o.holds(func(other heading) bool { return other.section == h.section }) {
			h.arrangement = again
			if k.names[h.section].table != "" {
				continue // where a table goes on behind a page break
			}
		}
		if h.rest != "" || s.hasText(h.item+1, o.next(h.item, len(s.items))) {
			o.headings = append(o.headings, h)
			departures++
		}
	}
	o.sort()
	o.headings = append(o.headings, k.renamed(s, o)...)
	o.sort()
	return o
}

func (o *outline) holds(f func(heading) bool) bool { return slices.ContainsFunc(o.headings, f) }

func (o *outline) sort() {
	slices.SortStableFunc(o.headings, func(a, b heading) int { return cmp.Compare(a.item, b.item) })
}

// end returns the item behind the last of the report, of so many.
func (o *outline) end(items int) int {
	if len(o.behind) > 0 {
		return o.behind[0]
	}
	return items
}

// next returns the item of the first heading behind an item, end if there is none.
func (o *outline) next(item, end int) int {
	for _, h := range o.headings {
		if h.item > item {
			end = min(end, h.item)
		}
	}
	return end
}

// contentsBehind returns the items of a table of contents behind the text: at least three headings one below the other, with no
// text between or behind them, that all stood there before.
func (s scanned) contentsBehind() []int {
	const least = 3
	headings := bestOfEach(s.candidates)
	var seen sections
	first, end := len(headings), len(s.items)
	for first > 0 {
		h := headings[first-1]
		if h.rest != "" || seen.has(h.section) || s.hasText(h.item+1, end) {
			break
		}
		seen.add(h.section)
		first--
		end = h.item
	}
	var before sections
	for _, h := range headings[:first] {
		before.add(h.section)
	}
	if seen.count() < least || seen&^before != 0 {
		return nil
	}
	return upTo(headings[first].item, len(s.items))
}

// above returns the item that stands above some others, blanks left out; none if there is none.
func (s scanned) above(items []int) int {
	if len(items) == 0 {
		return none
	}
	at := items[0] - 1
	for at >= 0 && s.items[at].blank() {
		at--
	}
	return at
}

// upTo returns the numbers from one to the one before another.
func upTo(from, to int) []int {
	var all []int
	for i := from; i < to; i++ {
		all = append(all, i)
	}
	return all
}

// contents returns the items of a table of contents: at least three headings one below the other, with no text between,
// that all come again.
func (s scanned) contents() []int {
	const least = 3
	headings := bestOfEach(s.candidates)
	later := make([]sections, len(headings)+1) // of each heading, the sections of it and of those below
	for i := len(headings) - 1; i >= 0; i-- {
		later[i] = later[i+1]
		later[i].add(headings[i].section)
	}
	for i := range headings {
		var seen sections
		end := i
		for ; end < len(headings) && !seen.has(headings[end].section) && headings[end].rest == ""; end++ {
			seen.add(headings[end].section)
			if end+1 < len(headings) && s.hasText(headings[end].item+1, headings[end+1].item) {
				end++
				break
			}
		}
		if seen.count() >= least && (seen&later[end]).count() >= least {
			var items []int
			for item := headings[i].item; item <= headings[end-1].item; item++ {
				items = append(items, item)
			}
			return items
		}
	}
	return nil
}

// renamed returns headings that only their ordinal tells: the section of that number is missing, and between its
// neighbours this is the only line with such an ordinal. Tables tell themselves by their labels.
func (k *knowledge) renamed(s scanned, o outline) []heading {
	var all []heading
	for i := range k.names {
		if k.names[i].table != "" || o.holds(func(h heading) bool { return h.section == i }) || len(o.headings) < 2 {
			continue
		}
		from, to := k.gap(o, i, len(s.items))
		found := none
		for at := from; at < to; at++ {
			switch n := k.ordinal(s, at); {
			case n == 0 || n != k.names[i].number && k.missing(o, n):
			case n == k.names[i].number && found == none:
				found = at
			default:
				from, to, found = 0, 0, none // the author's own enumeration
			}
		}
		if found != none && slices.ContainsFunc(s.items[found+1:], func(it item) bool { return !it.blank() }) {
			// Behind it stands something: else the text breaks off, perhaps in the middle of these words.
			all = append(all, heading{item: found, section: i, text: s.items[found].plain, arrangement: renamed})
		}
	}
	return all
}

// gap returns the items between the headings of a section's neighbours.
func (k *knowledge) gap(o outline, section, end int) (from, to int) {
	for _, h := range o.headings {
		switch {
		case h.section < section:
			from = max(from, h.item+1)
		case h.section > section:
			end = min(end, h.item)
		}
	}
	return from, end
}

// missing reports whether the section of a number has no heading.
func (k *knowledge) missing(o outline, number int) bool {
	i := slices.IndexFunc(k.names, func(n sectionNames) bool { return n.number == number })
	return i >= 0 && !o.holds(func(h heading) bool { return h.section == i })
}

// ordinal returns the number of a line that may be a section's heading by its form, else 0.
func (k *knowledge) ordinal(s scanned, at int) int {
	it := &s.items[at]
	o := numbering.Parse(it.plain)
	if it.table != nil || s.affinity[at] != "" || o.Level != document.Section || it.role != document.Section && it.role != document.None {
		return 0
	}
	const longest = 20
	if words := it.plain[o.Size:]; utf8.RuneCountInString(words) > longest || strings.ContainsAny(words, "，。；,;\t|") || chars.TrimSpace(words) == "" {
		return 0
	}
	return o.Value
}

// departures says, once for each kind, what of the outline is not as prescribed.
func (r *recognizer) departures(o outline) {
	for _, kind := range []struct {
		arrangement arrangement
		code        diag.Code
	}{{outOfOrder, "section-order"}, {again, "section-repeated"}, {renamed, "section-renamed"}} {
		var headings []string
		line := 0
		for _, h := range o.headings {
			if h.arrangement == kind.arrangement {
				if headings == nil {
					line = r.items[h.item].line
				}
				headings = append(headings, chars.TrimSpace(h.text))
			}
		}
		if headings != nil {
			r.found = append(r.found, diag.New(kind.code, diag.Place{Line: line}, "n", len(headings), "headings", some(headings)))
		}
	}
	if n := len(o.behind); n > 0 {
		r.found = append(r.found, diag.New("contents-skipped", diag.Place{Line: r.items[o.behind[0]].line}, "n", n))
	}
	if n := len(o.contents); n > 0 {
		r.found = append(r.found, diag.New("contents-skipped", diag.Place{Line: r.items[o.contents[0]].line}, "n", n))
	}
}
