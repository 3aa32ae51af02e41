package object

import "fmt"

// predicted undoes a predictor (7.4.4.4): bytes that were written as differences from those beside and above them.
func predicted(data []byte, with Dict) ([]byte, error) {
	number := func(key Name, otherwise int) int {
		if n, ok := with[key].(Integer); ok && n >= 0 && n <= 1<<24 {
			return int(n)
		}
		return otherwise
	}
	predictor := number("Predictor", 1)
	if predictor == 1 {
		return data, nil
	}
	colours, bits, columns := number("Colors", 1), number("BitsPerComponent", 8), number("Columns", 1)
	if colours == 0 || colours > 32 || bits == 0 || bits > 16 || columns == 0 {
		return nil, fmt.Errorf("%w: the parameters of a predictor", ErrBroken)
	}
	pixel, row := (colours*bits+7)/8, (columns*colours*bits+7)/8
	if predictor == 2 {
		if bits != 8 {
			return nil, fmt.Errorf("%w: TIFF predictor of %d bits", ErrFilter, bits)
		}
		for start := 0; start < len(data); start += row {
			for i := start + pixel; i < min(start+row, len(data)); i++ {
				data[i] += data[i-pixel]
			}
		}
		return data, nil
	}
	return unfiltered(data, pixel, row)
}

// unfiltered undoes the filters of PNG (ISO/IEC 15948, 9): each row begins with the number of its own.
func unfiltered(data []byte, pixel, row int) ([]byte, error) {
	out := make([]byte, 0, len(data))
	var above []byte
	for len(data) > 0 {
		kind := data[0]
		n := min(row, len(data)-1)
		start := len(out)
		out = append(out, data[1:1+n]...)
		line := out[start:]
		data = data[1+n:]
		for i := range line {
			var left, up, corner byte
			if i >= pixel {
				left = line[i-pixel]
			}
			if i < len(above) {
				up = above[i]
				if i >= pixel {
					corner = above[i-pixel]
				}
			}
			switch kind {
			case 0:
			case 1:
				line[i] += left
			case 2:
				line[i] += up
			case 3:
				line[i] += byte((int(left) + int(up)) / 2)
			case 4:
				line[i] += paeth(left, up, corner)
			default:
				return nil, fmt.Errorf("%w: a row with the PNG filter %d", ErrBroken, kind)
			}
		}
		above = line
	}
	return out, nil
}

// paeth is the neighbour that is nearest to left + up − corner.
func paeth(left, up, corner byte) byte {
	p := int(left) + int(up) - int(corner)
	a, b, c := abs(p-int(left)), abs(p-int(up)), abs(p-int(corner))
	switch {
	case a <= b && a <= c:
		return left
	case b <= c:
		return up
	}
	return corner
}

func abs(n int) int { return max(n, -n) }
