package markup

import (
	"strings"

	"nianbao/converter/internal/document"
)

// dokuWiki is the table of DokuWiki: cells begin with a bar or, headers, with a caret. Two separators with nothing at all
// between them widen the cell on the left; ::: goes on with the cell above.
type dokuWiki struct{}

func (dokuWiki) Name() string { return "dokuwiki" }

func (dokuWiki) Signs() string { return "|^" }

func (dokuWiki) Read(r *reader, at int) ([]document.Block, int) {
	end := r.run(at, "|^")
	if end == at {
		return nil, 1
	}
	header, spans := false, false
	var rows []row
	var above []*field // the cell that covers each column of the row before
	for i := at; i < end; i++ {
		s := strings.Trim(r.text(i), " \t")
		if last := s[len(s)-1]; len(s) < 3 || last != '|' && last != '^' {
			return nil, end - at
		}
		header = header || s[0] == '^' && strings.Count(s, "^") > 1
		var fields row
		var covers []*field
		continued := false // the cell under way began above
		cells := r.dokuCells(i)
		// Room for all of them, so that the cells above can be pointed at.
		fields = make(row, 0, len(cells))
		for _, f := range cells {
			if n := len(covers); f.column == 0 && n > 0 {
				if !continued { // a cell from above is as wide as it is there
					covers[n-1].colSpan++
				}
				covers = append(covers, covers[n-1])
				spans = true
				continue
			}
			continued = f.text == ":::" && len(covers) < len(above)
			if k := len(covers); f.text == ":::" && k < len(above) {
				if k == 0 || covers[k-1] != above[k] {
					above[k].rowSpan++
				}
				covers = append(covers, above[k])
				header, spans = true, true
				continue
			}
			f.rowSpan, f.colSpan = 1, 1
			fields = append(fields, f)
			covers = append(covers, &fields[len(fields)-1])
		}
		rows = append(rows, fields)
		above = covers
	}
	switch {
	case !header, !spans && strayBar(rows):
		return nil, end - at
	case spans:
		return r.spanned(rows, &doku), end - at
	}
	return r.flat(rows, &doku), end - at
}

// dokuCells cuts a line at bars and carets outside of links; a field without anything, not even a blank, has no column.
func (r *reader) dokuCells(at int) row {
	line := strings.TrimRight(r.text(at), " \t")
	var out row
	start := len(line) - len(strings.TrimLeft(line, " \t")) + 1
	link := 0
	for i := start; i < len(line) && len(out) <= r.limits.TableColumns; i++ {
		switch {
		case strings.HasPrefix(line[i:], "[[") || strings.HasPrefix(line[i:], "{{"):
			link++
		case link > 0 && (strings.HasPrefix(line[i:], "]]") || strings.HasPrefix(line[i:], "}}")):
			link--
		case link == 0 && (line[i] == '|' || line[i] == '^'):
			f := r.trimmed(at, start, i)
			if start == i {
				f.column = 0
			}
			out = append(out, f)
			start = i + 1
		}
	}
	return out
}
