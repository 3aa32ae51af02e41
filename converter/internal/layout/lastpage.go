package layout

import "nianbao/converter/internal/document"

// A last page that holds but a line or two (organ and date) looks like a mistake, and a seal must stand on one page with text:
// GB/T 9704-2012 7.3.5.5 asks to adjust the space between lines instead. The lines of the page before move closer until it
// holds the rest; where that is too much, some of its lines go along to the last page. A Word file cannot say so, since it
// knows no pages.

// fewLines is how many lines are too few for a page, and closest how close lines may come, in thousandths of their leading:
// 25 in the room of 22, which organ and date with the blank line above them need.
const (
	fewLines = 2
	closest  = 870
)

// tight is how a page differs from others.
type tight struct {
	page    int  // index
	share   int  // of their height that lines outside tables take, thousandths; 0: all
	shorter Unit // by how much it ends higher
}

// heightOf is the height of a line outside tables on the current page.
func (l *layouter) heightOf(n *line) Unit {
	if l.tight.share > 0 && len(l.pages.Pages)-1 == l.tight.page {
		return n.height * l.tight.share / 1000
	}
	return n.height
}

// filled is what stands on a page.
type filled struct {
	lines   int  // outside tables
	closing int  // of these, lines of the signature and what follows it
	text    Unit // their height
	dropped Unit // space above the first block, which the top of a page does without
	end     Unit // where the page's content ends
}

// closes reports whether a role stands behind the text.
func closes(role document.Role) bool {
	return role == document.Signature || role == document.Date || role == document.Annotation
}

// fitLastPage puts what stands on a last page of few lines, or of nothing but the signature, on the page before, if that can
// hold it, or fills the last page with lines from there.
func (l *layouter) fitLastPage() {
	last := len(l.pages.Pages) - 1
	if last < 1 || last == 1 && l.hasHead() || l.full || len(l.pages.Pages[last].Rules) > 0 {
		return
	}
	rest, before := l.filled[last], l.filled[last-1]
	if rest.lines == 0 || rest.lines > fewLines && rest.closing < rest.lines {
		return
	}
	space := rest.end - l.top() - rest.text + rest.dropped // between the lines that move
	share := (before.text + l.bottom() - before.end - space) * 1000 / (before.text + rest.text)
	if share >= closest && l.flowAgain(tight{page: last - 1, share: min(share, 999)}, func(p []Page) bool { return len(p) == last }) {
		return
	}
	// Two lines from the page before, and as much as is empty there.
	shorter := l.bottom() - before.end + 2*rest.text/rest.lines
	tables := len(l.pages.Pages[last-1].Rules)
	l.flowAgain(tight{page: last - 1, shorter: shorter}, func(p []Page) bool {
		return len(p) == last+1 && len(p[last-1].Rules) == tables && l.filled[last].lines > rest.lines
	})
}

// flowAgain sets the pages anew with another page before the last, and keeps what was if the result is not good.
func (l *layouter) flowAgain(t tight, good func([]Page) bool) bool {
	pages, bookmarks, boxes, glyphs := l.pages.Pages, l.pages.Bookmarks, l.pages.Boxes, l.glyphs
	l.tight, l.quiet = t, true
	l.flow()
	l.tight, l.quiet = tight{}, false
	if good(l.pages.Pages) {
		return true
	}
	l.pages.Pages, l.pages.Bookmarks, l.pages.Boxes, l.glyphs, l.full = pages, bookmarks, boxes, glyphs, false
	return false
}
