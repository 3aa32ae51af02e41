// Package jsonfile finds the reports in a JSON file that somebody else wrote: one of ours among others, one with the names of another
// system, a page or a text in the field of a portal's answer.
//
// A file holds one value, or several one behind the other (newline-delimited JSON). [Values] reads them, [Find] looks what they hold: each
// element of a list is a report of its own, the fields of one object are different forms of one. Whether a text is a report only its
// reader can tell; this package names the texts that are long enough, and reads none of them.
package jsonfile

import (
	"html"
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/encoding"
	"nianbao/converter/internal/fieldnames"
	"nianbao/converter/internal/jsontree"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/sniff"
)

// Decode returns a file in UTF-8 without byte order mark. One that is certainly in another encoding, UTF-16 or GB 18030 with no byte that
// has no meaning there, is decoded, and a diagnostic names it; RFC 8259, 8.1 demands UTF-8. Bytes that may be anything are refused.
func Decode(m *limit.Meter, data []byte) ([]byte, diag.List) {
	if rest := strings.TrimPrefix(string(data[:min(len(data), 3)]), "\xef\xbb\xbf"); len(rest) < min(len(data), 3) {
		data = data[3:]
	}
	if utf8.Valid(data) && !slices.Contains(data[:min(len(data), 4)], 0) {
		return data, nil
	}
	text, name, found := encoding.Decode(m, append(mark(data), data...), "")
	if m.Err() != nil {
		return nil, diag.List{m.Refusal()}
	}
	if name == "" || name == encoding.UTF8 || found.Has("encoding-invalid-bytes") {
		if problem := jsontree.CheckUTF8(data); problem != nil {
			return nil, diag.List{*problem}
		}
		return data, nil // a zero byte, which parsing refuses
	}
	return []byte(text), append(found, diag.New("json-decoded", diag.Place{}, "encoding", name))
}

// mark returns the byte order mark that UTF-16 lacks: JSON begins with two characters of ASCII, so that of the first four bytes two are
// zero (RFC 4627, 3).
func mark(data []byte) []byte {
	if len(data) < 4 {
		return nil
	}
	switch [4]bool{data[0] == 0, data[1] == 0, data[2] == 0, data[3] == 0} {
	case [4]bool{true, false, true, false}:
		return []byte("\xfe\xff")
	case [4]bool{false, true, false, true}:
		return []byte("\xff\xfe")
	}
	return nil
}

// Most is how many values a file may hold one behind the other, and how many reports in all: those of a large province.
const Most = 10_000

// Values reads all values of a file, which Decode has seen.
func Values(m *limit.Meter, data []byte) ([]*jsontree.Node, *diag.Diagnostic) {
	var all []*jsontree.Node
	if limits := m.Limits(); int64(len(data)) > limits.JSON {
		d := diag.New("json-limit", diag.Place{}, "what", diag.Word("json-bytes"), "limit", limits.JSON)
		return nil, &d
	}
	for r := jsontree.NewReader(m, data); ; {
		n, problem := r.Next()
		switch {
		case problem != nil:
			return nil, problem
		case n == nil:
			return all, nil
		case len(all) == Most:
			d := diag.New("too-many-reports", diag.Place{}, "most", Most)
			return nil, &d
		case len(all) > 0 && all[0].Kind != '{': // what follows a list is no further report
			_, problem := jsontree.Parse(m, data)
			return nil, problem
		}
		all = append(all, n)
	}
}

// Source is where a report may be found: the value of one of ours or of another system's, or a text.
type Source struct {
	Node   *jsontree.Node
	Names  *fieldnames.File // of the other system; nil else
	Places *jsontree.Places // of the file, or of the text of a field that the value was written in

	// Text is the text of a field, and Page says that it is a page; "" for values.
	Text string
	Page bool
	// Field is the JSON Pointer of the field that a text, or a value written as a text, stands in; "" for values of the file itself.
	Field string
	// Lines are the other texts of one line around a field, the nearest first: one may be the report's title.
	Lines []string
}

// Entry is what is to be one report: the sources of which it may be read, in their order. None: there is no report here.
type Entry struct {
	Node    *jsontree.Node
	Sources []Source
	// Maybe says that the texts need not be a report: they stand beside a list of them.
	Maybe bool
}

// finder looks for reports.
type finder struct {
	meter   *limit.Meter
	names   []*fieldnames.File
	formats []string // the editions
}

// Find returns what may be reports below a value, at least one entry. files are the names of other systems, formats the editions.
func Find(m *limit.Meter, places *jsontree.Places, n *jsontree.Node, files []*fieldnames.File, formats []string) []Entry {
	f := finder{m, files, formats}
	found := f.find(n, places, 0)
	if len(found) == 0 {
		return []Entry{{Node: n}}
	}
	return found
}

// isOurs reports whether a value is a report of the contract: it names an edition that there is.
func isOurs(n *jsontree.Node, formats []string) bool {
	format := n.Get("format")
	return format != nil && format.Kind == '"' && slices.Contains(formats, format.Text)
}

// shortest is how long a text is that may be a report.
const shortest = 200

// deepest is how often JSON may be written as a text in JSON.
const deepest = 2

// find returns the reports below a value; none where nothing below it can be one.
func (f *finder) find(n *jsontree.Node, places *jsontree.Places, depth int) []Entry {
	if !f.meter.Step(1) {
		return nil
	}
	switch n.Kind {
	case '"':
		return f.text(n, places, depth)
	case '[':
		return f.list(n, places, depth)
	case '{':
		if isOurs(n, f.formats) {
			return []Entry{{Node: n, Sources: []Source{{Node: n, Places: places}}}}
		}
		for _, file := range f.names {
			if file.Holds(n) {
				return []Entry{{Node: n, Sources: []Source{{Node: n, Names: file, Places: places}}}}
			}
		}
		return f.object(n, places, depth)
	}
	return nil
}

// list makes an entry of every element, where one of them is a report: one that is none is none, and not passed over.
func (f *finder) list(n *jsontree.Node, places *jsontree.Places, depth int) []Entry {
	var all []Entry
	any := false
	for _, item := range n.Items {
		found := f.find(item, places, depth)
		any = any || len(found) > 0
		if len(found) == 0 {
			found = []Entry{{Node: item}}
		}
		all = append(all, found...)
	}
	if !any {
		return nil
	}
	return all
}

// object puts the fields of an object together: they are forms of one report. Where one of them holds several reports the others are
// reports of their own, if they are any.
func (f *finder) object(n *jsontree.Node, places *jsontree.Places, depth int) []Entry {
	var all []Entry
	several := false
	for _, item := range n.Items {
		found := f.find(item, places, depth)
		several = several || len(found) > 1
		all = append(all, found...)
	}
	if len(all) < 2 {
		return all
	}
	if several {
		for i := range all {
			all[i].Maybe = all[i].Maybe || all[i].Node.Parent == n && all[i].isText()
		}
		return all
	}
	one := Entry{Node: n}
	for _, e := range all {
		one.Sources = append(one.Sources, e.Sources...)
	}
	return []Entry{one}
}

// isText reports whether an entry is nothing but texts, of which only a reader can tell whether they are reports.
func (e *Entry) isText() bool {
	return len(e.Sources) > 0 && !slices.ContainsFunc(e.Sources, func(s Source) bool { return s.Text == "" })
}

// text looks whether a text may be a report, or a value that was written as a text.
func (f *finder) text(n *jsontree.Node, places *jsontree.Places, depth int) []Entry {
	text := n.Text
	if len(text) < shortest || n.Broken != "" {
		return nil
	}
	if !strings.Contains(text, "<") && strings.Contains(text, "&lt;/") { // a page whose tags were escaped once more
		text = html.UnescapeString(text)
	}
	s := Source{Node: n, Text: text, Field: n.Pointer(), Lines: linesAround(n)}
	switch sniff.Of([]byte(text), "") {
	case sniff.HTML:
		s.Page = true
	case sniff.JSON:
		if depth < deepest {
			if inner, problem := jsontree.Parse(f.meter, []byte(text)); problem == nil {
				found := f.find(inner, jsontree.NewPlaces([]byte(text)), depth+1)
				for i := range found {
					for k := range found[i].Sources {
						found[i].Sources[k].Field = s.Field + found[i].Sources[k].Field
					}
				}
				return found
			}
		}
	case sniff.Text, sniff.CSV:
	default:
		return nil
	}
	return []Entry{{Node: n, Sources: []Source{s}}}
}

// linesAround returns the texts of one line in the object that holds a field and in those around it.
func linesAround(n *jsontree.Node) []string {
	const most, least = 4, 12
	var lines []string
	for child, at := n, n.Parent; at != nil && at.Kind == '{'; child, at = at, at.Parent {
		for _, item := range at.Items {
			if item != child && item.Kind == '"' && len(item.Text) >= least && len(item.Text) < shortest && !strings.ContainsAny(item.Text, "\n\r<") && len(lines) < most {
				lines = append(lines, item.Text)
			}
		}
	}
	return lines
}

// Keys returns the first keys of an object, for a message.
func Keys(n *jsontree.Node) string {
	const most = 8
	return strings.Join(n.Keys[:min(len(n.Keys), most)], "、")
}
