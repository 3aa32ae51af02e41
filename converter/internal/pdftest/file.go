package pdftest

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// File is a PDF file as numbered objects. Tests may alter them.
type File struct {
	Version string // of the header: "1.7"
	Objects map[int]any
	Trailer Dict
	// Packed says that the file has object streams or a cross-reference stream, Binary that a comment of bytes above 127
	// follows the header (7.5.2).
	Packed, Binary bool

	data   []byte
	places map[int]place
}

// place is where an object stands: at an offset of the file, or in an object stream.
type place struct {
	offset, stream, index int
}

// Open reads a file. It is strict: offsets, lengths and line ends must be right to the byte.
func Open(data []byte) (*File, error) {
	f := &File{Objects: map[int]any{}, data: data, places: map[int]place{}}
	if !bytes.HasPrefix(data, []byte("%PDF-")) || len(data) < 16 {
		return nil, errors.New("no header")
	}
	f.Version = string(data[5:8])
	if line := bytes.IndexByte(data, '\n') + 1; line > 0 && len(data) > line+5 && data[line] == '%' {
		f.Binary = !slices.ContainsFunc(data[line+1:line+5], func(b byte) bool { return b < 128 })
	}
	at := bytes.LastIndex(data, []byte("startxref"))
	if at < 0 || !bytes.HasPrefix(bytes.TrimRight(data[at:], "\r\n"), []byte("startxref")) || !bytes.HasSuffix(bytes.TrimRight(data, "\r\n"), []byte("%%EOF")) {
		return nil, errors.New("no startxref or no end mark")
	}
	s := &scanner{data: data, at: at + len("startxref")}
	start, err := s.object(false)
	if err != nil {
		return nil, err
	}
	if err := f.crossReferences(start); err != nil {
		return nil, fmt.Errorf("cross-references: %w", err)
	}
	for _, number := range slices.Sorted(maps.Keys(f.places)) {
		if err := f.load(number); err != nil {
			return nil, fmt.Errorf("object %d: %w", number, err)
		}
	}
	return f, nil
}

func (f *File) crossReferences(start any) error {
	at, ok := start.(int)
	if !ok || at < 0 || at >= len(f.data) {
		return fmt.Errorf("they stand at %v", start)
	}
	if !bytes.HasPrefix(f.data[at:], []byte("xref")) {
		return f.crossReferenceStream(at)
	}
	s := &scanner{data: f.data, at: at + len("xref")}
	for {
		first, err := s.object(false)
		if err != nil {
			return err
		}
		if first == operator("trailer") {
			break
		}
		count, err := s.object(false)
		n, ok1 := first.(int)
		m, ok2 := count.(int)
		if err != nil || !ok1 || !ok2 {
			return fmt.Errorf("a section %v %v", first, count)
		}
		s.skip()
		for i := range m {
			if s.at+20 > len(f.data) {
				return errEnd
			}
			entry := f.data[s.at : s.at+20]
			s.at += 20
			offset, err := strconv.Atoi(string(entry[:10]))
			if err != nil || !slices.Contains([]string{" \n", "\r\n", " \r"}, string(entry[18:])) {
				return fmt.Errorf("entry %q", entry)
			}
			if entry[17] == 'n' {
				f.places[n+i] = place{offset: offset}
			}
		}
	}
	trailer, err := s.object(true)
	if err != nil {
		return err
	}
	d, ok := trailer.(Dict)
	if !ok || d["Prev"] != nil {
		return fmt.Errorf("trailer %v", trailer)
	}
	f.Trailer = d
	return nil
}

func (f *File) crossReferenceStream(at int) error {
	f.Packed = true
	_, o, err := f.at(at)
	if err != nil {
		return err
	}
	stream, ok := o.(*Stream)
	if !ok || stream.Dict["Type"] != Name("XRef") || stream.Dict["Prev"] != nil {
		return fmt.Errorf("no cross-reference stream, but %v", o)
	}
	widths, _ := stream.Dict["W"].(Array)
	size, _ := stream.Dict["Size"].(int)
	index, ok := stream.Dict["Index"].(Array)
	if !ok {
		index = Array{0, size}
	}
	if len(widths) != 3 || len(index) != 2 {
		return fmt.Errorf("/W %v /Index %v", widths, index)
	}
	data := stream.Data
	field := func(i int) int {
		width, n := widths[i].(int), 0
		for _, b := range data[:width] {
			n = n<<8 | int(b)
		}
		data = data[width:]
		return n
	}
	row := widths[0].(int) + widths[1].(int) + widths[2].(int)
	if len(data) != row*index[1].(int) {
		return fmt.Errorf("%d bytes for %d objects", len(data), index[1])
	}
	for i := range index[1].(int) {
		kind, second, third := field(0), field(1), field(2)
		switch number := index[0].(int) + i; kind {
		case 1:
			f.places[number] = place{offset: second}
		case 2:
			f.places[number] = place{stream: second, index: third}
		}
	}
	f.Trailer = stream.Dict
	return nil
}

// load reads an object into Objects.
func (f *File) load(number int) error {
	if _, done := f.Objects[number]; done {
		return nil
	}
	p, ok := f.places[number]
	if !ok {
		return errors.New("it is in no table")
	}
	if p.stream != 0 {
		return f.unpack(p.stream)
	}
	found, o, err := f.at(p.offset)
	if err == nil && found != number {
		err = fmt.Errorf("object %d stands there", found)
	}
	if err != nil {
		return err
	}
	f.Objects[number] = o
	return nil
}

// unpack reads the objects of an object stream (7.5.7).
func (f *File) unpack(number int) error {
	if f.places[number].stream != 0 {
		return errors.New("an object stream in an object stream")
	}
	if err := f.load(number); err != nil {
		return err
	}
	stream, ok := f.Objects[number].(*Stream)
	if !ok || stream.Dict["Type"] != Name("ObjStm") {
		return fmt.Errorf("object %d is no object stream", number)
	}
	count, first := stream.Dict["N"].(int), stream.Dict["First"].(int)
	head := &scanner{data: stream.Data[:first]}
	for index := range count {
		n, err1 := head.object(false)
		at, err2 := head.object(false)
		if err := errors.Join(err1, err2); err != nil {
			return err
		}
		own := f.places[n.(int)]
		if own.stream != number || own.index != index {
			return fmt.Errorf("object %v is number %d of stream %d, not where the table says", n, index, number)
		}
		o, err := (&scanner{data: stream.Data, at: first + at.(int)}).object(true)
		if err != nil {
			return fmt.Errorf("object %v: %w", n, err)
		}
		f.Objects[n.(int)] = o
	}
	return nil
}

// at reads the object at an offset, and its number.
func (f *File) at(offset int) (int, any, error) {
	s := &scanner{data: f.data, at: offset}
	if offset <= 0 || offset >= len(f.data) || white(f.data[offset]) {
		return 0, nil, fmt.Errorf("nothing at %d", offset)
	}
	number, err := s.object(false)
	n, ok := number.(int)
	if err != nil || !ok {
		return 0, nil, fmt.Errorf("no object at %d", offset)
	}
	if generation, _ := s.object(false); generation != 0 {
		return 0, nil, fmt.Errorf("generation %v", generation)
	}
	if keyword, _ := s.object(false); keyword != operator("obj") {
		return 0, nil, fmt.Errorf("no object at %d", offset)
	}
	o, err := s.object(true)
	if err != nil {
		return 0, nil, err
	}
	keyword, err := s.object(false)
	if d, ok := o.(Dict); ok && keyword == operator("stream") {
		o, err = f.stream(d, s)
		if err != nil {
			return 0, nil, err
		}
		keyword, err = s.object(false)
	}
	if err != nil || keyword != operator("endobj") {
		return 0, nil, fmt.Errorf("object %d ends with %v", n, keyword)
	}
	return n, o, nil
}

// stream reads a stream's data; the keyword is read already. The line ends are those of A 6.1.7.1.
func (f *File) stream(d Dict, s *scanner) (*Stream, error) {
	if bytes.HasPrefix(f.data[s.at:], []byte("\r\n")) {
		s.at += 2
	} else if bytes.HasPrefix(f.data[s.at:], []byte("\n")) {
		s.at++
	} else {
		return nil, errors.New("no line end behind the keyword stream")
	}
	length := d["Length"]
	if ref, ok := length.(Ref); ok {
		if err := f.load(int(ref)); err != nil {
			return nil, err
		}
		length = f.Objects[int(ref)]
	}
	n, ok := length.(int)
	if !ok || n < 0 || s.at+n > len(f.data) {
		return nil, fmt.Errorf("/Length %v", length)
	}
	raw := f.data[s.at : s.at+n]
	s.at += n
	rest := f.data[s.at:]
	if end := bytes.TrimLeft(rest, "\r\n"); !bytes.HasPrefix(end, []byte("endstream")) || len(end) == len(rest) {
		return nil, errors.New("no line end and endstream behind the data: a wrong length")
	}
	s.object(false)
	data, err := decoded(d, raw)
	return &Stream{d, data}, err
}

// Get returns an object, the one referred to where it is a reference.
func (f *File) Get(o any) any {
	for range 8 {
		ref, ok := o.(Ref)
		if !ok {
			return o
		}
		o = f.Objects[int(ref)]
	}
	return nil
}

// Dict returns a dictionary, that of a stream too; nil for everything else.
func (f *File) Dict(o any) Dict {
	switch o := f.Get(o).(type) {
	case Dict:
		return o
	case *Stream:
		return o.Dict
	}
	return nil
}

// Array returns an array, nil for everything else.
func (f *File) Array(o any) Array {
	list, _ := f.Get(o).(Array)
	return list
}

// Catalog returns the document's catalog.
func (f *File) Catalog() Dict { return f.Dict(f.Trailer["Root"]) }
