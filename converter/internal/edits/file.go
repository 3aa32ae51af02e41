package edits

import (
	"math/rand/v2"

	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// file is a file under way.
type file struct {
	version string
	year    int
	word    bool
	meta    document.Meta
	blocks  []block
	truth   map[string]map[report.Key]*Truth
	used    map[string]map[report.Key]bool // cells that an edit has been at
	shaped  map[string]bool                // tables whose rows' identity, or whose shape, an edit has been at
}

// block is a paragraph or a table.
type block struct {
	paragraph *document.Paragraph
	sheet     *sheet
}

// newFile composes the report of a source; old gives one of its tables the form of the other edition.
func newFile(r *rand.Rand, old bool) *file {
	rep := sample(r, pick(r, []string{"2021", "2021", "2019"}))
	f := &file{version: rep.Format, year: rep.Year, truth: map[string]map[report.Key]*Truth{},
		used: map[string]map[report.Key]bool{}, shaped: map[string]bool{}}
	if old {
		other := sample(r, map[string]string{"2021": "2019", "2019": "2021"}[f.version])
		key := pick(r, []string{"disclosure", "requests"})
		rep.Tables[key] = other.Tables[key]
		contract.SetTableFormat(rep, edition.Official().Vocabulary(), key, other.Format)
	}
	doc, found := compose.Document(rep, edition.Official(), style.Default())
	if doc == nil {
		panic(found)
	}
	f.meta = doc.Meta
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *document.Paragraph:
			f.blocks = append(f.blocks, block{paragraph: b})
		case *document.Table:
			s := sheetOf(b)
			f.blocks = append(f.blocks, block{sheet: s})
			f.truth[s.key], f.used[s.key] = map[report.Key]*Truth{}, map[report.Key]bool{}
			for _, c := range s.cells {
				if c.data {
					f.truth[s.key][c.key] = &Truth{Cell: rep.Tables[s.key][c.key]}
				}
			}
		}
	}
	return f
}

// sheet returns the file's table of a key.
func (f *file) sheet(key string) *sheet {
	for _, b := range f.blocks {
		if b.sheet != nil && b.sheet.key == key && !b.sheet.twin {
			return b.sheet
		}
	}
	return nil
}

func (f *file) at(s *sheet) int {
	for i, b := range f.blocks {
		if b.sheet == s {
			return i
		}
	}
	return -1
}

// anySheet returns one of the tables.
func (f *file) anySheet(r *rand.Rand) *sheet {
	return f.sheet(pick(r, []string{"disclosure", "requests", "requests", "disputes"}))
}

// shape takes a table for an edit that may be made once a table, and reports whether it was free.
func (f *file) shape(s *sheet) bool {
	free := !f.shaped[s.key]
	f.shaped[s.key] = true
	return free
}

// freeRow returns a row of figures that no edit has been at, -1 for none, and takes it.
func (f *file) freeRow(r *rand.Rand, s *sheet, fits func(row int) bool) int {
	var rows []int
	for _, row := range s.dataRows() {
		free := fits == nil || fits(row)
		for _, c := range s.figures(row) {
			free = free && !f.used[s.key][c.key]
		}
		if free {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return -1
	}
	row := pick(r, rows)
	f.use(s, s.figures(row)...)
	return row
}

func (f *file) use(s *sheet, cells ...*cell) {
	for _, c := range cells {
		f.used[s.key][c.key] = true
	}
}

// freeCell returns a data cell that no edit has been at and takes it, nil for none.
func (f *file) freeCell(r *rand.Rand, s *sheet, fits func(c *cell) bool) *cell {
	var cells []*cell
	for _, c := range s.cells {
		if c.data && !f.used[s.key][c.key] && (fits == nil || fits(c)) {
			cells = append(cells, c)
		}
	}
	if len(cells) == 0 {
		return nil
	}
	c := pick(r, cells)
	f.use(s, c)
	return c
}

// of returns the truth about a cell.
func (f *file) of(s *sheet, c *cell) *Truth { return f.truth[s.key][c.key] }

// doubt says of cells that nobody can tell; what they held may still be said with a warning. A cell that was blank is.
func (f *file) doubt(s *sheet, cells ...*cell) {
	for _, c := range cells {
		t := f.of(s, c)
		or := t.Or
		if !t.Cell.IsBlank() {
			or = append(or, t.Cell)
		}
		*t = Truth{Doubt: len(or) > 0, Or: or}
	}
}

// gone says of cells that the file no longer has them.
func (f *file) gone(s *sheet, cells ...*cell) {
	for _, c := range cells {
		t := f.of(s, c)
		*t = Truth{Doubt: !t.Cell.IsBlank() || t.Doubt}
	}
}

// open says of cells that a reader may as well leave them blank.
func (f *file) open(s *sheet, cells ...*cell) {
	for _, c := range cells {
		f.of(s, c).Open = true
	}
}
