package recognize

import (
	"context"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/fold"
	"nianbao/converter/internal/recognize/table"
)

// Where the reports of a file that holds several begin. Much in a single report looks like the beginning of another: its
// title in the header of every page, its headings in a table of contents, a heading that is repeated behind a page break.
// Only what starts over is another report: sections that were read already come again.

// scanned is the items of a document with what they look like.
type scanned struct {
	items      []item
	affinity   []string
	candidates []heading
	text       []int // of each item, the first from there on that is a sentence or a part of a table
}

func (k *knowledge) scan(ctx context.Context, items []item, own bool) scanned {
	s := scanned{items: items, affinity: k.affinities(ctx, items), text: make([]int, len(items)+1)}
	s.text[len(items)] = len(items)
	for i := len(items) - 1; i >= 0; i-- {
		s.text[i] = s.text[i+1]
		if items[i].table != nil || s.affinity[i] != "" || strings.Contains(items[i].plain, "。") {
			s.text[i] = i
		}
	}
	s.candidates = headingCandidates(ctx, items, k.headings, s.affinity, own)
	return s
}

// polled is how many items are looked at before the context is asked whether to go on.
const polled = 256

// stopped reports, at the beginning and every so many items, whether the context has ended. Who sees it breaks off, and
// returns what it has: nobody takes a reading whose context has ended.
func stopped(ctx context.Context, i int) bool { return i%polled == 0 && ctx.Err() != nil }

// unit is a place at which a section stands: a heading with text below it, or a table.
type unit struct {
	item, section int
	headed        bool
}

// sections is a set of sections, by index.
type sections uint32

func (s sections) has(section int) bool { return s&(1<<section) != 0 }

func (s *sections) add(section int) { *s |= 1 << section }

func (s sections) count() int {
	n := 0
	for ; s != 0; s &= s - 1 {
		n++
	}
	return n
}

const (
	leastUnit   = 84 // score of a heading that says where a section stands
	leastLabels = 3  // labels of a table's own, one near the other, that say where it stands
)

// units returns where the sections stand, in the order of the document.
func (k *knowledge) units(s scanned) []unit {
	var all []unit
	headings := slices.DeleteFunc(bestOfEach(s.candidates), func(h heading) bool { return h.score < leastUnit })
	for i, h := range headings {
		end := len(s.items)
		if i+1 < len(headings) {
			end = headings[i+1].item
		}
		if h.rest != "" || s.hasText(h.item+1, end) {
			all = append(all, unit{h.item, h.section, true})
		}
	}
	ofTable := map[string]int{}
	for i := range k.names {
		if k.names[i].table != "" {
			ofTable[k.names[i].table] = i
		}
	}
	labels, first, near := 0, 0, ""
	for i, a := range s.affinity {
		if a == "" {
			continue
		}
		if a != near {
			labels, first, near = 0, i, a
		}
		if labels++; labels == leastLabels || labels < leastLabels && s.items[i].table != nil {
			labels = leastLabels
			if section, here := ofTable[a]; here {
				all = append(all, unit{first, section, false})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b unit) int { return a.item - b.item })
	return all
}

// bestOfEach returns the best candidate of each item.
func bestOfEach(candidates []heading) []heading {
	var best []heading
	for _, c := range candidates {
		switch n := len(best); {
		case n == 0 || best[n-1].item != c.item:
			best = append(best, c)
		case c.score > best[n-1].score:
			best[n-1] = c
		}
	}
	return best
}

// hasText reports whether a sentence or a part of a table stands among the items: under the entries of a table of
// contents there is none.
func (s scanned) hasText(from, to int) bool { return from < to && s.text[from] < to }

// titleAt is where a title stands, and what it says, folded.
type titleAt struct {
	from, to int
	text     string
}

// beginnings returns the items at which the second report and those behind it begin.
func (k *knowledge) beginnings(ctx context.Context, s scanned, own bool) []int {
	units := k.units(s)
	if !startOver(units) {
		return nil
	}
	titles := k.titles(ctx, s.items, own)
	headed := slices.DeleteFunc(slices.Clone(units), func(u unit) bool { return !u.headed })
	titled, untitled := newStarts(units), newStarts(headed)
	other := otherTitles(titles, len(s.items))
	var begins []int
	start, t := 0, 0
	for _, u := range units {
		for ; t < len(titles) && titles[t].from <= u.item; t++ {
			if titled.over(start, titles[t].from, other[t], false) {
				start = k.cover(titles, t, units)
				begins = append(begins, start)
			}
		}
		if u.headed && u.item > start && untitled.over(start, u.item, len(s.items), true) {
			start = k.behindDate(s.items, start, u.item)
			begins = append(begins, start)
		}
	}
	return begins
}

// startOver reports whether at least two sections come again behind others. Few documents pass, so that most are not
// searched for titles.
func startOver(units []unit) bool {
	var once, again sections
	for i, u := range units {
		if once.has(u.section) && units[i-1].section != u.section {
			again.add(u.section)
		}
		once.add(u.section)
	}
	return again.count() >= 2
}

// starts tells where the sections start over. It is asked in the order of the items.
type starts struct {
	units []unit
	ahead [][]unit // of each unit, the first three with different sections from there on
	// What was there since the report began, and up to where: the units [from, to).
	from, to int
	before   sections
	last     int
}

func newStarts(units []unit) *starts {
	s := &starts{units: units, ahead: make([][]unit, len(units)+1), last: none}
	for i := len(units) - 1; i >= 0; i-- {
		next := append(make([]unit, 0, 3), units[i])
		for _, u := range s.ahead[i+1] {
			if u.section != units[i].section && len(next) < 3 {
				next = append(next, u)
			}
		}
		s.ahead[i] = next
	}
	return s
}

// over reports whether the sections start over at an item: of the first three that come then, two were there since
// the report began, and the first does not go on with what was there. Without a title all three must have been there,
// as headings.
func (s *starts) over(start, at, end int, untitled bool) bool {
	for ; s.from < len(s.units) && s.units[s.from].item < start; s.from++ {
		s.to, s.before, s.last = s.from+1, 0, none
	}
	for ; s.to < len(s.units) && s.units[s.to].item < at; s.to++ {
		s.before.add(s.units[s.to].section)
		s.last = max(s.last, s.units[s.to].section)
	}
	again := 0
	for i, u := range s.ahead[s.to] {
		switch {
		case u.item >= end:
		case i == 0 && u.section > s.last:
			return false
		case s.before.has(u.section):
			again++
		}
	}
	if untitled {
		return again == 3
	}
	return again >= 2
}

// otherTitles returns, for each title, the item at which the next title of another text stands.
func otherTitles(titles []titleAt, end int) []int {
	next := make([]int, len(titles))
	for t := len(titles) - 1; t >= 0; t-- {
		switch {
		case t+1 == len(titles):
			next[t] = end
		case titles[t+1].text != titles[t].text:
			next[t] = titles[t+1].from
		default:
			next[t] = next[t+1]
		}
	}
	return next
}

// cover returns where the report with a title begins: the title may stand before that too, on a cover or above a table of
// contents.
func (k *knowledge) cover(titles []titleAt, t int, units []unit) int {
	last := none
	if n := sort.Search(len(units), func(i int) bool { return units[i].item >= titles[t].from }); n > 0 {
		last = units[n-1].item
	}
	from := titles[t].from
	for i := t - 1; i >= 0 && titles[i].from > last && titles[i].text == titles[t].text; i-- {
		from = titles[i].from
	}
	return from
}

// behindDate returns where a report without a title begins: behind the day that ends the one before it, with the line that
// its first heading was cut from, else at that heading.
func (k *knowledge) behindDate(items []item, start, heading int) int {
	for i := heading - 1; i > start; i-- {
		if it := &items[i]; it.table == nil && len(it.plain) <= longestEnding && k.Text.Date.MatchString(read(it.plain).text) {
			return i + 1
		}
	}
	if i := heading - 1; i > start && items[i].cut && items[i].line == items[heading].line && items[i-1].line != items[i].line {
		return i
	}
	return heading
}

// titles returns the titles of reports, wherever they stand.
func (k *knowledge) titles(ctx context.Context, items []item, own bool) []titleAt {
	var all []titleAt
	var lines []int // the last lines that may be a part of one
	for i := range items {
		if stopped(ctx, i) {
			break
		}
		it := &items[i]
		switch {
		case it.table == nil && it.blank():
			continue
		case own && it.role == document.Title:
			all = appendStyled(all, items, i)
			lines = nil
			continue
		case it.table != nil, it.cut, own && it.role != document.None, utf8.RuneCountInString(it.plain) > longestTitleLine, strings.ContainsFunc(it.plain, endsClause), table.Rule(it.plain):
			lines = nil
			continue
		}
		if lines = append(lines, i); len(lines) > mostTitleLines {
			lines = lines[1:]
		}
		if t, ok := k.titleOf(items, lines); ok {
			all = append(all, t)
			lines = nil
		}
	}
	return all
}

// appendStyled adds a paragraph of the title's style: a title, or its next line.
func appendStyled(all []titleAt, items []item, i int) []titleAt {
	text := fold.Text(items[i].plain)
	if n := len(all); n > 0 && !slices.ContainsFunc(items[all[n-1].to+1:i], func(it item) bool { return !it.blank() }) {
		all[n-1].to = i
		all[n-1].text += text
		return all
	}
	return append(all, titleAt{i, i, text})
}

// titleOf returns the title that the last of the lines ends, if it ends one.
func (k *knowledge) titleOf(items []item, lines []int) (titleAt, bool) {
	joined, best, found := "", 0, titleAt{from: none}
	for i := len(lines) - 1; i >= 0; i-- {
		first := items[lines[i]].plain
		joined = k.titleLine(first) + joined
		if i == len(lines)-1 && !strings.ContainsAny(joined, "告报年）)") {
			break // the last line of a title says what it is, or whose year's
		}
		if !k.isTitle(joined) {
			continue
		}
		if score := k.weighTitle(joined, first, len(lines)-1-i); found.from == none || score > best {
			found, best = titleAt{lines[i], lines[len(lines)-1], fold.Text(joined)}, score
		}
	}
	return found, found.from != none
}
