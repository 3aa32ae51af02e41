package pdftest

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf16"
)

// font is a font of a page: its characters and what they stand for.
type font struct {
	dict Dict
	wide bool           // two bytes a character
	text map[int]string // from ToUnicode
	used map[int]string // character codes that pages show: where first
	bare map[int]string // those outside an ActualText
}

func (f *File) font(o any) (*font, error) {
	d := f.Dict(o)
	if d == nil {
		return nil, fmt.Errorf("no font: %v", o)
	}
	t := &font{dict: d, wide: d["Subtype"] == Name("Type0"), text: map[int]string{}, used: map[int]string{}, bare: map[int]string{}}
	if s, ok := f.Get(d["ToUnicode"]).(*Stream); ok {
		if err := t.readMap(s.Data); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// readMap reads a ToUnicode CMap (9.10.3): bfchar and bfrange.
func (t *font) readMap(data []byte) error {
	s := &scanner{data: data}
	var operands []any
	for {
		o, err := s.object(false)
		if errors.Is(err, errEnd) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("a map to Unicode: %w", err)
		}
		op, ok := o.(operator)
		if !ok {
			operands = append(operands, o)
			continue
		}
		switch op {
		case "endbfchar":
			for i := 0; i+1 < len(operands); i += 2 {
				if err := t.set(code(operands[i]), operands[i+1], 0); err != nil {
					return err
				}
			}
		case "endbfrange":
			for i := 0; i+2 < len(operands); i += 3 {
				for k := code(operands[i]); k <= code(operands[i+1]); k++ {
					value := operands[i+2]
					n := k - code(operands[i])
					if list, ok := value.(Array); ok {
						value, n = list[n], 0
					}
					if err := t.set(k, value, n); err != nil {
						return err
					}
				}
			}
		}
		operands = operands[:0]
	}
}

func code(o any) int {
	n := 0
	s, _ := o.(String)
	for i := range len(s) {
		n = n<<8 | int(s[i])
	}
	return n
}

func (t *font) set(code int, value any, add int) error {
	s, ok := value.(String)
	if !ok || len(s)%2 != 0 || len(s) == 0 {
		return fmt.Errorf("a map to Unicode with %v", value)
	}
	if _, twice := t.text[code]; twice {
		return fmt.Errorf("a map to Unicode with %d twice", code)
	}
	units := make([]uint16, len(s)/2)
	for i := range units {
		units[i] = uint16(s[2*i])<<8 | uint16(s[2*i+1])
	}
	units[len(units)-1] += uint16(add)
	t.text[code] = string(utf16.Decode(units))
	return nil
}

// codes splits a shown string into characters.
func (t *font) codes(s String) []int {
	var list []int
	if !t.wide {
		for i := range len(s) {
			list = append(list, int(s[i]))
		}
		return list
	}
	for i := 0; i+1 < len(s); i += 2 {
		list = append(list, int(s[i])<<8|int(s[i+1]))
	}
	return list
}

// Text decodes a text string (7.9.2.2): UTF-16 with a mark, UTF-8 with a mark, else as Latin 1, which PDFDocEncoding is for
// the characters that tests use.
func Text(o any) string {
	s, _ := o.(String)
	if strings.HasPrefix(string(s), "\xFE\xFF") {
		units := make([]uint16, 0, len(s)/2)
		for i := 2; i+1 < len(s); i += 2 {
			units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
		}
		return string(utf16.Decode(units))
	}
	if strings.HasPrefix(string(s), "\xEF\xBB\xBF") {
		return string(s[3:])
	}
	runes := make([]rune, 0, len(s))
	for i := range len(s) {
		runes = append(runes, rune(s[i]))
	}
	return string(runes)
}
