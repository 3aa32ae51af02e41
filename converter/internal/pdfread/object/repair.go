package object

import (
	"bytes"

	"nianbao/converter/internal/limit"
)

// Repair is [Open] for a file whose cross-reference is missing or wrong: cut off, changed by a mail program, put together by
// hand. It looks for objects from the start to the end; of two with one number the later counts, as in a file that was
// changed by appending. The errors are those of Open.
func Repair(m *limit.Meter, data []byte) (*File, error) {
	f, err := newFile(m, data)
	if err != nil {
		return nil, err
	}
	if err := f.scan(); err != nil {
		return nil, err
	}
	return f, f.opened()
}

// scan finds objects and trailers. A stream whose length is right is passed over: what looks like an object inside, as in an
// attached file, is none.
func (f *File) scan() error {
	p := &parser{f: f, data: f.data}
	objects, trailers := mark{word: "obj"}, mark{word: "trailer"}
	for {
		before := p.pos
		at := objects.next(f.data, p.pos)
		if other := trailers.next(f.data, p.pos); at < 0 || other >= 0 && other < at {
			at = other
		}
		if err := f.step(1 + (max(at, before)-before)>>10); err != nil {
			return err
		}
		if at < 0 {
			return nil
		}
		if f.data[at] == 't' {
			p.pos = at + len("trailer")
			if trailer, ok := f.attempt(p, (*parser).object).(Dict); ok {
				f.take(trailer)
			}
		} else if err := f.found(p, at); err != nil {
			return err
		}
		if f.err != nil {
			return f.err
		}
		p.pos = max(p.pos, at+len("obj"))
	}
}

// mark remembers where the next of the words stands that are looked for.
type mark struct {
	word string
	at   int
	none bool
}

// next returns where the word stands, from a place on that never goes back, or -1.
func (m *mark) next(data []byte, from int) int {
	if m.at < from || m.at == 0 {
		at := -1
		if !m.none {
			at = bytes.Index(data[from:], []byte(m.word))
		}
		m.at, m.none = from+at, at < 0
	}
	if m.none {
		return -1
	}
	return m.at
}

// found looks at the object whose "obj" stands at a place, and leaves the parser behind it.
func (f *File) found(p *parser, at int) error {
	number, start, ok := numberBefore(f.data, at)
	p.pos = at + len("obj")
	if !ok {
		return nil
	}
	if err := f.row(); err != nil {
		return err
	}
	f.entries[number] = entry{offset: start}
	behind := p.pos
	switch o := f.attempt(p, (*parser).indirect).(type) {
	case Dict:
		if o["Type"] == Name("Catalog") {
			f.trailer["Root"] = Ref(number)
		}
	case *Stream:
		switch o.Dict["Type"] {
		case Name("ObjStm"):
			return f.foundStream(number, o)
		case Name("XRef"):
			f.take(o.Dict)
		}
	case nil:
		p.pos = behind
	}
	return nil
}

// foundStream takes over the objects of an object stream. One that cannot be unpacked has none.
func (f *File) foundStream(number int, o *Stream) error {
	data, err := f.decode(o)
	var s *packed
	if err == nil {
		s, err = f.index(o.Dict, data)
	}
	if err != nil {
		return f.fatal(err)
	}
	for n := range s.place {
		if err := f.row(); err != nil {
			return err
		}
		f.entries[n] = entry{stream: number}
		p := &parser{f: f, data: data, pos: s.place[n]}
		if dict, ok := f.attempt(p, (*parser).object).(Dict); ok && dict["Type"] == Name("Catalog") {
			f.trailer["Root"] = Ref(n)
		}
	}
	return nil
}

// take takes over what a trailer says; a later one counts more.
func (f *File) take(trailer Dict) {
	for _, key := range []Name{"Root", "Encrypt", "Info", "ID"} {
		if value := trailer[key]; value != nil {
			f.trailer[key] = value
		}
	}
}

// attempt reads a value, or nil where there is none. Reasons to end the work stay.
func (f *File) attempt(p *parser, how func(*parser) (Object, error)) Object {
	depth := p.depth
	o, err := f.read(p, how)
	p.depth = depth
	clear(f.loaded) // lengths that stood elsewhere: later objects may take their place
	clear(f.packed)
	if err != nil {
		if err = f.fatal(err); err != nil {
			f.Fail(err)
		}
		return nil
	}
	return o
}

// fatal returns an error that ends the work, and nil for one that only means that a place holds nothing.
func (f *File) fatal(err error) error {
	if isBroken(err) && f.work <= most*(len(f.data)+int(f.decoded)) {
		return nil
	}
	return err
}

// numberBefore reads backwards what stands before "obj": generation and number. It returns where the number begins.
func numberBefore(data []byte, at int) (number, start int, ok bool) {
	spaces := func(i int) int {
		for i > 0 && isSpace(data[i-1]) {
			i--
		}
		return i
	}
	digits := func(i int) int {
		for end := i; i > 0 && isDigit(data[i-1]) && end-i < 10; {
			i--
		}
		return i
	}
	end := spaces(at)
	generation := digits(end)
	numberEnd := spaces(generation)
	start = digits(numberEnd)
	if generation == end || numberEnd == generation || start == numberEnd {
		return 0, 0, false
	}
	for _, c := range data[start:numberEnd] {
		number = 10*number + int(c-'0')
	}
	return number, start, true
}
