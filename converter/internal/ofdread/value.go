package ofdread

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"nianbao/converter/internal/plane"
)

// millimetre is one in points.
const millimetre = 72 / 25.4

// number reads a number, and whether it is one that pages have.
func number(s string) (float64, bool) {
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return v, err == nil && math.Abs(v) < 1e6
}

// otherwise reads a number, or gives another one.
func otherwise(s string, v float64) float64 {
	if n, ok := number(s); ok {
		return n
	}
	return v
}

// readNumber reads a number into a place.
func readNumber(s string, to *float64) (ok bool) {
	*to, ok = number(s)
	return ok
}

// field returns the first word of a list and what stands behind it; "" where there is none.
func field(s string) (word, behind string) {
	s = strings.TrimLeftFunc(s, unicode.IsSpace)
	if n := strings.IndexFunc(s, unicode.IsSpace); n >= 0 {
		return s[:n], s[n:]
	}
	return s, ""
}

// numbers reads a list of exactly as many numbers as there is room for (ST_Array, ST_Box, 7.1).
func numbers(s string, list []float64) bool {
	n := 0
	for word := range strings.FieldsSeq(s) {
		if n == len(list) {
			return false
		}
		if !readNumber(word, &list[n]) {
			return false
		}
		n++
	}
	return n == len(list)
}

// boxOf reads a box: left, top, width, height. Some programs write negative widths.
func boxOf(s string) (box [4]float64, ok bool) {
	if !numbers(s, box[:]) {
		return [4]float64{}, false
	}
	return box, true
}

// matrixOf reads a transformation; one that is missing changes nothing.
func matrixOf(s string) plane.Matrix {
	var m plane.Matrix
	if !numbers(s, m[:]) {
		return plane.Identity()
	}
	return m
}

// deltas reads the distances between characters (11.3): "g 3 2.5" stands for 2.5 2.5 2.5. At most so many are read.
func deltas(s string, most int) []float64 {
	var list []float64
	fields := strings.Fields(s)
	for i := 0; i < len(fields) && len(list) < most; i++ {
		if fields[i] != "g" {
			list = append(list, otherwise(fields[i], 0))
			continue
		}
		if i+2 >= len(fields) {
			break
		}
		v := otherwise(fields[i+2], 0)
		for n := int(otherwise(fields[i+1], 0)); n > 0 && len(list) < most; n-- {
			list = append(list, v)
		}
		i += 2
	}
	return list
}
