package jsontree_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"testing"
	"unicode/utf8"

	"nianbao/converter/internal/jsontree"
)

// FuzzParse holds the tree against what the standard library makes of the same bytes: the same is refused, the values are the
// same, and a value stands where its place says.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`{"a": [1, -2.5e+3, "中\n\u4e2d\ud842\udfb7\ud842", true, false, null, {}, []], "a": {"b/~": ""}}`,
		` [ ] `, `[1,]`, `[1 2]`, `{"a" 1}`, `{"a":1,}`, `{1:2}`, `[}`, `{"a":}`, `01`, `-`, `1.`, `"\x"`, "\"\t\"", `tru`, `nul`, `"`, `{`, `[1`, `1 2`, "\xff", `,1`, `[,1]`, `:1`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		n, problem := jsontree.Parse(meter(), data)
		d := json.NewDecoder(bytes.NewReader(data))
		d.UseNumber()
		var want any
		err := d.Decode(&want)
		if err == nil {
			if _, end := d.Token(); !errors.Is(end, io.EOF) {
				err = errors.New("more follows")
			}
		}
		if !utf8.Valid(data) {
			err = errors.New("no UTF-8")
		}
		switch {
		case problem != nil && problem.Code == "json-limit":
		case (problem == nil) != (err == nil):
			t.Fatalf("%q: %v, the standard library: %v", data, problem, err)
		case err == nil:
			if got := plain(t, data, n); !reflect.DeepEqual(got, want) {
				t.Fatalf("%q: %v, want %v", data, got, want)
			}
		}
	})
}

// plain is a value as encoding/json has it: the last of doubled keys counts.
func plain(t *testing.T, data []byte, n *jsontree.Node) any {
	t.Helper()
	first := map[byte]string{'{': "{", '[': "[", '"': `"`, '0': "-0123456789", 't': "tf", 'n': "n"}[n.Kind]
	if !bytes.ContainsRune([]byte(first), rune(data[n.Offset])) {
		t.Fatalf("%q: a value of kind %c stands at %d", data, n.Kind, n.Offset)
	}
	switch n.Kind {
	case '{':
		all := map[string]any{}
		for i, item := range n.Items {
			if item.Parent != n || data[item.Key] != '"' {
				t.Fatalf("%q: a key at %d", data, item.Key)
			}
			all[n.Keys[i]] = plain(t, data, item)
		}
		return all
	case '[':
		list := []any{}
		for _, item := range n.Items {
			list = append(list, plain(t, data, item))
		}
		return list
	case '0':
		return json.Number(n.Text)
	case 't':
		return n.Text == "true"
	case 'n':
		return nil
	}
	return n.Text
}
