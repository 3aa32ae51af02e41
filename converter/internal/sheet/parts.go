package sheet

import (
	"path"
	"strconv"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/xmlscan"
	"nianbao/converter/internal/zipfile"
)

// names are the prefixes that are used here, the same for the transitional and the strict spelling.
var names = xmlscan.Names{
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main":           "x:",
	"http://purl.oclc.org/ooxml/spreadsheetml/main":                       "x:",
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r:",
	"http://purl.oclc.org/ooxml/officeDocument/relationships":             "r:",
	"http://schemas.openxmlformats.org/package/2006/relationships":        "rel:",
}

// reader is the state of one reading.
type reader struct {
	*Book
	parts    *zipfile.Archive
	shared   []string       // texts that cells name by number
	formats  []format       // by the number of a cell's style
	codes    map[int]format // of the file, by their number
	tabs     []tab
	base1904 bool

	formulas, rounded int // cells that were never computed, that show less than they hold
}

// tab is a sheet as the workbook names it.
type tab struct {
	name, id string
	hidden   bool
}

// run reads the parts one after the other.
func (r *reader) run() *diag.Diagnostic {
	root, fault := r.relations("_rels/.rels", "")
	if fault != nil {
		return fault
	}
	book := root["officeDocument"]
	if book == "" {
		return damaged("it names no workbook")
	}
	if fault := r.part(book, r.workbook); fault != nil {
		return fault
	}
	targets, fault := r.relations(path.Join(path.Dir(book), "_rels", path.Base(book)+".rels"), path.Dir(book))
	if fault != nil {
		return fault
	}
	for kind, read := range map[string]func(*xmlscan.Scanner){"sharedStrings": r.sharedStrings, "styles": r.styles} {
		if fault := r.part(targets[kind], read); fault != nil {
			return fault
		}
	}
	skipped := 0
	for _, t := range r.tabs {
		if t.hidden {
			skipped++
			continue
		}
		s := &Sheet{Name: t.name, spans: map[[2]int][2]int{}, hiddenRows: map[int]bool{}}
		r.Sheets = append(r.Sheets, s)
		if targets["#"+t.id] == "" {
			return damaged("a sheet is missing")
		}
		if fault := r.part(targets["#"+t.id], func(x *xmlscan.Scanner) { r.sheet(x, s) }); fault != nil {
			return fault
		}
	}
	if skipped > 0 {
		r.Found = append(r.Found, diag.New("sheet-hidden", diag.Place{}, "count", skipped))
	}
	return nil
}

// relations reads a part of relationships: targets by the last word of their type, and by "#" and their id.
func (r *reader) relations(name, folder string) (map[string]string, *diag.Diagnostic) {
	targets := map[string]string{}
	return targets, r.part(name, func(s *xmlscan.Scanner) {
		if s.Name != "rel:Relationship" || s.Attr("TargetMode") == "External" {
			return
		}
		target := s.Attr("Target")
		if strings.HasPrefix(target, "/") {
			target = path.Clean(target[1:])
		} else {
			target = path.Join(folder, target)
		}
		if kind := path.Base(s.Attr("Type")); targets[kind] == "" {
			targets[kind] = target
		}
		targets["#"+s.Attr("Id")] = target
	})
}

// part reads the children of a part's root. A part that is not there has none.
func (r *reader) part(name string, child func(*xmlscan.Scanner)) *diag.Diagnostic {
	if name == "" {
		return nil
	}
	data, fault := r.parts.Read(name)
	if fault != nil || data == nil {
		return fault
	}
	s := xmlscan.New(r.meter, data, names)
	s.Next()
	s.Children(func() { child(s) }, nil)
	for s.Next() != xmlscan.End { // what stands behind the root
	}
	return s.Refusal()
}

func damaged(problem string) *diag.Diagnostic {
	d := diag.New("office-damaged", diag.Place{}, "problem", problem)
	return &d
}

func (r *reader) workbook(s *xmlscan.Scanner) {
	switch s.Name {
	case "x:workbookPr":
		r.base1904 = isOn(s.Attr("date1904"))
	case "x:sheets":
		s.Children(func() {
			if s.Name == "x:sheet" && len(r.tabs) < r.limits.ZipEntries {
				state := s.Attr("state")
				r.tabs = append(r.tabs, tab{name: s.Attr("name"), id: s.Attr("r:id"), hidden: state == "hidden" || state == "veryHidden"})
			}
		}, nil)
	}
}

func isOn(v string) bool { return v == "1" || v == "true" || v == "on" }

func (r *reader) sharedStrings(s *xmlscan.Scanner) {
	if s.Name == "x:si" {
		r.shared = append(r.shared, r.text(s))
	}
}

// text reads the text of x:si or x:is: runs one behind the other, without phonetic guides.
func (r *reader) text(s *xmlscan.Scanner) string {
	var b strings.Builder
	var inner func()
	inner = func() {
		switch s.Name {
		case "x:t":
			b.WriteString(s.Content(r.limits.StringRunes * 4))
		case "x:r":
			s.Children(inner, nil)
		}
	}
	s.Children(inner, nil)
	r.meter.Characters(b.Len() / 3)
	return unescape(b.String())
}

// sheet reads the children of x:worksheet.
func (r *reader) sheet(s *xmlscan.Scanner, to *Sheet) {
	switch s.Name {
	case "x:cols":
		s.Children(func() {
			if isOn(s.Attr("hidden")) {
				first, _ := strconv.Atoi(s.Attr("min"))
				last, _ := strconv.Atoi(s.Attr("max"))
				to.hiddenCols = append(to.hiddenCols, [2]int{first - 1, last - 1})
			}
		}, nil)
	case "x:sheetData":
		row := -1
		s.Children(func() {
			if s.Name != "x:row" {
				return
			}
			if row++; s.Has("r") {
				n, _ := strconv.Atoi(s.Attr("r"))
				row = n - 1
			}
			if isOn(s.Attr("hidden")) {
				to.hiddenRows[row] = true
			}
			r.row(s, to, row)
		}, nil)
	case "x:mergeCells":
		s.Children(func() {
			from, behind, ok := strings.Cut(s.Attr("ref"), ":")
			top, left, ok1 := position(from)
			bottom, right, ok2 := position(behind)
			if ok && ok1 && ok2 && bottom >= top && right >= left {
				to.spans[[2]int{top, left}] = [2]int{bottom - top + 1, right - left + 1}
			}
		}, nil)
	}
}

func (r *reader) row(s *xmlscan.Scanner, to *Sheet, row int) {
	col := -1
	s.Children(func() {
		if s.Name != "x:c" {
			return
		}
		at := row
		if col++; s.Has("r") {
			var ok bool
			if at, col, ok = position(s.Attr("r")); !ok {
				s.Problem = "a cell has no place"
				return
			}
		}
		if text := r.cell(s); text != "" {
			to.Cells = append(to.Cells, Cell{Row: at, Col: col, Text: text})
		}
	}, nil)
}

// position reads the name of a cell: "B3" is row 2, column 1.
func position(name string) (row, col int, ok bool) {
	i := 0
	for ; i < len(name) && name[i] >= 'A' && name[i] <= 'Z' && i < 3; i++ {
		col = 26*col + int(name[i]-'A') + 1
	}
	row, err := strconv.Atoi(name[i:])
	return row - 1, col - 1, err == nil && i > 0 && row > 0 && row <= 1<<20
}

// tell says what was left out of cells, and what they show otherwise.
func (r *reader) tell() {
	for _, x := range [...]struct {
		code diag.Code
		n    int
	}{{"sheet-formula", r.formulas}, {"sheet-rounded", r.rounded}} {
		if x.n > 0 {
			r.Found = append(r.Found, diag.New(x.code, diag.Place{}, "count", x.n))
		}
	}
}
