package overview

import (
	_ "embed" // the page
	"fmt"
	"html/template"
	"io"
	"maps"
	"slices"

	"nianbao/converter/diag"
	"nianbao/internal/queue"
)

//go:embed page.html
var pageText string

// mostListed is how many lines of each kind the page shows. It says how many more there are, and the workbook has them all.
const mostListed = 1_000

// page gathers what the page shows: failures, and the reports that do not count or that nobody can tell to count.
type page struct {
	w              words
	lang           diag.Lang
	failures, odd  []pageLine
	moreFailures   int
	moreOdd        int
	failureReasons map[string]int
}

type pageLine struct{ File, First, Second, Third string }

func (p *page) report(r *queue.Record, one queue.Report, status Status, by string) error {
	if status == Current {
		return nil
	}
	if len(p.odd) == mostListed {
		p.moreOdd++
		return nil
	}
	whose := one.Organization
	if one.Year != 0 {
		whose += fmt.Sprintf(" %d", one.Year)
	}
	p.odd = append(p.odd, pageLine{shown(r.Label), whose, p.w.States[status], shown(queue.Name(by))})
	return nil
}

func (p *page) failure(r *queue.Record) error {
	code, why := reason(r, p.lang)
	p.failureReasons[code]++
	if len(p.failures) == mostListed {
		p.moreFailures++
		return nil
	}
	p.failures = append(p.failures, pageLine{shown(r.Label), code, why, ""})
	return nil
}

// write writes the page: no script, no picture and no address, everything from a report escaped.
func (p *page) write(o *Overview, to io.Writer) error {
	type count struct {
		Name    string
		N, More int
	}
	data := struct {
		W                       words
		Summary, Rules, Reasons []count
		Failures, Odd           []pageLine
		MoreFailures, MoreOdd   int
		Roster                  []string
		MoreRoster              int
		Checked, Compared       bool
	}{W: p.w, Checked: o.Checked, Compared: o.Compared, Failures: p.failures, Odd: p.odd, MoreFailures: p.moreFailures, MoreOdd: p.moreOdd}
	for _, line := range summary(o, p.w) {
		data.Summary = append(data.Summary, count{Name: line.name, N: line.n})
	}
	for _, code := range slices.Sorted(maps.Keys(o.Rules)) {
		data.Rules = append(data.Rules, count{code, o.Rules[code].Reports, o.Rules[code].Findings})
	}
	for _, code := range slices.Sorted(maps.Keys(p.failureReasons)) {
		data.Reasons = append(data.Reasons, count{Name: code, N: p.failureReasons[code]})
	}
	for _, d := range o.Roster {
		if len(data.Roster) == mostListed {
			data.MoreRoster++
			continue
		}
		data.Roster = append(data.Roster, d.Line(p.lang))
	}
	t, err := template.New("page").Parse(pageText)
	if err != nil {
		return fmt.Errorf("reading the page: %w", err)
	}
	if err := t.Execute(to, data); err != nil {
		return fmt.Errorf("writing the page: %w", err)
	}
	return nil
}
