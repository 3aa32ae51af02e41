package object

import (
	"bytes"
	"fmt"
)

// section is one cross-reference: what one version of the file says of its objects.
type section map[int]entry

// readCrossReferences reads the newest cross-reference and those that it follows. Of an object the newest entry counts. That
// those which lead in a circle come to an end is what File.read and File.row see to.
func (f *File) readCrossReferences() error {
	at := bytes.LastIndex(f.data, []byte("startxref"))
	if at < 0 {
		return fmt.Errorf("%w: no startxref", ErrBroken)
	}
	p := &parser{f: f, data: f.data, pos: at + len("startxref")}
	offset, ok := p.number()
	if !ok {
		return p.broken("startxref leads nowhere")
	}
	for next := Object(Integer(offset)); next != nil; {
		o, ok := next.(Integer)
		if !ok || o < 0 || int64(o) >= int64(len(f.data)) {
			return fmt.Errorf("%w: a cross-reference outside of the file", ErrBroken)
		}
		if err := f.row(); err != nil {
			return err
		}
		entries, trailer, err := f.readSection(int(o))
		if err != nil {
			return err
		}
		f.merge(entries)
		for key, value := range trailer {
			if _, newer := f.trailer[key]; !newer && key != "Prev" && key != "XRefStm" {
				f.trailer[key] = value
			}
		}
		next = trailer["Prev"]
	}
	return nil
}

// merge takes over what no newer section has said.
func (f *File) merge(older section) {
	for number, e := range older {
		if _, known := f.entries[number]; !known {
			f.entries[number] = e
		}
	}
}

// row counts a row of a cross-reference.
func (f *File) row() error {
	if f.rows++; f.rows > f.limits.PDFObjects {
		return tooMuch(Objects, f.limits.PDFObjects)
	}
	return f.step(1)
}

// readSection reads the table or the stream at an offset, and its trailer.
func (f *File) readSection(offset int) (section, Dict, error) {
	p := &parser{f: f, data: f.data, pos: offset}
	if p.keyword("xref") {
		return p.table()
	}
	return f.crossReferenceStream(offset)
}

// table reads a cross-reference table (7.5.4). In a hybrid file (7.5.8.4) a stream says where those objects are that the
// table leaves out or calls free.
func (p *parser) table() (section, Dict, error) {
	out := section{}
	for !p.keyword("trailer") {
		first, ok := p.number()
		count, ok2 := p.number()
		if !ok || !ok2 {
			return nil, nil, p.broken("a cross-reference table")
		}
		for i := range count {
			offset, ok := p.number()
			_, ok2 := p.number()
			inUse := p.keyword("n")
			if !ok || !ok2 || !inUse && !p.keyword("f") {
				return nil, nil, p.broken("a row of a cross-reference table")
			}
			if err := p.f.row(); err != nil {
				return nil, nil, err
			}
			// An object at offset 0 is none: the header stands there. Some writers mean free by it.
			out[first+i] = entry{offset: offset, free: !inUse || offset == 0}
		}
	}
	o, err := p.f.read(p, (*parser).object)
	if err != nil {
		return nil, nil, err
	}
	trailer, ok := o.(Dict)
	if !ok {
		return nil, nil, p.broken("a trailer")
	}
	if hybrid, ok := trailer["XRefStm"].(Integer); ok {
		hidden, _, err := p.f.crossReferenceStream(int(hybrid))
		if err != nil {
			return nil, nil, err
		}
		for number, e := range hidden {
			if old, there := out[number]; !there || old.free {
				out[number] = e
			}
		}
	}
	return out, trailer, nil
}

// crossReferenceStream reads a cross-reference stream (7.5.8), whose dictionary is the trailer as well.
func (f *File) crossReferenceStream(offset int) (section, Dict, error) {
	p := &parser{f: f, data: f.data, pos: offset}
	if offset < 0 || offset >= len(f.data) {
		return nil, nil, fmt.Errorf("%w: a cross-reference outside of the file", ErrBroken)
	}
	_, ok := p.number()
	if _, generation := p.number(); !ok || !generation || !p.keyword("obj") {
		return nil, nil, p.broken("no cross-reference")
	}
	o, err := f.read(p, (*parser).indirect)
	if err != nil {
		return nil, nil, err
	}
	stream, ok := o.(*Stream)
	if !ok || stream.Dict["Type"] != Name("XRef") {
		return nil, nil, p.broken("no cross-reference stream")
	}
	data, err := f.decode(stream)
	if err != nil {
		return nil, nil, err
	}
	out, err := f.crossReferenceRows(stream.Dict, data)
	return out, stream.Dict, err
}

// crossReferenceRows reads the rows: three numbers each, of W bytes, for the stretches of object numbers that Index names.
func (f *File) crossReferenceRows(dict Dict, data []byte) (section, error) {
	malformed := fmt.Errorf("%w: a cross-reference stream", ErrBroken)
	var widths [3]int
	w, _ := dict["W"].(Array)
	if len(w) != len(widths) {
		return nil, malformed
	}
	size := 0
	for i := range widths {
		n, ok := w[i].(Integer)
		if !ok || n < 0 || n > 7 {
			return nil, malformed
		}
		widths[i] = int(n)
		size += int(n)
	}
	index, ok := dict["Index"].(Array)
	if !ok {
		index = Array{Integer(0), dict["Size"]}
	}
	if size == 0 || len(index)%2 != 0 {
		return nil, malformed
	}
	out := section{}
	for ; len(index) > 0; index = index[2:] {
		first, ok := index[0].(Integer)
		count, ok2 := index[1].(Integer)
		if !ok || !ok2 || first < 0 || first > 1<<40 {
			return nil, malformed
		}
		for i := Integer(0); i < count; i++ {
			if len(data) < size {
				return nil, malformed
			}
			if err := f.row(); err != nil {
				return nil, err
			}
			if e, known := crossReferenceRow(data, widths); known {
				out[int(first+i)] = e
			}
			data = data[size:]
		}
	}
	return out, nil
}

// crossReferenceRow reads a row. Kinds other than 0 to 2 are those of later versions and mean no object (table 18).
func crossReferenceRow(data []byte, widths [3]int) (entry, bool) {
	var fields [3]int
	for i, width := range widths {
		for range width {
			fields[i] = fields[i]<<8 | int(data[0])
			data = data[1:]
		}
	}
	if widths[0] == 0 {
		fields[0] = 1
	}
	switch fields[0] {
	case 0:
		return entry{free: true}, true
	case 1:
		return entry{offset: fields[1]}, true
	case 2:
		return entry{stream: fields[1], free: fields[1] == 0}, true
	}
	return entry{}, false
}
