package zipfile_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/klauspost/compress/flate"

	"nianbao/converter/internal/zipfile"
)

func deflate(dst, data []byte) []byte {
	var b bytes.Buffer
	w, _ := flate.NewWriter(&b, 1)
	w.Write(data) // a bytes.Buffer takes everything
	w.Close()
	return append(dst, b.Bytes()...)
}

func ExampleAppend() {
	data, err := zipfile.Append(nil, []zipfile.Entry{zipfile.New("mimetype", []byte("text/plain"), deflate)})
	fmt.Println(len(data), err)
	// Output: 124 <nil>
}

// TestAnyReaderReads: the standard library gives back every part in the order given, long and short, and no date but the
// fixed one. What does not get shorter is stored.
func TestAnyReaderReads(t *testing.T) {
	parts := []struct{ name, content string }{{"z.xml", strings.Repeat("<a/>", 5000)}, {"folder/a", "x"}, {"empty", ""}}
	var entries []zipfile.Entry
	for _, p := range parts {
		entries = append(entries, zipfile.New(p.name, []byte(p.content), deflate))
	}
	data, err := zipfile.Append([]byte("before"), entries)
	if err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(data[6:]), int64(len(data)-6))
	if err != nil || len(r.File) != len(parts) {
		t.Fatalf("%v, %d parts", err, len(r.File))
	}
	for i, f := range r.File {
		opened, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(opened) // checks the CRC
		if err != nil || f.Name != parts[i].name || string(content) != parts[i].content {
			t.Errorf("%s: %v, %d bytes", f.Name, err, len(content))
		}
		if f.ModifiedDate != 1<<5|1 || f.ModifiedTime != 0 {
			t.Errorf("%s: dated %v", f.Name, f.Modified)
		}
		if want := map[bool]uint16{true: zip.Deflate, false: zip.Store}[i == 0]; f.Method != want {
			t.Errorf("%s: method %d", f.Name, f.Method)
		}
	}
}

// TestWhatDoesNotFit: a name that no container holds is an error, and no file.
func TestWhatDoesNotFit(t *testing.T) {
	for _, e := range []zipfile.Entry{{Name: strings.Repeat("n", 2000)}, {Name: "a", Size: 1<<31 + 1}} {
		if data, err := zipfile.Append(nil, []zipfile.Entry{e}); err == nil || data != nil {
			t.Errorf("%.10s: taken", e.Name)
		}
	}
}
