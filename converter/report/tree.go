package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
)

// node is a JSON value with its place. Objects keep their keys in order and doubled.
type node struct {
	pointer string
	offset  int64
	kind    byte // one of { [ " 0 t n: object, array, string, number, boolean, null
	text    string
	keys    []string
	items   []*node
}

// treeReader builds nodes from tokens and counts as it goes.
type treeReader struct {
	data    []byte
	decoder *json.Decoder
	limits  limit.Limits
	nodes   int
}

// parseTree reads one JSON value and nothing behind it.
func parseTree(data []byte, limits limit.Limits) (*node, *diag.Diagnostic) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) {
		at := 0
		for at < len(data) {
			r, size := utf8.DecodeRune(data[at:])
			if r == utf8.RuneError && size == 1 {
				break
			}
			at += size
		}
		d := diag.New("json-encoding", placeAt(data, int64(at), ""), "byte", at+1)
		return nil, &d
	}
	t := &treeReader{data: data, decoder: json.NewDecoder(bytes.NewReader(data)), limits: limits}
	t.decoder.UseNumber()
	root, problem := t.value("", 0)
	if problem != nil {
		return nil, problem
	}
	if _, err := t.decoder.Token(); !errors.Is(err, io.EOF) {
		d := diag.New("json-syntax", placeAt(data, t.decoder.InputOffset(), ""), "problem", "something follows after the end of the value")
		return nil, &d
	}
	return root, nil
}

func (t *treeReader) fail(code diag.Code, pointer string, args ...any) *diag.Diagnostic {
	d := diag.New(code, placeAt(t.data, t.decoder.InputOffset(), pointer), args...)
	return &d
}

func (t *treeReader) token(pointer string) (json.Token, *diag.Diagnostic) {
	token, err := t.decoder.Token()
	if err == nil {
		return token, nil
	}
	offset := t.decoder.InputOffset()
	problem := strings.TrimPrefix(err.Error(), "json: ")
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		offset = max(syntax.Offset-1, 0)
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		offset = int64(len(t.data))
		problem = "unexpected end of the input"
	}
	d := diag.New("json-syntax", placeAt(t.data, offset, pointer), "problem", problem)
	return nil, &d
}

func (t *treeReader) value(pointer string, depth int) (*node, *diag.Diagnostic) {
	if depth > t.limits.JSONDepth {
		return nil, t.fail("json-limit", pointer, "what", "嵌套层数", "what_en", "levels of nesting", "limit", t.limits.JSONDepth)
	}
	if t.nodes++; t.nodes > t.limits.JSONNodes {
		return nil, t.fail("json-limit", pointer, "what", "值的个数", "what_en", "values", "limit", t.limits.JSONNodes)
	}
	token, problem := t.token(pointer)
	if problem != nil {
		return nil, problem
	}
	n := &node{pointer: pointer, offset: t.decoder.InputOffset()}
	switch x := token.(type) {
	case json.Delim:
		n.kind = byte(x)
		if x != '{' && x != '[' {
			return nil, t.fail("json-syntax", pointer, "problem", fmt.Sprintf("unexpected %q", x.String()))
		}
		for i := 0; t.decoder.More(); i++ {
			step := strconv.Itoa(i)
			if x == '{' {
				key, problem := t.token(pointer)
				if problem != nil {
					return nil, problem
				}
				name, _ := key.(string)
				n.keys = append(n.keys, name)
				step = name
			}
			item, problem := t.value(pointer+"/"+pointerEscape(step), depth+1)
			if problem != nil {
				return nil, problem
			}
			n.items = append(n.items, item)
		}
		if _, problem := t.token(pointer); problem != nil {
			return nil, problem
		}
	case string:
		n.kind, n.text = '"', x
		if len(x) > t.limits.StringRunes && utf8.RuneCountInString(x) > t.limits.StringRunes {
			return nil, t.fail("json-limit", pointer, "what", "字符串的字符数", "what_en", "characters in a string", "limit", t.limits.StringRunes)
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

func pointerEscape(key string) string {
	if !strings.ContainsAny(key, "~/") {
		return key
	}
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}

// placeAt turns a byte offset into a line and a column in characters.
func placeAt(data []byte, offset int64, pointer string) diag.Place {
	offset = min(offset, int64(len(data)))
	before := data[:offset]
	line := bytes.Count(before, []byte{'\n'}) + 1
	start := bytes.LastIndexByte(before, '\n') + 1
	return diag.Place{Line: line, Column: utf8.RuneCount(before[start:]) + 1, Pointer: pointer}
}
