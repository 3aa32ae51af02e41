package report

import (
	"errors"
	"strconv"
	"strings"
)

// MaxDigits is the number of significant digits a [Decimal] can hold.
const MaxDigits = 18

// Decimal is an exact decimal number with its scale: 12.50 and 12.5 are equal in value but print as they were written.
// The zero value is 0.
type Decimal struct {
	coefficient int64 // the number without its point: 12.50 -> 1250
	scale       uint8 // digits after the point, at most MaxDigits
}

// ErrDecimal is returned for text that is no plain decimal of at most [MaxDigits] digits.
var ErrDecimal = errors.New("not a decimal number of at most 18 digits without exponent")

// Int returns n as a decimal and clamps to 18 digits; meant for counts.
func Int(n int) Decimal {
	return Decimal{coefficient: max(min(int64(n), 1e18-1), -(1e18 - 1))}
}

// ParseDecimal reads ASCII digits with an optional leading minus and an optional point with digits on both sides, the
// grammar of a JSON number without exponent, save that leading zeros are allowed and dropped. -0 reads as 0.
func ParseDecimal(s string) (Decimal, error) {
	digits, negative := strings.CutPrefix(s, "-")
	whole, fraction, pointed := strings.Cut(digits, ".")
	if whole == "" || pointed && fraction == "" || len(fraction) > MaxDigits {
		return Decimal{}, ErrDecimal
	}
	var d Decimal
	for _, part := range [2]string{strings.TrimLeft(whole, "0"), fraction} {
		for i := 0; i < len(part); i++ {
			c := part[i]
			if c < '0' || c > '9' || d.coefficient >= 1e17 {
				return Decimal{}, ErrDecimal
			}
			d.coefficient = d.coefficient*10 + int64(c-'0')
		}
	}
	d.scale = uint8(len(fraction))
	if negative {
		d.coefficient = -d.coefficient
	}
	return d, nil
}

// String prints the number as written: no exponent, all digits of the scale.
func (d Decimal) String() string { return string(d.Append(nil)) }

// Append appends String to b.
func (d Decimal) Append(b []byte) []byte {
	if d.scale == 0 {
		return strconv.AppendInt(b, d.coefficient, 10)
	}
	n := d.coefficient
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	var buffer [MaxDigits + 2]byte
	digits := strconv.AppendInt(buffer[:0], n, 10)
	for len(digits) <= int(d.scale) { // 5 with scale 2 is 0.05
		digits = append(digits, 0)
		copy(digits[1:], digits)
		digits[0] = '0'
	}
	point := len(digits) - int(d.scale)
	b = append(b, digits[:point]...)
	b = append(b, '.')
	return append(b, digits[point:]...)
}

// Sign returns -1, 0 or 1.
func (d Decimal) Sign() int {
	switch {
	case d.coefficient < 0:
		return -1
	case d.coefficient > 0:
		return 1
	}
	return 0
}

// IsInt reports whether the value is a whole number, whatever the scale.
func (d Decimal) IsInt() bool { return d.coefficient%pow10(d.scale) == 0 }

// Int64 returns the value and true if it is a whole number.
func (d Decimal) Int64() (int64, bool) { return d.coefficient / pow10(d.scale), d.IsInt() }

func pow10(n uint8) int64 {
	p := int64(1)
	for range n {
		p *= 10
	}
	return p
}
