package report

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

// node is a JSON value with its place. Objects keep their keys in order and doubled.
type node struct {
	parent *node
	step   string // its key, or its index in a list
	offset int64  // of its first byte
	key    int64  // of the first byte of its key
	kind   byte   // one of { [ " 0 t n: object, array, string, number, boolean, null
	text   string
	broken string // a character that the text cannot hold, such as U+D800
	keys   []string
	items  []*node
}

// treeReader builds nodes from tokens and counts as it goes.
type treeReader struct {
	data    []byte
	decoder *json.Decoder
	limits  limit.Limits
	meter   *limit.Meter
	nodes   int
}

// parseTree reads one JSON value and nothing behind it. data must not begin with a byte order mark.
func parseTree(m *limit.Meter, data []byte) (*node, *diag.Diagnostic) {
	if !utf8.Valid(data) {
		at := 0
		for at < len(data) {
			r, size := utf8.DecodeRune(data[at:])
			if r == utf8.RuneError && size == 1 {
				break
			}
			at += size
		}
		d := diag.New("json-encoding", placeIn(data, int64(at), ""), "byte", at+1)
		return nil, &d
	}
	t := &treeReader{data: data, decoder: json.NewDecoder(bytes.NewReader(data)), limits: m.Limits(), meter: m}
	t.decoder.UseNumber()
	root, problem := t.value(nil, "", 0)
	if problem != nil {
		return nil, problem
	}
	if _, err := t.decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, t.syntax(nil)
	}
	return root, nil
}

// start returns the offset at which the next token begins.
func (t *treeReader) start() int64 {
	at := t.decoder.InputOffset()
	for at < int64(len(t.data)) && strings.IndexByte(" \t\r\n:,", t.data[at]) >= 0 {
		at++
	}
	return at
}

func (t *treeReader) token(at *node) (json.Token, *diag.Diagnostic) {
	token, err := t.decoder.Token()
	if err != nil {
		return nil, t.syntax(at)
	}
	return token, nil
}

// syntax says what is wrong with the input. A second look from the beginning tells it: the offsets that a stream of
// tokens gives with its errors do not all mean the same.
func (t *treeReader) syntax(n *node) *diag.Diagnostic {
	var whole json.RawMessage
	at, zh, en := int64(len(t.data)), "文件在这里中断", "unexpected end of the input"
	if syntax, ok := errors.AsType[*json.SyntaxError](json.Unmarshal(t.data, &whole)); ok &&
		!strings.HasPrefix(syntax.Error(), "unexpected end") {
		at = max(syntax.Offset-1, 0)
		wrong, _ := utf8.DecodeRune(t.data[at:])
		zh, en = fmt.Sprintf("此处不应出现 %q", wrong), fmt.Sprintf("unexpected %q", wrong)
		if _, context, ok := strings.Cut(syntax.Error(), "' "); ok {
			en += " " + context
		}
	}
	d := diag.New("json-syntax", placeIn(t.data, at, n.pointer()), "problem", zh, "problem_en", en)
	return &d
}

func (t *treeReader) limit(n *node, what, whatEn string, most int) *diag.Diagnostic {
	d := diag.New("json-limit", placeIn(t.data, n.offset, n.pointer()), "what", what, "what_en", whatEn, "limit", most)
	return &d
}

func (t *treeReader) value(parent *node, step string, depth int) (*node, *diag.Diagnostic) {
	n := &node{parent: parent, step: step, offset: t.start()}
	if depth > t.limits.JSONDepth {
		return nil, t.limit(n, "嵌套层数", "levels of nesting", t.limits.JSONDepth)
	}
	if t.nodes++; t.nodes > t.limits.JSONNodes {
		return nil, t.limit(n, "值的个数", "values", t.limits.JSONNodes)
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
		n.kind = byte(x) // { or [: the decoder gives no other at the beginning of a value
		for i := 0; t.decoder.More(); i++ {
			step := strconv.Itoa(i)
			at := t.start()
			if x == '{' {
				key, problem := t.token(n)
				if problem != nil {
					return nil, problem
				}
				name, _ := key.(string)
				n.keys = append(n.keys, name)
				step = name
			}
			item, problem := t.value(n, step, depth+1)
			if problem != nil {
				return nil, problem
			}
			item.key = at
			n.items = append(n.items, item)
		}
		if _, problem := t.token(n); problem != nil {
			return nil, problem
		}
	case string:
		n.kind, n.text = '"', x
		if len(x) > t.limits.StringRunes && utf8.RuneCountInString(x) > t.limits.StringRunes {
			return nil, t.limit(n, "字符串的字符数", "characters in a string", t.limits.StringRunes)
		}
		if strings.ContainsRune(x, utf8.RuneError) {
			n.broken = loneSurrogate(t.data[n.offset:t.decoder.InputOffset()])
		}
	case json.Number:
		n.kind, n.text = '0', x.String()
	case bool:
		n.kind, n.text = 't', strconv.FormatBool(x)
	default:
		n.kind = 'n'
	}
	return n, nil
}

// pointer returns the JSON Pointer of the value. It is made only where something is reported: a file of many values under
// a long key would cost the key once for each. Keys that are longer than any of the contract are cut.
func (n *node) pointer() string {
	const longest = 100 // bytes of a key
	var steps []string
	for ; n != nil && n.parent != nil; n = n.parent {
		step := pointerEscape(n.step)
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

// places turns byte offsets into lines and columns. It marks the way once, so that a file with a hundred thousand
// errors costs no more than one reading.
type places struct {
	data  []byte
	marks []diag.Place // of offsets 0, step, 2·step …
}

const step = 4096

func (p *places) at(offset int64, pointer string) diag.Place {
	offset = min(offset, int64(len(p.data)))
	if p.marks == nil {
		place := diag.Place{Line: 1, Column: 1}
		for i := range p.data {
			if i%step == 0 {
				p.marks = append(p.marks, place)
			}
			advance(&place, p.data[i])
		}
		if len(p.data)%step == 0 {
			p.marks = append(p.marks, place)
		}
	}
	place := p.marks[offset/step]
	for _, b := range p.data[offset/step*step : offset] {
		advance(&place, b)
	}
	place.Pointer = pointer
	return place
}

// advance moves a place over one byte; a character counts where it begins.
func advance(place *diag.Place, b byte) {
	switch {
	case b == '\n':
		place.Line++
		place.Column = 1
	case b&0xc0 != 0x80:
		place.Column++
	}
}

func placeIn(data []byte, offset int64, pointer string) diag.Place {
	return (&places{data: data}).at(offset, pointer)
}
