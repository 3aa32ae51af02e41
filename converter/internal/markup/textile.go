package markup

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"nianbao/converter/internal/document"
)

// textile is the table of Textile: rows between bars, where a cell can begin with a specification that ends in a dot and
// a blank: _. a header, \2. two columns, /3. three rows, also with alignment, class and style.
type textile struct{}

func (textile) Name() string { return "textile" }

func (textile) Signs() string { return "|" }

var (
	// textileProof tells a table of Textile from any other bars.
	textileProof = compiled(`\|(?:[<>=^~-]|\([^)|]*\)|\{[^}|]*\})*(?:_|\\\d{1,3}|/\d{1,5})[_<>=^~\\/0-9-]*\.(?: |$|\|)`)
	textileCell  = compiled(`^((?:_|<>|[<>=^~-]|\\\d{1,3}|/\d{1,5}|\([^)|]*\)|\{[^}|]*\}|\[[^\]|]*\])+)\.(?: |$)`)
	textileWide  = compiled(`\\(\d{1,3})`)
	textileHigh  = compiled(`/(\d{1,5})`)
)

func (textile) Read(r *reader, at int) ([]document.Block, int) {
	end := r.run(at, "|")
	if end == at {
		return nil, 1
	}
	if !slices.ContainsFunc(r.lines[at:end], func(l document.Line) bool { return strings.Contains(l.Text, ".") }) {
		return nil, end - at // every specification ends in a full stop
	}
	proof, spans := false, false
	var rows []row
	for i := at; i < end; i++ {
		line := r.text(i)
		if !bordered(line) {
			return nil, end - at
		}
		proof = proof || strings.Contains(line, ".") && textileProof().MatchString(line)
		fields := r.barRow(i)
		specified := 0
		for k := range fields {
			had, spanned := fields[k].specify()
			spans = spans || spanned
			if had {
				specified++
			}
		}
		proof = proof || specified > 1 && specified == len(fields)
		rows = append(rows, fields)
	}
	switch {
	case !proof:
		return nil, end - at
	case spans:
		return r.spanned(rows, &textileText), end - at
	}
	return r.flat(rows, &textileText), end - at
}

// specify takes a field's specification off its text and reports whether it had one and whether it spans.
func (f *field) specify() (had, spans bool) {
	if !strings.Contains(f.text, ".") {
		return false, false
	}
	m := textileCell().FindStringSubmatch(f.text)
	if m == nil {
		return false, false
	}
	f.text = strings.TrimSpace(f.text[len(m[0]):])
	f.column += len([]rune(m[0]))
	for pattern, span := range map[*regexp.Regexp]*int{textileWide(): &f.colSpan, textileHigh(): &f.rowSpan} {
		if n := pattern.FindStringSubmatch(m[1]); n != nil {
			*span, _ = strconv.Atoi(n[1])
		}
	}
	return true, f.colSpan > 1 || f.rowSpan > 1
}
