// Package workbook writes spreadsheets (.xlsx: SpreadsheetML, ECMA-376 part 1, clause 18) that are the same bytes for the same content. It
// writes what the lists and overviews of this program need, and reads nothing: texts, numbers, formulas, styles, widths, frozen heads, merged
// cells, filters, how a sheet is printed, and bars.
//
// A [Book] has sheets in the order in which they were asked for; their rows may come in any order between the sheets, from the first to the
// last within each. A row is packed as soon as it is there, and what is packed goes to a temporary file where it is much: memory does
// not grow with the rows, and [Book.Close] removes the files. What stands before the rows in a sheet's part is a [Layout], and so is given with the
// sheet. Nothing is shared between the cells of a sheet but styles: a text stands in its cell (18.3.1.53, inlineStr), since a table of
// shared texts would have to be in memory until the end.
//
// What a spreadsheet cannot hold is an error, kept until [Book.WriteTo]: a row below the last, a text that is longer than a cell, a
// number that is none, a name of a sheet that is there twice. Formulas have no values: programs compute them when they open the
// file (18.2.2, fullCalcOnLoad).
package workbook

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// What a sheet holds, as all programs do (ECMA-376 names no limits).
const (
	MostRows    = 1 << 20
	MostColumns = 1 << 14
	LongestText = 32_767 // characters of a cell
	longestName = 31     // characters of a sheet's name
)

// Book is a workbook that is being written. It may not be used by several goroutines at once.
type Book struct {
	sheets []*Sheet
	styles styles
	spill  int // bytes of a packed sheet that are kept in memory
	err    error
}

// New begins a workbook.
func New() *Book { return &Book{styles: newStyles(), spill: kept} }

// Sheet adds a sheet behind those that are there.
func (b *Book) Sheet(name string, layout Layout) *Sheet {
	s := &Sheet{book: b, name: name, layout: layout, body: spool{kept: b.spill}}
	b.sheets = append(b.sheets, s)
	switch {
	case name == "" || utf8.RuneCountInString(name) > longestName || strings.ContainsAny(name, `[]:*?/\`) || strings.HasPrefix(name, "'") || strings.HasSuffix(name, "'"):
		b.fail(fmt.Errorf("%q is no name of a sheet", name))
	case b.named(name) != s:
		b.fail(fmt.Errorf("two sheets of the name %q", name))
	}
	s.open()
	return s
}

// named returns the first sheet of a name; capitals make no difference.
func (b *Book) named(name string) *Sheet {
	for _, s := range b.sheets {
		if strings.EqualFold(s.name, name) {
			return s
		}
	}
	return nil
}

// fail keeps the first error.
func (b *Book) fail(err error) { b.err = cmp.Or(b.err, err) }

// Close removes what was spilt to the disk.
func (b *Book) Close() error {
	var err error
	for _, s := range b.sheets {
		err = errors.Join(err, s.body.close())
	}
	return err
}

// Save writes the workbook, once.
func (b *Book) Save(to io.Writer) error {
	if len(b.sheets) == 0 {
		b.fail(errors.New("a workbook has a sheet"))
	}
	for _, s := range b.sheets {
		s.end()
	}
	if b.err != nil {
		return fmt.Errorf("making the workbook: %w", b.err)
	}
	if err := b.pack(to); err != nil {
		return fmt.Errorf("writing the workbook: %w", err)
	}
	return nil
}

// ColumnName is the name of a column, of which the first is 1: A, Z, AA.
func ColumnName(column int) string { return string(appendColumn(nil, column)) }

// Reference names the cells from one place to another, both in it, in a sheet: 'Sheet'!$A$2:$A$9.
func Reference(sheet string, column, row, toColumn, toRow int) string {
	b := append([]byte{'\''}, strings.ReplaceAll(sheet, "'", "''")...)
	b = append(b, "'!"...)
	b = appendAbsolute(b, column, row)
	return string(appendAbsolute(append(b, ':'), toColumn, toRow))
}

func appendAbsolute(b []byte, column, row int) []byte {
	b = append(appendColumn(append(b, '$'), column), '$')
	return strconv.AppendInt(b, int64(row), 10)
}

func appendColumn(b []byte, column int) []byte {
	if column > 26 {
		b = appendColumn(b, (column-1)/26)
	}
	return append(b, byte('A'+(column-1)%26))
}

func appendPlace(b []byte, column, row int) []byte {
	return strconv.AppendInt(appendColumn(b, column), int64(row), 10)
}

func appendRange(b []byte, column, row, toColumn, toRow int) []byte {
	return appendPlace(append(appendPlace(b, column, row), ':'), toColumn, toRow)
}
