// Package jsontree reads JSON (RFC 8259) into values that know where they stand: offset, line and column, JSON Pointer (RFC 6901). It
// keeps doubled keys and numbers as they are written, and counts depth, values and characters while it reads.
//
// The tokens are those of jsontext, which Go's own encoding/json is from 1.27 on. Strings that hold no escape are parts of one copy of the
// file, and the lists of an object or array are taken at their size (lists.go): a file of data is some thousand values, and each of
// them cost several pieces of memory.
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

	"github.com/go-json-experiment/json/jsontext"

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
	base    int64  // where the value begins that is read
	text    string // data from there on
	decoder *jsontext.Decoder
	limits  limit.Limits
	meter   *limit.Meter
	nodes   int
	lists   lists
}

// Parse reads one JSON value and nothing behind it. data must not begin with a byte order mark.
func Parse(m *limit.Meter, data []byte) (*Node, *diag.Diagnostic) {
	if problem := CheckUTF8(data); problem != nil {
		return nil, problem
	}
	t := newReader(m, data, string(data), 0)
	root, problem := t.value(nil, "", 0)
	if problem != nil {
		return nil, problem
	}
	if _, err := t.decoder.ReadToken(); !errors.Is(err, io.EOF) {
		return nil, t.syntax(nil)
	}
	return root, nil
}

// Reader reads values that follow each other, as the lines of newline-delimited JSON.
type Reader struct {
	meter  *limit.Meter
	data   []byte
	text   string // the same
	at     int64
	values int // of all so far
}

// NewReader returns a reader of UTF-8 without a byte order mark.
func NewReader(m *limit.Meter, data []byte) *Reader {
	return &Reader{meter: m, data: data, text: string(data)}
}

// Next reads the next value; nil where only white space is left. The limits of JSON hold for each value, the number of elements that a
// page may have for the values of all.
func (r *Reader) Next() (*Node, *diag.Diagnostic) {
	for r.at < int64(len(r.data)) && strings.IndexByte(" \t\r\n", r.data[r.at]) >= 0 {
		r.at++
	}
	if r.at >= int64(len(r.data)) {
		return nil, nil
	}
	t := newReader(r.meter, r.data, r.text, r.at)
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

func newReader(m *limit.Meter, data []byte, text string, from int64) *treeReader {
	// Bytes that are no UTF-8 were refused; the option lets halves of surrogate pairs through, which have a message of their own.
	decoder := jsontext.NewDecoder(bytes.NewBuffer(data[from:]), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	return &treeReader{data: data, base: from, text: text[from:], decoder: decoder, limits: m.Limits(), meter: m}
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

// string reads a key or a string.
func (t *treeReader) string(at *Node) (string, *diag.Diagnostic) {
	raw, err := t.decoder.ReadValue()
	if err != nil {
		return "", t.syntax(at)
	}
	if bytes.IndexByte(raw, '\\') < 0 {
		to := t.decoder.InputOffset() - 1
		return t.text[to-int64(len(raw)-2) : to], nil
	}
	text, _ := jsontext.AppendUnquote(nil, raw) // the error is about surrogates, see loneSurrogate
	return string(text), nil
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

// more reports whether anything but the end of an object or array comes next; reading it tells whether it may.
func (t *treeReader) more() bool {
	at := t.end()
	for at < int64(len(t.data)) && strings.IndexByte(" \t\r\n", t.data[at]) >= 0 {
		at++
	}
	return at < int64(len(t.data)) && t.data[at] != ']' && t.data[at] != '}'
}

func (t *treeReader) value(parent *Node, step string, depth int) (*Node, *diag.Diagnostic) {
	n := t.lists.node()
	n.Parent, n.Step, n.Offset = parent, step, t.start()
	if depth > t.limits.JSONDepth {
		return nil, t.limit(n, diag.Word("json-levels"), t.limits.JSONDepth)
	}
	if t.nodes++; t.nodes > t.limits.JSONNodes {
		return nil, t.limit(n, diag.Word("json-values"), t.limits.JSONNodes)
	}
	kind := t.decoder.PeekKind()
	if !t.meter.Step(4) {
		refused := t.meter.Refusal()
		return nil, &refused
	}
	switch kind {
	case '{', '[':
		n.Kind = byte(kind)
		return n, t.members(n, depth)
	case '"':
		n.Kind = '"'
		return n, t.characters(n)
	case '0', 't', 'f', 'n':
		raw, err := t.decoder.ReadValue()
		if err != nil {
			return nil, t.syntax(n)
		}
		switch n.Kind = byte(kind); kind {
		case 'f':
			n.Kind, n.Text = 't', "false"
		case 't':
			n.Text = "true"
		case '0':
			to := t.decoder.InputOffset()
			n.Text = t.text[to-int64(len(raw)) : to]
		}
		return n, nil
	}
	return nil, t.syntax(n)
}

// characters reads a string.
func (t *treeReader) characters(n *Node) (problem *diag.Diagnostic) {
	if n.Text, problem = t.string(n); problem != nil {
		return problem
	}
	if len(n.Text) > t.limits.StringRunes && utf8.RuneCountInString(n.Text) > t.limits.StringRunes {
		return t.limit(n, diag.Word("json-characters"), t.limits.StringRunes)
	}
	if strings.ContainsRune(n.Text, utf8.RuneError) {
		n.Broken = loneSurrogate(t.data[n.Offset:t.end()])
	}
	return nil
}

// members reads an object or an array.
func (t *treeReader) members(n *Node, depth int) *diag.Diagnostic {
	if _, err := t.decoder.ReadToken(); err != nil {
		return t.syntax(n)
	}
	mark := t.lists.mark()
	for i := 0; t.more(); i++ {
		step, at := "", t.start()
		if n.Kind == '{' {
			var problem *diag.Diagnostic
			if step, problem = t.string(n); problem != nil {
				return problem
			}
			t.lists.key(step)
		} else {
			step = strconv.Itoa(i)
		}
		item, problem := t.value(n, step, depth+1)
		if problem != nil {
			return problem
		}
		item.Key = at
		t.lists.item(item)
	}
	if _, err := t.decoder.ReadToken(); err != nil {
		return t.syntax(n)
	}
	n.Keys, n.Items = t.lists.since(mark)
	return nil
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
