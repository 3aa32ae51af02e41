package datafile

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"
)

// keys holds the keys of a file against the type that it was read into. The file is JSON, encoding/json has read it: what is between keys
// need not be looked at. Where anything is wrong it only says so; [Source.walk] finds out what and where.
type keys struct {
	data    []byte
	at      int
	members map[reflect.Type]map[string]reflect.Type
	seen    [][]byte // of the objects that are open
}

func newKeys(data []byte) *keys {
	return &keys{data: data, members: map[reflect.Type]map[string]reflect.Type{}}
}

func (k *keys) sound(t reflect.Type) bool { return k.value(t, 0) }

// value goes over one value and reports whether its keys are sound.
func (k *keys) value(t reflect.Type, depth int) bool {
	if depth > deepest {
		return false
	}
	k.skip()
	switch k.data[k.at] {
	case '{':
		return k.object(plain(t), depth)
	case '[':
		inner := element(plain(t))
		k.at++
		for k.skip(); k.data[k.at] != ']'; k.skip() {
			if !k.value(inner, depth+1) {
				return false
			}
		}
		k.at++
	case '"':
		k.text()
	default: // a number or a word: up to what follows
		for k.at < len(k.data) && strings.IndexByte(",]} \t\r\n", k.data[k.at]) < 0 {
			k.at++
		}
	}
	return true
}

// fewKeys is how many keys of an object are compared one by one.
const fewKeys = 32

func (k *keys) object(t reflect.Type, depth int) bool {
	members, first := k.membersOf(t), len(k.seen)
	var many map[string]bool // instead of k.seen where there are many
	k.at++
	for k.skip(); k.data[k.at] != '}'; k.skip() {
		raw := k.text()
		if raw == nil {
			return false
		}
		var inner reflect.Type
		known := true
		switch {
		case members != nil:
			inner, known = members[string(raw)]
		case t != nil && t.Kind() == reflect.Map:
			inner = t.Elem()
		}
		if !known || many[string(raw)] || slices.ContainsFunc(k.seen[first:], func(key []byte) bool { return bytes.Equal(key, raw) }) {
			return false
		}
		if k.seen = append(k.seen, raw); len(k.seen)-first > fewKeys {
			if many == nil {
				many = map[string]bool{}
			}
			for _, key := range k.seen[first:] {
				many[string(key)] = true
			}
			k.seen = k.seen[:first]
		}
		if !k.value(inner, depth+1) {
			return false
		}
	}
	k.at++
	k.seen = k.seen[:first]
	return true
}

// skip goes over what stands between values.
func (k *keys) skip() {
	for {
		switch k.data[k.at] {
		case ' ', '\t', '\r', '\n', ':', ',':
			k.at++
		default:
			return
		}
	}
}

// text goes over a text and returns what stands between its quotes, nil where that is not the text itself: it has escapes, or bytes
// that are no characters.
func (k *keys) text() []byte {
	begin, plain := k.at+1, true
	for k.at++; k.data[k.at] != '"'; k.at++ {
		if k.data[k.at] == '\\' {
			k.at++
			plain = false
		}
	}
	k.at++
	text := k.data[begin : k.at-1]
	if !plain || !utf8.Valid(text) {
		return nil
	}
	return text
}

// membersOf returns the members of a struct by their keys; nil for what is none.
func (k *keys) membersOf(t reflect.Type) map[string]reflect.Type {
	if t == nil || t.Kind() != reflect.Struct {
		return nil
	}
	members, known := k.members[t]
	if !known {
		members = map[string]reflect.Type{}
		addMembers(members, t)
		k.members[t] = members
	}
	return members
}

// addMembers adds those that [member] finds, in its order: of two of one name the first counts.
func addMembers(members map[string]reflect.Type, t reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous && f.Type.Kind() == reflect.Struct {
			addMembers(members, f.Type)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if _, there := members[name]; !there {
			members[name] = f.Type
		}
	}
}
