package report

import (
	"math/big"
	"math/bits"
)

// Sum adds decimals exactly; it never overflows. The zero value is 0.
//
// A decimal has at most 18 digits on either side of its point, so that it is a whole number of less than 2^120 in units of 10^-18: of such
// numbers three words hold the sum of 2^71, more than there can be.
type Sum struct {
	words [3]uint64 // value times 10^MaxDigits in two's complement, the lowest word first
}

// scaled returns d times 10^MaxDigits.
func scaled(d Decimal) Sum {
	n, negative := uint64(d.coefficient), d.coefficient < 0
	if negative {
		n = -n
	}
	var s Sum
	s.words[1], s.words[0] = bits.Mul64(n, uint64(pow10(MaxDigits-d.scale)))
	if negative {
		return s.negated()
	}
	return s
}

func (s *Sum) negated() Sum {
	var zero Sum
	zero.subtract(s)
	return zero
}

func (s *Sum) add(other *Sum) {
	var carry uint64
	for i := range s.words {
		s.words[i], carry = bits.Add64(s.words[i], other.words[i], carry)
	}
}

func (s *Sum) subtract(other *Sum) {
	var borrow uint64
	for i := range s.words {
		s.words[i], borrow = bits.Sub64(s.words[i], other.words[i], borrow)
	}
}

// Add adds d.
func (s *Sum) Add(d Decimal) {
	n := scaled(d)
	s.add(&n)
}

// Sub subtracts d.
func (s *Sum) Sub(d Decimal) {
	n := scaled(d)
	s.subtract(&n)
}

// Cmp compares two sums: -1, 0 or 1.
func (s *Sum) Cmp(other *Sum) int { return s.Minus(other).Sign() }

// Minus returns s − other.
func (s *Sum) Minus(other *Sum) *Sum {
	d := *s
	d.subtract(other)
	return &d
}

// Sign returns -1, 0 or 1.
func (s *Sum) Sign() int {
	switch {
	case int64(s.words[2]) < 0:
		return -1
	case s.words == [3]uint64{}:
		return 0
	}
	return 1
}

// integer returns the value times 10^MaxDigits.
func (s *Sum) integer() *big.Int {
	size := *s
	if s.Sign() < 0 {
		size = s.negated()
	}
	n := new(big.Int)
	for i := len(size.words) - 1; i >= 0; i-- {
		n.Lsh(n, 64).Or(n, new(big.Int).SetUint64(size.words[i]))
	}
	if s.Sign() < 0 {
		n.Neg(n)
	}
	return n
}

// String prints the sum without trailing zeros after the point.
func (s *Sum) String() string {
	r := new(big.Rat).SetFrac(s.integer(), big.NewInt(pow10(MaxDigits)))
	text := r.FloatString(MaxDigits)
	end := len(text)
	for text[end-1] == '0' {
		end--
	}
	if text[end-1] == '.' {
		end--
	}
	return text[:end]
}

// Decimal returns the sum as a decimal with no trailing zeros, and false if it needs more than 18 digits.
func (s *Sum) Decimal() (Decimal, bool) {
	d, err := ParseDecimal(s.String())
	return d, err == nil
}

// Equal reports whether d and e have the same value: 12.5 equals 12.50.
func (d Decimal) Equal(e Decimal) bool {
	if d.scale == e.scale {
		return d.coefficient == e.coefficient
	}
	return scaled(d) == scaled(e)
}
