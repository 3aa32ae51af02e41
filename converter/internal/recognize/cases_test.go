package recognize

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/markup"
	"nianbao/converter/internal/webpage"
	"nianbao/converter/report"
)

// The cases of testdata/tables; README.md there says how they are written.

// tableCase is a stretch of a report in which a table stands, and what is to be read there.
type tableCase struct {
	file, name     string
	html           bool
	table, edition string
	region         string
	want           string
}

func (c *tableCase) String() string { return c.file + ": " + c.name }

// tableCases reads all cases once; the files do not change under a test.
var tableCases = sync.OnceValues(func() ([]tableCase, error) {
	files, err := filepath.Glob("testdata/tables/*.txt")
	if err != nil {
		return nil, err
	}
	var all []tableCase
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		for _, part := range strings.Split("\n"+string(data), "\n%%%% ")[1:] {
			c := tableCase{file: filepath.Base(file)}
			var ok bool
			if c.name, part, ok = strings.Cut(part, "\n"); !ok {
				return nil, fmt.Errorf("%s: no region", &c)
			}
			kind, part, _ := strings.Cut(part, "\n")
			reader := ""
			if n, err := fmt.Sscanf(kind, "%s %s %s", &reader, &c.table, &c.edition); n != 3 || reader != "text" && reader != "html" {
				return nil, fmt.Errorf("%s: %q is no reader, table and edition: %w", &c, kind, err)
			}
			c.html = reader == "html"
			if c.region, c.want, ok = strings.Cut(part, "\n>>>>\n"); !ok {
				return nil, fmt.Errorf("%s: no >>>>", &c)
			}
			c.want = strings.TrimSpace(c.want)
			all = append(all, c)
		}
	}
	return all, nil
})

func cases(t testing.TB) []tableCase {
	t.Helper()
	all, err := tableCases()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no cases")
	}
	return all
}

// visible is how white space is written in a region.
var visible = strings.NewReplacer("→", "\t", "␣", " ", "¶", "")

// document reads the region with its heading and what comes before and behind it in a report.
func (c *tableCase) document(t testing.TB) *document.Document {
	t.Helper()
	const title, next = "云溪市商务局2023年政府信息公开工作年度报告", "五、存在的主要问题及改进情况"
	heading := ""
	for _, s := range edition.Official().Get(c.edition).Sections {
		if s.Table == c.table {
			heading = s.Heading
		}
	}
	region, broken := strings.CutSuffix(visible.Replace(c.region), "⊣")
	read, text := markup.Read, title+"\n"+heading+"\n"+region
	if !broken {
		text += "\n" + next + "\n"
	}
	if c.html {
		read, text = webpage.Read, "<!DOCTYPE html><p>"+title+"</p><p>"+heading+"</p>\n"+region+"\n<p>"+next+"</p>"
	}
	doc, found := read(t.Context(), []byte(text), limit.Default())
	if doc == nil {
		t.Fatalf("%s: %v", c, found)
	}
	return doc
}

// show reads a document by a judge and writes what became of the case's table in the language of the cases.
func (c *tableCase) show(doc *document.Document, j judge) string {
	k := *known()
	k.judge = j
	r, evidence, found := k.report(context.Background(), doc)
	if r == nil {
		return "refused"
	}
	var b strings.Builder
	v := edition.Official().Vocabulary()
	if version, _, ok := contract.TableFormat(r, v, c.table); len(r.Tables[c.table]) > 0 && (!ok || version != c.edition) {
		fmt.Fprintf(&b, "edition %s\n", version)
	}
	done := map[report.Key]bool{}
	for _, grid := range v.Tables[c.table] {
		if grid.Format == c.edition {
			showRows(&b, grid.Keys, r.Tables[c.table], evidence.Cells[c.table], done)
		}
	}
	for _, grid := range v.Tables[c.table] { // rows read by another edition
		showRows(&b, grid.Keys, r.Tables[c.table], evidence.Cells[c.table], done)
	}
	for _, d := range found {
		for _, a := range d.Args {
			if d.Code == "figure-unclaimed" && a.Name == "raw" {
				fmt.Fprintf(&b, "left %v\n", a.Value)
			}
		}
	}
	return strings.TrimSpace(b.String())
}

// showRows writes the rows of a grid whose cells are not done.
func showRows(b *strings.Builder, keys []report.Key, cells report.Table, origins map[report.Key]report.Origin, done map[report.Key]bool) {
	for len(keys) > 0 {
		n := 1
		for n < len(keys) && keys[n].Row == keys[0].Row {
			n++
		}
		for _, state := range []report.Confidence{report.Placed, report.Inferred, report.Lost} {
			showState(b, keys[:n], state, cells, origins, done)
		}
		keys = keys[n:]
	}
}

// showState writes the cells of a row that are of one state.
func showState(b *strings.Builder, keys []report.Key, state report.Confidence, cells report.Table, origins map[report.Key]report.Origin, done map[report.Key]bool) {
	reason, n := "", 0
	line := ""
	for _, k := range keys {
		o, said := origins[k]
		switch {
		case !said || o.Confidence != state || done[k]:
			line += " ·"
			continue
		case state == report.Lost:
			line += " ?"
		default:
			line += " " + cells[k].String()
		}
		reason, done[k] = o.Reason, true
		n++
	}
	switch {
	case n == 0:
	case state == report.Lost:
		if n == len(keys) {
			line = ""
		}
		fmt.Fprintf(b, "%s blank %s%s\n", keys[0].Row, reason, line)
	case state == report.Inferred:
		fmt.Fprintf(b, "%s inferred %s%s\n", keys[0].Row, reason, line)
	default:
		fmt.Fprintf(b, "%s placed%s\n", keys[0].Row, line)
	}
}

// TestTableCases: each figure of each case has its cell, or stays blank for the reason that the case names.
func TestTableCases(t *testing.T) {
	t.Parallel()
	for _, c := range cases(t) {
		t.Run(c.String(), func(t *testing.T) {
			t.Parallel()
			if got := c.show(c.document(t), newJudge()); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}
