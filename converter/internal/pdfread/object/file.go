package object

import (
	"bytes"
	"fmt"
	"io"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
)

// File is a PDF file whose objects can be asked for. It belongs to one goroutine.
type File struct {
	data    []byte
	meter   *limit.Meter
	limits  limit.Limits
	trailer Dict
	entries map[int]entry
	rows    int // of cross-references, those of older versions included
	values  int
	work    int   // bytes that objects were made of
	decoded int64 // bytes that were unpacked
	given   int64 // bytes that callers were given

	loaded  map[int]Object
	loading map[int]bool
	packed  map[int]*packed // object streams by number
	inflate interface {
		io.ReadCloser
		Reset(r io.Reader, dict []byte) error
	}
	endings endings
	crypt   *crypt // nil for files that are not encrypted
	err     error
}

// entry is where an object stands: at an offset of the file, or in an object stream.
type entry struct {
	offset int
	stream int // number of the object stream; 0: in the file itself
	free   bool
}

// longest is how many references may lead to each other before a value comes.
const longest = 32

func newFile(m *limit.Meter, data []byte) (*File, error) {
	// Offsets count from the header, which may stand behind other bytes (ISO 32000-1 annex H.3.4.1).
	at := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-"))
	if at < 0 {
		return nil, ErrHeader
	}
	data = data[at:]
	return &File{data: data, meter: m, limits: m.Limits(), trailer: Dict{}, entries: map[int]entry{}, loaded: map[int]Object{},
		loading: map[int]bool{}, packed: map[int]*packed{}}, nil
}

// Open reads the cross-reference of a file. The error wraps [ErrBroken], [ErrEncrypted], limit.ErrTooLarge or is that of the
// meter's context.
func Open(m *limit.Meter, data []byte) (*File, error) {
	f, err := newFile(m, data)
	if err != nil {
		return nil, err
	}
	if err := f.readCrossReferences(); err != nil {
		return nil, err
	}
	return f, f.opened()
}

// opened looks whether the trailer leads anywhere.
func (f *File) opened() error {
	if f.trailer["Encrypt"] != nil {
		if err := f.unlock(); err != nil {
			return err
		}
	}
	if len(f.Dict(f.trailer["Root"])) == 0 && f.err == nil {
		f.err = fmt.Errorf("%w: no catalog", ErrBroken)
	}
	return f.err
}

// Trailer returns the dictionary that leads to the catalog (Root).
func (f *File) Trailer() Dict { return f.trailer }

// Catalog returns the root of the document (7.7.2).
func (f *File) Catalog() Dict { return f.Dict(f.trailer["Root"]) }

// Err returns why nothing more is read: the first error. It wraps one of those of [Open], or [ErrFilter].
func (f *File) Err() error { return f.err }

// Limits returns the limits of the work.
func (f *File) Limits() limit.Limits { return f.limits }

// Count counts n values that a caller looks at and reports whether it shall go on: objects may lead to each other in so many
// ways that looking at all of them never ends.
func (f *File) Count(n int) bool {
	if f.err == nil {
		f.err = f.count(n)
	}
	return f.err == nil
}

// Step counts n steps of work that makes no values, and reports whether it shall go on.
func (f *File) Step(n int) bool {
	if f.err == nil {
		f.err = f.step(n)
	}
	return f.err == nil
}

// Circle is the error of an object that a tree leads to twice.
func Circle(r Ref) error { return fmt.Errorf("%w: a tree leads to object %d twice", ErrBroken, r) }

// Fail sets the error, unless there is one: for callers that find the file broken on another level.
func (f *File) Fail(err error) {
	if f.err == nil {
		f.err = err
	}
}

// Resolve follows references to a value. What is not in the file is null (7.3.10).
func (f *File) Resolve(o Object) Object {
	for range longest {
		ref, ok := o.(Ref)
		if !ok {
			return o
		}
		if f.err != nil {
			return nil
		}
		var err error
		if o, err = f.load(int(ref)); err != nil {
			f.err = err
			return nil
		}
	}
	f.Fail(fmt.Errorf("%w: references lead nowhere", ErrBroken))
	return nil
}

// The functions below resolve an object and return it where it is of the kind, else the kind's zero value.

// Dict returns a dictionary, also that of a stream; nil for anything else.
func (f *File) Dict(o Object) Dict {
	switch o := f.Resolve(o).(type) {
	case Dict:
		return o
	case *Stream:
		return o.Dict
	}
	return nil
}

// Array returns an array, or nil.
func (f *File) Array(o Object) Array {
	a, _ := f.Resolve(o).(Array)
	return a
}

// Name returns a name, or "".
func (f *File) Name(o Object) Name {
	n, _ := f.Resolve(o).(Name)
	return n
}

// Text returns the bytes of a string, or "".
func (f *File) Text(o Object) string {
	s, _ := f.Resolve(o).(String)
	return string(s)
}

// Stream returns a stream, or nil.
func (f *File) Stream(o Object) *Stream {
	s, _ := f.Resolve(o).(*Stream)
	return s
}

// Number returns a number, whole or not, and whether it is one.
func (f *File) Number(o Object) (float64, bool) {
	switch n := f.Resolve(o).(type) {
	case Integer:
		return float64(n), true
	case Real:
		return float64(n), true
	}
	return 0, false
}

// load reads an object by its number.
func (f *File) load(number int) (Object, error) {
	if o, ok := f.loaded[number]; ok {
		return o, nil
	}
	e, ok := f.entries[number]
	if !ok || e.free {
		return nil, nil
	}
	if f.loading[number] {
		return nil, fmt.Errorf("%w: object %d needs itself", ErrBroken, number)
	}
	f.loading[number] = true
	defer delete(f.loading, number)
	var o Object
	var err error
	if e.stream != 0 {
		o, err = f.unpack(e.stream, number)
	} else {
		o, err = f.at(e.offset, number)
	}
	if err != nil {
		return nil, fmt.Errorf("object %d: %w", number, err)
	}
	f.loaded[number] = o
	return o, nil
}

// at reads the object that begins at an offset (7.3.10). Its number must be the one asked for.
func (f *File) at(offset, number int) (Object, error) {
	p := &parser{f: f, data: f.data, pos: offset}
	if offset < 0 || offset >= len(f.data) {
		return nil, fmt.Errorf("%w: it stands outside of the file", ErrBroken)
	}
	n, ok := p.number()
	generation, ok2 := p.number()
	if !ok || !ok2 || n != number || !p.keyword("obj") {
		return nil, p.broken("another object")
	}
	o, err := f.read(p, (*parser).indirect)
	if err != nil || f.crypt == nil {
		return o, err
	}
	return f.decryptStrings(o, number, generation)
}

// indirect reads what stands behind "obj": a value, or a dictionary and its stream.
func (p *parser) indirect() (Object, error) {
	if p.keyword("endobj") {
		return nil, nil
	}
	o, err := p.object()
	if err != nil {
		return nil, err
	}
	if dict, ok := o.(Dict); ok && p.keyword("stream") {
		return p.stream(dict)
	}
	return o, nil
}

// most is how many times over the bytes of a file may be read: once for what the reader wants, once for repairing.
const most = 4

// read reads a value and counts the bytes that it took. Objects that overlap would let a small file cost without end.
func (f *File) read(p *parser, how func(*parser) (Object, error)) (Object, error) {
	start := p.pos
	o, err := how(p)
	if f.work += p.pos - start; f.work > most*(len(f.data)+int(f.decoded)) {
		return nil, fmt.Errorf("%w: objects overlap", ErrBroken)
	}
	if err != nil {
		return nil, err
	}
	return o, f.length(p.pos - start)
}

// count counts values that are made.
func (f *File) count(n int) error {
	if f.values += n; f.values > f.limits.PDFValues {
		return tooMuch(Values, f.limits.PDFValues)
	}
	return f.step(n)
}

// length counts the bytes of a value.
func (f *File) length(n int) error { return f.step(n >> 6) }

func (f *File) step(n int) error {
	if !f.meter.Step(n) {
		return f.meter.Err()
	}
	return nil
}

// What the limits count, as [limit.Exceeded] names it.
const (
	Objects  = diag.Word("pdf-objects")
	Values   = diag.Word("pdf-values")
	Nesting  = diag.Word("pdf-levels")
	Unpacked = diag.Word("pdf-bytes")
)

func tooMuch[T int | int64](what diag.Word, most T) error {
	return &limit.Exceeded{What: what, Limit: int64(most)}
}
