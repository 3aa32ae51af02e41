package layout

// flow puts the blocks on pages. A block that is kept with the next one (headings) moves to the next page together with
// it; a table that wants to be whole moves too, if a page can hold it.
func (l *layouter) flow() {
	n := 0
	for i := range l.lines {
		n += l.lines[i].end - l.lines[i].from
	}
	l.glyphs = l.room.glyphs.take(n + n/8 + 64)
	l.pages.Pages, l.pages.Bookmarks, l.pages.Boxes, l.filled = nil, nil, l.room.boxes.take(l.asked.boxes), nil
	l.newPage()
	imprint := l.imprint()
	kept := 0 // blocks before this index stand where they are by the decision for an earlier one
	for i := range l.blocks[:imprint] {
		if l.full || !l.meter.Step(10) {
			return
		}
		if p := l.blocks[i].paragraph; p != nil && p.NewPage && !l.atTop() {
			l.newPage()
		}
		if l.outOfTurn(&l.blocks[i]) {
			kept = max(kept, i+1)
			continue
		}
		if i >= kept {
			need, end := l.together(i)
			if !l.atTop() && l.y+need > l.bottom() && need <= l.bottom()-l.top() {
				l.newPage()
			}
			kept = end
		}
		if b := &l.blocks[i]; b.table != nil {
			l.placeTable(b, l.roomBelow(i, imprint))
		} else {
			l.placeParagraph(b)
		}
	}
	l.placeImprint(l.blocks[imprint:])
	l.endPage()
}

func (l *layouter) top() Unit { return l.style.Page.Top * Twip }
func (l *layouter) bottom() Unit {
	y := (l.style.Page.Height - l.style.Page.Bottom) * Twip
	if l.tight.shorter > 0 && len(l.pages.Pages)-1 == l.tight.page {
		return y - l.tight.shorter
	}
	return y
}
func (l *layouter) left() Unit  { return l.style.Page.Left * Twip }
func (l *layouter) atTop() bool { return l.y == l.top() }

// newPage begins a page. Past the limit it only says so, and nothing more is placed.
func (l *layouter) newPage() {
	if most := l.options.Limits.Pages; most > 0 && len(l.pages.Pages) >= most && !l.full {
		l.full = true
		l.reportAt("layout-page-limit", where{}, "limit", most)
	}
	l.endPage()
	l.y = l.top()
	if !l.full {
		l.pages.Pages = append(l.pages.Pages, Page{Runs: make([]Run, 0, l.runsOfLast())})
		l.filled = append(l.filled, filled{})
	}
}

// runsOfLast is how many runs the page before has; the next has about as many.
func (l *layouter) runsOfLast() int {
	const first = 48
	if len(l.pages.Pages) == 0 {
		return first
	}
	return len(l.page().Runs) + len(l.page().Runs)/4
}

// endPage notes where the content of the last page ends.
func (l *layouter) endPage() {
	if n := len(l.filled); n > 0 && !l.full {
		l.filled[n-1].end = l.y
	}
}

func (l *layouter) page() *Page { return &l.pages.Pages[len(l.pages.Pages)-1] }

// together returns the height of what must begin on one page with block i, and the index behind these blocks: all
// blocks kept with the next, and the first line, or the whole table or its first rows, of the one that ends the chain.
func (l *layouter) together(i int) (need Unit, end int) {
	for ; i < len(l.blocks); i++ {
		b := &l.blocks[i]
		if b.paragraph != nil && (b.paragraph.Frame != nil || b.paragraph.Beside) {
			continue
		}
		if b.table != nil {
			if b.table.table.Whole && need+b.height <= l.bottom()-l.top() {
				return need + b.height, i + 1
			}
			return need + b.table.least(), i + 1
		}
		if !b.keepNext || i+1 == len(l.blocks) {
			first := b.before
			for k := range firstLines(b.to - b.from) {
				first += l.heightOf(&l.lines[b.from+k])
			}
			return need + first, i + 1
		}
		need += b.before + b.after
		for k := b.from; k < b.to; k++ {
			need += l.heightOf(&l.lines[k])
		}
	}
	return need, i
}

// least returns the height of the header and the first row below it.
func (g *grid) least() Unit { return sum(g.whole.heights[:min(g.header+1, len(g.whole.heights))]) }

// placeParagraph draws a paragraph's lines, going to the next page where one does not fit. Space before a paragraph is
// dropped at the top of a page.
func (l *layouter) placeParagraph(b *block) {
	if !l.atTop() || b.paragraph.Role.OfShell() { // the head of the first page counts from the upper edge
		l.y += b.before
	} else if n := len(l.filled); n > 0 {
		l.filled[n-1].dropped = b.before
	}
	room := l.style.Page.TextWidth()*Twip - rightIndent(b.paragraph, b.form)
	for from := b.from; from < b.to; {
		to, above := l.linesHere(b, from), l.y
		for i := from; i < to; i++ {
			if l.full || !l.meter.Step(20) {
				return
			}
			if i == b.from && b.bookmark != "" {
				l.addBookmark(b)
			}
			n := l.lines[i]
			n.height, n.base = l.heightOf(&n), n.base*l.heightOf(&n)/max(1, n.height)
			l.row = l.y
			l.drawLine(l.page(), &n, l.left(), room, alignOf(b.paragraph, b.form), l.y, n.main, false)
			l.y += n.height
			on := &l.filled[len(l.filled)-1]
			on.lines, on.text = on.lines+1, on.text+n.height
			if closes(b.paragraph.Role) {
				on.closing++
			}
		}
		l.addBox(b.index, -1, l.left(), above, l.style.Page.TextWidth()*Twip, l.y-above)
		if from = to; from < b.to {
			if l.newPage(); l.full {
				return
			}
		}
	}
	l.ruleUnder(b.paragraph.Under)
	l.y += b.after
}

// addBookmark adds an outline entry. Levels go down one step at a time, as a reader's tree needs.
func (l *layouter) addBookmark(b *block) {
	level := b.level
	if n := len(l.pages.Bookmarks); n == 0 {
		level = 1
	} else {
		level = min(level, l.pages.Bookmarks[n-1].Level+1)
	}
	first := &l.lines[b.from]
	l.pages.Bookmarks = append(l.pages.Bookmarks, Bookmark{b.bookmark, level, len(l.pages.Pages) - 1, l.y, first.origin.of(first.from)})
}
