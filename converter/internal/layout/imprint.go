package layout

import "nianbao/converter/internal/document"

// The imprint (版记) stands at the foot of the last page, its last rule on the lower edge of the type area (GB/T 9704-2012
// 7.4.1).

// imprint returns the index of the first block of the imprint, which ends the document; the number of blocks if there is
// none.
func (l *layouter) imprint() int {
	at := len(l.blocks)
	for at > 0 && l.blocks[at-1].table == nil && l.blocks[at-1].paragraph.Role == document.Imprint {
		at--
	}
	return at
}

// placeImprint draws the imprint at the foot of the page, or of a new one where the text leaves no room for it. One that
// is longer than a page begins a page and goes on.
func (l *layouter) placeImprint(blocks []block) {
	if len(blocks) == 0 || l.full {
		return
	}
	need := Unit(0)
	for i := range blocks {
		if blocks[i].paragraph.Beside {
			continue
		}
		need += blocks[i].before + blocks[i].height + blocks[i].after
	}
	if l.y+need > l.bottom() && !l.atTop() {
		l.newPage()
	}
	l.y = max(l.y, l.bottom()-need)
	for i := range blocks {
		if l.outOfTurn(&blocks[i]) {
			continue
		}
		thick := l.style.Imprint.Inner
		if i == 0 {
			thick = l.style.Imprint.Outer
		}
		l.ruleAcross(thick)
		l.placeParagraph(&blocks[i])
	}
	l.ruleAcross(l.style.Imprint.Outer)
}

// ruleAcross draws a rule as wide as the type area, centred on where the next block begins. thick is in eighths of a point.
func (l *layouter) ruleAcross(thick int) {
	if thick == 0 || l.full {
		return
	}
	height := thick * Point / 8
	p := l.page()
	p.Rules = append(p.Rules, Rule{X: l.left(), Y: l.y - height/2, Width: l.style.Page.TextWidth() * Twip, Height: height})
}
