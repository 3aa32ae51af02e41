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
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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
	data  []byte
	spots []spot // in the order of the file
}

// spot is where a value begins.
type spot struct {
	offset  int64
	pointer string
}

// Decode reads data into v, a pointer to a struct. Its error is a [*Fault].
func Decode(data []byte, v any) (*Source, error) {
	s := &Source{data: data}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := s.value(d, "", reflect.TypeOf(v)); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, s.fault(d.InputOffset(), "", errors.New("something follows after the end"))
	}
	if err := json.Unmarshal(data, v); err != nil {
		at := int64(0)
		if wrong, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
			at = wrong.Offset
		}
		i := sort.Search(len(s.spots), func(i int) bool { return s.spots[i].offset >= at })
		found := s.spots[max(i-1, 0)] // the value that was being read
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
	for {
		i := slices.IndexFunc(s.spots, func(x spot) bool { return x.pointer == pointer })
		switch {
		case i >= 0:
			return s.lineAt(s.spots[i].offset)
		case pointer == "":
			return 1
		}
		pointer = pointer[:max(strings.LastIndexByte(pointer, '/'), 0)]
	}
}

// deepest is how far values may be nested: a form is four or five deep.
const deepest = 32

// value reads over one value, notes where it begins, and holds its keys against the type that it is to be read into; nil:
// any keys will do.
func (s *Source) value(d *json.Decoder, pointer string, t reflect.Type) error {
	if strings.Count(pointer, "/") > deepest {
		return s.fault(d.InputOffset(), pointer, errors.New("it is nested too deep"))
	}
	at := s.begin(d.InputOffset())
	s.spots = append(s.spots, spot{at, pointer})
	token, err := d.Token()
	if err != nil {
		return s.syntax(err, pointer)
	}
	delim, _ := token.(json.Delim)
	if delim != '{' && delim != '[' {
		return nil
	}
	t = plain(t)
	seen := map[string]bool{}
	for i := 0; d.More(); i++ {
		step, inner := strconv.Itoa(i), element(t)
		if delim == '{' {
			at := s.begin(d.InputOffset())
			key, err := d.Token()
			if err != nil {
				return s.syntax(err, pointer)
			}
			step, _ = key.(string)
			field := pointer + "/" + escape(step)
			if seen[step] {
				return s.fault(at, field, errors.New("it stands twice"))
			}
			seen[step] = true
			var known bool
			if inner, known = member(t, step); !known {
				return s.fault(at, field, fmt.Errorf("unknown field %q", step))
			}
		}
		if err := s.value(d, pointer+"/"+escape(step), inner); err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil {
		return s.syntax(err, pointer)
	}
	return nil
}

// plain returns the type that a value is read into, nil where its keys are not the type's: it reads itself.
func plain(t reflect.Type) reflect.Type {
	for t != nil && t.Kind() == reflect.Pointer {
		if t.Implements(reflect.TypeFor[encoding.TextUnmarshaler]()) {
			return nil
		}
		t = t.Elem()
	}
	return t
}

// member returns the type of an object's member, and whether the object's type knows it.
func member(t reflect.Type, key string) (reflect.Type, bool) {
	switch {
	case t == nil:
		return nil, true
	case t.Kind() == reflect.Map:
		return t.Elem(), true
	case t.Kind() != reflect.Struct:
		return nil, true // the wrong kind of value: the decoder says so
	}
	for i := range t.NumField() {
		if t.Field(i).Anonymous {
			if inner, known := member(t.Field(i).Type, key); known {
				return inner, true
			}
			continue
		}
		if name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); name == key {
			return t.Field(i).Type, true
		}
	}
	return nil, false
}

// element returns the type of a list's elements.
func element(t reflect.Type) reflect.Type {
	if t != nil && (t.Kind() == reflect.Slice || t.Kind() == reflect.Array) {
		return t.Elem()
	}
	return nil
}

func escape(key string) string {
	if !strings.ContainsAny(key, "~/") {
		return key
	}
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}

// begin returns the offset at which the next token begins.
func (s *Source) begin(at int64) int64 {
	for at < int64(len(s.data)) && strings.IndexByte(" \t\r\n:,", s.data[at]) >= 0 {
		at++
	}
	return at
}

// syntax is the fault of bytes that are no JSON. A second look from the beginning tells where: the offsets that a
// stream of tokens gives with its errors do not all mean the same.
func (s *Source) syntax(err error, pointer string) error {
	var whole json.RawMessage
	at := int64(len(s.data))
	if whole := json.Unmarshal(s.data, &whole); whole != nil {
		err = whole
	}
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		at = max(syntax.Offset-1, 0)
	}
	return s.fault(at, pointer, err)
}

func (s *Source) fault(at int64, pointer string, err error) error {
	return &Fault{Line: s.lineAt(at), Field: pointer, Err: err}
}

func (s *Source) lineAt(at int64) int {
	return 1 + bytes.Count(s.data[:min(at, int64(len(s.data)))], []byte("\n"))
}
