package worddoc

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"strings"

	"github.com/richardlehane/mscfb"

	"nianbao/converter/diag"
)

// file is the streams of a file and the head of its text stream, the FIB ([MS-DOC] 2.5).
type file struct {
	text   []byte // WordDocument
	table  []byte // 0Table or 1Table
	data   []byte // Data
	macros bool
	counts [8]int // ccpText, ccpFtn, ccpHdd, ccpMcr, ccpAtn, ccpEdn, ccpTxbx, ccpHdrTxbx
}

// The parts of the document in the sequence of all characters.
const (
	mainText = iota
	footnotes
	headers
	macroText
	comments
	endnotes
	textBoxes
	headerBoxes
)

// Places in the table stream that the FIB names, by their index in FibRgFcLcb97 (2.5.6).
const (
	styleSheet = 1
	headerText = 11
	charPages  = 12
	paraPages  = 13
	fontTable  = 15
	pieceTable = 33
	shapes     = 40
	boxText    = 56
	listTable  = 73
	listUses   = 74
)

// le: all numbers of these files are little-endian.
var le = binary.LittleEndian

// openFile reads the streams that count. The library of compound files takes some claims of a directory for granted (that there is a
// first entry, for one) and panics where they do not hold; such a file is damaged.
func openFile(data []byte) (f *file, fault *diag.Diagnostic) {
	defer func() {
		if problem := recover(); problem != nil {
			f, fault = nil, damaged("its directory contradicts itself")
		}
	}()
	return readFile(data)
}

func readFile(data []byte) (*file, *diag.Diagnostic) {
	if !soundHeader(data) {
		return nil, damaged("its directory claims more than the file holds")
	}
	in := &source{Reader: bytes.NewReader(data), left: longestDirectory}
	compound, err := mscfb.New(in)
	if err != nil {
		return nil, damaged(err.Error())
	}
	in.left = math.MaxInt
	f := &file{}
	var tables [2][]byte
	for _, entry := range compound.File {
		var to *[]byte
		switch strings.ToUpper(entry.Name) { // names are equal without regard to case ([MS-CFB] 2.6.4)
		case "WORDDOCUMENT":
			to = &f.text
		case "0TABLE":
			to = &tables[0]
		case "1TABLE":
			to = &tables[1]
		case "DATA":
			to = &f.data
		case "VBA", "_VBA_PROJECT":
			f.macros = true
		case "ENCRYPTEDPACKAGE":
			d := diag.New("input-encrypted", diag.Place{})
			return nil, &d
		}
		if to == nil || len(entry.Path) > 0 || *to != nil { // in a storage of an embedded file
			continue
		}
		stream := make([]byte, min(max(entry.Size, 0), int64(len(data))))
		n, err := io.ReadFull(entry, stream)
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) { // one that is cut off is read as far as it goes
			return nil, damaged(err.Error())
		}
		*to = stream[:n]
	}
	if f.text == nil {
		d := diag.New("doc-fragment", diag.Place{})
		return nil, &d
	}
	return f, f.head(tables)
}

// source is the bytes of a compound file. While the library reads the directory no more than so many bytes of whole sectors are
// given: it keeps for each storage the names of all around it, which is the square of a directory of storages in storages.
type source struct {
	*bytes.Reader
	left int
}

// longestDirectory is 2048 entries. A report has a dozen, an embedded object brings ten more.
const longestDirectory = 2048 * 128

var errDirectory = errors.New("its directory is too long")

// ReadAt implements io.ReaderAt.
func (s *source) ReadAt(p []byte, at int64) (int, error) {
	if len(p) >= 512 {
		if s.left -= len(p); s.left < 0 {
			return 0, errDirectory
		}
	}
	return s.Reader.ReadAt(p, at)
}

// soundHeader looks at what the header of a compound file claims ([MS-CFB] 2.2): the library makes tables of that size.
func soundHeader(data []byte) bool {
	if len(data) < 512 {
		return false
	}
	sectors := uint32(len(data)/512) + 1
	for _, at := range [...]int{40, 44, 64, 72} { // sectors of the directory, of the table of sectors, of the small one, of the table of tables
		if le.Uint32(data[at:]) > sectors {
			return false
		}
	}
	return true
}

// head reads the FIB.
func (f *file) head(tables [2][]byte) *diag.Diagnostic {
	const longest = 0x9A + 8*(listUses+1)
	if len(f.text) < 0x20 {
		return damaged("its text stream has no head")
	}
	ident, version, flags := le.Uint16(f.text), le.Uint16(f.text[2:]), le.Uint16(f.text[10:])
	switch {
	case ident == 0xA5DC || ident == 0xA5DB || ident >= 0xA697 && ident <= 0xA699 || ident == 0xA5EC && version < 0xC0: // 0xA697 …: East Asian ones
		d := diag.New("doc-word95", diag.Place{})
		return &d
	case ident != 0xA5EC:
		return damaged("its text stream is not one of Word")
	case flags&0x0100 != 0:
		d := diag.New("input-encrypted", diag.Place{})
		return &d
	case len(f.text) < longest:
		return damaged("the head of its text stream is cut off")
	}
	f.table = tables[flags>>9&1]
	for i := range f.counts {
		f.counts[i] = int(int32(le.Uint32(f.text[0x4C+4*i:])))
		if f.counts[i] < 0 {
			return damaged("a part of it has less than no characters")
		}
	}
	return nil
}

// at returns what the FIB says of a place in the table stream, nil where there is nothing.
func (f *file) at(index int) []byte {
	offset, size := int64(le.Uint32(f.text[0x9A+8*index:])), int64(le.Uint32(f.text[0x9A+8*index+4:]))
	if size == 0 || offset+size > int64(len(f.table)) {
		return nil
	}
	return f.table[offset : offset+size]
}

// from is at without an end: some tables go on behind it.
func (f *file) from(index int) []byte {
	if f.at(index) == nil {
		return nil
	}
	return f.table[le.Uint32(f.text[0x9A+8*index:]):]
}

// start returns where a part begins among all characters.
func (f *file) start(part int) int {
	n := 0
	for _, count := range f.counts[:part] {
		n += count
	}
	return n
}

// plc is a PLC (2.2.2): n+1 positions and n elements of one size.
type plc struct {
	data []byte
	n    int
	size int
}

func newPLC(data []byte, size int) plc {
	return plc{data: data, n: (len(data) - 4) / (4 + size), size: size}
}

func (p plc) pos(i int) int { return bounded(le.Uint32(p.data[4*i:])) }

// bounded returns a number of a file as an int that is not negative on any machine.
func bounded(n uint32) int { return int(min(n, math.MaxInt32)) }

func (p plc) element(i int) []byte {
	at := 4*(p.n+1) + p.size*i
	return p.data[at : at+p.size]
}
