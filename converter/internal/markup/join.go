package markup

import (
	"strings"
	"unicode/utf8"
)

// joinLines joins the lines of a cell that a writer wrapped to the width of its column. Chinese text is joined without a
// blank. Where figures meet the break stays: whether 12 above 5 is 125 or two figures is not for a reader to say. A hard
// break stays too: a backslash (pandoc), two backslashes, a plus (AsciiDoc) or <br> at the line's end.
func joinLines(above, below string) string {
	if above == "" || below == "" {
		return above + below
	}
	if strings.HasSuffix(above, `\`) {
		return strings.TrimRight(above, `\`) + "\n" + below
	}
	if rest, ok := strings.CutSuffix(above, " +"); ok {
		return rest + "\n" + below
	}
	last, _ := utf8.DecodeLastRuneInString(above)
	first, _ := utf8.DecodeRuneInString(below)
	switch {
	case figureRune(last) && figureRune(first):
		return above + "\n" + below
	case displayWidth(last) == 2 || displayWidth(first) == 2:
		return above + below
	}
	return above + " " + below
}

func figureRune(r rune) bool {
	return r >= '0' && r <= '9' || r >= '０' && r <= '９' || strings.ContainsRune(".,，．-+/%", r)
}
