// Package units knows the units that figures of reports are printed in (元, 万元, 件, 宗 …): their spellings, what they measure and how
// they are converted, all of which is templates/units.json. A unit's size is a power of ten of its kind's smallest, so that every
// conversion is exact.
//
// A column counts in a Unit, in any unit of a kind ([Open]), or in pieces where the form names nothing. [Of] takes a Unit from a header
// or a note; [Table.Cut] takes it off the text behind a figure.
package units

import (
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/datafile"
	"nianbao/templates"
)

// Unit is one way of writing a unit.
type Unit struct {
	Written string
	Name    string // the unit's usual name; "" for any of its kind
	Kind    string
	Tens    int
}

// mostTens is as many tens as a figure of a report has digits.
const mostTens = 18

// Table is templates/units.json as it is used: every spelling, longest first, so that 万元 is not read as 万.
type Table struct {
	saidBy []string // words that announce a unit: 单位
	all    []Unit
	pieces Unit      // what a column counts in that names no unit
	first  []rune    // the characters that units begin with
	marks  [4]uint64 // a bit for the lowest byte of each of them
}

// file is where the units lie in package templates.
const file = "units.json"

// embedded is the table of the units embedded in the program, or what is wrong with it.
var embedded = sync.OnceValues(func() (*Table, error) { return load(templates.FS) })

// Check makes sure that the units in files laid out as package templates is can be used: every figure is read with
// them. The error names file, line and field.
func Check(files fs.FS) error {
	_, err := load(files)
	return err
}

// Embedded returns the embedded table. It stops a program that was built with one that does not load, which converter.New
// refuses before: with no units 12万 would be a twelve.
func Embedded() *Table {
	t, err := embedded()
	if err != nil {
		panic(fmt.Errorf("the units that the program was built with: %w", err))
	}
	return t
}

func load(files fs.FS) (*Table, error) {
	data, err := fs.ReadFile(files, file)
	if err != nil {
		return nil, fmt.Errorf("reading units: %w", err)
	}
	t, err := parse(data)
	if err != nil {
		return nil, datafile.InFile(file, err)
	}
	return t, nil
}

func parse(data []byte) (*Table, error) {
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
	t := &Table{saidBy: file.SaidBy}
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
			if u.Name == "" || slices.Contains(u.Variants, "") || u.Tens < 0 || u.Tens > mostTens {
				return nil, source.Locate(datafile.At(at, "a unit needs a name, spellings that are not empty, and tens from 0 to %d", mostTens))
			}
			for _, written := range append([]string{u.Name}, u.Variants...) {
				if _, twice := t.Find(written); twice {
					return nil, source.Locate(datafile.At(at, "the unit %q stands twice", written))
				}
				t.begins(written)
				t.all = append(t.all, Unit{Written: written, Name: u.Name, Kind: k.Name, Tens: u.Tens})
			}
			if k.Default && i == 0 {
				t.pieces = Unit{Written: u.Name, Name: u.Name, Kind: k.Name, Tens: u.Tens}
			}
		}
	}
	if t.pieces.Name == "" {
		return nil, source.Locate(datafile.At("/kinds", "no kind of units is the default"))
	}
	slices.SortStableFunc(t.all, func(a, b Unit) int { return len(b.Written) - len(a.Written) })
	return t, nil
}

// SameKind reports whether two units, or kinds of units, measure the same thing.
func SameKind(a, b string) bool {
	x, known := Embedded().Column(a)
	y, _ := Embedded().Column(b)
	return known && x.Kind == y.Kind
}

// Open reports whether a column names the kind of its units and leaves the Unit open.
func Open(column string) bool {
	of, _ := Embedded().Column(column)
	return of.Name == ""
}

// Find returns the unit that is written so.
func (t *Table) Find(written string) (Unit, bool) {
	for _, u := range t.all {
		if u.Written == written {
			return u, true
		}
	}
	return Unit{}, false
}

// Cut takes the unit off the front of a text.
func (t *Table) Cut(s string) (u Unit, rest string, ok bool) {
	for _, u := range t.all {
		if rest, ok := strings.CutPrefix(s, u.Written); ok {
			return u, rest, true
		}
	}
	return Unit{}, s, false
}

// Column returns what the figures of a column are counted in: the unit or the kind of units that the form names, or pieces
// where it names none.
func (t *Table) Column(name string) (of Unit, ok bool) {
	if name == "" {
		return t.pieces, true
	}
	if u, ok := t.Find(name); ok {
		return u, true
	}
	return Unit{Kind: name}, slices.ContainsFunc(t.all, func(u Unit) bool { return u.Kind == name })
}

// Known reports whether a column can count in a Unit, or in any unit of a kind, of that name.
func Known(name string) bool {
	_, ok := Embedded().Column(name)
	return ok
}

// Of returns the unit that a header, a label or a note names, by its usual Name: 万元 of 本年收费金额（单位：万元）, 元 of
// 收费金额（元）, of 单位：元 and of 元. A unit that only stands in the words (元旦) is none.
func Of(text string) (name string, ok bool) {
	t := Embedded()
	if !t.mayStandIn(text) {
		return "", false
	}
	s := foldLabel(text)
	for _, word := range t.saidBy {
		for from := 0; ; {
			i := strings.Index(s[from:], word)
			if i < 0 {
				break
			}
			from += i + len(word)
			if u, rest, ok := t.Cut(strings.TrimPrefix(s[from:], ":")); ok && (rest == "" || rest[0] == ')' || rest[0] == ';' || rest[0] == ',') {
				return u.Name, true
			}
		}
	}
	if open := strings.LastIndexByte(s, '('); open >= 0 {
		s = strings.TrimSuffix(s[open+1:], ")")
	}
	u, ok := t.Find(s)
	return u.Name, ok
}

// begins notes the character that a unit begins with.
func (t *Table) begins(written string) {
	if r, _ := utf8.DecodeRuneInString(written); !slices.Contains(t.first, r) {
		t.first = append(t.first, r)
		t.marks[r&0xFF/64] |= 1 << (r & 63)
	}
}

// mayStandIn reports whether a text has a character that a unit begins with. Folding makes none: hundreds of cells of a report have
// none, and folding them takes longer than all else here.
func (t *Table) mayStandIn(text string) bool {
	for _, r := range text {
		if t.marks[r&0xFF/64]&(1<<(r&63)) != 0 && slices.Contains(t.first, r) {
			return true
		}
	}
	return false
}

// IsNote reports whether a text is nothing but a note that names the unit of what stands below it: （金额单位：元）.
func IsNote(text string) bool {
	const longest = 12
	s := foldLabel(text)
	_, ok := Of(text)
	return ok && utf8.RuneCountInString(s) <= longest && slices.ContainsFunc(Embedded().saidBy, func(word string) bool { return strings.Contains(s, word) })
}

// foldLabel is FoldFigure with the colons and semicolons half width.
func foldLabel(s string) string { return labelSigns.Replace(chars.FoldFigure(s)) }

// labelSigns is made once: labels are folded by the hundred for each report, and making it takes longer than using it.
var labelSigns = strings.NewReplacer("：", ":", "；", ";", "[", "(", "]", ")", "【", "(", "】", ")", "〔", "(", "〕", ")")
