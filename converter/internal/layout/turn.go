package layout

// What happens to a paragraph at the turn of a page: at least two of its lines stand on either side, as word processors
// have it under w:widowControl (ECMA-376 17.3.1.44).

// loneLines is how many lines of a paragraph may not stand alone: one.
const loneLines = 1

// firstLines returns how many lines of a paragraph of n must stand on the page where it begins.
func firstLines(n int) int {
	if n <= 2*loneLines+1 {
		return n // parted, it would leave a line alone
	}
	return loneLines + 1
}

// linesHere returns the index behind the lines of a block, from index from on, that go on the current page. At the top of a
// page it is at least one.
func (l *layouter) linesHere(b *block, from int) int {
	to, y := from, l.y
	for to < b.to && y+l.heightOf(&l.lines[to]) <= l.bottom() {
		y += l.heightOf(&l.lines[to])
		to++
	}
	if to == b.to {
		return to
	}
	if left := b.to - to; left <= loneLines {
		to = max(from, b.to-loneLines-1)
	}
	if from == b.from && to-from < firstLines(b.to-b.from) {
		to = from
	}
	if to == from && l.atTop() {
		to++ // a line that no page can hold
	}
	return to
}
