package ofdread

import (
	"math"
	"strconv"
	"strings"

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

// numbers reads a list of exactly n numbers (ST_Array, ST_Box, 7.1).
func numbers(s string, n int) ([]float64, bool) {
	fields := strings.Fields(s)
	if len(fields) != n {
		return nil, false
	}
	list := make([]float64, n)
	for i := range fields {
		var ok bool
		if list[i], ok = number(fields[i]); !ok {
			return nil, false
		}
	}
	return list, true
}

// boxOf reads a box: left, top, width, height. Some programs write negative widths.
func boxOf(s string) (box [4]float64, ok bool) {
	list, ok := numbers(s, len(box))
	if !ok {
		return box, false
	}
	return [4]float64(list), true
}

// matrixOf reads a transformation; one that is missing changes nothing.
func matrixOf(s string) plane.Matrix {
	if list, ok := numbers(s, 6); ok {
		return plane.Matrix(list)
	}
	return plane.Identity()
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
