package worddoc_test

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

var le = binary.LittleEndian

// text is characters with the same modifiers.
type text struct {
	chars string
	props []byte
}

// par is a paragraph: its last character is its mark.
type par struct {
	runs  []text
	style uint16
	props []byte
}

// plain is a paragraph of text without a form.
func plain(chars string) par { return par{runs: []text{{chars + "\r", nil}}} }

// made is a .doc file in the making.
type made struct {
	pars   []par
	counts [8]int
	parts  map[int][]byte // of the table stream, by their index in the FIB
	data   []byte
	narrow bool // text in Windows-1252
	change func(word []byte)
	names  [3]string
}

// bytes puts the file together: the head, the text, one page of properties of characters and of paragraphs each, the table stream.
func (m made) bytes() []byte {
	const begin = 0x800
	word := make([]byte, begin)
	charEdges, charProps := []int{begin}, [][]byte(nil)
	paraEdges, paraProps := []int{begin}, [][]byte(nil)
	n := 0
	for _, p := range m.pars {
		for _, r := range p.runs {
			for _, u := range utf16.Encode([]rune(r.chars)) {
				n++
				word = append(word, byte(u))
				if !m.narrow {
					word = append(word, byte(u>>8))
				}
			}
			charEdges, charProps = append(charEdges, len(word)), append(charProps, r.props)
		}
		paraEdges, paraProps = append(paraEdges, len(word)), append(paraProps, append(le.AppendUint16(nil, p.style), p.props...))
	}
	if m.counts[0] == 0 {
		m.counts[0] = n
	}
	page := func(edges []int, props [][]byte, para bool) int {
		for len(word)%512 != 0 {
			word = append(word, 0)
		}
		b := make([]byte, 512)
		for i, e := range edges {
			le.PutUint32(b[4*i:], uint32(e))
		}
		top, width := 511, 1
		if para {
			width = 13
		}
		for i, p := range props {
			if len(p) == 0 {
				continue
			}
			block := append([]byte{byte(len(p))}, p...)
			if para && len(p)%2 == 1 {
				block[0] = byte(len(p)/2 + 1)
			} else if para {
				block = append([]byte{0, byte(len(p) / 2)}, p...)
			}
			top = (top - len(block)) &^ 1
			copy(b[top:], block)
			b[4*len(edges)+width*i] = byte(top / 2)
		}
		b[511] = byte(len(props))
		word = append(word, b...)
		return len(word)/512 - 1
	}
	table := make([]byte, 16)
	put := func(index int, data []byte) {
		le.PutUint32(word[0x9A+8*index:], uint32(len(table)))
		le.PutUint32(word[0x9A+8*index+4:], uint32(len(data)))
		table = append(table, data...)
	}
	pages := func(index int, edges []int, at int) {
		b := le.AppendUint32(le.AppendUint32(nil, uint32(edges[0])), uint32(edges[len(edges)-1]))
		put(index, le.AppendUint32(b, uint32(at)))
	}
	pages(12, charEdges, page(charEdges, charProps, false))
	pages(13, paraEdges, page(paraEdges, paraProps, true))
	offset := uint32(begin)
	if m.narrow {
		offset = begin*2 | 1<<30
	}
	clx := le.AppendUint32([]byte{2}, 16)
	clx = le.AppendUint32(le.AppendUint32(clx, 0), uint32(n))
	clx = append(le.AppendUint32(append(clx, 0, 0), offset), 0, 0)
	put(33, clx)
	for i := range 93 {
		if data, ok := m.parts[i]; ok {
			put(i, data)
		}
	}
	le.PutUint16(word, 0xA5EC)
	le.PutUint16(word[2:], 0xC1)
	le.PutUint16(word[10:], 0x200)
	for i, c := range m.counts {
		le.PutUint32(word[0x4C+4*i:], uint32(c))
	}
	if m.change != nil {
		m.change(word)
	}
	names := m.names
	if names[0] == "" {
		names = [3]string{"WordDocument", "1Table", "Data"}
	}
	return compound(names[:], word, table, m.data)
}

// compound makes a compound file of streams ([MS-CFB]), one behind the other: each is the right sibling of the one before. A name with
// a slash is that of a stream in a storage. Each stream is filled up to what the small table would take otherwise.
func compound(names []string, streams ...[]byte) []byte {
	const end = 0xFFFFFFFE
	directory := entry("Root Entry", 5, 1, end, 0)
	var chains []int
	var body []byte
	for i, s := range streams {
		s = append(bytes.Clone(s), make([]byte, max(4096-len(s), 0)+sector)...)
		s = s[:len(s)/sector*sector]
		storage, name, inside := strings.Cut(names[i], "/")
		next := uint32(len(directory)/128 + 1)
		right := next
		if inside {
			right++
		}
		if i+1 == len(streams) {
			right = 0xFFFFFFFF
		}
		if inside {
			e := entry(storage, 1, next, end, 0)
			le.PutUint32(e[72:], right)
			directory = append(directory, e...)
			right = 0xFFFFFFFF
		} else {
			name = names[i]
		}
		e := entry(name, 2, 0xFFFFFFFF, uint32(len(body)/sector), len(s)) // counted from the first stream
		le.PutUint32(e[72:], right)
		directory = append(directory, e...)
		chains = append(chains, len(s)/sector)
		body = append(body, s...)
	}
	return wrap(directory, chains, body)
}

const sector = 512

// wrap puts a compound file together: the header, the tables of tables, the table of sectors, the directory, the streams.
func wrap(directory []byte, chains []int, body []byte) []byte {
	const end, free, inHeader, inTable = 0xFFFFFFFE, 0xFFFFFFFF, 109, sector / 4
	directory = append(directory, make([]byte, (sector-len(directory)%sector)%sector)...)
	pages := len(directory) / sector
	tables, more := 1, 0
	for tables*inTable < more+tables+pages+len(body)/sector {
		tables++
		more = (max(tables-inHeader, 0) + inTable - 2) / (inTable - 1)
	}
	first := more + tables + pages // sector of the streams
	for at := 0; at < len(directory); at += 128 {
		if directory[at+66] == 2 {
			le.PutUint32(directory[at+116:], le.Uint32(directory[at+116:])+uint32(first))
		}
	}
	fat := bytes.Repeat([]byte{255}, tables*sector)
	set := func(i int, v uint32) { le.PutUint32(fat[4*i:], v) }
	for i := range more {
		set(i, 0xFFFFFFFC)
	}
	for i := range tables {
		set(more+i, 0xFFFFFFFD)
	}
	at := more + tables
	for _, n := range append([]int{pages}, chains...) {
		for i := range n {
			set(at+i, uint32(at+i+1))
		}
		set(at+n-1, end)
		at += n
	}
	head := make([]byte, sector)
	copy(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	le.PutUint16(head[24:], 0x3E)
	le.PutUint16(head[26:], 3)
	le.PutUint16(head[28:], 0xFFFE)
	le.PutUint16(head[30:], 9)
	le.PutUint16(head[32:], 6)
	le.PutUint32(head[44:], uint32(tables))
	le.PutUint32(head[48:], uint32(more+tables))
	le.PutUint32(head[56:], 4096)
	le.PutUint32(head[60:], end)
	le.PutUint32(head[68:], end)
	if more > 0 {
		le.PutUint32(head[68:], 0)
	}
	le.PutUint32(head[72:], uint32(more))
	difat := bytes.Repeat([]byte{255}, more*sector)
	for i := range inHeader {
		le.PutUint32(head[76+4*i:], free)
	}
	for i := range tables {
		if i < inHeader {
			le.PutUint32(head[76+4*i:], uint32(more+i))
		} else {
			page, slot := (i-inHeader)/(inTable-1), (i-inHeader)%(inTable-1)
			le.PutUint32(difat[page*sector+4*slot:], uint32(more+i))
		}
	}
	for page := range more {
		le.PutUint32(difat[(page+1)*sector-4:], uint32(page+1))
	}
	return bytes.Join([][]byte{head, difat, fat, directory, body}, nil)
}

func entry(name string, kind byte, child, start uint32, size int) []byte {
	b := make([]byte, 128)
	for i, u := range utf16.Encode([]rune(name)) {
		le.PutUint16(b[2*i:], u)
	}
	le.PutUint16(b[64:], uint16(2*len(name)+2))
	b[66], b[67] = kind, 1
	le.PutUint32(b[68:], 0xFFFFFFFF)
	le.PutUint32(b[72:], 0xFFFFFFFF)
	le.PutUint32(b[76:], child)
	le.PutUint32(b[116:], start)
	le.PutUint32(b[120:], uint32(size))
	return b
}

// sprm makes a modifier.
func sprm(op uint16, operand ...byte) []byte { return append(le.AppendUint16(nil, op), operand...) }

// row makes the definition of a row: its edges, and the bits of each cell's properties.
func row(edges []int, bits ...uint16) []byte {
	b := []byte{byte(len(edges) - 1)}
	for _, e := range edges {
		b = le.AppendUint16(b, uint16(e))
	}
	for _, x := range bits {
		b = append(le.AppendUint16(b, x), make([]byte, 18)...)
	}
	return append(le.AppendUint16(le.AppendUint16(nil, 0xD608), uint16(len(b)+1)), b...)
}

var inTable = sprm(0x2416, 1)

// cellOf is a paragraph that ends a cell.
func cellOf(chars string) par { return par{runs: []text{{chars + "\a", nil}}, props: inTable} }

// endOf is the mark of a row.
func endOf(definition []byte) par {
	return par{runs: []text{{"\a", nil}}, props: bytes.Join([][]byte{inTable, sprm(0x2417, 1), definition}, nil)}
}

// storages makes a compound file of storages in each other.
func storages(n int) []byte {
	names, directory := "s", entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)
	for i := range n {
		child := uint32(i + 2)
		if i == n-1 {
			child = 0xFFFFFFFF
		}
		directory = append(directory, entry(names, 1, child, 0xFFFFFFFE, 0)...)
	}
	return wrap(directory, nil, nil)
}
