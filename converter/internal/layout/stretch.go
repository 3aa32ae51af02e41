package layout

// mostStretch is how much higher the rows of a table become where the page below it stays empty, in hundredths.
const mostStretch = 25

// roomBelow returns how much of the page stays empty below the table that is block i, because what follows begins the next
// page; 0 where it does not, and where the table does not fit. last is the index behind the blocks.
func (l *layouter) roomBelow(i, last int) Unit {
	g := l.blocks[i].table
	room := l.bottom() - l.y - g.whole.height
	if room <= 0 || i+1 >= last {
		return 0
	}
	y := l.y
	l.y += g.whole.height
	need, _ := l.together(i + 1)
	l.y = y
	if need <= room || need > l.bottom()-l.top() {
		return 0
	}
	return room
}

// stretched returns the piece with higher rows, each by the same share, in a room of its own height and spare.
func (p piece) stretched(spare Unit) piece {
	spare = min(spare, p.height*mostStretch/100)
	if spare <= 0 {
		return p
	}
	heights := make([]Unit, len(p.heights))
	before, done := 0, 0
	for i, h := range p.heights {
		before += h
		heights[i] = h + spare*before/p.height - done
		done = spare * before / p.height
	}
	p.heights, p.height = heights, p.height+spare
	return p
}
