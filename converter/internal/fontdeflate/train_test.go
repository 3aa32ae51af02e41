package fontdeflate

import (
	"container/heap"
	"flag"
	"os"
	"slices"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/converter/internal/sfnt"
)

var train = flag.Bool("train", false, "write lengths.go anew")

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
		literals, distances := make([]int, lengthSymbols), make([]int, distanceSymbols)
		for i := range literals {
			literals[i] = 1
		}
		for i := range distances {
			distances[i] = 1
		}
		for _, data := range list {
			for _, token := range p.parse(c, data) {
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
		from = ""
		for _, n := range append(codeLengths(literals), codeLengths(distances)...) {
			from += string("0123456789abcdef"[n])
		}
	}
	return from
}

// tree is a node of a Huffman tree: a symbol, or two trees.
type tree struct {
	count, symbol int
	parts         []*tree
}

type forest []*tree

func (f forest) Len() int { return len(f) }
func (f forest) Less(i, j int) bool {
	return f[i].count < f[j].count || f[i].count == f[j].count && f[i].symbol < f[j].symbol
}
func (f forest) Swap(i, j int) { f[i], f[j] = f[j], f[i] }
func (f *forest) Push(x any)   { *f = append(*f, x.(*tree)) }
func (f *forest) Pop() any {
	last := (*f)[len(*f)-1]
	*f = (*f)[:len(*f)-1]
	return last
}

// codeLengths returns the lengths of a Huffman code, none above 15: until none is, rare symbols are counted up.
func codeLengths(counts []int) []uint8 {
	for least := 1; ; least *= 2 {
		var f forest
		for s, n := range counts {
			f = append(f, &tree{count: max(n, least), symbol: s})
		}
		heap.Init(&f)
		for f.Len() > 1 {
			a, b := heap.Pop(&f).(*tree), heap.Pop(&f).(*tree)
			heap.Push(&f, &tree{a.count + b.count, min(a.symbol, b.symbol), []*tree{a, b}})
		}
		lengths := make([]uint8, len(counts))
		var walk func(t *tree, depth uint8)
		walk = func(t *tree, depth uint8) {
			if t.parts == nil {
				lengths[t.symbol] = depth
				return
			}
			walk(t.parts[0], depth+1)
			walk(t.parts[1], depth+1)
		}
		walk(f[0], 0)
		if slices.Max(lengths) <= 15 {
			return lengths
		}
	}
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

// TestCodeFits: the code is as good as one made for the faces of the program, on characters that it was not made with.
func TestCodeFits(t *testing.T) {
	made := trained(pieces(subsets(t, 0)), lengths)
	if *train {
		source := "package fontdeflate\n\n// lengths are those of the symbols of both alphabets, a hexadecimal digit each: of the best codes for what a report takes of\n" +
			"// the faces of the program. `go test -train` makes them anew.\nconst lengths = \"" + made[:128] + "\" +\n\t\"" + made[128:256] + "\" +\n\t\"" + made[256:] + "\"\n"
		if err := os.WriteFile("lengths.go", []byte(source), 0o644); err != nil {
			t.Fatal(err)
		}
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
