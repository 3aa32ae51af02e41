package damage

import (
	"math/rand/v2"
	"strings"
)

// form is a way in which extractors leave a report. Its name stands for one way of writing and stays; other tests use it.
type form struct {
	name    string
	rowwise bool // a line holds a row of a table, not one cell
	tabs    bool
	bars    bool
	stands  bool // a blank cell leaves a mark of its own
	oneLine bool // the whole page on one line
	layout  bool // columns by position
	glued   bool // nothing between cells
	exact   bool // written by a rule that damaged lines would break: damages change its rows only
	hashes  bool // # before headings
	page    bool // a web page
	word    bool // a Word file
	newline bool // the text ends with a line break
	print   func(d *doc, r *rand.Rand, t *table) []line
}

var forms = []form{
	{name: "tabs", rowwise: true, tabs: true, stands: true, newline: true, print: printTabs},
	{name: "tabs-kept", rowwise: true, tabs: true, stands: true, newline: true, print: printTabsKept},
	{name: "tabs-dropped", rowwise: true, newline: true, print: printTabsDropped},
	{name: "tabs-filled", rowwise: true, tabs: true, stands: true, newline: true, print: printTabsFilled},
	{name: "tabs-leading", rowwise: true, tabs: true, stands: true, newline: true, print: printTabsLeading},
	{name: "tabs-repeated", rowwise: true, tabs: true, stands: true, newline: true, print: printTabsRepeated},
	{name: "tabs-drift", rowwise: true, tabs: true, newline: true, print: printDrift},
	{name: "row-bars", rowwise: true, bars: true, stands: true, newline: true, print: printRowBars},
	{name: "bars-repeated", rowwise: true, bars: true, stands: true, newline: true, print: printBarsRepeated},
	{name: "cell-bars", bars: true, stands: true, newline: true, print: printCellBars},
	{name: "bar-lines", bars: true, stands: true, newline: true, print: printBarLines},
	{name: "bar-remnants", bars: true, newline: true, print: printRemnants},
	{name: "bar-remnants-inline", bars: true, newline: true, print: printRemnantsInline},
	{name: "grid-bars", exact: true, stands: true, newline: true, print: printGridBars},
	{name: "bars-broken", exact: true, stands: true, newline: true, print: printBarsBroken},
	{name: "markdown", rowwise: true, bars: true, stands: true, newline: true, print: printMarkdown},
	{name: "markdown-rows", rowwise: true, bars: true, stands: true, newline: true, print: printMarkdownRows},
	{name: "markdown-html", exact: true, hashes: true, stands: true, newline: true, print: printPage},
	{name: "wiki", exact: true, stands: true, newline: true, print: printWiki},
	{name: "csv", exact: true, stands: true, newline: true, print: printCSV},
	{name: "csv-quoted", exact: true, stands: true, newline: true, print: printCSVQuoted},
	{name: "csv-repeated", exact: true, stands: true, newline: true, print: printCSVRepeated},
	{name: "python-lists", exact: true, stands: true, newline: true, print: printLists},
	{name: "pandas", exact: true, stands: true, newline: true, print: printPandas},
	{name: "pandas-repeated", exact: true, stands: true, newline: true, print: printPandasRepeated},
	{name: "cell-lines", newline: true, print: printCellLines},
	{name: "cell-lines-spaced", newline: true, print: printCellLinesSpaced},
	{name: "cell-lines-empty", exact: true, stands: true, newline: true, print: printCellLinesEmpty},
	{name: "cell-lines-doubled", exact: true, stands: true, newline: true, print: printCellLinesDoubled},
	{name: "cell-after-tab", tabs: true, stands: true, newline: true, print: printCellAfterTab},
	{name: "pdf-layout", rowwise: true, layout: true, newline: true, print: printLayout},
	{name: "display-columns", rowwise: true, layout: true, newline: true, print: printDisplayColumns},
	{name: "browser", exact: true, newline: true, print: printBrowser},
	{name: "position-broken", exact: true, newline: true, print: printPositionBroken},
	{name: "pdf-plain", newline: true, print: printPlain},
	{name: "pdf-raw", rowwise: true, newline: true, print: printRaw},
	{name: "figures-first", exact: true, newline: true, print: printFiguresFirst},
	{name: "figures-first-some", exact: true, newline: true, print: printFiguresFirstSome},
	{name: "column-block", exact: true, newline: true, print: printColumnBlock},
	{name: "row-block", exact: true, newline: true, print: printRowBlock},
	{name: "spaces", rowwise: true, newline: true, print: printSpaces},
	{name: "spaces-repeated", exact: true, newline: true, print: printSpacesRepeated},
	{name: "spaces-one-line", oneLine: true, newline: true, print: printSpaces},
	{name: "glued", oneLine: true, glued: true, newline: true, print: printGlued},
	{name: "glued-lines", exact: true, glued: true, newline: true, print: printGluedLines},
	{name: "glued-repeated", exact: true, glued: true, newline: true, print: printGluedRepeated},
	{name: "page", page: true, stands: true, print: printPage},
	{name: "page-empty-cells", page: true, stands: true, print: printPageEmptyCells},
	{name: "page-no-spans", page: true, stands: true, print: printPageNoSpans},
	{name: "word", word: true, exact: true, stands: true},
	{name: "word-no-spans", word: true, exact: true, stands: true},
}

// render prints the document in its form.
func (d *doc) render(r *rand.Rand) {
	add := func(text string) {
		if text != "" && d.form.page {
			text = "<p>" + text + "</p>"
		}
		if text != "" {
			d.lines = append(d.lines, line{pieces: []piece{{text: text, kind: prose}}})
		}
	}
	airy := chance(r, 40) && !d.form.oneLine && !d.form.page || d.form.hashes
	for _, p := range d.parts {
		if d.form.hashes && p.heading != "" {
			p.heading = "## " + p.heading
		}
		add(p.heading)
		for _, text := range p.paragraphs {
			add(text)
		}
		if airy {
			d.lines = append(d.lines, line{})
		}
		if p.table != nil {
			d.lines = append(d.lines, d.form.print(d, r, p.table)...)
			if airy {
				d.lines = append(d.lines, line{})
			}
		}
		for _, text := range p.after {
			add(text)
		}
	}
	if d.form.oneLine {
		var all line
		for _, l := range d.lines {
			if n := len(all.pieces); n > 0 && (!d.form.glued || chance(r, 15) || digitAt(all.pieces[n-1].text, true) && digitAt(l.String(), false)) {
				all.pieces = append(all.pieces, piece{text: " ", kind: gap})
			}
			all.pieces = append(all.pieces, l.pieces...)
		}
		d.lines = []line{all}
	}
}

// digitAt reports whether text begins, or ends, with a digit.
func digitAt(text string, end bool) bool {
	if end {
		return strings.LastIndexAny(text, "0123456789") == len(text)-1 && text != ""
	}
	return strings.IndexAny(text, "0123456789") == 0
}
