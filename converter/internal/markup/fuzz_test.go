package markup_test

import (
	"context"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/markup"
	"nianbao/converter/internal/plaintext"
)

// sound checks what holds for every document of the package.
func sound(t testing.TB, text string, doc *document.Document, lines int) {
	t.Helper()
	last := 0
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case *document.Loose:
			for _, l := range b.Lines {
				if l.Number < last || l.Number > lines {
					t.Fatalf("line %d behind line %d of %d in %q", l.Number, last, lines, text)
				}
				last = l.Number
				if !utf8.ValidString(l.Text) {
					t.Fatalf("line %d: %q", l.Number, l.Text)
				}
			}
		case *document.Table:
			if err := b.CheckGeometry(); err != nil {
				t.Fatalf("%v in %q", err, text)
			}
			for i := range b.Cells {
				c := &b.Cells[i]
				if c.Place.Line < 0 || c.Place.Line > lines {
					t.Fatalf("a cell on line %d of %d in %q", c.Place.Line, lines, text)
				}
				last = max(last, c.Place.Line)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range cases(f) {
		f.Add([]byte(c.input))
	}
	limits := limit.Default()
	limits.TextLines, limits.TextTokens, limits.StringRunes, limits.TableCells, limits.TableColumns, limits.TableRows = 1000, 5000, 5000, 500, 20, 100
	f.Fuzz(func(t *testing.T, data []byte) {
		plain, _ := plaintext.Read(context.Background(), data, limits)
		doc, found := markup.Read(context.Background(), data, limits)
		worst, any := found.Worst()
		if (doc == nil) != (any && worst == diag.Error) || (doc == nil) != (plain == nil) {
			t.Fatalf("%v with %v", doc, found)
		}
		if doc == nil {
			return
		}
		lines := plain.Blocks[0].(*document.Loose).Lines
		sound(t, string(data), doc, len(lines))
		cells := 0
		for _, b := range doc.Blocks {
			if table, ok := b.(*document.Table); ok {
				cells += len(table.Cells)
			}
		}
		if cells > limits.TableCells {
			t.Fatalf("%d cells", cells)
		}
	})
}

// Texts of lines that look half like a table cost what grows with their length and no more: twice as many lines allocate at
// most little more than twice as much. (Package converter measures processor time of the same kinds of text.)
func TestHalfTablesCostLittle(t *testing.T) {
	const n = 4000
	// read returns the document, and how often and how much was allocated.
	read := func(text string) (*document.Document, float64, float64) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		doc, _ := markup.Read(context.Background(), []byte(text), limit.Default())
		runtime.ReadMemStats(&after)
		return doc, float64(after.Mallocs - before.Mallocs), float64(after.TotalAlloc - before.TotalAlloc)
	}
	twice := func(name, once, twice string) *document.Document {
		doc, count, bytes := read(once)
		if _, count2, bytes2 := read(twice); count2 > 2.2*count+100 || bytes2 > 3*bytes+(1<<20) {
			t.Errorf("%s: %.0f allocations of %.0f KB, then %.0f of %.0f KB", name, count, bytes/1024, count2, bytes2/1024)
		}
		return doc
	}
	for name, line := range map[string]string{
		"opening table tags": "<table>\n",
		"tags":               "<b <p <table <i\n",
		"wiki openings":      "{|\n",
		"wiki openings, end": "{| \n| a\n",
		"fences":             "|===\n|a\n",
		"latex openings":     "\\begin{tabular}{l}\n",
		"rulers":             "---- -----\n",
		"full rulers":        "-----\na\n",
		"rest rulers":        "==== =====\n",
		"rest rulers, text":  "==== =====\na b\n\n",
		"grid rules":         "+---+---+\n",
		"slipped grid":       "+---+---+\n| a | b\n",
		"bars":               "| a | b |\n",
		"bars and rules":     "| a | b |\n\n|---|\n",
		"delimiter rows":     "|---|---|\n",
		"carets":             "^ a ^ b\n",
		"creole headers":     "|=a|=b\n",
		"jira headers":       "||a||b||\n",
		"commas":             "a,b,c\nd,e\n",
		"open quotes":        "\"a,b\n",
		"lists":              "['a', 'b'\n",
		"frames":             "  a\n0 b\n",
		"indented":           "   a\n",
		"headings":           "# a\n",
		"underlined":         "aaa\n---\n",
		"captions":           ": a\n",
		"unclosed comments":  "<!-- a\n",
		"emphasis":           "# a\n*a **b _c `d [e\n",
	} {
		lines := strings.Count(line, "\n")
		if doc := twice(name, strings.Repeat(line, n/lines), strings.Repeat(line, 2*n/lines)); doc != nil {
			sound(t, name, doc, n+1)
		}
	}
	// The same on one line, as far as a line may be long.
	for name, piece := range map[string]string{
		"tables": "<table></table>", "openings": "<table>", "bars": "|a", "carets": "^a", "commas": "a,", "breaks": "a<br>", "bold": "<b>a",
		"less-than": "<", "lists": "['a',", "latex": `\begin{tabular}{l}&`, "emphasis": "*a **b _", "links": "[a](", "quotes": `"a","`,
	} {
		of := func(n int) string { return "# 标题\n\n" + strings.Repeat(piece, n/len(piece)) + "\n" }
		if doc := twice(name+" on a line", of(50_000), of(100_000)); doc != nil {
			sound(t, name, doc, 5)
		}
	}
}

// A table that passes a limit is left as lines.
func TestLimits(t *testing.T) {
	limits := limit.Default()
	limits.TableCells, limits.TableColumns, limits.TableRows = 12, 4, 4
	row := "| 规章 | 0 | 1 |\n"
	for name, c := range map[string]struct {
		text   string
		tables int
	}{
		"fits":          {row + "|---|---|---|\n" + row + row, 1},
		"rows":          {row + "|---|---|---|\n" + strings.Repeat(row, 4), 0},
		"columns":       {"|a|b|c|d|e|\n|---|---|---|---|---|\n|1|2|3|4|5|\n", 0},
		"cells of all":  {row + "|---|---|---|\n" + row + row + "\n" + row + "|---|---|---|\n" + row, 1},
		"page":          {"x\n<table><tr><td>1</td></tr><tr><td>1</td></tr><tr><td>1</td></tr><tr><td>1</td></tr><tr><td>1</td></tr></table>\n", 0},
		"wide spans":    {"{|\n| colspan=900 | a\n|-\n| b\n|}\n", 0},
		"high spans":    {"{|\n| rowspan=60000 | a || b\n|-\n| c\n|}\n", 1},
		"asciidoc cols": {"[cols=\"900*\"]\n|===\n|a\n|===\n", 0},
	} {
		doc, found := markup.Read(context.Background(), []byte(c.text), limits)
		if doc == nil {
			t.Errorf("%s: %v", name, found)
			continue
		}
		n := 0
		for _, b := range doc.Blocks {
			if _, ok := b.(*document.Table); ok {
				n++
			}
		}
		if n != c.tables {
			t.Errorf("%s: %d tables, want %d", name, n, c.tables)
		}
	}
}

// BenchmarkRead measures a text with prose and a table of each of the commonest syntaxes.
func BenchmarkRead(b *testing.B) {
	var text strings.Builder
	for _, c := range cases(b) {
		text.WriteString(c.input + "\n全年通过门户网站公开信息312条，其中政策文件9件。\n\n")
	}
	data := []byte(strings.Repeat(text.String(), 10))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		markup.Read(context.Background(), data, limit.Default())
	}
}
