package worddoc

// pages finds the properties of bytes of the text stream: pages of 512 bytes in that stream (FKP, [MS-DOC] 2.9.33, 2.9.175), found by a
// table of their first bytes. One page is kept, since readers go forward.
type pages struct {
	table  plc
	text   []byte
	para   bool
	opened int // page that is open + 1
	page   []byte
	runs   int
}

// run is a stretch of bytes with the same properties.
type run struct {
	from, to int    // bytes of the text stream
	props    []byte // of a paragraph: two bytes of its style first
}

func newPages(table, text []byte, para bool) pages {
	return pages{table: newPLC(table, 4), text: text, para: para}
}

// at returns the run that holds a byte. One that no page has has no properties and ends behind the byte, at most.
func (p *pages) at(offset int) run {
	nothing := run{from: offset, to: offset + 1}
	low, high := 0, p.table.n
	for low < high {
		if mid := (low + high) / 2; p.table.pos(mid+1) <= offset {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low >= p.table.n || p.table.pos(low) > offset || !p.open(low) {
		return nothing
	}
	first, last := 0, p.runs
	for first < last {
		if mid := (first + last) / 2; p.edge(mid+1) <= offset {
			first = mid + 1
		} else {
			last = mid
		}
	}
	if first >= p.runs || p.edge(first) > offset {
		return nothing
	}
	return run{from: p.edge(first), to: p.edge(first + 1), props: p.props(first)}
}

func (p *pages) edge(i int) int { return int(le.Uint32(p.page[4*i:])) }

// open makes a page the one that is looked at.
func (p *pages) open(i int) bool {
	if p.opened == i+1 {
		return true
	}
	at := int(le.Uint32(p.table.element(i))&0x3FFFFF) * 512
	if at+512 > len(p.text) {
		return false
	}
	p.page, p.opened = p.text[at:at+512], i+1
	p.runs = int(p.page[511])
	width := 1
	if p.para {
		width = 13
	}
	if 4*(p.runs+1)+width*p.runs > 511 {
		p.runs = 0
	}
	return true
}

// props returns the properties of a run.
func (p *pages) props(i int) []byte {
	width := 1
	if p.para {
		width = 13
	}
	at := 2 * int(p.page[4*(p.runs+1)+width*i])
	if at == 0 || at+2 > 511 {
		return nil
	}
	n := int(p.page[at])
	from := at + 1
	if p.para {
		if n == 0 {
			n, from = 2*int(p.page[at+1]), at+2
		} else {
			n = 2*n - 1
		}
	}
	return p.page[from:min(from+n, 511)]
}
