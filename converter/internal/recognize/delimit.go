package recognize

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Where an organ's name begins on a line that holds more than the title. A page that was flattened to one line, or whose
// buttons stand on the line of its headline, puts its own words in front: 字号：大 中 小示例市商务局2023年…, 打印 关闭示例市商务局….
// No list of such words is ever whole, so that a name with something before it on its line is believed only where the text
// names the organ again: at the beginning of a clause, in the sentence that announces the report, above the day.

// candidate is a name that may have a part of the page's frame in front.
type candidate struct {
	name   string    // as printed
	texts  []reading // everywhere else that the document may name the organ
	behind bool      // something stands before it on its line
}

// coreLength is how many characters at the end of a name are looked for to find it again. The shortest full name has as many.
const coreLength = 4

// delimit returns the organ that a candidate names: the name itself, the end of it that the document says again, or "" where
// neither is certain.
func (w namer) delimit(ctx context.Context, c candidate) string {
	name := read(c.name).text
	again := w.saidAgain(ctx, name, c.texts)
	switch {
	case again == name, again == "" && !c.behind:
		return c.name
	case again == "":
		return ""
	}
	front := name[:len(name)-len(again)]
	last, _ := utf8.DecodeLastRuneInString(front)
	switch {
	case front == again: // 来源 示例市商务局, and the title behind it
	case !strings.ContainsRune(w.Organ.Places+w.Organ.Last, last):
		if !c.behind {
			return "" // 北京 示例区财政局, or 纠错 示例区财政局
		}
	case c.behind:
		return "" // 国家税务总局示例县税务局, which the text calls 示例县税务局: the front may belong to the name
	default:
		return c.name
	}
	return c.name[skipRunes(c.name, utf8.RuneCountInString(front)):]
}

// saidAgain returns the longest end of a name that is a whole name and that the texts say by itself; "" if they say none.
func (w namer) saidAgain(ctx context.Context, name string, texts []reading) string {
	n := utf8.RuneCountInString(name)
	if n < coreLength {
		return ""
	}
	core := name[skipRunes(name, n-coreLength):]
	longest := ""
	if half := name[skipRunes(name, n/2):]; name == half+half && w.isFullName(half) {
		longest = half
	}
	for i, r := range texts {
		if stopped(ctx, i) {
			return ""
		}
		for at := 0; ; {
			found := strings.Index(r.text[at:], core)
			if found < 0 {
				break
			}
			end := at + found + len(core)
			same := sharedEnd(name, r.text[:end])
			if at = end; len(same) > len(longest) && w.beginsName(r.text[:end-len(same)]) && (same == name || w.isFullName(same)) {
				longest = same
			}
		}
	}
	return longest
}

// sharedEnd returns the longest end that a name and a text have in common.
func sharedEnd(name, text string) string {
	n := 0
	for n < len(name) {
		r, size := utf8.DecodeLastRuneInString(name[:len(name)-n])
		if s, _ := utf8.DecodeLastRuneInString(text[:len(text)-n]); s != r || n == len(text) {
			break
		}
		n += size
	}
	return name[len(name)-n:]
}

// beginsName reports whether a name begins where a text ends: at the beginning of a clause, or behind a word that announces.
func (w namer) beginsName(before string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	return !unicode.Is(unicode.Han, last) || w.Text.Announces.MatchString(before)
}

func (w namer) isFullName(name string) bool { return w.completeName(name) && !closesFirst(name) }
