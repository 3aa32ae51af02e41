package layout

// Breaking all lines of a paragraph at once, as Knuth and Plass do (Breaking Paragraphs into Lines, 1981), with the costs of
// Chinese text: of all ways to break it the one is taken whose lines are stretched least, those far out counting most. A
// paragraph of which no way is good enough is left to the lines one by one (fill).

// What breaks cost. A line stretched by r thousandths of an em a gap costs r + r³/1000: 87 at 37 (an ideograph less than a line
// holds), 592 at 80, 2078 at 125.
const (
	costJoined = 1200 // between a figure and its unit, which stay together where the line can still be set (house rule)
	costNumber = 3000 // inside the number of a document, 〔2021〕30号
	costURL    = 400  // inside a URL
	costWord   = 1500 // behind the hyphen of a telephone number or a Latin word
	costAlone  = 1500 // a last line of one character (GB/T 15834-2011 5.1.11)
	costShrink = 400  // all that the marks of a line can give
	noBreak    = -1
)

// stretches is how far a line may be stretched, in thousandths of an em a gap: a paragraph is tried within the first, which few
// beginnings of a line satisfy, and only if that fails within the second. mostActive bounds the beginnings
// that are tried for an end, so that the work grows with the text alone, whatever widths its characters have.
var stretches = [...]int{150, 500}

const mostActive = 160

// totalFit is what is known of a paragraph's characters, kept for the next paragraph. The sums run up to each character.
type totalFit struct {
	sums   []sums
	places []breakPlace
}

// sums are what the characters before one take and can give, the gaps that may be stretched, and the characters that are
// neither blanks nor marks.
type sums struct{ width, give, gaps, ink int }

// breakPlace is where a line may end.
type breakPlace struct {
	at, end  int // index of the character behind the line; and behind its last visible one; both from the paragraph's first
	penalty  int
	cost     int // of the best lines up to here; -1: there are none
	previous int // place where the last of them begins
}

// fillTotal breaks the characters from index from on into lines like fill. It reports false, and appends nothing, where no
// way is good enough.
func (l *layouter) fillTotal(from int, width, indent, hang, em Unit) bool {
	first := len(l.lines)
	for begin := from; begin <= len(l.chars); {
		end := begin
		for end < len(l.chars) && l.chars[end].class&newline == 0 {
			if l.chars[end].class&tab != 0 {
				l.lines = l.lines[:first]
				return false // its width depends on where it stands
			}
			end++
		}
		if begin == end {
			l.lines = append(l.lines, line{from: begin, to: end, end: end, indent: indent, last: true})
		} else if !l.fitStretch(begin, end, width, indent, hang, em) {
			l.lines = l.lines[:first]
			return false
		}
		begin, indent = end+1, hang
	}
	return true
}

// fitStretch breaks the characters of a stretch without line breaks.
func (l *layouter) fitStretch(from, to int, width, indent, hang, em Unit) bool {
	l.sumUp(from, to)
	l.findPlaces(from, to)
	for _, most := range stretches {
		if l.findLines(from, width, indent, hang, em, most) {
			l.takeLines(from, indent, hang)
			return true
		}
	}
	return false
}

// findLines finds the best lines up to each place, none stretched more than most, and reports whether the last is reached.
func (l *layouter) findLines(from int, width, indent, hang, em Unit, most int) bool {
	f := &l.fit
	low := 0
	for j := 1; j < len(f.places); j++ {
		b := &f.places[j]
		final := j == len(f.places)-1
		widest := width - min(indent, hang)
		for low < j-1 && (f.sums[b.end].width-f.sums[f.places[low].at].width-(f.sums[b.end].give-f.sums[f.places[low].at].give)-em/2 > widest || j-low > mostActive) {
			low++
		}
		b.cost = -1
		tried := 0
		for i := low; i < j; i++ {
			a := &f.places[i]
			tried++
			if a.cost < 0 {
				continue
			}
			room := width - hang
			if i == 0 {
				room = width - indent
			}
			cost, short := l.lineCost(from, a, b, room, em, most, final)
			if short && i > 0 {
				break // as are all that begin further on
			}
			if cost >= 0 && (b.cost < 0 || a.cost+cost+b.penalty < b.cost) {
				b.cost, b.previous = a.cost+cost+b.penalty, i
			}
		}
		if !l.meter.Step(1 + tried/8) {
			return false
		}
	}
	return f.places[len(f.places)-1].cost >= 0
}

// takeLines appends the lines that lead to the last place.
func (l *layouter) takeLines(from int, indent, hang Unit) {
	f := &l.fit
	last := len(f.places) - 1
	begin := len(l.lines)
	for j := last; j > 0; j = f.places[j].previous {
		a, b := &f.places[f.places[j].previous], &f.places[j]
		n := line{from: from + a.at, to: from + b.at, end: from + b.end, indent: hang, last: j == last, width: f.sums[b.end].width - f.sums[a.at].width}
		if a.at == 0 {
			n.indent = indent
		}
		n.cut = l.endCut(&n)
		n.width -= n.cut
		l.lines = append(l.lines, n)
	}
	for i, k := begin, len(l.lines)-1; i < k; i, k = i+1, k-1 {
		l.lines[i], l.lines[k] = l.lines[k], l.lines[i]
	}
}

// lineCost returns the cost of the line between two places in a room, -1 where it cannot be set; short says that it would
// have to be stretched too far, as would any that begins further on and ends there.
func (l *layouter) lineCost(from int, a, b *breakPlace, room, em Unit, most int, final bool) (cost int, short bool) {
	f := &l.fit
	if b.end <= a.at {
		return -1, false
	}
	last := &l.chars[from+b.end-1]
	natural := f.sums[b.end].width - f.sums[a.at].width - l.looks[last.look].spacing
	give := f.sums[b.end].give - f.sums[a.at].give
	if last.class&closing != 0 { // it ends the line in half an em
		own := f.sums[b.end].give - f.sums[b.end-1].give
		natural, give = natural-own, give-own
	}
	spare := room - natural
	switch {
	case -spare > give:
		return -1, false
	case spare < 0:
		share := -spare * 1000 / give
		cost = share * share / 1000 * costShrink / 1000
	case !final:
		gaps := f.sums[b.end].gaps - f.sums[a.at+1].gaps
		if gaps == 0 || spare*1000 > gaps*em*most {
			return -1, true
		}
		r := spare * 1000 / (gaps * em)
		cost = r + r*r*r/1000
	}
	if final && a.at > 0 && f.sums[b.end].ink-f.sums[a.at].ink <= 1 {
		cost += costAlone
	}
	return cost, false
}

// sumUp sums what the characters of a stretch take, can give, and hold.
func (l *layouter) sumUp(from, to int) {
	f := &l.fit
	f.sums = append(f.sums[:0], sums{})
	var s sums
	for i := from; i < to; i++ {
		c := &l.chars[i]
		s.width += int(c.adv)
		if c.class&(opening|closing) != 0 {
			s.give += l.give(c)
		}
		if i > from && stretchable(&l.chars[i-1], c) {
			s.gaps++
		}
		if c.class&(opening|closing|space) == 0 {
			s.ink++
		}
		f.sums = append(f.sums, s)
	}
}

// findPlaces lists where the lines of a stretch may end, its beginning first.
func (l *layouter) findPlaces(from, to int) {
	f := &l.fit
	f.places = append(f.places[:0], breakPlace{})
	visible := 0 // behind the last character that is no blank
	for at := from + 1; at <= to; at++ {
		if l.chars[at-1].class&space == 0 {
			visible = at - from
		}
		penalty := 0
		if at < to {
			if penalty = breakPenalty(&l.chars[at-1], &l.chars[at]); penalty == noBreak {
				continue
			}
		}
		f.places = append(f.places, breakPlace{at: at - from, end: visible, penalty: penalty})
	}
}

// breakPenalty returns what it costs to end a line between two characters, or noBreak.
func breakPenalty(a, b *char) int {
	switch {
	case mayBreak(*a, *b):
		switch {
		case a.r == '〕' && joined(*a, *b):
			return costNumber
		case joined(*a, *b):
			return costJoined
		case a.class&b.class&address != 0:
			return costURL
		}
		return 0
	case a.class&b.class&address != 0 && mayBreakWord(*a, *b) && b.class&notStart == 0:
		return costURL
	case a.r == '-' && a.class&b.class&word != 0 && b.class&notStart == 0:
		return costWord
	}
	return noBreak
}
