package fieldnames

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/collect"
	"nianbao/converter/internal/jsontree"
	"nianbao/converter/internal/limit"
	"nianbao/converter/report"
)

// Holds reports whether an object is a report with these names: it has the list of sections, one of them of a kind that is known, or
// the object with a table's cells itself.
func (f *File) Holds(n *jsontree.Node) bool {
	for key, text := range f.Constants {
		if textOf(n.Get(key)) != text {
			return false
		}
	}
	if f.Sections == "" {
		return slices.ContainsFunc(f.Tables, func(t *Table) bool {
			data := t.data(n)
			return data != nil && data.Kind == '{'
		})
	}
	if list := n.Get(f.Sections); list != nil && list.Kind == '[' {
		return slices.ContainsFunc(list.Items, func(s *jsontree.Node) bool {
			kind := s.Get(f.Kind)
			return kind != nil && kind.Kind == '"' && slices.ContainsFunc(f.Tables, func(t *Table) bool { return t.Kind == kind.Text })
		})
	}
	return slices.ContainsFunc(f.Tables, func(t *Table) bool {
		data := t.data(n)
		return data != nil && data.Kind == '{'
	})
}

// data is the object with the cells; nil where there is none.
func (t *Table) data(n *jsontree.Node) *jsontree.Node {
	for _, name := range t.Field {
		if data := at(n, name); data != nil {
			return data
		}
	}
	return nil
}

// reader is the state of one reading.
type reader struct {
	file   *File
	meter  *limit.Meter
	places *jsontree.Places
	report *report.Report
	tables []*Table // that were read, or parts of them
	found  collect.Collector
	left   []string // members of sections that nothing was read of
	beside []string // members of the object around them
}

// Read reads a report that [File.Holds] has seen. The report is nil where the list holds an error: a value whose path is no cell's, a cell
// with two values, a section of text that is none of the form's, a value of the wrong type.
func (f *File) Read(m *limit.Meter, places *jsontree.Places, n *jsontree.Node) (*report.Report, diag.List) {
	r := &reader{file: f, meter: m, places: places, report: &report.Report{Format: f.Edition, Prose: map[string][]string{}, Tables: map[string]report.Table{}}}
	r.identity(n)
	known := []string{f.Sections}
	for key := range f.Constants {
		known = append(known, key)
	}
	for _, t := range f.Tables {
		if data := t.data(n); data != nil {
			r.table(t, data)
		}
	}
	if f.Sections == "" {
		r.texts(n)
		r.below(n, "", f.fields())
	} else if list := n.Get(f.Sections); list != nil {
		for _, s := range list.Items {
			r.section(s)
		}
	}
	for _, paths := range [][]string{f.Organization, f.Year, f.Title, f.fields()} {
		for _, path := range paths {
			first, _, _ := strings.Cut(path, ".")
			known = append(known, first)
		}
	}
	r.passed(n, known, &r.beside)
	const most = 5
	if len(r.left) > 0 {
		r.found.Add(diag.New("json-names-left", r.places.At(n.Offset, n.Pointer()), "count", len(r.left), "names", strings.Join(r.left[:min(len(r.left), most)], "、")))
	}
	if len(r.beside) > 0 {
		r.found.Add(diag.New("json-fields-left", r.places.At(n.Offset, n.Pointer()), "count", len(r.beside), "fields", strings.Join(r.beside[:min(len(r.beside), most)], "、")))
	}
	if m.Err() != nil {
		r.found.Add(m.Refusal())
	}
	if worst, any := r.found.Worst(); any && worst == diag.Error {
		return nil, r.found.List()
	}
	return r.report, r.found.List()
}

// fail reports what is wrong with a value.
func (r *reader) fail(code diag.Code, n *jsontree.Node, args ...any) {
	if r.meter.Step(1); r.found.Full(code) {
		r.found.Skip()
		return
	}
	pointer := n.Pointer()
	r.found.Add(diag.New(code, r.places.At(n.Offset, pointer), append([]any{"pointer", pointer}, args...)...))
}

// passed notes the members of an object that are not known.
func (r *reader) passed(n *jsontree.Node, known []string, left *[]string) {
	for i, key := range n.Keys {
		if slices.Contains(n.Keys[:i], key) {
			r.fail("json-duplicate-key", n.Items[i], "key", key)
		}
		if !slices.Contains(known, key) && n.Items[i].Kind != 'n' && len(*left) < 1000 {
			*left = append(*left, n.Items[i].Pointer())
		}
		if !r.meter.Step(1) {
			return
		}
	}
}

// identity reads whose report it is, from the object or from the nearest one around it that says so.
func (r *reader) identity(n *jsontree.Node) {
	r.report.Organization = r.line(find(n, r.file.Organization))
	r.report.Title = r.line(find(n, r.file.Title))
	year := find(n, r.file.Year)
	if year == nil {
		return
	}
	number, err := strconv.Atoi(strings.TrimSuffix(chars.TrimSpace(year.Text), "年"))
	if err != nil || number < report.FirstYear || number > report.LastYear {
		r.fail("json-year", year, "value", year.Text)
		return
	}
	r.report.Year = number
}

// find returns the first of some paths that leads to a text or a number, in an object or in those around it.
func find(n *jsontree.Node, paths []string) *jsontree.Node {
	for ; n != nil; n = n.Parent {
		for _, path := range paths {
			at := n
			for step := range strings.SplitSeq(path, ".") {
				if at != nil {
					at = at.Get(step)
				}
			}
			if at != nil && (at.Kind == '"' || at.Kind == '0') {
				return at
			}
		}
	}
	return nil
}

// line reads a text of one line.
func (r *reader) line(n *jsontree.Node) string {
	if n == nil || !r.sound(n) {
		return ""
	}
	text := chars.TrimSpace(n.Text)
	if strings.ContainsAny(text, "\r\n\v\f\u0085\u2028\u2029") {
		r.fail("json-line-break", n)
		return ""
	}
	return text
}

// sound refuses characters that no document can hold; line ends are none of them.
func (r *reader) sound(n *jsontree.Node) bool {
	if n.Broken != "" {
		r.fail("json-character", n, "character", n.Broken)
		return false
	}
	for _, c := range n.Text {
		if !chars.ValidRune(c) && !isLineEnd(c) {
			r.fail("json-character", n, "character", "U+"+strings.ToUpper(strconv.FormatInt(int64(c), 16)))
			return false
		}
	}
	return r.meter.Characters(utf8.RuneCountInString(n.Text))
}

func isLineEnd(c rune) bool {
	return c == '\n' || c == '\r' || c == '\v' || c == '\f' || c == 0x85 || c == 0x2028 || c == 0x2029
}

// section reads a section, of a table or of text.
func (r *reader) section(n *jsontree.Node) {
	f := r.file
	if n.Kind != '{' {
		r.fail("json-names-section", n, "heading", "")
		return
	}
	kind, heading := textOf(n.Get(f.Kind)), textOf(n.Get(f.Heading))
	known := []string{f.Kind, f.Heading}
	for _, t := range f.Tables {
		if t.Kind == kind {
			known = append(known, t.Field...)
			if data := t.data(n); data != nil {
				r.table(t, data)
			}
			r.passed(n, known, &r.left)
			return
		}
	}
	i := slices.IndexFunc(f.Prose, func(p Prose) bool { return p.Kind == kind && p.is(heading) })
	if i < 0 {
		r.fail("json-names-section", n, "heading", heading)
		return
	}
	r.passed(n, append(known, f.Text), &r.left)
	text := n.Get(f.Text)
	if text == nil || text.Kind == 'n' {
		return
	}
	if text.Kind != '"' {
		r.fail("json-names-value", text)
		return
	}
	if _, ok := r.report.Prose[f.Prose[i].Section]; ok {
		r.fail("json-names-twice", n)
		return
	}
	if r.sound(text) {
		r.report.Prose[f.Prose[i].Section] = r.paragraphs(text.Text)
	}
}

func textOf(n *jsontree.Node) string {
	if n == nil || n.Kind != '"' {
		return ""
	}
	return n.Text
}

// paragraphs divides a text, in which no character means anything else than itself.
func (r *reader) paragraphs(text string) []string {
	list := []string{}
	for line := range strings.FieldsFuncSeq(text, isLineEnd) {
		if line = chars.TrimSpace(line); line == "" {
			continue
		}
		if !r.meter.Paragraph() {
			return nil
		}
		list = append(list, report.Canonical(report.Paragraph([]report.Span{{Text: line}})))
	}
	return list
}

// table reads the cells below an object.
func (r *reader) table(t *Table, n *jsontree.Node) {
	switch {
	case n.Kind == 'n':
		return
	case n.Kind != '{':
		r.fail("json-names-value", n)
		return
	case slices.Contains(r.tables, t):
		r.fail("json-names-twice", n)
		return
	}
	r.tables = append(r.tables, t)
	cells := r.report.Tables[t.Table]
	if cells == nil { // no other part of it was there
		cells = report.Table{}
		r.report.Tables[t.Table] = cells
	}
	var sums []summed
	seen := map[report.Key]report.Cell{}
	var walk func(n *jsontree.Node, path string)
	walk = func(n *jsontree.Node, path string) {
		if !r.meter.Step(1) {
			return
		}
		key, known := t.cells[path]
		of, isSum := t.sums[path]
		if n.Kind == '{' && len(r.file.Value) > 0 && (known || isSum) {
			n = r.file.valueOf(n)
		}
		switch n.Kind {
		case '{':
			for i, key := range n.Keys {
				inner := key
				if path != "" {
					inner = path + "." + key
				}
				if len(inner) > 200 { // longer than any path of a cell
					r.fail("json-names-unknown", n.Items[i])
					continue
				}
				walk(n.Items[i], inner)
			}
			return
		case '[', 't':
			r.fail("json-names-value", n)
			return
		}
		cell, ok := r.cell(n)
		if !ok {
			return
		}
		if isSum {
			sums = append(sums, summed{n, cell, of})
			return
		}
		if !known {
			if !cell.IsBlank() {
				r.fail("json-names-unknown", n)
			}
			return
		}
		if before, twice := seen[key]; twice && before != cell {
			r.fail("json-names-twice", n)
			return
		}
		seen[key] = cell
		cells.Set(key.Row, key.Col, cell)
	}
	walk(n, "")
	r.checkSums(cells, sums)
}

// valueOf is what holds the value of a cell that is an object; where nothing does, the null of the last name, or the object itself.
func (f *File) valueOf(n *jsontree.Node) *jsontree.Node {
	inner := n
	for _, name := range f.Value {
		if value := n.Get(name); value != nil {
			if inner = value; value.Kind != 'n' {
				break
			}
		}
	}
	return inner
}

// cell reads a value: a number, a text as it would stand in the cell, or null.
func (r *reader) cell(n *jsontree.Node) (report.Cell, bool) {
	switch n.Kind {
	case '0':
		number, err := report.ParseDecimal(n.Text)
		if err != nil {
			r.fail("json-number", n, "value", n.Text)
			return report.Cell{}, false
		}
		return report.Number(number), true
	case '"':
		if !r.sound(n) {
			return report.Cell{}, false
		}
		cell, _ := report.ParseCell(n.Text)
		return cell, true
	}
	return report.Cell{}, true
}
