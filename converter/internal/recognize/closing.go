package recognize

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/numbering"
	"nianbao/converter/internal/recognize/table"
	"nianbao/converter/report"
)

// ending is where signature and date stand at the end of the text.
type ending struct {
	signature, date string
	from, day, to   int // the items that are nothing else, and the first of them that is the day's
}

// closing takes signature and date off the end of the last section, and what stands around them. What stands behind the
// date and is nothing of that kind stays with the section's text, and is told.
func (r *recognizer) closing(items []item, key string) []item {
	items = r.takeStyled(items)
	e, signed := r.findEnding(items)
	if !signed {
		return r.takeAttachments(items, false)
	}
	r.report.Signature, r.report.Date = contract.CanonicalSignature(e.signature), e.date
	if e.signature != "" {
		r.became(report.InSignature, "", items[e.from:max(e.day, e.from+1)])
	}
	if e.date != "" {
		r.became(report.InDate, "", items[e.day:e.to])
	}
	text, behind := r.takeAttachments(items[:e.from], true), r.takeBehind(items[e.to:])
	at := slices.IndexFunc(behind, func(it item) bool { return !passing(&it) })
	if at == none {
		return text
	}
	r.found = append(r.found, diag.New("text-after-date", diag.Place{Section: key, Line: behind[at].line}, "text", excerpt(behind[at].plain)))
	return slices.Concat(text, behind)
}

// passing reports whether an item says nothing: a blank, a bar of a drawn table, the number of a page.
func passing(it *item) bool {
	return it.blank() || it.table == nil && (it.running || it.loose && (bare(it) == "" || table.Rule(it.plain)) ||
		(it.loose || it.role == document.None) && table.PageMark(it.plain))
}

// bare is an item without the bars of a drawn table that a whole document was put into.
func bare(it *item) string {
	if !it.loose {
		return it.plain
	}
	return withoutRunBars(strings.Trim(it.plain, "| \t"))
}

func excerpt(s string) string {
	const most = 20
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}

// findEnding looks for the first organ with a day below or behind it: what begins after that is not of this report.
// Where no organ signs, the last line alone may be a day, or a signature by its style.
func (r *recognizer) findEnding(items []item) (ending, bool) {
	last := none // the item before, blanks left out
	for i := range items {
		it := &items[i]
		if date, to := r.dateInPieces(items, i); date != "" && last != none {
			if name, from := r.signatureAbove(items, last); name != "" {
				return ending{name, date, from, i, to}, true
			}
		}
		if passing(it) || it.table != nil {
			continue
		}
		if len(it.plain) <= longestEnding {
			if date := r.dateIn(it); date != "" && last != none {
				if name, from := r.signatureAbove(items, last); name != "" {
					return ending{name, date, from, i, i + 1}, true
				}
			}
			if name, date := r.signedDate(it); date != "" {
				return ending{name, date, i, i, i + 1}, true
			}
		}
		last = i
	}
	for last != none && (passing(&items[last]) || r.closes(&items[last]) && r.behind(items[last].plain, "") != "") {
		last-- // 抄送 below a day that no organ signs
	}
	if last == none {
		return ending{}, false
	}
	if date := r.dateIn(&items[last]); date != "" {
		return ending{"", date, last, last, last + 1}, true
	}
	if items[last].role == document.Signature {
		return ending{bare(&items[last]), "", last, last + 1, last + 1}, true
	}
	return ending{}, false
}

// dateAbove takes off a day in brackets below the title, which is the date where none stands at the end.
func (r *recognizer) dateAbove(front []item) (rest []item, date string) {
	at := slices.IndexFunc(front, func(it item) bool { return !passing(&it) })
	if at == none || r.doc.Meta.Own || !strings.HasPrefix(read(front[at].plain).text, "（") {
		return front, ""
	}
	if date = r.dateIn(&front[at]); date == "" {
		return front, ""
	}
	r.became(report.InDate, "", front[at:at+1])
	return slices.Concat(front[:at], front[at+1:]), date
}

// closes reports whether an item can be a part of the ending by its style. In a file of our own a paragraph of the text
// is none, whatever it says.
func (r *recognizer) closes(it *item) bool {
	return !r.doc.Meta.Own || it.role == document.Date || it.role == document.Signature || it.role == document.None
}

// dateIn returns the day that an item is, "" if it is none.
func (r *recognizer) dateIn(it *item) string {
	if !r.closes(it) {
		return ""
	}
	m := r.Text.Date.FindStringSubmatch(read(bare(it)).text)
	if m == nil {
		return ""
	}
	return isoDate(m[1:])
}

// signedDate reads a line that is an organ and a day.
func (r *recognizer) signedDate(it *item) (name, date string) {
	if !r.closes(it) {
		return "", ""
	}
	text := read(bare(it))
	m := r.Text.Signed.FindStringSubmatchIndex(text.text)
	if m == nil {
		return "", ""
	}
	if name = chars.TrimSpace(text.printed(m[2], m[3])); !r.signature(name) {
		return "", ""
	}
	return name, isoDate([]string{text.text[m[4]:m[5]], text.text[m[6]:m[7]], text.text[m[8]:m[9]]})
}

// signs reports whether the item above a day is the organ that signs.
func (r *recognizer) signs(it *item) bool {
	return it.role == document.Signature || r.closes(it) && r.signature(bare(it))
}

const (
	longestSignature = 30  // characters of an organ that signs
	longestEnding    = 200 // bytes of a line that is such an organ and a day
)

func (r *recognizer) signature(s string) bool {
	return s != "" && s == r.report.Organization || utf8.RuneCountInString(s) <= longestSignature && !strings.ContainsAny(s, "，。；：,;:") &&
		r.organLike(s) && !r.Title.Year.MatchString(s)
}

// isoDate writes year, month and day as 2024-01-05; "" if there is no such day in the years that a report can have.
func isoDate(day []string) string {
	var n [3]int
	for i, s := range day {
		n[i], _ = numbering.Number(s)
	}
	iso := fmt.Sprintf("%04d-%02d-%02d", n[0], n[1], n[2])
	if _, err := time.Parse(time.DateOnly, iso); err != nil || n[0] < report.FirstYear || n[0] > report.LastYear {
		return ""
	}
	return iso
}
