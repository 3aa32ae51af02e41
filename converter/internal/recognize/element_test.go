package recognize_test

import "strings"

// element is the name of XML elements that are written without attributes and hold none of their own name. They are cut at their tags:
// regular expressions took most of the time of the tests.
type element string

// places are where the elements begin and end.
func (e element) places(xml string) (all [][2]int) {
	open, end := "<"+string(e)+">", "</"+string(e)+">"
	for at := 0; ; {
		from := strings.Index(xml[at:], open)
		if from < 0 {
			return all
		}
		from += at
		to := strings.Index(xml[from:], end)
		if to < 0 {
			return all
		}
		at = from + to + len(end)
		all = append(all, [2]int{from, at})
	}
}

// all are the elements.
func (e element) all(xml string) (all []string) {
	for _, at := range e.places(xml) {
		all = append(all, xml[at[0]:at[1]])
	}
	return all
}

// without is the text without the elements.
func (e element) without(xml string) string {
	var b strings.Builder
	last := 0
	for _, at := range e.places(xml) {
		b.WriteString(xml[last:at[0]])
		last = at[1]
	}
	return b.String() + xml[last:]
}
