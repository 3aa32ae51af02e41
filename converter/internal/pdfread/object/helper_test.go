package object_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/klauspost/compress/zlib"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pdfread/object"
)

// file builds PDF files for tests: objects one after the other, then a cross-reference.
type file struct {
	bytes.Buffer
	at   map[int]int
	last int // where the newest cross-reference stands
}

func newFile() *file {
	f := &file{at: map[int]int{}, last: -1}
	f.WriteString("%PDF-1.7\n")
	return f
}

// object writes an object; those with one number twice are an update.
func (f *file) object(number int, value string) *file {
	f.at[number] = f.Len()
	fmt.Fprintf(f, "%d 0 obj\n%s\nendobj\n", number, value)
	return f
}

// table writes a cross-reference table of what was written since the last one, and a trailer with further entries.
func (f *file) table(trailer string) *file {
	at := f.Len()
	f.WriteString("xref\n0 1\n0000000000 65535 f \n")
	for number, offset := range f.at {
		fmt.Fprintf(f, "%d 1\n%010d 00000 n \n", number, offset)
	}
	f.end(at, trailer)
	return f
}

func (f *file) end(at int, trailer string) {
	if f.last >= 0 {
		trailer += fmt.Sprintf("/Prev %d", f.last)
	}
	fmt.Fprintf(f, "trailer\n<</Root 1 0 R/Size 9999%s>>\nstartxref\n%d\n%%%%EOF\n", trailer, at)
	f.last, f.at = at, map[int]int{}
}

// stream returns the text of a stream.
func stream(dict string, data []byte) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", dict, len(data), data)
}

func deflated(data []byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write(data) // a buffer takes everything
	z.Close()
	return b.Bytes()
}

const catalog = "<</Type/Catalog>>"

// simple is a file of a catalog and a value as object 2.
func simple(value string) []byte {
	return newFile().object(1, catalog).object(2, value).table("").Bytes()
}

func open(t testing.TB, data []byte) *object.File {
	t.Helper()
	f, err := object.Open(meter(t), data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func meter(t testing.TB) *limit.Meter { return limit.NewMeter(t.Context(), limit.Default()) }
