// Package jsontree reads JSON (RFC 8259) into values that know where they stand: offset, line and column, JSON Pointer (RFC 6901). It
// keeps doubled keys and numbers as they are written, and counts depth, values and characters while it reads.
package jsontree

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
)

// Node is a JSON value with its place. Objects keep their keys in order and doubled.
type Node struct {
	Parent *Node
	Step   string // its key, or its index in a list
	Offset int64  // of its first byte
	Key    int64  // of the first byte of its key
	Kind   byte   // one of { [ " 0 t n: object, array, string, number, boolean, null
	Text   string // of a string, a number or a boolean
	Broken string // a character that the text cannot hold, such as U+D800
	Keys   []string
	Items  []*Node
}

// Get returns the first member of an object with a key; nil where there is none, and for what is no object.
func (n *Node) Get(key string) *Node {
	if i := slices.Index(n.Keys, key); i >= 0 {
		return n.Items[i]
	}
	return nil
}

// treeReader builds nodes from tokens and counts as it goes.
type treeReader struct {
	data    []byte
	base    int64 // where the value begins that is read
	decoder *json.Decoder
	limits  limit.Limits
	meter   *limit.Meter
	nodes   int
}

// Parse reads one JSON value and nothing behind it. data must not begin with a byte order mark.
func Parse(m *limit.Meter, data []byte) (*Node, *diag.Diagnostic) {
	if problem := CheckUTF8(data); problem != nil {
		return nil, problem
	}
	t := newReader(m, data, 0)
	root, problem := t.value(nil, "", 0)
	if problem != nil {
		return nil, problem
	}
	if _, err := t.decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, t.syntax(nil)
	}
	return root, nil
}

// Reader reads values that follow each other, as the lines of newline-delimited JSON.
type Reader struct {
	meter  *limit.Meter
	data   []byte
	at     int64
	values int // of all so far
}

// NewReader returns a reader of UTF-8 without a byte order mark.
func NewReader(m *limit.Meter, data []byte) *Reader { return &Reader{meter: m, data: data} }

// Next reads the next value; nil where only white space is left. The limits of JSON hold for each value, the number of elements that a
// page may have for the values of all.
func (r *Reader) Next() (*Node, *diag.Diagnostic) {
	for r.at < int64(len(r.data)) && strings.IndexByte(" \t\r\n", r.data[r.at]) >= 0 {
		r.at++
	}
	if r.at >= int64(len(r.data)) {
		return nil, nil
	}
	t := newReader(r.meter, r.data, r.at)
	n, problem := t.value(nil, "", 0)
	if problem != nil {
		return nil, problem
	}
	if r.values += t.nodes; r.values > t.limits.HTMLNodes {
		return nil, t.limit(n, diag.Word("json-values"), t.limits.HTMLNodes)
	}
	r.at = t.end()
	return n, nil
}

// CheckUTF8 refuses bytes that are no UTF-8 (RFC 8259, 8.1), with the place of the first.
func CheckUTF8(data []byte) *diag.Diagnostic {
	if utf8.Valid(data) {
		return nil
	}
	at := 0
	for at < len(data) {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	d := diag.New("json-encoding", placeIn(data, int64(at), ""), "byte", at+1)
	return &d
}

func newReader(m *limit.Meter, data []byte, from int64) *treeReader {
	t := &treeReader{data: data, base: from, decoder: json.NewDecoder(bytes.NewReader(data[from:])), limits: m.Limits(), meter: m}
	t.decoder.UseNumber()
	return t
}

// end returns the offset behind the last token.
func (t *treeReader) end() int64 { return t.base + t.decoder.InputOffset() }

// start returns the offset at which the next token begins.
func (t *treeReader) start() int64 {
	at := t.end()
	for at < int64(len(t.data)) && strings.IndexByte(" \t\r\n:,", t.data[at]) >= 0 {
		at++
	}
	return at
}

func (t *treeReader) token(at *Node) (json.Token, *diag.Diagnostic) {
	token, err := t.decoder.Token()
	if err != nil {
		return nil, t.syntax(at)
	}
	return token, nil
}

// syntax says what is wrong with the input. A second look from the beginning tells it: the offsets that a stream of
// tokens gives with its errors do not all mean the same.
func (t *treeReader) syntax(n *Node) *diag.Diagnostic {
	var whole json.RawMessage
	at, problem := int64(len(t.data)), diag.Word("json-ends").With()
	if syntax, ok := errors.AsType[*json.SyntaxError](json.Unmarshal(t.data[t.base:], &whole)); ok &&
		!strings.HasPrefix(syntax.Error(), "unexpected end") {
		at = t.base + max(syntax.Offset-1, 0)
		wrong, _ := utf8.DecodeRune(t.data[at:])
		context := ""
		if _, where, ok := strings.Cut(syntax.Error(), "' "); ok {
			context = " " + where
		}
		problem = diag.Word("json-unexpected").With("found", strconv.QuoteRune(wrong), "context", context)
	}
	d := diag.New("json-syntax", placeIn(t.data, at, n.Pointer()), "problem", problem)
	return &d
}

func (t *treeReader) limit(n *Node, what diag.Word, most int) *diag.Diagnostic {
	d := diag.New("json-limit", placeIn(t.data, n.Offset, n.Pointer()), "what", what, "limit", most)
	return &d
}

func (t *treeReader) value(parent *Node, step string, depth int) (*Node, *diag.Diagnostic) {
	n := &Node{Parent: parent, Step: step, Offset: t.start()}
	if depth > t.limits.JSONDepth {
		return nil, t.limit(n, diag.Word("json-levels"), t.limits.JSONDepth)
	}
	if t.nodes++; t.nodes > t.limits.JSONNodes {
		return nil, t.limit(n, diag.Word("json-values"), t.limits.JSONNodes)
	}
	token, problem := t.token(n)
	if problem != nil {
		return nil, problem
	}
	if !t.meter.Step(4) {
		refused := t.meter.Refusal()
		return nil, &refused
	}
	switch x := token.(type) {
	case json.Delim:
		n.Kind = byte(x) // { or [: the decoder gives no other at the beginning of a value
		for i := 0; t.decoder.More(); i++ {
			step := strconv.Itoa(i)
			at := t.start()
			if x == '{' {
				key, problem := t.token(n)
				if problem != nil {
					return nil, problem
				}
				name, _ := key.(string)
				n.Keys = append(n.Keys, name)
				step = name
			}
			item, problem := t.value(n, step, depth+1)
			if problem != nil {
				return nil, problem
			}
			item.Key = at
			n.Items = append(n.Items, item)
		}
		if _, problem := t.token(n); problem != nil {
			return nil, problem
		}
	case string:
		n.Kind, n.Text = '"', x
		if len(x) > t.limits.StringRunes && utf8.RuneCountInString(x) > t.limits.StringRunes {
			return nil, t.limit(n, diag.Word("json-characters"), t.limits.StringRunes)
		}
		if strings.ContainsRune(x, utf8.RuneError) {
			n.Broken = loneSurrogate(t.data[n.Offset:t.end()])
		}
	case json.Number:
		n.Kind, n.Text = '0', x.String()
	case bool:
		n.Kind, n.Text = 't', strconv.FormatBool(x)
	default:
		n.Kind = 'n'
	}
	return n, nil
}

// Pointer returns the JSON Pointer of the value. It is made only where something is reported: a file of many values under
// a long key would cost the key once for each. Keys that are longer than any of the contract are cut.
func (n *Node) Pointer() string {
	const longest = 100 // bytes of a key
	var steps []string
	for ; n != nil && n.Parent != nil; n = n.Parent {
		step := pointerEscape(n.Step)
		if len(step) > longest {
			step = strings.ToValidUTF8(step[:longest], "") + "…"
		}
		steps = append(steps, "/"+step)
	}
	slices.Reverse(steps)
	return strings.Join(steps, "")
}

func pointerEscape(key string) string {
	if !strings.ContainsAny(key, "~/") {
		return key
	}
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}

// loneSurrogate returns the first \u escape of a JSON string that is half of a surrogate pair without the other half,
// "" if there is none. The decoder of the standard library makes such an escape a replacement character without a word.
func loneSurrogate(raw []byte) string {
	unit := func(at int) (uint64, bool) {
		if at+6 > len(raw) || raw[at] != '\\' || raw[at+1] != 'u' {
			return 0, false
		}
		u, err := strconv.ParseUint(string(raw[at+2:at+6]), 16, 16)
		return u, err == nil
	}
	for at := 0; at < len(raw); at++ {
		if raw[at] != '\\' {
			continue
		}
		u, ok := unit(at)
		switch {
		case !ok:
			at++ // the character after a backslash
		case u >= 0xd800 && u < 0xdc00:
			if low, ok := unit(at + 6); !ok || low < 0xdc00 || low >= 0xe000 {
				return fmt.Sprintf("U+%04X", u)
			}
			at += 11
		case u >= 0xdc00 && u < 0xe000:
			return fmt.Sprintf("U+%04X", u)
		default:
			at += 5
		}
	}
	return ""
}
