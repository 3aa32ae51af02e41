package report

import "nianbao/converter/internal/units"

// PrintedUnit returns the unit that is printed behind the cell's figure, by its usual name.
func (c Cell) PrintedUnit() (name string, ok bool) {
	_, form, u := parseCell(c.text)
	return u.Name, form == Figure && u.Name != ""
}

// ConvertUnit returns d, which counts in one unit, in another; false where they are units of different things, one is not
// known, or the result needs more than [MaxDigits] digits. "" is the unit of plain counts. It is exact: 12000 元 are 1.2 万元.
func ConvertUnit(d Decimal, from, to string) (Decimal, bool) {
	a, _ := units.Embedded().Column(from)
	b, _ := units.Embedded().Column(to)
	if a.Kind != b.Kind || a.Name == "" || b.Name == "" {
		return Decimal{}, false
	}
	return d.shift(a.Tens - b.Tens)
}

// shift returns d times ten to the power n, without zeros behind the point that d did not have.
func (d Decimal) shift(n int) (Decimal, bool) {
	out, scale := d, int(d.scale)-n
	for ; scale < 0; scale++ {
		if out.coefficient >= 1e17 || out.coefficient <= -1e17 {
			return Decimal{}, false
		}
		out.coefficient *= 10
	}
	for ; scale > int(d.scale) && out.coefficient%10 == 0; scale-- {
		out.coefficient /= 10
	}
	if scale > MaxDigits {
		return Decimal{}, false
	}
	out.scale = uint8(scale)
	return out, true
}

// InOtherUnit reports whether the cell prints its figure in another unit than its column's: 12000元 under 万元. column is the
// unit, or the kind of units where any will do, and "" for a column of plain counts. It returns the figure and the unit as printed. A cell whose value is the printed figure
// converted says the same twice, and is in its column's unit.
func (c Cell) InOtherUnit(column string) (printed Decimal, name string, other bool) {
	if c.text == "" {
		return Decimal{}, "", false
	}
	read, form, u := parseCell(c.text)
	if form != Figure || u.Name == "" {
		return Decimal{}, "", false
	}
	if want, _ := units.Embedded().Column(column); u.Kind == want.Kind && (u.Tens == want.Tens || want.Name == "") {
		return Decimal{}, "", false
	}
	if d, ok := ConvertUnit(read.value, u.Name, column); ok && c.number && d.Equal(c.value) {
		return Decimal{}, "", false
	}
	return read.value, u.Name, true
}

// Says reports whether the printed form of the cell reads as its value. Where it does not ({"value": 3, "text": "4件"}), a
// file that prints it would come back as something else.
func (c Cell) Says() bool {
	if c.text == "" {
		return true
	}
	read, _ := ParseCell(c.text)
	return read.number == c.number && read.value.Equal(c.value)
}

// SaysIn is [Cell.Says] for a cell of a column that counts in the given unit: a figure printed in another unit reads as no
// number.
func (c Cell) SaysIn(column string) bool {
	if _, _, other := (Cell{text: c.text}).InOtherUnit(column); other {
		return !c.number
	}
	return c.Says()
}
