package converter

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/draft"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/report"
	"nianbao/converter/sum"
)

// longReport is a report with so many paragraphs of prose.
func longReport(seed uint64, paragraphs int) *report.Report {
	r := seeded.Report(seed, edition.Official().Editions[0], 20)
	r.Year = 2023
	r.Prose["overview"] = append(r.Prose["overview"], seeded.Prose(seed, paragraphs)...)
	r.Signature, r.Date = r.Organization, "2024-01-15"
	return r
}

// asText prints a report as an extractor leaves it: words and figures divided by blanks.
func asText(t *testing.T, c *Converter, r *report.Report) []byte {
	t.Helper()
	var b strings.Builder
	e := c.forms.Get(r.Format)
	b.WriteString(e.TitleOf(r.Organization, r.Year) + "\n")
	for _, s := range e.Sections {
		b.WriteString(s.Heading + "\n" + strings.Join(r.Prose[s.Key], "\n") + "\n")
		if s.Table == "" {
			continue
		}
		row := ""
		for _, cell := range e.Table(s.Table).Cells {
			switch key := cell.Key(); {
			case !cell.IsData():
				b.WriteString("\n" + cell.Text)
			case key.Row != row:
				row = key.Row
				fallthrough
			default:
				b.WriteString("\t" + r.Tables[s.Table][key].String())
			}
		}
		b.WriteString("\n")
	}
	return []byte(b.String())
}

// verb is something that is done with what grows: a report's paragraphs, or how many reports there are.
type verb struct {
	name string
	// prepared makes an input of a size, and returns what is measured.
	prepared func(t *testing.T, c *Converter, n int) func(ctx context.Context) error
}

// written is a report of a size as a file.
func written(t *testing.T, c *Converter, format Format, n int) []byte {
	t.Helper()
	r := longReport(1, n)
	if format == Text {
		return asText(t, c, r)
	}
	out, err := c.Write(t.Context(), r, Target{Format: format})
	if err != nil {
		t.Fatal(err)
	}
	return out.Data
}

// verbs are all that the command and the service do with reports.
func verbs() []verb {
	var all []verb
	for _, format := range []Format{Text, DOCX, HTML, PDF, OFD, JSON} {
		all = append(all, verb{"read " + string(format), func(t *testing.T, c *Converter, n int) func(context.Context) error {
			data := written(t, c, format, n)
			return func(ctx context.Context) error {
				_, err := c.Read(ctx, Input{Data: data, Format: format})
				return err
			}
		}}, verb{"check " + string(format), func(t *testing.T, c *Converter, n int) func(context.Context) error {
			data, last := written(t, c, format, n), longReport(2, n)
			last.Year = 2022
			return func(ctx context.Context) error {
				_, err := c.Check(ctx, Input{Data: data, Format: format}, Against{Previous: last, Subordinates: []*report.Report{last}})
				return err
			}
		}})
	}
	for _, format := range Writable() {
		all = append(all, verb{"write " + string(format), func(_ *testing.T, c *Converter, n int) func(context.Context) error {
			r := longReport(1, n)
			return func(ctx context.Context) error {
				_, err := c.Write(ctx, r, Target{Format: format})
				return err
			}
		}})
	}
	compare := func(t *testing.T, c *Converter, n int) func(context.Context) (*Comparison, error) {
		data, last := written(t, c, JSON, n), longReport(1, n)
		last.Year = 2022
		last.Prose["overview"] = append(last.Prose["overview"][n/2:], seeded.Prose(9, n/2)...)
		return func(ctx context.Context) (*Comparison, error) {
			return c.Compare(ctx, Input{Data: data}, Against{Previous: last})
		}
	}
	all = append(all, verb{"compare", func(t *testing.T, c *Converter, n int) func(context.Context) error {
		run := compare(t, c, n)
		return func(ctx context.Context) error { _, err := run(ctx); return err }
	}})
	compared := map[int]*Comparison{} // by size: every form is written of the same ones
	for _, format := range comparisonFormats {
		all = append(all, verb{"comparison as " + string(format), func(t *testing.T, c *Converter, n int) func(context.Context) error {
			if compared[n] == nil {
				made, err := compare(t, c, n)(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				compared[n] = made
			}
			return func(ctx context.Context) error {
				_, err := c.WriteComparison(ctx, compared[n], format, diag.Chinese)
				return err
			}
		}})
	}
	return append(all, verb{"annotate", func(t *testing.T, c *Converter, n int) func(context.Context) error {
		data := written(t, c, DOCX, n)
		return func(ctx context.Context) error {
			checked, err := c.Check(ctx, Input{Data: data}, Against{})
			if err == nil {
				_, err = c.WriteFindings(ctx, checked, FindingsTarget{Format: DOCX, Lang: diag.Chinese, Propose: true})
			}
			return err
		}
	}}, verb{"findings as a page", func(t *testing.T, c *Converter, n int) func(context.Context) error {
		data := written(t, c, JSON, n)
		return func(ctx context.Context) error {
			checked, err := c.Check(ctx, Input{Data: data}, Against{})
			if err == nil {
				_, err = c.WriteFindings(ctx, checked, FindingsTarget{Format: HTML, Lang: diag.Chinese})
			}
			return err
		}
	}}, verb{"preview", func(_ *testing.T, c *Converter, n int) func(context.Context) error {
		r := longReport(1, n)
		return func(ctx context.Context) error {
			_, err := c.Preview(ctx, r, nil)
			return err
		}
	}}, verb{"draft", func(_ *testing.T, _ *Converter, n int) func(context.Context) error {
		r := longReport(1, n)
		return func(context.Context) error {
			if made, found := draft.New(r, 0); made == nil {
				return found
			}
			return nil
		}
	}}, verb{"alike, long reports", func(_ *testing.T, c *Converter, n int) func(context.Context) error {
		a, b := longReport(1, n), longReport(1, n)
		b.Organization = "示例市商务局"
		return func(ctx context.Context) error { return findAlike(ctx, c, []*report.Report{a, b}) }
	}}, verb{"alike, many reports", func(_ *testing.T, c *Converter, n int) func(context.Context) error {
		reports := many(n)
		return func(ctx context.Context) error { return findAlike(ctx, c, reports) }
	}}, verb{"sum", func(_ *testing.T, _ *Converter, n int) func(context.Context) error {
		reports := many(n)
		return func(context.Context) error {
			adder := sum.New(sum.Options{})
			for i, r := range reports {
				adder.Add(fmt.Sprint(i), r, nil)
			}
			adder.Result()
			return nil
		}
	}}, verb{"workbook, and its reports", func(_ *testing.T, c *Converter, n int) func(context.Context) error {
		var rows []sum.Row
		for i, r := range many(2 * n) { // of fewer the library's own tables are most
			rows = append(rows, sum.Row{File: fmt.Sprint(i), Report: r})
		}
		return func(ctx context.Context) error {
			var b bytes.Buffer
			if err := sum.Workbook(&b, rows); err != nil {
				return err
			}
			_, err := c.ReadAll(ctx, Input{Data: b.Bytes(), Format: XLSX})
			return err
		}
	}}, verb{"check, many subordinates", func(_ *testing.T, c *Converter, n int) func(context.Context) error {
		reports := many(n)
		return func(ctx context.Context) error {
			_, err := c.checker().Report(ctx, check.Input{Report: longReport(1, 1), Subordinates: reports})
			return err
		}
	}})
}

// many returns reports of different organs.
func many(n int) []*report.Report {
	all := make([]*report.Report, n)
	for i := range all {
		all[i] = longReport(uint64(i), 3)
	}
	return all
}

// spool keeps sentences in memory.
type spool struct{ bytes.Buffer }

func (s *spool) ReadAt(p []byte, at int64) (int, error) { return copy(p, s.Bytes()[at:]), nil }

func findAlike(ctx context.Context, c *Converter, reports []*report.Report) error {
	finder := c.NewAlikeFinder(&spool{})
	for i, r := range reports {
		if err := finder.Add(ctx, fmt.Sprint(i), r); err != nil {
			return err
		}
	}
	_, err := finder.Result(ctx)
	return err
}

// Twice as long a report, or twice as many, costs twice as much, whatever is done with it: in steps, in allocations and in memory. What every
// report costs, however short, is left out: what the longer half of a long report costs is compared with the longer half of a short one.
func TestEveryVerbGrowsWithItsInput(t *testing.T) {
	c, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	const n = 48
	for _, v := range verbs() {
		runtime.GC()
		collecting := debug.SetGCPercent(-1)
		var of [3]cost
		for i := len(of) - 1; i >= 0; i-- {
			s := stage{v.name, v.prepared(t, c, n<<i)}
			if i == len(of)-1 { // fonts, pools and caches; and it must be the work that is measured, not a refusal
				if err := s.run(t.Context()); err != nil {
					t.Errorf("%s: %v", v.name, err)
				}
			}
			of[i] = costOf(s)
		}
		grows := func(what string, count func(cost) float64, slack float64) {
			a, b, c := count(of[0]), count(of[1]), count(of[2])
			if c-b > 2.2*max(b-a, 0)+slack {
				t.Errorf("%s: %.0f %s, then %.0f, then %.0f", v.name, a, what, b, c)
			}
		}
		grows("polls", func(c cost) float64 { return c.polls }, 12)
		grows("allocations", func(c cost) float64 { return c.allocations }, 500)
		grows("KB", func(c cost) float64 { return c.bytes / 1024 }, 1024) // slices that grow by doubling
		debug.SetGCPercent(collecting)
	}
}
