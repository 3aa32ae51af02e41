package report

import "math/big"

// Sum adds decimals exactly; it never overflows. The zero value is 0.
type Sum struct {
	value big.Int // value times 10^MaxDigits
}

func scaled(d Decimal) *big.Int {
	n := big.NewInt(d.coefficient)
	return n.Mul(n, big.NewInt(pow10(MaxDigits-d.scale)))
}

// Add adds d.
func (s *Sum) Add(d Decimal) { s.value.Add(&s.value, scaled(d)) }

// Sub subtracts d.
func (s *Sum) Sub(d Decimal) { s.value.Sub(&s.value, scaled(d)) }

// Cmp compares two sums: -1, 0 or 1.
func (s *Sum) Cmp(other *Sum) int { return s.value.Cmp(&other.value) }

// Minus returns s − other.
func (s *Sum) Minus(other *Sum) *Sum {
	var d Sum
	d.value.Sub(&s.value, &other.value)
	return &d
}

// Sign returns -1, 0 or 1.
func (s *Sum) Sign() int { return s.value.Sign() }

// String prints the sum without trailing zeros after the point.
func (s *Sum) String() string {
	r := new(big.Rat).SetFrac(&s.value, big.NewInt(pow10(MaxDigits)))
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
	return scaled(d).Cmp(scaled(e)) == 0
}
