package recognize

import (
	"slices"
	"strings"
)

// The buttons of a page, and the headlines of its parts, in front of a title on one line: 字号：大 中 小示例市商务局2023年….

const (
	longestControls = 400 // characters of a line's beginning in which they are looked for
	longestHead     = 80  // characters in which a title says what it is
)

// titleBehindControls returns where the title begins that stands behind such words, 0 if none does. Running text holds the
// words too: what stands behind the first mark of a clause is not looked at.
func (w namer) titleBehindControls(line string) int {
	head := line[:skipRunes(line, longestControls)]
	if i := strings.IndexFunc(head, endsClause); i >= 0 {
		head = head[:i]
	}
	// Most lines have no word of a title in front of their first mark; the pattern of the controls costs more than to see that.
	start := read(head).text
	if !slices.ContainsFunc(w.Title.Subjects, func(subject string) bool { return strings.Contains(start, subject) }) {
		return 0
	}
	for _, m := range w.Page.Controls.FindAllStringIndex(head, -1) {
		if w.beginsTitle(head[m[1]:]) {
			return m[1]
		}
	}
	return 0
}

func endsClause(r rune) bool { return r == '，' || r == '。' || r == '；' }

// beginsTitle reports whether a text begins with a title: a year or a full name, and then what it is about.
func (w namer) beginsTitle(text string) bool {
	text = read(text[:skipRunes(text, longestHead)]).text
	if w.subjectAt(text) <= 0 {
		return false
	}
	if m := w.Title.Year.FindStringIndex(text); m != nil && m[0] == 0 {
		return true
	}
	if m := w.Text.Announced.FindStringSubmatchIndex(text); m != nil && m[2] == 0 && w.completeName(text[:m[3]]) {
		return true // also a name without the word of an organ: 白石镇2023年…
	}
	return w.completeName(w.nameAtStart(text))
}

// behindControls returns the two parts of a line that is a title behind the buttons of its page; nil where it is none.
func (w namer) behindControls(it *item) []item {
	if !w.mayEndTitle(it.plain) {
		return nil // nor do its last words
	}
	title := w.titleBehindControls(it.plain)
	if title == 0 || !w.isTitle(w.titleLine(it.plain[title:])) {
		return nil
	}
	out := appendPart(appendPart(nil, it, 0, title), it, title, len(it.plain))
	for i := range out {
		out[i].cut = false // none was flattened
	}
	return out
}
