package deflate

import (
	"encoding/binary"
	mathbits "math/bits"
	"slices"
)

// The alphabets of RFC 1951 3.2.5.
const (
	lengthSymbols, distanceSymbols = 286, 30
	endOfBlock                     = 256
)

// code is a Huffman code of both alphabets, made ready for writing: codes are read from their highest bit on, and so are
// turned round here.
type code struct {
	literal  [256]symbol
	length   [mostLength - leastLength + 1]symbol // with the extra bits
	distance [distanceSymbols]symbol
	end      symbol
	head     stretch // of the block: final, with this code
}

func newCode(lengths string) *code {
	both := make([]uint8, len(lengths))
	for i := range both {
		both[i] = fromHex(lengths[i])
	}
	c := &code{}
	all := canonical(both[:lengthSymbols])
	copy(c.literal[:], all)
	c.end = all[endOfBlock]
	for i := range c.length {
		s, extra, count := lengthSymbol(i + leastLength)
		c.length[i] = with(all[s], extra, count)
	}
	copy(c.distance[:], canonical(both[lengthSymbols:]))
	c.head = head(both)
	return c
}

func fromHex(digit byte) uint8 {
	if digit <= '9' {
		return digit - '0'
	}
	return digit - 'a' + 10
}

// with appends extra bits to a symbol.
func with(s symbol, extra, count uint) symbol {
	return symbol{s.value | uint64(extra)<<s.count, s.count + count}
}

// canonical returns the codes of the given lengths (3.2.2).
func canonical(lengths []uint8) []symbol {
	var next, count [16]int
	for _, n := range lengths {
		count[n]++
	}
	count[0] = 0
	for n, value := 1, 0; n < 16; n++ {
		value = (value + count[n-1]) << 1
		next[n] = value
	}
	codes := make([]symbol, len(lengths))
	for i, n := range lengths {
		codes[i] = symbol{uint64(mathbits.Reverse16(uint16(next[n])) >> (16 - n)), uint(n)}
		next[n]++
	}
	return codes
}

// head writes the beginning of a block (3.2.7): the lengths of its code, runs of the same one together, by a code of their own.
func head(lengths []uint8) stretch {
	var w bits
	final, dynamic := uint64(1), uint64(2)
	w.add(symbol{final | dynamic<<1, 3})
	w.add(symbol{lengthSymbols - 257, 5})
	w.add(symbol{distanceSymbols - 1, 5})
	runs := runsOf(lengths)
	counts := make([]int, 19)
	for _, r := range runs {
		counts[r.symbol]++
	}
	own := codeLengths(counts, longestOfLengths)
	order := [...]int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}
	n := len(order)
	for n > 4 && own[order[n-1]] == 0 {
		n--
	}
	w.add(symbol{uint64(n - 4), 4})
	for _, s := range order[:n] {
		w.add(symbol{uint64(own[s]), 3})
	}
	codes := canonical(own)
	for _, r := range runs {
		w.add(with(codes[r.symbol], r.extra, r.count))
	}
	return w.stretch()
}

// run is a symbol of the code of lengths, with its extra bits.
type run struct {
	symbol       int
	extra, count uint
}

// runsOf says lengths in runs: 16 repeats the last one 3 to 6 times; 17 and 18, of zeros, are not needed since every symbol has a code.
func runsOf(lengths []uint8) []run {
	var runs []run
	for i := 0; i < len(lengths); {
		n := lengths[i]
		runs = append(runs, run{symbol: int(n)})
		for i++; i < len(lengths) && lengths[i] == n; {
			same := 1
			for same < 6 && i+same < len(lengths) && lengths[i+same] == n {
				same++
			}
			if same < 3 {
				break
			}
			runs = append(runs, run{16, uint(same - 3), 2})
			i += same
		}
	}
	return runs
}

// lengthSymbol returns the symbol of a length, and its extra bits.
func lengthSymbol(length int) (s int, extra, count uint) {
	n := uint(length - leastLength)
	if length == mostLength {
		return lengthSymbols - 1, 0, 0
	}
	if n < 8 {
		return 257 + int(n), 0, 0
	}
	count = uint(mathbits.Len(n)) - 3
	return 257 + int(4*count+n>>count), n & (1<<count - 1), count
}

// distanceSymbol returns the symbol of a distance, and its extra bits.
func distanceSymbol(distance int) (s int, extra, count uint) {
	n := uint(distance - 1)
	if n < 4 {
		return int(n), 0, 0
	}
	count = uint(mathbits.Len(n)) - 2
	return int(2*count + n>>count), n & (1<<count - 1), count
}

func (c *code) distanceBits(distance int) uint {
	s, _, count := distanceSymbol(distance)
	return c.distance[s].count + count
}

// write writes the tokens of data.
func (c *code) write(w *bits, tokens []token) {
	const most = 6 // bytes of a token: 15 bits for its length and 5 more, 15 for its distance and 13 more
	at := len(w.out)
	out := slices.Grow(w.out, most*len(tokens)+16)[:at+most*len(tokens)+16]
	pending, count := w.pending, w.count
	for ; count >= 8; count -= 8 {
		out[at] = byte(pending)
		pending >>= 8
		at++
	}
	for _, t := range tokens {
		s := c.literal[byte(t)]
		if t&isRepeat != 0 {
			n, extra, more := distanceSymbol(t.distance())
			far := with(c.distance[n], extra, more)
			s = c.length[t.length()-leastLength]
			s = symbol{s.value | far.value<<s.count, s.count + far.count}
		}
		pending |= s.value << count
		count += s.count
		binary.LittleEndian.PutUint64(out[at:], pending)
		at += int(count >> 3)
		pending >>= count &^ 7
		count &= 7
	}
	w.out, w.pending, w.count = out[:at], pending, count
}
