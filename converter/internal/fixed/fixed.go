// Package fixed writes decimal numbers that are counted in thousandths, as page formats want them.
package fixed

import "strconv"

// Append appends a number of thousandths, as short as it can be said exactly: 12500 is 12.5.
func Append(b []byte, thousandths int) []byte {
	n := thousandths
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	b = strconv.AppendInt(b, int64(n/1000), 10)
	rest := n % 1000
	if rest == 0 {
		return b
	}
	b = append(b, '.', byte('0'+rest/100))
	if rest%100 != 0 {
		b = append(b, byte('0'+rest/10%10))
		if rest%10 != 0 {
			b = append(b, byte('0'+rest%10))
		}
	}
	return b
}
