package edition

import (
	"fmt"
	"strings"

	"nianbao/converter/report"
)

// Path is the address of a cell in a rule: table.row.column, with "previous:" in front for last year's report and "-" to
// subtract. In the patterns of [Rule.Cells] and [Rule.Except] "*" stands for any key.
type Path struct {
	Report   string // ThisReport or PreviousReport
	Table    string
	Key      report.Key
	Negative bool

	malformed string // what stands in the file, where that is no path
}

// Whose cell a path means.
const (
	ThisReport     = ""
	PreviousReport = "previous"
)

// ParsePath reads a path as it is written in rules.
func ParsePath(text string) (Path, error) {
	rest, negative := strings.CutPrefix(text, "-")
	p := Path{Negative: negative}
	if of, cell, ok := strings.Cut(rest, ":"); ok {
		if of != PreviousReport {
			return Path{}, fmt.Errorf("%q: there is no report %q", text, of)
		}
		p.Report, rest = of, cell
	}
	table, key, _ := strings.Cut(rest, ".")
	row, col, _ := strings.Cut(key, ".")
	if table == "" || row == "" || col == "" || strings.Contains(col, ".") {
		return Path{}, fmt.Errorf("%q is no path of a cell", text)
	}
	p.Table, p.Key = table, report.Key{Row: row, Col: col}
	return p, nil
}

// check reports what is wrong with a path into which keys were put.
func (p Path) check() error {
	if p.malformed == "" && p.Table != "" && p.Key.Row != "" && p.Key.Col != "" && !strings.ContainsAny(p.Table, "-:.") && !strings.ContainsAny(p.Key.Row, ":.") &&
		!strings.ContainsAny(p.Key.Col, ":.") && (p.Report == ThisReport || p.Report == PreviousReport) {
		return nil // it need not be written to be read again
	}
	_, err := ParsePath(p.String())
	return err
}

// UnmarshalText takes any text, because the decoder cannot say which rule it stands in: validate refuses the edition
// and names the rule.
func (p *Path) UnmarshalText(text []byte) error {
	parsed, err := ParsePath(string(text))
	if err != nil {
		parsed = Path{malformed: string(text)}
	}
	*p = parsed
	return nil
}

// MarshalText writes the path as UnmarshalText reads it.
func (p Path) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// String returns the path as it is written in rules.
func (p Path) String() string {
	if p.Negative {
		return "-" + p.Address()
	}
	return p.Address()
}

// Address returns the path without its sign.
func (p Path) Address() string {
	if p.malformed != "" {
		return p.malformed
	}
	address := p.Table + "." + p.Key.Row + "." + p.Key.Col
	if p.Report != ThisReport {
		address = p.Report + ":" + address
	}
	return address
}

// Covers reports whether a pattern covers a cell of the report itself.
func (p Path) Covers(table string, key report.Key) bool {
	return covers(p.Table, table) && covers(p.Key.Row, key.Row) && covers(p.Key.Col, key.Col)
}

// anyKey stands for any table, row or column in a pattern.
const anyKey = "*"

func covers(pattern, key string) bool { return pattern == anyKey || pattern == key }
