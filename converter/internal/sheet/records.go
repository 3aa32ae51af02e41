package sheet

import (
	"maps"
	"slices"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
)

// Record is a row with one report.
type Record struct {
	Row          int // from 1, as spreadsheets count
	Organization string
	Year         string
	Format       string            // the edition; "" where the row does not say
	Tables       []string          // the tables that the row says it has: "requests", "requests:2019"; nil where it does not say, empty where it has none
	Figures      map[string]string // by the path of the figure: "requests.new.total"
}

// Records are the reports of a sheet.
type Records struct {
	Header int      // the row of the header, from 1
	Paths  []string // of the figures that the header has columns of, from left to right
	All    []Record
}

// The paths of a row that are no figures; see package sum, which writes them.
const (
	pathFile         = "file"
	pathOrganization = "organization"
	pathYear         = "year"
	pathFormat       = "format"
	pathTables       = "tables"
)

// noTables stands in place of a list of tables where a report has none.
const noTables = "-"

// fixed is how many of those there are.
const fixed = 5

// Records returns the reports of the first sheet that has a header of paths, as package sum writes them: a row with "organization",
// "year" and paths of figures, below which each row is a report. It is nil where no sheet has one. A path that stands over two columns
// is a fault: nobody knows which of the two is meant.
func (b *Book) Records() (*Records, *diag.Diagnostic) {
	for _, s := range b.Sheets {
		if header, row := s.header(); header != nil {
			r := &Records{Header: row + 1}
			if fault := r.columns(header, row); fault != nil {
				return nil, fault
			}
			if !s.records(r, header, row, b.meter) {
				d := b.meter.Refusal()
				return nil, &d
			}
			return r, nil
		}
	}
	return nil, nil
}

// columns lists the paths of figures.
func (r *Records) columns(header map[int]string, row int) *diag.Diagnostic {
	seen := map[string]bool{}
	for _, col := range slices.Sorted(maps.Keys(header)) {
		path := header[col]
		if seen[path] {
			d := diag.New("sheet-path-twice", diag.Place{Line: row + 1, Column: col + 1}, "value", path)
			return &d
		}
		seen[path] = true
		switch path {
		case pathFile, pathOrganization, pathYear, pathFormat, pathTables:
		default:
			r.Paths = append(r.Paths, path)
		}
	}
	return nil
}

// header finds the row of paths among the first ones: the path of each column.
func (s *Sheet) header() (paths map[int]string, row int) {
	const last = 10
	for i := 0; i < len(s.Cells) && s.Cells[i].Row < last; {
		row, paths = s.Cells[i].Row, map[int]string{}
		figures := 0
		for ; i < len(s.Cells) && s.Cells[i].Row == row; i++ {
			text := s.Cells[i].Text
			paths[s.Cells[i].Col] = text
			if strings.Count(text, ".") == 2 && !strings.ContainsAny(text, " 　。，") {
				figures++
			}
		}
		if figures > 0 && figures+fixed >= len(paths) && has(paths, pathOrganization) {
			return paths, row
		}
	}
	return nil, 0
}

func has(paths map[int]string, path string) bool {
	for _, p := range paths {
		if p == path {
			return true
		}
	}
	return false
}

// records reads the rows below the header. It reports whether the meter let it go to the end.
func (s *Sheet) records(to *Records, paths map[int]string, header int, m *limit.Meter) bool {
	for _, c := range s.Cells {
		if !m.Step(1) {
			return false
		}
		if c.Row <= header {
			continue
		}
		if n := len(to.All); n == 0 || to.All[n-1].Row != c.Row+1 {
			to.All = append(to.All, Record{Row: c.Row + 1, Figures: map[string]string{}})
		}
		r := &to.All[len(to.All)-1]
		switch path := paths[c.Col]; path {
		case pathFile:
		case pathOrganization:
			r.Organization = c.Text
		case pathYear:
			r.Year = c.Text
		case pathFormat:
			r.Format = c.Text
		case pathTables:
			if r.Tables = strings.Fields(c.Text); c.Text == noTables {
				r.Tables = []string{}
			}
		default: // of a column without a path it is a figure that nobody knows: reading says so
			r.Figures[path] = c.Text
		}
	}
	return true
}
