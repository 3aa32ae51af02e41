package converter

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/collect"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/fieldnames"
	"nianbao/converter/internal/jsonfile"
	"nianbao/converter/internal/jsontree"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/recognize"
	"nianbao/converter/report"
)

// jsonReader is the state of reading a JSON file.
type jsonReader struct {
	c    *Converter
	ctx  context.Context
	name string // of the input
	one  bool   // several reports are refused
	// places are those of the file.
	places *jsontree.Places
}

// readJSON reads the reports of a JSON file: one of the contract, several in a list or one behind the other, those of another system, or
// the pages and texts in a portal's answer. Where some of several cannot be read the others are returned beside the refusal.
func (c *Converter) readJSON(ctx context.Context, in Input, data []byte, one bool) ([]*Reading, error) {
	data, found := jsonfile.Decode(limit.NewMeter(ctx, c.limits), data)
	if data == nil {
		return nil, refuse(found...)
	}
	values, problem := jsonfile.Values(limit.NewMeter(ctx, c.limits), data)
	if problem != nil {
		return nil, refuse(append(found, *problem)...)
	}
	r := &jsonReader{c: c, ctx: ctx, name: in.Name, one: one, places: jsontree.NewPlaces(data)}
	if len(values) < 2 && !r.isForeign(values) { // the strict decoder of the contract says what is wrong
		report, more := r.contract(values, data)
		if report == nil {
			return nil, refuse(append(found, more...)...)
		}
		return []*Reading{{Report: report, Source: JSON, Diagnostics: append(found, more...)}}, nil
	}
	var entries []jsonfile.Entry
	for _, n := range values {
		entries = append(entries, jsonfile.Find(limit.NewMeter(ctx, c.limits), r.places, n, c.names, c.vocabulary().Formats)...)
	}
	return r.entries(entries, found)
}

// contract reads the only value of a file as a report; a file of none is read anew for what is wrong with it.
func (r *jsonReader) contract(values []*jsontree.Node, data []byte) (*report.Report, diag.List) {
	if len(values) == 1 {
		return contract.DecodeNode(r.ctx, r.places, values[0], r.c.vocabulary(), r.c.limits)
	}
	return contract.DecodeLimited(r.ctx, data, r.c.vocabulary(), r.c.limits)
}

// isForeign reports whether a file of one value is none of ours: a list, what another system writes, an answer with a report in it. Where
// there is none and keys of the contract are, a report of ours has a slip in it.
func (r *jsonReader) isForeign(values []*jsontree.Node) bool {
	if len(values) == 0 {
		return false
	}
	n := values[0]
	switch {
	case n.Kind == '[':
		return len(n.Items) > 0
	case n.Kind == '"':
		return true
	case n.Kind != '{' || len(n.Keys) == 0 || r.c.isOurs(n):
		return false
	}
	found := jsonfile.Find(limit.NewMeter(r.ctx, r.c.limits), r.places, n, r.c.names, r.c.vocabulary().Formats)
	return len(found[0].Sources) > 0 || r.c.knownKeys(n) == 0
}

// isOurs reports whether an object is meant as a report of the contract: it names an edition and has other keys of it, or a section.
func (c *Converter) isOurs(n *jsontree.Node) bool {
	if format := n.Get("format"); format != nil && format.Kind == '"' && (slices.Contains(c.vocabulary().Formats, format.Text) || c.knownKeys(n) > 1) {
		return true
	}
	return slices.ContainsFunc(c.vocabulary().Sections, func(s contract.Section) bool {
		item := n.Get(s.Key)
		return item != nil && (s.Table == "" && item.Kind == '[' || s.Table != "" && item.Kind == '{')
	})
}

// knownKeys counts the keys of an object that are of the contract.
func (c *Converter) knownKeys(n *jsontree.Node) int {
	known := []string{"$schema", "version", "format", "organization", "year", "title", "notes", "table_formats", "attachments", "signature", "date", "annotation", "imprint"}
	for _, s := range c.vocabulary().Sections {
		known = append(known, cmp.Or(s.Table, s.Key))
	}
	count := 0
	for _, key := range n.Keys {
		if slices.Contains(known, key) {
			count++
		}
	}
	return count
}

// mostTexts is how many texts of a file are read: as many as a file may hold reports that have to be recognised.
const mostTexts = recognize.MostReports

// longestUntitled is how long a text is, in bytes, that is read again with a title before it.
const longestUntitled = 256 << 10

// entries reads every entry.
func (r *jsonReader) entries(entries []jsonfile.Entry, found diag.List) ([]*Reading, error) {
	texts := 0
	for i := range entries {
		for _, s := range entries[i].Sources {
			if s.Text != "" {
				texts++
			}
		}
	}
	if len(entries) > jsonfile.Most {
		return nil, refuse(append(found, diag.New("too-many-reports", diag.Place{}, "most", jsonfile.Most))...)
	}
	if texts > mostTexts {
		return nil, refuse(append(found, diag.New("too-many-reports", diag.Place{}, "most", mostTexts))...)
	}
	var all []*Reading
	var refused collect.Collector
	failed := 0
	for i := range entries {
		readings, err := r.entry(&entries[i])
		if err := r.ctx.Err(); err != nil {
			return nil, err
		}
		refusal, wrong := errors.AsType[*Refusal](err)
		switch {
		case err != nil && !wrong:
			return nil, err
		case wrong && entries[i].Maybe:
		case wrong:
			failed++
			for k := range refusal.Diagnostics {
				if place := &refusal.Diagnostics[k].Place; len(entries) > 1 && place.Report == "" {
					place.Report = "#" + strconv.Itoa(i+1)
				}
			}
			refused.Add(refusal.Diagnostics...)
		}
		all = append(all, readings...)
	}
	if len(all) > 0 {
		all[0].Diagnostics = append(found, all[0].Diagnostics...)
	}
	if len(all) > 1 || len(entries) > 1 && failed > 0 {
		for i, reading := range all {
			reading.Number = i + 1
			reading.name(reading.Diagnostics)
		}
	}
	if r.one && len(all)+failed > 1 {
		return nil, refuse(append(severalRecords("json-several", all), refused.List()...)...)
	}
	if failed > 0 {
		return all, refuse(append(found, refused.List()...)...)
	}
	if len(all) == 0 {
		return nil, refuse(append(found, diag.New("json-empty", diag.Place{}))...)
	}
	return all, nil
}

// entry reads what is to be one report: of its values and texts the one that is a report.
func (r *jsonReader) entry(e *jsonfile.Entry) ([]*Reading, error) {
	if len(e.Sources) == 0 {
		return nil, r.noReport(e)
	}
	const most = 8 // texts of one entry that are read
	var all []attempted
	var first error
	for i, s := range e.Sources {
		if i >= most {
			break
		}
		readings, err := r.source(&s)
		if err != nil {
			if _, refused := errors.AsType[*Refusal](err); !refused {
				return nil, err
			}
			// What is a value of a report and is wrong is wrong; a text may be something else.
			if s.Text == "" {
				return nil, err
			}
			if first == nil {
				first = err
			}
			continue
		}
		all = append(all, attempted{s, readings})
	}
	switch {
	case len(all) == 0 && len(e.Sources) == 1:
		return nil, first
	case len(all) == 0:
		return nil, r.noReport(e)
	}
	best := all[0]
	for _, other := range all[1:] {
		if contradict(best.readings, other.readings) {
			return nil, refuse(diag.New("json-fields-several", r.place(e.Node), "fields", best.field()+"、"+other.field()))
		}
		if figures(other.readings) > figures(best.readings) {
			best = other
		}
	}
	r.account(e, best)
	return best.readings, nil
}

// attempted is a source that was read.
type attempted struct {
	jsonfile.Source
	readings []*Reading
}

// field is the pointer to it.
func (a attempted) field() string { return cmp.Or(a.Field, a.Node.Pointer(), "/") }

// account says which field the report was read from, and which were not read.
func (r *jsonReader) account(e *jsonfile.Entry, best attempted) {
	if best.Field == "" {
		return
	}
	reading := best.readings[0]
	more := diag.List{diag.New("json-field-read", r.place(e.Node), "pointer", best.Field, "format", best.readings[0].Source)}
	var left []string
	count := 0
	walk(r.around(e), func(n *jsontree.Node) {
		if n.Kind != '{' && n.Kind != '[' && n.Kind != 'n' && n != best.Node && !strings.HasPrefix(best.Field, n.Pointer()) {
			if count++; len(left) < 5 {
				left = append(left, n.Pointer())
			}
		}
	})
	if count > 0 {
		more = append(more, diag.New("json-fields-left", r.place(e.Node), "count", count, "fields", strings.Join(left, "、")))
	}
	reading.Diagnostics = append(more, reading.Diagnostics...)
}

// around is the value that an entry is accounted for by: the element of the list that it stands in, or the whole of the value.
func (r *jsonReader) around(e *jsonfile.Entry) *jsontree.Node {
	n := e.Node
	for n.Parent != nil && n.Parent.Kind != '[' {
		n = n.Parent
	}
	return n
}

func walk(n *jsontree.Node, visit func(*jsontree.Node)) {
	visit(n)
	for _, item := range n.Items {
		walk(item, visit)
	}
}

// noReport refuses a value that holds none.
func (r *jsonReader) noReport(e *jsonfile.Entry) error {
	return refuse(diag.New("json-shape", r.place(e.Node), "pointer", cmp.Or(e.Node.Pointer(), "/"), "keys", jsonfile.Keys(e.Node)))
}

func (r *jsonReader) place(n *jsontree.Node) diag.Place { return r.places.At(n.Offset, n.Pointer()) }

// source reads one source.
func (r *jsonReader) source(s *jsonfile.Source) ([]*Reading, error) {
	switch {
	case s.Names != nil:
		report, found := s.Names.Read(limit.NewMeter(r.ctx, r.c.textLimits()), s.Places, s.Node)
		if report == nil {
			return nil, refuse(found...)
		}
		return []*Reading{{Report: report, Source: Format(s.Names.Name), Diagnostics: found}}, nil
	case s.Text == "":
		report, found := contract.DecodeNode(r.ctx, s.Places, s.Node, r.c.vocabulary(), r.c.limits)
		if report == nil {
			return nil, refuse(found...)
		}
		return []*Reading{{Report: report, Source: JSON, Diagnostics: found}}, nil
	}
	readings, err := r.text(s, "")
	if err == nil && (len(readings) != 1 || readings[0].Report.Organization != "") || err != nil && !notAReport(err) {
		return readings, err
	}
	// The title stands beside the text, where a portal keeps it. One of the lines there is it where, put before the text, it is read as one.
	for _, line := range s.Lines {
		if len(s.Text) > longestUntitled {
			break
		}
		titled, wrong := r.text(s, line)
		if err := r.ctx.Err(); err != nil {
			return nil, err
		}
		if wrong == nil && len(titled) == 1 && titled[0].Report.Organization != "" && strings.Contains(line, titled[0].Report.Organization) && figures(titled) >= figures(readings) {
			return titled, nil
		}
	}
	return readings, err
}

func notAReport(err error) bool {
	refusal, ok := errors.AsType[*Refusal](err)
	return ok && refusal.Diagnostics.Has("not-a-report")
}

// text reads the text of a field, with a title before it or none.
func (r *jsonReader) text(s *jsonfile.Source, title string) ([]*Reading, error) {
	format, data := Text, s.Text
	if s.Page {
		format = HTML
	}
	switch {
	case title != "" && s.Page:
		data = "<h1>" + webEscape(title) + "</h1>" + data
	case title != "":
		data = title + "\n" + data
	}
	doc, found := r.c.document(r.ctx, format, []byte(data))
	if err := r.ctx.Err(); err != nil { // no other text is worth trying
		return nil, err
	}
	if doc == nil {
		return nil, refuse(collect.Capped(found)...)
	}
	readings, err := r.c.recognized(r.ctx, doc, found, format, r.one)
	for _, reading := range readings {
		r.within(s, title, reading.Diagnostics)
	}
	if refusal, ok := errors.AsType[*Refusal](err); ok {
		r.within(s, title, refusal.Diagnostics)
	}
	return readings, err
}

// within gives diagnostics the place of the field whose lines they speak of.
func (r *jsonReader) within(s *jsonfile.Source, title string, found diag.List) {
	for i := range found {
		if found[i].Place.File == "" {
			found[i].Place.File = r.name + "#" + s.Field
		}
		if title != "" && !s.Page && found[i].Place.Line > 1 {
			found[i].Place.Line--
		}
	}
}

func webEscape(s string) string { return strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(s) }

// textLimits are the limits of a file of data, which is one report.
func (c *Converter) textLimits() limit.Limits {
	limits := c.limits
	limits.Characters = min(limits.Characters, limits.ReportCharacters)
	return limits
}

// figures counts the figures of reports.
func figures(readings []*Reading) int {
	n := 0
	for _, r := range readings {
		for _, table := range r.Report.Tables {
			n += len(table)
		}
	}
	return n
}

// contradict reports whether two ways of reading one report differ in a figure, or are not of the same reports.
func contradict(a, b []*Reading) bool {
	if len(a) != len(b) {
		return true
	}
	for i := range a {
		x, y := a[i].Report, b[i].Report
		if x.Organization != y.Organization && x.Organization != "" && y.Organization != "" || x.Year != y.Year && x.Year != 0 && y.Year != 0 {
			return true
		}
		for table, cells := range x.Tables {
			for key, cell := range cells {
				if other := y.Tables[table][key]; !other.IsBlank() && !cell.IsBlank() && other != cell {
					return true
				}
			}
		}
	}
	return false
}

// namesOf returns the names that a format has for what a report says; nil for one that is no other system's JSON.
func (c *Converter) namesOf(f Format) *fieldnames.File {
	for _, file := range c.names {
		if file.Name == string(f) {
			return file
		}
	}
	return nil
}

// isData reports whether a format is JSON, ours or of another system: data, and no document.
func (f Format) isData() bool { return f.MediaType() == JSON.MediaType() }
