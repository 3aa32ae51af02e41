package fieldnames

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/report"
)

// member is a member of an object that is written, in its order.
type member struct {
	key   string
	inner []member // of an object
	value string   // else, as JSON
}

// Write writes a report with these names, indented, with a final line feed. What they have no place for is left out and named in a
// warning. The result is nil, and the list holds an error, where a cell has no name: figures of another edition.
func (f *File) Write(r *report.Report) ([]byte, diag.List) {
	w := writer{file: f, report: r, written: map[string]bool{}}
	if w.unknownTables(); w.found != nil {
		return nil, w.found
	}
	if f.Sections == "" {
		return w.atPaths()
	}
	sections := w.sections()
	if w.found != nil {
		return nil, w.found
	}
	b := bytes.NewBufferString("{")
	comma := ""
	add := func(paths []string, value string) {
		if len(paths) > 0 && value != "" {
			b.WriteString(comma + "\n  " + quoted(paths[0]) + ": " + value)
			comma = ","
		}
	}
	if r.Organization != "" {
		add(f.Organization, quoted(r.Organization))
	}
	if r.Year != 0 {
		add(f.Year, strconv.Itoa(r.Year))
	}
	if r.Title != "" {
		add(f.Title, quoted(r.Title))
	}
	b.WriteString(comma + "\n  " + quoted(f.Sections) + ": [")
	for i, s := range sections {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n    ")
		write(b, s, "    ")
	}
	b.WriteString("\n  ]\n}\n")
	return b.Bytes(), w.losses()
}

type writer struct {
	file    *File
	report  *report.Report
	written map[string]bool // sections of text
	bold    bool            // was dropped
	remarks int             // cells that lost what stood with their figure
	found   diag.List
}

// unknownTables refuses a report with cells in a table of which the names know nothing, one cell for each: that of another form or edition.
func (w *writer) unknownTables() {
	for _, table := range slices.Sorted(maps.Keys(w.report.Tables)) {
		if slices.ContainsFunc(w.file.Tables, func(t *Table) bool { return t.Table == table }) {
			continue
		}
		var cells []string
		for key, cell := range w.report.Tables[table] {
			if !cell.IsBlank() {
				cells = append(cells, table+"."+key.Row+"."+key.Col)
			}
		}
		if len(cells) > 0 {
			w.found = append(w.found, diag.New("names-cell", diag.Place{Table: table}, "cell", slices.Min(cells), "name", w.file.Name))
		}
	}
}

// sections are the sections in the order of the form.
func (w *writer) sections() (all [][]member) {
	f := w.file
	begin := func(kind, heading string) []member {
		return []member{{key: f.Heading, value: quoted(heading)}, {key: f.Kind, value: quoted(kind)}}
	}
	for i := range f.edition.Sections {
		section := f.edition.Sections[i].Key
		for _, p := range f.Prose {
			if paragraphs, ok := w.report.Prose[section]; ok && p.Section == section {
				w.written[section] = true
				all = append(all, append(begin(p.Kind, p.Heading), member{key: f.Text, value: quoted(w.text(paragraphs))}))
			}
		}
		for _, t := range f.Tables {
			if cells := w.report.Tables[t.Table]; cells != nil && t.Table == section {
				all = append(all, append(begin(t.Kind, t.Heading), member{key: t.Field[0], inner: w.table(t, cells)}))
			}
		}
	}
	return all
}

// has reports whether a table, or a part of it, has a name for a cell.
func (f *File) has(table string, key report.Key) bool {
	return slices.ContainsFunc(f.Tables, func(t *Table) bool { return t.Table == table && t.paths[key] != "" })
}

// atPaths writes a file whose sections stand at paths of their own.
func (w *writer) atPaths() ([]byte, diag.List) {
	f, r := w.file, w.report
	var all []member
	text := func(paths []string, value string) {
		if len(paths) > 0 && value != "" {
			all = put(all, strings.Split(paths[0], "."), member{value: quoted(value)})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(f.Constants)) {
		all = put(all, []string{key}, member{value: quoted(f.Constants[key])})
	}
	text(f.Organization, r.Organization)
	if r.Year != 0 && len(f.Year) > 0 {
		all = put(all, strings.Split(f.Year[0], "."), member{value: strconv.Itoa(r.Year)})
	}
	text(f.Title, r.Title)
	for i := range f.edition.Sections {
		section := f.edition.Sections[i].Key
		for _, p := range f.Prose {
			if paragraphs, ok := r.Prose[section]; ok && p.Section == section {
				w.written[section] = true
				all = put(all, strings.Split(p.Field, "."), member{value: quoted(w.text(paragraphs))})
			}
		}
		for _, t := range f.Tables {
			if cells := r.Tables[t.Table]; cells != nil && t.Table == section {
				all = put(all, strings.Split(t.Field[0], "."), member{inner: w.table(t, cells)})
			}
		}
	}
	if w.found != nil {
		return nil, w.found
	}
	var b bytes.Buffer
	write(&b, all, "")
	return append(b.Bytes(), '\n'), w.losses()
}

func (w *writer) text(paragraphs []string) string {
	lines := make([]string, len(paragraphs))
	for i, p := range paragraphs {
		lines[i] = report.Plain(p)
		w.bold = w.bold || slices.ContainsFunc(report.Spans(p), func(s report.Span) bool { return s.Bold })
	}
	return strings.Join(lines, "\n")
}

// table writes every cell of the edition, blank ones as null.
func (w *writer) table(t *Table, cells report.Table) (members []member) {
	first := slices.IndexFunc(w.file.Tables, func(other *Table) bool { return other.Table == t.Table })
	for key := range cells {
		if w.file.Tables[first] == t && !w.file.has(t.Table, key) && !cells[key].IsBlank() {
			w.found = append(w.found, diag.New("names-cell", diag.Place{Table: t.Table}, "cell", t.Table+"."+key.Row+"."+key.Col, "name", w.file.Name))
		}
	}
	slices.SortFunc(w.found, func(a, b diag.Diagnostic) int { return strings.Compare(a.Line(diag.English), b.Line(diag.English)) })
	order := t.order
	if t.First == "columns" { // one applicant behind the other
		order = slices.Clone(order)
		first := map[string]int{}
		for i, key := range t.order {
			if _, ok := first[key.Col]; !ok {
				first[key.Col] = i
			}
		}
		slices.SortStableFunc(order, func(a, b report.Key) int { return first[a.Col] - first[b.Col] })
	}
	for _, key := range order {
		steps := strings.Split(t.paths[key], ".")
		if len(w.file.Value) > 0 {
			steps = append(steps, w.file.Value[0])
		}
		members = put(members, steps, member{value: w.cell(cells[key])})
	}
	return members
}

// put adds a value, or an object, below the steps of a path.
func put(members []member, path []string, last member) []member {
	i := slices.IndexFunc(members, func(m member) bool { return m.key == path[0] })
	if i < 0 {
		i = len(members)
		members = append(members, member{key: path[0]})
	}
	if len(path) == 1 {
		members[i].value, members[i].inner = last.value, last.inner
	} else {
		members[i].inner = put(members[i].inner, path[1:], last)
	}
	return members
}

// cell writes the figure, or what stands in its place; a figure loses what is printed with it.
func (w *writer) cell(c report.Cell) string {
	number, ok := c.Number()
	switch {
	case c.IsBlank():
		return "null"
	case !ok:
		return quoted(c.Remark())
	case c.Remark() != "":
		w.remarks++
	}
	return number.String()
}

// losses names what there is no place for.
func (w *writer) losses() diag.List {
	var lost []diag.Wording
	r := w.report
	for i := range w.file.edition.Sections {
		s := w.file.edition.Sections[i]
		if _, ok := r.Prose[s.Key]; ok && !w.written[s.Key] {
			lost = append(lost, diag.Wording{Chinese: s.Call(), English: s.Key})
		}
	}
	for _, x := range [...]struct {
		is   bool
		what diag.Word
	}{
		{w.bold, "lost-bold"}, {w.remarks > 0, "lost-remarks"}, {len(r.Notes) > 0, "lost-notes"}, {len(r.TableFormats) > 0, "lost-formats"},
		{r.Signature != "" || r.Date != "", "lost-signature"},
		{len(r.Attachments) > 0 || len(r.Annotation) > 0 || len(r.Imprint) > 0, "lost-tail"},
	} {
		if x.is {
			lost = append(lost, x.what.With("n", w.remarks))
		}
	}
	if lost == nil {
		return nil
	}
	return diag.List{diag.New("names-lost", diag.Place{}, "name", w.file.Name, "what", diag.Listed(lost))}
}

// write writes an object.
func write(b *bytes.Buffer, members []member, indent string) {
	b.WriteString("{")
	for i, m := range members {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\n" + indent + "  " + quoted(m.key) + ": ")
		if m.inner != nil {
			write(b, m.inner, indent+"  ")
		} else {
			b.WriteString(m.value)
		}
	}
	b.WriteString("\n" + indent + "}")
}

// quoted writes a string; "<" stands for itself.
func quoted(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""` // no string does this
	}
	return strings.TrimSuffix(b.String(), "\n")
}
