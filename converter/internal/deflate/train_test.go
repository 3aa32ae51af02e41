package deflate

import (
	"flag"
	"os"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/converter/internal/sfnt"
)

// Train says that the files of lengths are written.
var Train = flag.Bool("train", false, "write lengths.go anew")

// common returns every step-th ideograph of GB 2312 level 1, the more common ones, from the given one on.
func common(t testing.TB, from, step int) []rune {
	t.Helper()
	var list []rune
	decoder := simplifiedchinese.GBK.NewDecoder()
	for i := from; i < 39*94; i += step {
		s, err := decoder.String(string([]byte{byte(0xB0 + i/94), byte(0xA1 + i%94)}))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, []rune(s)...)
	}
	return list
}

// subsets returns fonts as a report has them: most of it is 仿宋, the tables are 宋, headings 黑 and 楷. Each role has characters of its
// own, from the given one on.
func subsets(t testing.TB, from int) []*sfnt.Subset {
	t.Helper()
	var list []*sfnt.Subset
	for _, role := range []struct {
		name string
		step int
	}{{"fangsong", 7}, {"song", 25}, {"heiti", 100}, {"kaiti", 60}, {"xiaobiaosong", 100}} {
		chain := sfnt.Embedded().Chain(role.name)
		glyphs := map[*sfnt.Font][]uint16{}
		var fonts []*sfnt.Font
		for _, r := range append(common(t, from, role.step), []rune("0123456789,.-ABC，。、（）：；“”")...) {
			g, ok := chain.Lookup(r)
			if !ok {
				t.Fatalf("%s has no %c", role.name, r)
			}
			if glyphs[g.Font] == nil {
				fonts = append(fonts, g.Font)
				glyphs[g.Font] = []uint16{0}
			}
			glyphs[g.Font] = append(glyphs[g.Font], g.ID)
		}
		for _, f := range fonts {
			s := &sfnt.Subset{}
			if err := s.Take(f, glyphs[f]); err != nil {
				t.Fatal(err)
			}
			list = append(list, s)
		}
	}
	return list
}

// pieces are what of programs is compressed by itself.
func pieces(list []*sfnt.Subset) [][]byte {
	var all [][]byte
	for _, s := range list {
		for _, r := range s.Records() {
			all = append(all, []byte(r.Data))
		}
		frame, at := s.Frame(nil, sfnt.Sum{})
		all = append(all, frame[:at], frame[at:])
	}
	return all
}

// trained returns the lengths of the best codes for the pieces, looked for in rounds: what is taken depends on what it costs.
func trained(list [][]byte, from string) string {
	for range 4 {
		c := newCode(from)
		var p parser
		from = lengthsFor(list, func(data []byte) []token { return p.parse(c, data) })
	}
	return from
}

// lengthsFor returns the lengths of the best codes for what a way to cut data into tokens makes of the pieces. Every symbol has one: what was
// not seen may come.
func lengthsFor(list [][]byte, cut func(data []byte) []token) string {
	literals, distances := make([]int, lengthSymbols), make([]int, distanceSymbols)
	for i := range literals {
		literals[i] = 1
	}
	for i := range distances {
		distances[i] = 1
	}
	for _, data := range list {
		for _, token := range cut(data) {
			if token&isRepeat == 0 {
				literals[byte(token)] += 8
				continue
			}
			s, _, _ := lengthSymbol(token.length())
			literals[s] += 8
			s, _, _ = distanceSymbol(token.distance())
			distances[s] += 8
		}
	}
	made := ""
	for _, n := range append(codeLengths(literals, longest), codeLengths(distances, longest)...) {
		made += string("0123456789abcdef"[n])
	}
	return made
}

// packedBits is how long the pieces become.
func packedBits(list [][]byte, lengths string) int {
	c := newCode(lengths)
	var p parser
	var w bits
	for _, data := range list {
		c.write(&w, p.parse(c, data))
	}
	return len(w.out)*8 + int(w.count)
}

// WriteLengths writes a file of lengths.
func WriteLengths(t testing.TB, file, name, what, made string) {
	t.Helper()
	source := "package deflate\n\n// " + name + " are those of the symbols of both alphabets, a hexadecimal digit each: " + what + ". `go test -train` makes them anew.\nconst " +
		name + " = \"" + made[:128] + "\" +\n\t\"" + made[128:256] + "\" +\n\t\"" + made[256:] + "\"\n"
	if err := os.WriteFile(file, []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestCodeFits: the code is as good as one made for the faces of the program, on characters that it was not made with.
func TestCodeFits(t *testing.T) {
	made := trained(pieces(subsets(t, 0)), lengths)
	if *Train {
		WriteLengths(t, "lengths.go", "lengths", "of the best codes for what a report takes of\n// the faces of the program", made)
	}
	others := pieces(subsets(t, 3))
	size, ours, best := 0, packedBits(others, lengths)/8, packedBits(others, made)/8
	for _, p := range others {
		size += len(p)
	}
	t.Logf("%d bytes become %d; with a code made for the faces as they are %d", size, ours, best)
	if ours > best+best/100 {
		t.Errorf("%d bytes become %d, and %d with a code made for the faces as they are: run go test -train", size, ours, best)
	}
}
