package scan

import (
	"image"
	"slices"
	"strings"

	"nianbao/converter/internal/pageread"
)

// chars gives a word's characters their boxes: a word is a stretch of a line, in which Chinese characters take twice the room of
// Latin ones. size is the size of type, in points.
func (p *picture) chars(w Word, size float64) []pageread.Char {
	text := strings.TrimSpace(w.Text)
	total := 0.0
	for _, r := range text {
		total += room(r)
	}
	var out []pageread.Char
	x, step := p.points(w.Box.Min.X), p.points(w.Box.Dx())/max(total, 1)
	for _, r := range text {
		next := x + step*room(r)
		out = append(out, pageread.Char{X0: x, Y0: p.points(w.Line.Min.Y), X1: next, Y1: p.points(w.Line.Max.Y), Size: size, Rune: r})
		x = next
	}
	return out
}

// room is how much room a character takes in a line.
func room(r rune) float64 {
	const lastLatin = 0x24F
	if r <= lastLatin {
		return 1
	}
	return 2
}

// byItem returns the words of a contact sheet by the item that they stand in, and how many stand in none or reach over into another.
func (s *contactSheet) byItem(words []Word) (all [][]Word, astray int) {
	all = make([][]Word, len(s.items))
	for _, w := range words {
		if strings.TrimSpace(w.Text) == "" {
			continue
		}
		middle := (w.Box.Min.Y + w.Box.Max.Y) / 2
		n, found := slices.BinarySearchFunc(s.items, middle, func(i item, y int) int {
			switch own := i.own(); {
			case y < own.Min.Y:
				return 1
			case y >= own.Max.Y:
				return -1
			}
			return 0
		})
		if !found || w.Box.Min.Y < s.items[n].own().Min.Y || w.Box.Max.Y > s.items[n].own().Max.Y {
			astray++
			continue
		}
		all[n] = append(all[n], w)
	}
	return all, astray
}

// own is the stretch of a sheet in which nothing but the item stands.
func (i *item) own() image.Rectangle {
	return image.Rect(0, i.at.Min.Y-sheetGap/2, i.at.Max.X+sheetMargin, i.at.Max.Y+sheetGap/2)
}

// onPage returns a word of the item where it stands on the page: in the line of text that was set there.
func (i *item) onPage(w Word, scale float64) Word {
	back := func(x int) int {
		return min(max(i.ink.Min.X+int(float64(x-i.at.Min.X)/scale+0.5), i.ink.Min.X), i.ink.Max.X)
	}
	x0 := back(w.Box.Min.X)
	w.Box = image.Rect(x0, i.ink.Min.Y, max(back(w.Box.Max.X), x0+1), i.ink.Max.Y)
	w.Line = i.ink
	return w
}
