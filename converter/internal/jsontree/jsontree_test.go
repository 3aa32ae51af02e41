package jsontree_test

import (
	"bytes"
	"context"
	"runtime"
	"strings"
	"testing"

	"nianbao/converter/internal/jsontree"
	"nianbao/converter/internal/limit"
)

func meter() *limit.Meter { return limit.NewMeter(context.Background(), limit.Default()) }

// Halves of surrogate pairs are told wherever they stand; whole pairs, other escapes and backslashes are none.
func TestSurrogates(t *testing.T) {
	for text, want := range map[string]string{
		`\ud842`: "U+D842", `\udfb7`: "U+DFB7", `\ud842\udfb7`: "", `\ud842\ud842`: "U+D842", `\ud842x`: "U+D842", `\u4e2d`: "", `\\ud842`: "",
		`\ud842\udfb7\udfb7`: "U+DFB7", `\ud842\u4e2d`: "U+D842", `\ud842\udfb7\\`: "", `\u4e2d\udc00`: "U+DC00", `\n\ud842`: "U+D842",
	} {
		n, problem := jsontree.Parse(meter(), []byte(`["`+text+`"]`))
		if problem != nil || n.Items[0].Broken != want {
			t.Errorf("%s: %q (%v), want %q", text, n.Items[0].Broken, problem, want)
		}
	}
}

// A place counts lines, and characters where they begin, also far behind the start and at the very end.
func TestPlaces(t *testing.T) {
	line := strings.Repeat("长a", 700) + "\n" // 2801 bytes, 1400 characters
	data := []byte(strings.Repeat(line, 3)[:2*4096])
	p := jsontree.NewPlaces(data)
	for offset, want := range map[int64][2]int{0: {1, 1}, 3: {1, 2}, 4: {1, 3}, 2800: {1, 1401}, 2801: {2, 1}, 4096: {2, 648}, 5602: {3, 1}, 2 * 4096: {3, 1296}, 1 << 40: {3, 1296}} {
		if at := p.At(offset, "/x"); at.Line != want[0] || at.Column != want[1] || at.Pointer != "/x" {
			t.Errorf("%d is %d:%d, want %v", offset, at.Line, at.Column, want)
		}
	}
}

// Bytes that are no UTF-8 are refused with the place of the first.
func TestCheckUTF8(t *testing.T) {
	if d := jsontree.CheckUTF8([]byte("中\ufffd文")); d != nil {
		t.Errorf("%v", d)
	}
	if d := jsontree.CheckUTF8([]byte("中\n\ufffd文\xff中")); d == nil || d.Place.Line != 2 || d.Place.Column != 3 {
		t.Errorf("%+v", d)
	}
}

// A pointer escapes its steps (RFC 6901), and a long key is cut, so that no message is.
func TestPointer(t *testing.T) {
	for key, want := range map[string]string{"a/b~c": "/a~1b~0c", strings.Repeat("长", 40): "/" + strings.Repeat("长", 33) + "…", strings.Repeat("x", 100): "/" + strings.Repeat("x", 100)} {
		n, problem := jsontree.Parse(meter(), []byte(`{"`+key+`": 1}`))
		if problem != nil || n.Items[0].Pointer() != want {
			t.Errorf("%s: %v, want %s", key, n.Items[0].Pointer(), want)
		}
	}
}

// Values one behind the other are read until the end; what is broken, also behind the first, is refused.
func TestReader(t *testing.T) {
	r := jsontree.NewReader(meter(), []byte("{\"a\": 1}\n[2]\n  "))
	for _, want := range []byte{'{', '[', 0} {
		n, problem := r.Next()
		if problem != nil || (n == nil) != (want == 0) || n != nil && n.Kind != want {
			t.Fatalf("%+v %v, want %c", n, problem, want)
		}
	}
	for _, data := range []string{`{"a": }`, `{} {}`, `[1`, ``, `{"a" 1}`} {
		if n, problem := jsontree.Parse(meter(), []byte(data)); n != nil || problem == nil {
			t.Errorf("%s: %+v %v", data, n, problem)
		}
	}
	if n, problem := jsontree.NewReader(meter(), []byte(`{"a": }`)).Next(); n != nil || problem == nil {
		t.Errorf("%+v %v", n, problem)
	}
}

// Values that follow each other are copied once, not each with all that stands behind it.
func TestManyValuesAreCopiedOnce(t *testing.T) {
	data := bytes.Repeat([]byte(`{"a": "`+strings.Repeat("长", 30)+`"}`+"\n"), 2000)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r := jsontree.NewReader(meter(), data)
	count := 0
	for n, problem := r.Next(); n != nil; n, problem = r.Next() {
		if problem != nil {
			t.Fatal(problem)
		}
		count++
	}
	runtime.ReadMemStats(&after)
	if made := after.TotalAlloc - before.TotalAlloc; count != 2000 || made > uint64(100*len(data)) {
		t.Errorf("%d values of %d bytes take %d", count, len(data), made)
	}
}
