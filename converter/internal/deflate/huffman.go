package deflate

import (
	"container/heap"
	"slices"
)

// The longest codes of RFC 1951: of both alphabets (3.2.7), and of the lengths themselves, which are written in three bits.
const longest, longestOfLengths = 15, 7

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

// codeLengths returns the lengths of a Huffman code for symbols that are so frequent, none above most: until none is, rare symbols are
// counted up. A symbol that never comes has none; two at least must come.
func codeLengths(counts []int, most uint8) []uint8 {
	for least := 1; ; least *= 2 {
		var f forest
		for s, n := range counts {
			if n > 0 {
				f = append(f, &tree{count: max(n, least), symbol: s})
			}
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
		if slices.Max(lengths) <= most {
			return lengths
		}
	}
}
