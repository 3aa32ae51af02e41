// Package datafile reads the JSON files that hold what the program knows of forms: editions, words, house styles, units.
//
// They are written by hand, by founders and by users who bring a form of their own, so that what is wrong with one must be
// found where it stands: every error is a [*Fault] with the line and the field (a JSON Pointer, RFC 6901). Reading is
// strict. A key that the type does not know, a key that stands twice or in other letter case and anything behind the
// end are faults: encoding/json by itself lets a misspelt key pass, or the later of two win, and what was meant is then
// silently missing.
package datafile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// Fault is what is wrong with a data file, and where.
type Fault struct {
	File  string // its name, "" where it has none
	Line  int    // 1-based; 0: unknown
	Field string // JSON Pointer; "" for the file as a whole
	Err   error
}

// Error returns file:line: field: what is wrong, without the parts that are not known.
func (f *Fault) Error() string {
	var b strings.Builder
	if f.File != "" {
		b.WriteString(f.File + ":")
	}
	if f.Line > 0 {
		b.WriteString(strconv.Itoa(f.Line) + ":")
	}
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	if f.Field != "" {
		b.WriteString(f.Field + ": ")
	}
	return b.String() + f.Err.Error()
}

// Unwrap returns what is wrong, without the place.
func (f *Fault) Unwrap() error { return f.Err }

// At returns a fault of a field; whoever has the file's [Source] adds the line: see [Source.Locate].
func At(pointer, format string, args ...any) error {
	return &Fault{Field: pointer, Err: fmt.Errorf(format, args...)}
}

// Under puts the field of a fault below another: what is wrong with /rows of a table is wrong with /tables/0/rows of its
// edition. Of an error that is no fault it makes one of the field itself. nil stays nil.
func Under(pointer string, err error) error {
	if err == nil {
		return nil
	}
	if f, ok := errors.AsType[*Fault](err); ok {
		return &Fault{File: f.File, Line: f.Line, Field: pointer + f.Field, Err: f.Err}
	}
	return &Fault{Field: pointer, Err: err}
}

// InFile names the file of a fault. nil stays nil.
func InFile(name string, err error) error {
	if err == nil {
		return nil
	}
	if f, ok := errors.AsType[*Fault](err); ok {
		return &Fault{File: name, Line: f.Line, Field: f.Field, Err: f.Err}
	}
	return &Fault{File: name, Err: err}
}

// Source knows where the fields of a file that was read stand.
type Source struct {
	data []byte
	kind reflect.Type // what it was read into
}

// Decode reads data into v, a pointer to a struct. Its error is a [*Fault].
//
// Nearly all files are sound, and those of the program are read at every start: a file is read over twice, once for its values and once
// for its keys, and the places of its fields are looked for only where something is wrong.
func Decode(data []byte, v any) (*Source, error) {
	s := &Source{data: data, kind: reflect.TypeOf(v)}
	err := json.Unmarshal(data, v)
	if err == nil && newKeys(data).sound(s.kind) {
		return s, nil
	}
	w, fault := s.walk()
	if fault != nil {
		return nil, fault
	}
	if err != nil {
		at := int64(0)
		if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			at = wrong.Offset
		}
		i := sort.Search(len(w.spots), func(i int) bool { return w.spots[i].offset >= at })
		found := w.spots[max(i-1, 0)] // the value that was being read
		return nil, s.fault(found.offset, found.pointer, err)
	}
	return s, nil
}

// Locate gives the faults of a validation their lines. nil stays nil.
func (s *Source) Locate(err error) error {
	if err == nil {
		return nil
	}
	f, ok := errors.AsType[*Fault](err)
	if !ok {
		return &Fault{Err: err}
	}
	return &Fault{File: f.File, Line: s.Line(f.Field), Field: f.Field, Err: f.Err}
}

// Line returns the line on which a field begins; of one that is missing, that of what it is missing in.
func (s *Source) Line(pointer string) int {
	w, _ := s.walk() // it was sound
	for {
		i := slices.IndexFunc(w.spots, func(x spot) bool { return x.pointer == pointer })
		switch {
		case i >= 0:
			return s.lineAt(w.spots[i].offset)
		case pointer == "":
			return 1
		}
		pointer = pointer[:max(strings.LastIndexByte(pointer, '/'), 0)]
	}
}

func (s *Source) fault(at int64, pointer string, err error) error {
	return &Fault{Line: s.lineAt(at), Field: pointer, Err: err}
}

func (s *Source) lineAt(at int64) int {
	return 1 + bytes.Count(s.data[:min(at, int64(len(s.data)))], []byte("\n"))
}
