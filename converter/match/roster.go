package match

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"

	"nianbao/converter/internal/chars"
	"nianbao/converter/internal/limit"

	"nianbao/converter/diag"
	"nianbao/converter/internal/encoding"
	"nianbao/converter/internal/fold"
)

// Roster is the list of the organisations whose reports are expected. It is immutable.
type Roster struct {
	names   Names
	entries []entry // in the order of the list
}

type entry struct {
	name, key string
	line      int
}

// headers are what the first line of a list may say instead of a name. No organisation is called so.
var headers = []string{"单位", "单位名称", "机构", "机构名称", "部门", "部门名称", "行政机关", "name", "organization"}

// ParseRoster reads a list of organisations: one a line, or the first column of a CSV file (RFC 4180) with commas, semicolons
// or tabs; of any encoding that reports come in. Empty lines, lines that begin with # and a header are left out. A name that
// stands in the list twice counts once, and is told. The roster is nil where the list cannot be read or names nobody.
func ParseRoster(ctx context.Context, data []byte, names Names) (*Roster, diag.List) {
	text, _, found := encoding.Decode(limit.NewMeter(ctx, limit.Default()), data, "")
	if worst, _ := found.Worst(); worst == diag.Error {
		return nil, found
	}
	r := &Roster{names: names}
	lines := map[string]int{}
	reader := csv.NewReader(strings.NewReader(text))
	reader.Comma, reader.Comment, reader.FieldsPerRecord = separator(text), '#', -1
	for first := true; ; first = false {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, append(found, diag.New("roster-invalid", diag.Place{}, "problem", err))
		}
		line, _ := reader.FieldPos(0)
		name := chars.TrimSpace(record[0])
		key := names.Key(name)
		if strings.ContainsAny(name, "\r\n") { // a quote that nobody closed has swallowed names
			return nil, append(found, diag.New("roster-invalid", diag.Place{Line: line}, "problem", "a name of several lines"))
		}
		if key == "" || first && slices.Contains(headers, strings.ToLower(name)) {
			continue
		}
		if earlier, ok := lines[key]; ok {
			found = append(found, diag.New("roster-repeated", diag.Place{Line: line}, "organization", name, "line", earlier))
			continue
		}
		lines[key] = line
		r.entries = append(r.entries, entry{name, key, line})
	}
	if len(r.entries) == 0 {
		return nil, append(found, diag.New("roster-empty", diag.Place{}))
	}
	return r, found
}

// separator is what divides the columns of a list: the first of tab, semicolon and comma that its first line with letters has.
func separator(text string) rune {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") || fold.Text(line) == "" {
			continue
		}
		for _, r := range "\t;," {
			if strings.ContainsRune(line, r) {
				return r
			}
		}
		break
	}
	return ','
}

// Compare tells which organisations of the roster have no report among the files, which files are of an organisation that
// the roster does not name, and which organisations have more than one.
func (r *Roster) Compare(files []File) diag.List {
	var found diag.List
	have := map[string][]string{}
	for _, f := range files {
		key := r.names.Key(f.Report.Organization)
		have[key] = append(have[key], f.Name)
	}
	expected := map[string]bool{}
	for _, e := range r.entries {
		expected[e.key] = true
		switch files := have[e.key]; len(files) {
		case 0:
			found = append(found, diag.New("roster-missing", diag.Place{Line: e.line}, "organization", e.name))
		case 1:
		default:
			found = append(found, diag.New("roster-twice", diag.Place{Line: e.line}, "organization", e.name, "files", strings.Join(files, ", ")))
		}
	}
	for _, f := range files {
		switch key := r.names.Key(f.Report.Organization); {
		case key == "":
			found = append(found, diag.New("roster-unnamed", diag.Place{File: f.Name}))
		case !expected[key]:
			found = append(found, diag.New("roster-unexpected", diag.Place{File: f.Name}, "organization", f.Report.Organization))
		}
	}
	return found
}
