package edition

import (
	"strconv"

	"nianbao/converter/internal/datafile"
	"nianbao/converter/internal/units"
	"nianbao/converter/report"
)

// at is the JSON Pointer of an element of a list.
func at(list string, i int) string { return list + "/" + strconv.Itoa(i) }

// validate checks what the rest of the program relies on: keys are unique, cells tile each grid row by row without gap
// or overlap, widths are one per column, every section with a table names one that exists, every table has its section,
// every data cell has a name for its row and column, and every path of a rule leads to a cell. Its error is a
// [*datafile.Fault] of the field.
func (e *Edition) validate() error {
	if e.Version == "" {
		return datafile.At("/version", "no version")
	}
	if e.Title.Pattern == "" {
		return datafile.At("/title/pattern", "no title pattern")
	}
	if len(e.Sections) == 0 {
		return datafile.At("/sections", "no sections")
	}
	if len(e.Sections) > mostSections {
		return datafile.At("/sections", "%d sections, more than %d", len(e.Sections), mostSections)
	}
	sections, holders := map[string]bool{}, map[string]string{}
	for i, s := range e.Sections {
		if s == nil || s.Key == "" || sections[s.Key] {
			if s == nil {
				s = &Section{}
			}
			return datafile.At(at("/sections", i)+"/key", "section key %q is empty or used twice", s.Key)
		}
		sections[s.Key] = true
		if s.Table != "" {
			if e.Table(s.Table) == nil {
				return datafile.At(at("/sections", i)+"/table", "section %s names a table %q that is not there", s.Key, s.Table)
			}
			if other := holders[s.Table]; other != "" {
				return datafile.At(at("/sections", i)+"/table", "the table %s is in two sections, %s and %s", s.Table, other, s.Key)
			}
			holders[s.Table] = s.Key
		}
		if s.Heading == "" && i > 0 {
			return datafile.At(at("/sections", i)+"/heading", "section %s has no heading; only the first may have none", s.Key)
		}
	}
	tables := map[string]bool{}
	for i, t := range e.Tables {
		if t.Key == "" || tables[t.Key] {
			return datafile.At(at("/tables", i)+"/key", "table key %q is empty or used twice", t.Key)
		}
		tables[t.Key] = true
		if holders[t.Key] == "" {
			return datafile.At(at("/tables", i)+"/key", "the table %s is in no section", t.Key)
		}
		if err := t.validate(); err != nil {
			return datafile.Under(at("/tables", i), err)
		}
	}
	return e.validateRules()
}

// mostSections is how many sections an edition may have: recognising keeps sets of them in 32 bits.
const mostSections = 32

func (t *Table) validate() error {
	if t.Rows < 1 || t.Columns < 1 || t.Rows > 1000 || t.Columns > 63 {
		return datafile.At("/rows", "a grid of %d × %d is not possible", t.Rows, t.Columns)
	}
	if len(t.Widths) != t.Columns {
		return datafile.At("/col_widths_dxa", "%d column widths for %d columns", len(t.Widths), t.Columns)
	}
	for i, w := range t.Widths {
		if w < 1 || w > 31680 {
			return datafile.At(at("/col_widths_dxa", i), "a column of %d twips is not possible", w)
		}
	}
	if t.HeaderRows < 0 || t.HeaderRows >= t.Rows {
		return datafile.At("/header_rows", "%d header rows of %d rows", t.HeaderRows, t.Rows)
	}
	taken := make([]bool, t.Rows*t.Columns)
	keys := map[report.Key]bool{}
	for i := range t.Cells {
		c := &t.Cells[i]
		if i > 0 && (c.Row < t.Cells[i-1].Row || c.Row == t.Cells[i-1].Row && c.Col <= t.Cells[i-1].Col) {
			return datafile.At(at("/cells", c.at), "cell %d,%d is not in the order of reading", c.Row, c.Col)
		}
		if c.Row < 0 || c.Col < 0 || c.RowSpan > t.Rows-c.Row || c.ColSpan > t.Columns-c.Col {
			return datafile.At(at("/cells", c.at), "cell %d,%d sticks out of the grid", c.Row, c.Col)
		}
		for row := c.Row; row < c.Row+c.RowSpan; row++ {
			for col := c.Col; col < c.Col+c.ColSpan; col++ {
				if taken[row*t.Columns+col] {
					return datafile.At(at("/cells", c.at), "cell %d,%d overlaps another at %d,%d", c.Row, c.Col, row, col)
				}
				taken[row*t.Columns+col] = true
			}
		}
		if (c.RowKey == "") != (c.ColKey == "") || c.IsData() == (c.Text != "") {
			return datafile.At(at("/cells", c.at), "cell %d,%d must have either a text or both keys", c.Row, c.Col)
		}
		if c.IsData() {
			if keys[c.Key()] {
				return datafile.At(at("/cells", c.at), "%s.%s exists twice", c.RowKey, c.ColKey)
			}
			keys[c.Key()] = true
			if t.RowNames[c.RowKey] == "" || t.ColNames[c.ColKey] == "" {
				return datafile.At(at("/cells", c.at), "%s.%s has no name", c.RowKey, c.ColKey)
			}
			if !units.Known(c.Counts()) {
				return datafile.At(at("/cells", c.at), "%s.%s counts in %q, which units.json does not know", c.RowKey, c.ColKey, c.Counts())
			}
		}
	}
	for i, ok := range taken {
		if !ok {
			return datafile.At("/cells", "no cell at %d,%d", i/t.Columns, i%t.Columns)
		}
	}
	return nil
}
