package recognize

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/fold"
	"nianbao/converter/internal/recognize/table"
)

// Several tables for one section: an empty form before the filled one, last year's beside this year's, the whole system's
// beside the agency's own. Which is meant is decided by explicit evidence alone: only one has figures, all say the same, or
// the year in the words above them, words that one corrects the other. Else none of it is certain, and the message names both places.

// secondTable is why a table stays blank of which there are several.
const secondTable = "second-table"

// leastWhole is how many of its labels, in per cent, a table must have to be the section's by itself.
const leastWhole = 60

// rival is one of several tables that may be the section's.
type rival struct {
	*placed
	line    int
	caption string // the words right above it
}

// oneOfSeveral returns the table of a section that holds it more than once, and whether it does.
func (r *recognizer) oneOfSeveral(key string, items []item, first int) (*placed, bool) {
	rivals := r.rivals(key, items, first)
	if len(rivals) == 1 && rivals[0].whole {
		return rivals[0].placed, true
	}
	if len(rivals) < 2 {
		return nil, false
	}
	filled := slices.DeleteFunc(slices.Clone(rivals), func(v rival) bool { return v.empty() })
	switch {
	case len(filled) == 0:
		return rivals[0].placed, true
	case len(filled) == 1:
		return filled[0].placed, true
	}
	cells := filled[0].cells()
	if !slices.ContainsFunc(filled[1:], func(v rival) bool { return !maps.Equal(v.cells(), cells) }) {
		return filled[0].placed, true
	}
	if chosen := r.ofYear(filled); chosen != nil {
		return chosen, true
	}
	if chosen := r.corrected(filled); chosen != nil {
		return chosen, true
	}
	unsettled := *filled[0].placed
	unsettled.rows = slices.Clone(unsettled.rows)
	for label, claims := range unsettled.rows {
		if claims != nil {
			unsettled.rows[label] = table.Obscured(claims, secondTable)
		}
	}
	for _, v := range filled {
		unsettled.rivalLines = append(unsettled.rivalLines, v.line)
		unsettled.rivals = append(unsettled.rivals, [2]int{v.Cells[v.First].Item, v.last})
		unsettled.last = max(unsettled.last, v.last)
	}
	return &unsettled, true
}

// rivals returns the tables of a section that have most of its labels each: resolved tables one by one, or the halves of
// loose text in which the table begins a second time.
func (r *recognizer) rivals(key string, items []item, first int) []rival {
	var parts [][2]int
	for i := range items {
		if items[i].table != nil {
			parts = append(parts, [2]int{i, i + 1})
		}
	}
	if len(parts) == 0 {
		if at := r.restart(key, items); at > 0 {
			parts = [][2]int{{0, at}, {at, len(items)}}
		}
	}
	var all []rival
	for _, part := range parts {
		if r.ctx.Err() != nil {
			return nil
		}
		if t := items[part[0]].table; t != nil && !r.words[key].MayHold(t, leastWhole) {
			continue
		}
		region := table.Read(sources(items[part[0]:part[1]]), first+part[0], r.words[key])
		if len(parts) == 1 && !r.whole(region, key) {
			return nil // it is the section's with all that stands around it
		}
		p := r.bestOf(key, items[part[0]:part[1]], region)
		if 100*p.LabelsFound() < leastWhole*len(p.Labels) {
			continue
		}
		all = append(all, rival{placed: p, line: items[part[0]].line, caption: captionOf(items, part[0])})
	}
	if len(all) > 1 && !all[0].overlaps(all[1].placed) {
		return nil // the halves of a table that was cut in two, each with the header
	}
	return all
}

// empty reports whether a table holds no figure, placed or not.
func (v rival) empty() bool {
	return !slices.ContainsFunc(v.Runs, func(run table.Run) bool { return v.Values(run.Cells) > 0 })
}

// overlaps reports whether two tables have figures in the same rows, or in no rows at all.
func (v rival) overlaps(other *placed) bool {
	mine, theirs, both := 0, 0, 0
	for label := range v.rows {
		a, b := v.rows[label] != nil && v.state(label) != noFigures, false
		if slots := v.Slots(label); slots != nil {
			if twin := labelOf(other.Labelled, slots[0].Row); twin != none {
				b = other.rows[twin] != nil && other.state(twin) != noFigures
			}
		}
		if a {
			mine++
		}
		if b {
			theirs++
		}
		if a && b {
			both++
		}
	}
	return 2*both >= min(mine, theirs)
}

// captionOf returns the words right above a table.
func captionOf(items []item, at int) string {
	const above = 2 // paragraphs
	const longest = 60
	caption := ""
	if t := items[at].table; t != nil {
		caption = t.Caption
	}
	for i, n := at-1, 0; i >= 0 && n < above && items[i].table == nil; i-- {
		if items[i].blank() {
			continue
		}
		if utf8.RuneCountInString(items[i].plain) > longest {
			break
		}
		caption, n = items[i].plain+" "+caption, n+1
	}
	return caption
}

// ofYear returns the one table whose caption names the report's year, or the one that is left when the captions of the
// others name another year; nil where the captions do not tell.
func (r *recognizer) ofYear(rivals []rival) *placed {
	if r.report.Year == 0 {
		return nil
	}
	var same, silent []rival
	for _, v := range rivals {
		m := r.Title.Year.FindStringSubmatch(v.caption)
		switch {
		case m == nil:
			silent = append(silent, v)
		case m[1] == strconv.Itoa(r.report.Year):
			same = append(same, v)
		}
	}
	switch {
	case len(same) == 1 && len(silent) == 0:
		return same[0].placed
	case len(same) == 0 && len(silent) == 1:
		return silent[0].placed
	}
	return nil
}

// corrected returns the one table that corrects those before it, or the one that is left when the others are superseded, as
// the words above them say; nil where they do not tell.
func (r *recognizer) corrected(rivals []rival) *placed {
	corrects, stands := none, none
	for i, v := range rivals {
		switch {
		case r.Tables.Corrected.MatchString(v.caption):
			if corrects != none {
				return nil
			}
			corrects = i
		case r.Tables.Superseded.MatchString(v.caption):
		case stands != none || corrects != none:
			return nil // what is it beside the corrected one?
		default:
			stands = i
		}
	}
	switch {
	case corrects != none:
		return rivals[corrects].placed
	case stands != none:
		return rivals[stands].placed
	}
	return nil
}

// restart returns the item at which a loose table begins a second time, 0 if it does not: one of its first labels stands
// there again after others that come behind it.
func (r *recognizer) restart(key string, items []item) int {
	const early, late = 2, 8
	seen, furthest := false, 0
	var folded []byte
	for i := range items {
		if items[i].table != nil || items[i].blank() || len(items[i].plain) > 300 {
			continue
		}
		words := items[i].plain
		if cut := strings.IndexAny(words, "|\t"); cut > 0 {
			words = words[:cut]
		}
		folded = fold.Append(folded[:0], words)
		at, ok := r.words[key].Rank(folded)
		switch {
		case !ok:
		case at <= early && seen && furthest >= late:
			return i
		default:
			seen = seen || at <= early
			furthest = max(furthest, at)
		}
	}
	return 0
}
