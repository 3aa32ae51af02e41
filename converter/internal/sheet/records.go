package sheet

import (
	"strings"

	"nianbao/converter/diag"
)

// Record is a row with one report.
type Record struct {
	Row          int // from 1, as spreadsheets count
	Organization string
	Year         string
	Figures      map[string]string // by the path of the figure: "requests.new.total"
}

// The paths of a row that are no figures; see package sum, which writes them.
const (
	pathFile         = "file"
	pathOrganization = "organization"
	pathYear         = "year"
)

// Records returns the reports of the first sheet that has a header of paths, as package sum writes them: a row with "organization",
// "year" and paths of figures, below which each row is a report. ok is false where no sheet has one.
func (b *Book) Records() (all []Record, ok bool) {
	for _, s := range b.Sheets {
		if header, row := s.header(); header != nil {
			return s.records(header, row), true
		}
	}
	return nil, false
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
		if figures > 0 && figures+3 >= len(paths) && has(paths, pathOrganization) {
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

func (s *Sheet) records(paths map[int]string, header int) (all []Record) {
	for _, c := range s.Cells {
		if c.Row <= header {
			continue
		}
		if n := len(all); n == 0 || all[n-1].Row != c.Row+1 {
			all = append(all, Record{Row: c.Row + 1, Figures: map[string]string{}})
		}
		r := &all[len(all)-1]
		switch path := paths[c.Col]; path {
		case pathFile:
		case pathOrganization:
			r.Organization = c.Text
		case pathYear:
			r.Year = c.Text
		default: // of a column without a path it is a figure that nobody knows: reading says so
			r.Figures[path] = c.Text
		}
	}
	return all
}

// NoRecords says that a sheet with a header of paths has no report below.
func NoRecords() diag.Diagnostic { return diag.New("sheet-no-records", diag.Place{}) }
