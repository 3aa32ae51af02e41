package report

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"nianbao/converter/internal/datafile"
	"nianbao/templates"
)

// The units that figures are printed in: templates/units.json. A unit's size is a power of ten of its kind's smallest, so
// that every conversion is exact.

// unit is one way of writing a unit.
type unit struct {
	written string
	name    string // the unit's usual name; "" for any of its kind
	kind    string
	tens    int
}

// unitTable is templates/units.json as it is used: every spelling, longest first, so that 万元 is not read as 万.
type unitTable struct {
	saidBy []string // words that announce a unit: 单位
	all    []unit
	pieces unit // what a column counts in that names no unit
}

// unitsFile is where the units lie in package templates.
const unitsFile = "units.json"

// embeddedUnits is the table of the units embedded in the program, or what is wrong with it.
var embeddedUnits = sync.OnceValues(func() (*unitTable, error) { return loadUnits(templates.FS) })

// CheckUnits makes sure that the units in files laid out as package templates is can be used: every figure is read with
// them. The error names file, line and field.
func CheckUnits(files fs.FS) error {
	_, err := loadUnits(files)
	return err
}

// units returns the embedded table. It stops a program that was built with one that does not load, which converter.New
// refuses before: with no units 12万 would be a twelve.
func units() *unitTable {
	t, err := embeddedUnits()
	if err != nil {
		panic(fmt.Errorf("the units that the program was built with: %w", err))
	}
	return t
}

func loadUnits(files fs.FS) (*unitTable, error) {
	data, err := fs.ReadFile(files, unitsFile)
	if err != nil {
		return nil, fmt.Errorf("reading units: %w", err)
	}
	t, err := parseUnits(data)
	if err != nil {
		return nil, datafile.InFile(unitsFile, err)
	}
	return t, nil
}

func parseUnits(data []byte) (*unitTable, error) {
	var file struct {
		SaidBy []string `json:"said_by"`
		Kinds  []struct {
			Name    string `json:"name"`
			Default bool   `json:"default"`
			Units   []struct {
				Name     string   `json:"name"`
				Tens     int      `json:"tens"`
				Variants []string `json:"variants"`
			} `json:"units"`
		} `json:"kinds"`
	}
	source, err := datafile.Decode(data, &file)
	if err != nil {
		return nil, err
	}
	t := &unitTable{saidBy: file.SaidBy}
	if len(t.saidBy) == 0 || slices.Contains(t.saidBy, "") {
		return nil, source.Locate(datafile.At("/said_by", "it is empty, or one of its words is"))
	}
	for i, k := range file.Kinds {
		kind := "/kinds/" + strconv.Itoa(i)
		if k.Name == "" || len(k.Units) == 0 {
			return nil, source.Locate(datafile.At(kind, "a kind of units needs a name and units"))
		}
		for i, u := range k.Units {
			at := kind + "/units/" + strconv.Itoa(i)
			if u.Name == "" || slices.Contains(u.Variants, "") || u.Tens < 0 || u.Tens > MaxDigits {
				return nil, source.Locate(datafile.At(at, "a unit needs a name, spellings that are not empty, and tens from 0 to %d", MaxDigits))
			}
			for _, written := range append([]string{u.Name}, u.Variants...) {
				if _, twice := t.find(written); twice {
					return nil, source.Locate(datafile.At(at, "the unit %q stands twice", written))
				}
				t.all = append(t.all, unit{written: written, name: u.Name, kind: k.Name, tens: u.Tens})
			}
			if k.Default && i == 0 {
				t.pieces = unit{written: u.Name, name: u.Name, kind: k.Name, tens: u.Tens}
			}
		}
	}
	if t.pieces.name == "" {
		return nil, source.Locate(datafile.At("/kinds", "no kind of units is the default"))
	}
	slices.SortStableFunc(t.all, func(a, b unit) int { return len(b.written) - len(a.written) })
	return t, nil
}

// SameKind reports whether two units, or kinds of units, measure the same thing.
func SameKind(a, b string) bool {
	x, known := units().column(a)
	y, _ := units().column(b)
	return known && x.kind == y.kind
}

// OpenUnit reports whether a column names the kind of its units and leaves the unit open.
func OpenUnit(column string) bool {
	of, _ := units().column(column)
	return of.name == ""
}

// find returns the unit that is written so.
func (t *unitTable) find(written string) (unit, bool) {
	for _, u := range t.all {
		if u.written == written {
			return u, true
		}
	}
	return unit{}, false
}

// cut takes the unit off the front of a text.
func (t *unitTable) cut(s string) (u unit, rest string, ok bool) {
	for _, u := range t.all {
		if rest, ok := strings.CutPrefix(s, u.written); ok {
			return u, rest, true
		}
	}
	return unit{}, s, false
}

// column returns what the figures of a column are counted in: the unit or the kind of units that the form names, or pieces
// where it names none.
func (t *unitTable) column(name string) (of unit, ok bool) {
	if name == "" {
		return t.pieces, true
	}
	if u, ok := t.find(name); ok {
		return u, true
	}
	return unit{kind: name}, slices.ContainsFunc(t.all, func(u unit) bool { return u.kind == name })
}

// KnownUnit reports whether a column can count in a unit, or in any unit of a kind, of that name.
func KnownUnit(name string) bool {
	_, ok := units().column(name)
	return ok
}

// UnitOf returns the unit that a header, a label or a note names, by its usual name: 万元 of 本年收费金额（单位：万元）, 元 of
// 收费金额（元）, of 单位：元 and of 元. A unit that only stands in the words (元旦) is none.
func UnitOf(text string) (name string, ok bool) {
	t, s := units(), foldLabel(text)
	for _, word := range t.saidBy {
		for from := 0; ; {
			i := strings.Index(s[from:], word)
			if i < 0 {
				break
			}
			from += i + len(word)
			if u, rest, ok := t.cut(strings.TrimPrefix(s[from:], ":")); ok && (rest == "" || rest[0] == ')' || rest[0] == ';' || rest[0] == ',') {
				return u.name, true
			}
		}
	}
	if open := strings.LastIndexByte(s, '('); open >= 0 {
		s = strings.TrimSuffix(s[open+1:], ")")
	}
	u, ok := t.find(s)
	return u.name, ok
}

// PrintedUnit returns the unit that is printed behind the figure of a cell, by its usual name.
func PrintedUnit(cell string) (name string, ok bool) {
	_, form, u := parseCell(cell)
	return u.name, form == Figure && u.name != ""
}

// IsUnitNote reports whether a text is nothing but a note that names the unit of what stands below it: （金额单位：元）.
func IsUnitNote(text string) bool {
	const longest = 12
	s := foldLabel(text)
	_, ok := UnitOf(text)
	return ok && utf8.RuneCountInString(s) <= longest && slices.ContainsFunc(units().saidBy, func(word string) bool { return strings.Contains(s, word) })
}

// foldLabel is FoldFigure with the colons and semicolons half width.
func foldLabel(s string) string { return labelSigns.Replace(FoldFigure(s)) }

// labelSigns is made once: labels are folded by the hundred for each report, and making it takes longer than using it.
var labelSigns = strings.NewReplacer("：", ":", "；", ";", "[", "(", "]", ")", "【", "(", "】", ")", "〔", "(", "〕", ")")

// ConvertUnit returns d, which counts in one unit, in another; false where they are units of different things, one is not
// known, or the result needs more than [MaxDigits] digits. "" is the unit of plain counts. It is exact: 12000 元 are 1.2 万元.
func ConvertUnit(d Decimal, from, to string) (Decimal, bool) {
	a, _ := units().column(from)
	b, _ := units().column(to)
	if a.kind != b.kind || a.name == "" || b.name == "" {
		return Decimal{}, false
	}
	return d.shift(a.tens - b.tens)
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
	if form != Figure || u.name == "" {
		return Decimal{}, "", false
	}
	if want, _ := units().column(column); u.kind == want.kind && (u.tens == want.tens || want.name == "") {
		return Decimal{}, "", false
	}
	if d, ok := ConvertUnit(read.value, u.name, column); ok && c.number && d.Equal(c.value) {
		return Decimal{}, "", false
	}
	return read.value, u.name, true
}

// SaysIn is [Cell.Says] for a cell of a column that counts in the given unit: a figure printed in another unit reads as no
// number.
func (c Cell) SaysIn(column string) bool {
	if _, _, other := (Cell{text: c.text}).InOtherUnit(column); other {
		return !c.number
	}
	return c.Says()
}
