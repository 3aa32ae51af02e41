package datafile

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
)

// walker reads over a file and notes where its values begin, up to the first that is wrong.
type walker struct {
	*Source
	d     *json.Decoder
	spots []spot // in the order of the file
}

// spot is where a value begins.
type spot struct {
	offset  int64
	pointer string
}

// walk finds the places of a file's values, and what is wrong with its keys or its form.
func (s *Source) walk() (*walker, error) {
	w := &walker{Source: s, d: json.NewDecoder(bytes.NewReader(s.data))}
	w.d.UseNumber()
	if err := w.value("", s.kind); err != nil {
		return w, err
	}
	if _, err := w.d.Token(); !errors.Is(err, io.EOF) {
		return w, s.fault(w.d.InputOffset(), "", errors.New("something follows after the end"))
	}
	return w, nil
}

// deepest is how far values may be nested: a form is four or five deep.
const deepest = 32

// value reads over one value, notes where it begins, and holds its keys against the type that it is to be read into; nil:
// any keys will do.
func (w *walker) value(pointer string, t reflect.Type) error {
	if strings.Count(pointer, "/") > deepest {
		return w.fault(w.d.InputOffset(), pointer, errors.New("it is nested too deep"))
	}
	w.spots = append(w.spots, spot{w.begin(w.d.InputOffset()), pointer})
	token, err := w.d.Token()
	if err != nil {
		return w.syntax(err, pointer)
	}
	delim, _ := token.(json.Delim)
	if delim != '{' && delim != '[' {
		return nil
	}
	t = plain(t)
	seen := map[string]bool{}
	for i := 0; w.d.More(); i++ {
		step, inner := strconv.Itoa(i), element(t)
		if delim == '{' {
			at := w.begin(w.d.InputOffset())
			key, err := w.d.Token()
			if err != nil {
				return w.syntax(err, pointer)
			}
			step, _ = key.(string)
			field := pointer + "/" + escape(step)
			if seen[step] {
				return w.fault(at, field, errors.New("it stands twice"))
			}
			seen[step] = true
			var known bool
			if inner, known = member(t, step); !known {
				return w.fault(at, field, fmt.Errorf("unknown field %q", step))
			}
		}
		if err := w.value(pointer+"/"+escape(step), inner); err != nil {
			return err
		}
	}
	if _, err := w.d.Token(); err != nil {
		return w.syntax(err, pointer)
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
