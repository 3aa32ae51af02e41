package contract

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/collect"
	"nianbao/converter/internal/jsontree"
	"nianbao/converter/internal/limit"
	"nianbao/converter/report"
)

// Decode reads a report from the JSON contract (version 1). Unknown keys, duplicate keys and wrong types are errors
// with a JSON Pointer; all are returned at once, and the report is nil if there is any of severity error. Paragraphs
// are brought to [Canonical] form, empty ones dropped.
func Decode(data []byte, v *Vocabulary) (*report.Report, diag.List) {
	return DecodeLimited(context.Background(), data, v, limit.Default())
}

// DecodeLimited is Decode under a context and with limits other than the defaults.
func DecodeLimited(ctx context.Context, data []byte, v *Vocabulary, limits limit.Limits) (*report.Report, diag.List) {
	limits.Characters = min(limits.Characters, limits.ReportCharacters) // a file of data is one report
	m := limit.NewMeter(ctx, limits)
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if int64(len(data)) > limits.JSON {
		return nil, diag.List{diag.New("json-limit", diag.Place{}, "what", diag.Word("json-bytes"), "limit", limits.JSON)}
	}
	root, problem := jsontree.Parse(m, data)
	if problem != nil {
		return nil, diag.List{*problem}
	}
	return decode(m, jsontree.NewPlaces(data), root, v)
}

// DecodeNode is DecodeLimited for one value of a file that was read into a tree.
func DecodeNode(ctx context.Context, places *jsontree.Places, root *jsontree.Node, v *Vocabulary, limits limit.Limits) (*report.Report, diag.List) {
	limits.Characters = min(limits.Characters, limits.ReportCharacters)
	return decode(limit.NewMeter(ctx, limits), places, root, v)
}

func decode(m *limit.Meter, places *jsontree.Places, root *jsontree.Node, v *Vocabulary) (*report.Report, diag.List) {
	d := &decoder{meter: m, places: places, v: v, report: &report.Report{Prose: map[string][]string{}, Tables: map[string]report.Table{}}}
	d.root(root)
	if m.Err() != nil {
		d.found.Add(m.Refusal())
	}
	if worst, any := d.found.Worst(); any && worst == diag.Error {
		return nil, d.found.List()
	}
	d.tableFormats()
	if worst, any := d.found.Worst(); any && worst == diag.Error {
		return nil, d.found.List()
	}
	return d.report, d.found.List()
}

type decoder struct {
	meter   *limit.Meter
	places  *jsontree.Places
	v       *Vocabulary
	report  *report.Report
	found   collect.Collector
	formats *jsontree.Node // table_formats, looked at last
}

// fail reports what is wrong with n; failKey what is wrong with its key.
func (d *decoder) fail(code diag.Code, n *jsontree.Node, args ...any) {
	d.failAt(code, n, n.Offset, args...)
}

func (d *decoder) failKey(code diag.Code, n *jsontree.Node, args ...any) {
	d.failAt(code, n, n.Key, args...)
}

func (d *decoder) failAt(code diag.Code, n *jsontree.Node, offset int64, args ...any) {
	if d.meter.Step(1); d.found.Full(code) {
		d.found.Skip()
		return
	}
	pointer := n.Pointer()
	d.found.Add(diag.New(code, d.places.At(offset, pointer), append([]any{"pointer", cmp.Or(pointer, "/")}, args...)...))
}

var kindNames = map[byte]diag.Word{
	'{': diag.Word("json-object"), '[': diag.Word("json-array"), '"': diag.Word("json-string"), '0': diag.Word("json-number"),
	't': diag.Word("json-boolean"), 'n': diag.Word("json-null"),
}

// is reports whether n is of one of the kinds, and says what was expected if not.
func (d *decoder) is(n *jsontree.Node, kinds string) bool {
	if strings.IndexByte(kinds, n.Kind) >= 0 {
		return true
	}
	expected := make([]diag.Wording, len(kinds))
	for i := range expected {
		expected[i] = kindNames[kinds[i]].With()
	}
	d.fail("json-type", n, "expected", diag.AnyOf(expected), "found", kindNames[n.Kind])
	return false
}

// members calls f for each key of an object, refusing doubled keys and those that known does not list.
func (d *decoder) members(n *jsontree.Node, known []string, f func(key string, n *jsontree.Node)) {
	seen := newKeys(len(n.Keys))
	for i, key := range n.Keys {
		item := n.Items[i]
		switch {
		case seen.before(n.Keys[:i], key):
			d.failKey("json-duplicate-key", item, "key", key)
		case !slices.Contains(known, key):
			d.failKey("json-unknown-key", item, "key", key, "known", strings.Join(known, "、"))
		default:
			f(key, item)
		}
	}
}

// keys tells doubled ones: a few by looking at all before, many by a set.
type keys map[string]bool

func newKeys(n int) keys {
	const few = 32
	if n <= few {
		return nil
	}
	return make(keys, n)
}

// before reports whether key is one of those before it. It is asked once for each key, in their order.
func (k keys) before(earlier []string, key string) bool {
	if k == nil {
		return slices.Contains(earlier, key)
	}
	doubled := k[key]
	k[key] = true
	return doubled
}

func (d *decoder) root(n *jsontree.Node) {
	if !d.is(n, "{") {
		return
	}
	formats := d.v.AllFormats()
	if format := n.Get("format"); format != nil && format.Kind == '"' {
		d.v = d.v.Of(format.Text)
	}
	known := []string{"$schema", "version", "format", "organization", "year", "title"}
	prose, tables := map[string]bool{}, map[string]bool{}
	for _, s := range d.v.Sections {
		if s.Table == "" {
			prose[s.Key] = true
			known = append(known, s.Key)
		} else {
			tables[s.Table] = true
			known = append(known, s.Table)
		}
	}
	known = append(known, "notes", "table_formats", "attachments", "signature", "date", "annotation", "imprint")
	d.members(n, known, func(key string, n *jsontree.Node) {
		switch {
		case key == "$schema":
			d.is(n, `"`)
		case key == "version":
			if d.is(n, `0`) && n.Text != strconv.Itoa(Version) {
				d.fail("json-version", n, "value", n.Text)
			}
		case key == "format":
			if !d.is(n, `"`) {
			} else if !slices.Contains(formats, n.Text) {
				d.fail("json-format", n, "value", n.Text, "known", strings.Join(formats, "、"))
			} else {
				d.report.Format = n.Text
			}
		case key == "organization":
			d.report.Organization = d.line(n)
		case key == "title":
			d.report.Title = d.line(n)
		case key == "signature":
			d.report.Signature = CanonicalSignature(d.line(n))
		case key == "year":
			d.year(n)
		case key == "date":
			d.date(n)
		case key == "attachments":
			d.report.Attachments = d.tail(n)
		case key == "annotation":
			d.report.Annotation = d.tail(n)
		case key == "imprint":
			d.report.Imprint = d.tail(n)
			for i, text := range d.report.Imprint {
				d.report.Imprint[i] = CanonicalImprint(text)
			}
		case key == "notes":
			d.notes(n, tables)
		case key == "table_formats":
			if d.is(n, "{n") && n.Kind == '{' {
				d.formats = n
			}
		case prose[key]:
			if paragraphs, ok := d.paragraphs(n); ok {
				d.report.Prose[key] = paragraphs
			}
		default:
			d.table(key, n)
		}
	})
	// A section without a heading (the introduction) cannot be there and empty at once.
	for _, s := range d.v.Sections {
		if p, ok := d.report.Prose[s.Key]; ok && len(p) == 0 && s.Untitled {
			delete(d.report.Prose, s.Key)
		}
	}
	// Where there is no table, nothing stands above or below it: what is printed reads the same either way.
	for table, notes := range d.report.Notes {
		if d.report.Tables[table] == nil {
			d.report.Notes[table] = report.Notes{Above: slices.Concat(notes.Above, notes.Below)}
		}
	}
	if !slices.Contains(n.Keys, "format") {
		d.fail("json-missing-key", n, "key", "format")
	}
}

// line reads a string of one line, or null.
func (d *decoder) line(n *jsontree.Node) string {
	if !d.is(n, `"n`) || n.Kind == 'n' || !d.meter.Characters(utf8.RuneCountInString(n.Text)) || !d.text(n) {
		return ""
	}
	return chars.TrimSpace(n.Text)
}

// text refuses line breaks and characters that no document can hold (ISO/IEC 10646 noncharacters and controls, which
// XML 1.0 section 2.2 excludes).
func (d *decoder) text(n *jsontree.Node) bool {
	if n.Broken != "" {
		d.fail("json-character", n, "character", n.Broken)
		return false
	}
	for _, r := range n.Text {
		if r == '\n' || r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028 || r == 0x2029 {
			d.fail("json-line-break", n)
			return false
		}
		if !chars.ValidRune(r) {
			d.fail("json-character", n, "character", fmt.Sprintf("U+%04X", r))
			return false
		}
	}
	return true
}

func (d *decoder) year(n *jsontree.Node) {
	if !d.is(n, "0n") || n.Kind == 'n' {
		return
	}
	year, err := strconv.Atoi(n.Text)
	if err != nil || year < report.FirstYear || year > report.LastYear {
		d.fail("json-year", n, "value", n.Text)
		return
	}
	d.report.Year = year
}

func (d *decoder) date(n *jsontree.Node) {
	if !d.is(n, `"n`) || n.Kind == 'n' {
		return
	}
	if date, err := time.Parse("2006-01-02", n.Text); err != nil || date.Year() < report.FirstYear || date.Year() > report.LastYear {
		d.fail("json-date", n, "value", n.Text)
		return
	}
	d.report.Date = n.Text
}

func (d *decoder) paragraphs(n *jsontree.Node) ([]string, bool) {
	if !d.is(n, "[n") || n.Kind == 'n' {
		return nil, false
	}
	list := []string{}
	for _, item := range n.Items {
		if !d.meter.Paragraph() || !d.meter.Characters(utf8.RuneCountInString(item.Text)) {
			return nil, false
		}
		if d.is(item, `"`) && d.text(item) {
			if p := report.Canonical(item.Text); p != "" {
				list = append(list, p)
			}
		}
	}
	return list, true
}

// tail reads a list of what stands around the signature. It has no heading, so that it cannot be there and empty at once.
func (d *decoder) tail(n *jsontree.Node) []string {
	if list, _ := d.paragraphs(n); len(list) > 0 {
		return list
	}
	return nil
}

func (d *decoder) notes(n *jsontree.Node, tables map[string]bool) {
	if !d.is(n, "{n") {
		return
	}
	var known []string
	for _, s := range d.v.Sections {
		if s.Table != "" {
			known = append(known, s.Table)
		}
	}
	d.members(n, known, func(table string, n *jsontree.Node) {
		if !d.is(n, "{n") {
			return
		}
		var notes report.Notes
		d.members(n, []string{"above", "below"}, func(key string, n *jsontree.Node) {
			list, _ := d.paragraphs(n)
			if len(list) == 0 {
				return
			}
			if key == "above" {
				notes.Above = list
			} else {
				notes.Below = list
			}
		})
		if !notes.Empty() {
			if d.report.Notes == nil {
				d.report.Notes = map[string]report.Notes{}
			}
			d.report.Notes[table] = notes
		}
	})
}

func (d *decoder) table(key string, n *jsontree.Node) {
	if !d.is(n, "{n") || n.Kind == 'n' {
		return
	}
	rows, columns := d.knownKeys(key)
	t := make(report.Table, cellsIn(n))
	d.members(n, rows, func(row string, n *jsontree.Node) {
		if !d.is(n, "{n") {
			return
		}
		d.members(n, columns[row], func(col string, n *jsontree.Node) {
			if d.v.HoldsWords(key, report.Key{Row: row, Col: col}) {
				t.Set(row, col, d.words(n))
			} else {
				t.Set(row, col, d.cell(n))
			}
		})
	})
	d.report.Tables[key] = t
}

// cellsIn counts what may become cells, up to what the largest table of a form has.
func cellsIn(table *jsontree.Node) int {
	const most = 1024
	n := 0
	for _, row := range table.Items {
		if n += len(row.Items); n > most {
			return most
		}
	}
	return n
}

// knownKeys returns the row keys of a table in any edition and the column keys of each.
func (d *decoder) knownKeys(table string) (rows []string, columns map[string][]string) {
	columns = map[string][]string{}
	for _, g := range d.v.Tables[table] {
		for _, k := range g.Keys {
			if columns[k.Row] == nil {
				rows = append(rows, k.Row)
			}
			if !slices.Contains(columns[k.Row], k.Col) {
				columns[k.Row] = append(columns[k.Row], k.Col)
			}
		}
	}
	return rows, columns
}

// words reads a cell that holds words: a string, or the object that stands for a text in other cells.
func (d *decoder) words(n *jsontree.Node) report.Cell {
	switch n.Kind {
	case 'n':
		return report.Cell{}
	case '{':
		c := d.cell(n)
		if _, isNumber := c.Number(); isNumber {
			d.is(n.Get("value"), "n")
			return report.Cell{}
		}
		return c
	}
	if !d.is(n, `"n{`) || !d.text(n) {
		return report.Cell{}
	}
	return report.Text(chars.TrimSpace(n.Text))
}

func (d *decoder) cell(n *jsontree.Node) report.Cell {
	switch n.Kind {
	case 'n':
		return report.Cell{}
	case '0':
		return d.number(n)
	case '"':
		if d.v.IsMark(n.Text) {
			return report.Text(n.Text)
		}
		d.fail("json-cell-string", n, "value", n.Text, "marks", strings.Join(d.v.Marks, " "))
		return report.Cell{}
	case '{':
		var value, text *jsontree.Node
		d.members(n, []string{"value", "text"}, func(key string, n *jsontree.Node) {
			if key == "value" {
				value = n
			} else {
				text = n
			}
		})
		if value == nil || text == nil {
			if value == nil {
				d.fail("json-missing-key", n, "key", "value")
			}
			if text == nil {
				d.fail("json-missing-key", n, "key", "text")
			}
			return report.Cell{}
		}
		if !d.is(value, "0n") || !d.is(text, `"`) || !d.text(text) {
			return report.Cell{}
		}
		printed := chars.TrimSpace(text.Text)
		if value.Kind == 'n' {
			return report.Text(printed)
		}
		number, _ := d.number(value).Number()
		return report.Annotated(number, printed)
	}
	d.is(n, `0n"{`)
	return report.Cell{}
}

func (d *decoder) number(n *jsontree.Node) report.Cell {
	number, err := report.ParseDecimal(n.Text)
	if err != nil {
		d.fail("json-number", n, "value", n.Text)
		return report.Cell{}
	}
	return report.Number(number)
}

// tableFormats reads table_formats, refuses one that the table's cells contradict, and drops those that say only what
// follows from the cells. Tables that mix editions are reported.
func (d *decoder) tableFormats() {
	if d.formats != nil {
		var known []string
		for _, s := range d.v.Sections {
			if s.Table != "" {
				known = append(known, s.Table)
			}
		}
		d.members(d.formats, known, func(table string, n *jsontree.Node) {
			if !d.is(n, `"`) {
				return
			}
			if !slices.Contains(d.v.Formats, n.Text) {
				d.fail("json-format", n, "value", n.Text, "known", strings.Join(d.v.Formats, "、"))
				return
			}
			if odd := outside(d.v, table, n.Text, d.report.Tables[table]); len(odd) > 0 {
				d.fail("json-table-format", n, "format", n.Text, "cell", table+"."+odd[0].Row+"."+odd[0].Col)
				return
			}
			SetTableFormat(d.report, d.v, table, n.Text)
		})
	}
	d.found.Add(MixedTables(d.report, d.v)...)
}
