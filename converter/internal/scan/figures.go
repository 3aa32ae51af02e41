package scan

import (
	"image"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readFigures gives the program all strips a second time, for their figures, and takes what it says where a strip may be a figure. The
// labels stand on the sheet as well: among lines of nothing but short figures, programs misjudge how high the type is.
func (p *picture) readFigures(bare *image.Gray, strips []strip, texts [][]Word, scale float64) error {
	if !slices.ContainsFunc(texts, func(words []Word) bool { return mayBeFigure(textOf(words)) }) {
		return nil
	}
	again, err := p.readStrips(bare, strips, scale, true)
	if err != nil {
		return err
	}
	figures := make([]string, len(strips))
	for i, words := range again {
		if text := textOf(words); mayBeFigure(textOf(texts[i])) && isFigure(text) {
			texts[i], figures[i] = words, text
		}
	}
	for i := range p.doubtful(bare, strips, figures) {
		words := texts[i]
		words[len(words)-1].Text += string(utf8.RuneError) // no reader takes that for a figure
		p.Doubtful++
	}
	return p.meter.Err()
}

func textOf(words []Word) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(strings.TrimSpace(w.Text))
	}
	return b.String()
}

// mayBeFigure reports whether a line of a cell may be a figure, however badly it was read: it has one Chinese character at most.
func mayBeFigure(text string) bool {
	n := 0
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n <= 1
}

// isFigure reports whether a text is a figure.
func isFigure(text string) bool {
	return text != "" && strings.Trim(text, "0123456789.,") == "" && strings.ContainsAny(text, "0123456789")
}
