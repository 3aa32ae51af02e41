package datafile

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
)

type sample struct {
	Name  string            `json:"name"`
	Map   map[string]sample `json:"map"`
	List  []*inner          `json:"list"`
	Raw   json.RawMessage   `json:"raw"`
	Any   any               `json:"any"`
	Plain int
	inner
}

type inner struct {
	Deep []map[string][]int `json:"deep"`
}

// manyKeys is an object of so many keys, of which the last stands once more.
func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `"k%d":{},`, i)
	}
	return `{"map":{` + b.String() + fmt.Sprintf(`"k%d":{}}}`, n-1)
}

// What the quick look over the keys lets pass, the careful one does; what it does not, the careful one decides.
func FuzzKeys(f *testing.F) {
	nested := strings.Repeat(`{"map":{"a":`, deepest/2) + "{}" + strings.Repeat("}}", deepest/2)
	for _, s := range []string{`{}`, ` {"name" : "a\"b", "list":[ {"deep":[{"x":[1,-2.5e3]}]},null ], "any":{"a":[true,{"a":1}],"a":2}}`, `{"name":"a","Name":"b"}`, `{"n\u0061me":"a","name":"b"}`,
		`{"raw":{"a":1,"a":2},"deep":[]}`, `{"":1,"":2}`, "{\"map\":{\"\xff\":{},\"\xfe\":{}}}", `{"list":[{"name":"x"}]}`, `{"map":{"a":{"map":{"b":{"name":"x"}}},"b":{}}}`, `{"map":{"a/b":{},"a~1b":{}}}`,
		manyKeys(3), manyKeys(33), manyKeys(34), manyKeys(70), nested, `{"map":{"x":` + nested + "}}", `[]`, `null`, `{"Plain":1}`, `{"list":{}}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		v := new(sample)
		kind := reflect.TypeOf(v)
		if json.Unmarshal(data, v) != nil {
			return
		}
		sound := newKeys(data).sound(kind)
		_, err := (&Source{data: data, kind: kind}).walk()
		if sound && err != nil {
			t.Fatalf("passed: %v", err)
		}
		if !sound && err == nil && !strings.Contains(string(data), `\`) && json.Valid(data) && strings.ToValidUTF8(string(data), "") == string(data) {
			t.Fatal("taken for wrong")
		}
	})
}

// A sound file is not walked: that took as long as all else at the start of the program.
func TestSoundFileIsNotWalked(t *testing.T) {
	data := []byte(`{"map":{"a":{},"b":{},"c":{}},"list":[` + strings.Repeat("null,", 200) + "null]}")
	walked := testing.AllocsPerRun(10, func() { _, _ = (&Source{data: data, kind: reflect.TypeFor[*sample]()}).walk() })
	if looked := testing.AllocsPerRun(10, func() { newKeys(data).sound(reflect.TypeFor[*sample]()) }); looked > 60 || walked < 200 {
		t.Errorf("%v allocations, walking takes %v", looked, walked)
	}
	if got := testing.AllocsPerRun(10, func() { _, _ = Decode(data, new(sample)) }); got > 200 {
		t.Errorf("%v allocations to read a file", got)
	}
}
