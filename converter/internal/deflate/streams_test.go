package deflate_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"nianbao/converter/internal/deflate"
	"nianbao/converter/internal/docx/write"
	"nianbao/converter/internal/pagetest"
	"nianbao/converter/internal/pdf"
	"nianbao/converter/internal/style"
)

var streamBegins = regexp.MustCompile(`<</Filter/FlateDecode/Length (\d+)>>stream\n`)

// streams returns the streams of some reports' files, from a seed on, that there are codes for.
func streams(t testing.TB, from, count int) map[deflate.Kind][][]byte {
	t.Helper()
	found := map[deflate.Kind][][]byte{}
	for seed := from; seed < from+count; seed++ {
		file, err := pdf.Write(pagetest.Laid(t, pagetest.Composed(t, pagetest.Generated(int64(seed)))), pdf.Info{})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range streamBegins.FindAllSubmatchIndex(file, -1) {
			n, err := strconv.Atoi(string(file[m[2]:m[3]]))
			if err != nil {
				t.Fatal(err)
			}
			data := deflate.Unpacked(t, file[m[1]:m[1]+n])
			kind := deflate.Page
			if bytes.HasPrefix(data, []byte("/CIDInit")) {
				kind = deflate.ToUnicode
			}
			found[kind] = append(found[kind], data)
		}
	}
	return found
}

// properties returns docProps/custom.xml of some reports' Word files.
func properties(t testing.TB, from, count int) (found [][]byte) {
	t.Helper()
	for seed := from; seed < from+count; seed++ {
		file, err := write.Document(pagetest.Composed(t, pagetest.Generated(int64(seed))), style.Default())
		if err != nil {
			t.Fatal(err)
		}
		archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			t.Fatal(err)
		}
		r, err := archive.Open("docProps/custom.xml")
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, data)
	}
	return found
}

// TestStreamCodesFit: the codes are as good as those made for files as they are, on reports that they were not made with.
func TestStreamCodesFit(t *testing.T) {
	made, others := streams(t, 0, 12), streams(t, 100, 6)
	made[deflate.WordProperties], others[deflate.WordProperties] = properties(t, 0, 12), properties(t, 100, 6)
	for kind, of := range map[deflate.Kind]struct{ name, what string }{
		deflate.Page: {"page", "contents of pages"}, deflate.ToUnicode: {"toUnicode", "maps to Unicode"},
		deflate.WordProperties: {"wordProperties", "docProps/custom.xml"},
	} {
		best := deflate.StreamLengths(made[kind])
		if *deflate.Train {
			deflate.WriteLengths(t, "lengths_"+strings.ToLower(of.name)+".go", of.name+"Lengths", "of the best code for\n// "+of.what, best)
		}
		size := 0
		for _, data := range others[kind] {
			size += len(data)
		}
		ours, theirs := deflate.StreamBits(others[kind], deflate.LengthsOf(kind))/8, deflate.StreamBits(others[kind], best)/8
		t.Logf("%s: %d streams of %d bytes become %d; with a code made for files as they are %d", of.name, len(others[kind]), size, ours, theirs)
		if len(others[kind]) < 6 || ours > theirs+theirs/50 {
			t.Errorf("%s: %d bytes become %d, and %d with a code made for files as they are: run go test -train", of.name, size, ours, theirs)
		}
	}
}

// TestCoder: streams come back whatever was compressed before, and those that the code does not fit are left to another.
func TestCoder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 50_000)
	for i := range noise {
		noise[i] = byte(random.UintN(256))
	}
	text := []byte("1 0 0 1 72 700 Td\n[(\x00\x01\x00\x02)]TJ\n")
	far := append(append(append([]byte{}, text...), bytes.Repeat([]byte{'0'}, 1<<15+9)...), text...)
	var c deflate.Coder
	for round := range 2 {
		for i, s := range []struct {
			data []byte
			fits bool
		}{
			{nil, false}, {text[:1], false}, {bytes.Repeat(text, 3), true}, {bytes.Repeat([]byte{'0'}, 700), true}, {bytes.Repeat([]byte("ab cd"), 300), true},
			{far, true}, {noise[:5000], false}, {append(noise[:5000:5000], bytes.Repeat(noise[:100], 300)...), true}, {bytes.Repeat([]byte("\xee"), 7), false},
		} {
			for kind := range []deflate.Kind{deflate.Page, deflate.ToUnicode} {
				out, fits := c.AppendZlib([]byte("before"), deflate.Kind(kind), s.data)
				what := fmt.Sprintf("round %d, data %d, kind %d", round, i, kind)
				if !bytes.HasPrefix(out, []byte("before")) {
					t.Fatalf("%s: what stood before was changed", what)
				}
				if !fits {
					if len(out) != len("before") {
						t.Errorf("%s: something is left of what does not fit", what)
					}
				} else if !bytes.Equal(deflate.Unpacked(t, out[len("before"):]), s.data) {
					t.Errorf("%s: it became another", what)
				}
				if fits != s.fits && deflate.Kind(kind) == deflate.Page {
					t.Errorf("%s: fits is %v", what, fits)
				}
			}
		}
	}
}
