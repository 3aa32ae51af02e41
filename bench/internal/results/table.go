package results

import (
	"fmt"
	"strings"
)

// headings of the tables, by verb, in their order.
var headings = []struct{ verb, heading, base string }{
	{"pdf", "A report's data to PDF", "nianbao-library"},
	{"docx", "A report's data to DOCX", "nianbao-library"},
	{"read", "DOCX to data", "nianbao-library"},
	{"own", "What no other tool does", ""},
	{"start", "What a process costs, from its start to its end", "empty"},
}

// Tables are the tables of docs/performance.md.
func (d *Data) Tables() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Run of %s, nianbao at %s, on %s: %d processors, %d GiB, %s, %s%s%s. %d distinct reports, %d rounds.\n", d.Date, d.Commit, d.Machine.Processor,
		d.Machine.Processors, d.Machine.MemoryGiB, d.Machine.System, d.Machine.Go, after(", Node.js ", d.Machine.Node), after(", Python ", d.Machine.Python), d.Reports, d.Rounds)
	for _, h := range headings {
		d.table(&b, h.verb, h.heading, h.base)
	}
	d.batch(&b)
	d.goals(&b)
	return b.String()
}

// after puts words before a value, where there is one.
func after(words, value string) string {
	if value == "" {
		return ""
	}
	return words + value
}

func (d *Data) table(b *strings.Builder, verb, heading, key string) {
	var list, gone []Side
	for _, s := range d.Sides {
		switch {
		case s.Verb != verb:
		case s.Missing != "":
			gone = append(gone, s)
		default:
			list = append(list, s)
		}
	}
	if len(list)+len(gone) == 0 {
		return
	}
	base, compared := d.Side(verb, key)
	fmt.Fprintf(b, "\n### %s\n\n", heading)
	b.WriteString(row("", "version", "how", "reports a round", "distinct: CPU ms a report", "times", "one repeated: CPU ms", "times", "peak MiB", "what it made", "what differs"))
	b.WriteString("|" + strings.Repeat("---|", 11) + "\n")
	for _, s := range list {
		ratio := func(own, other []float64) string {
			if !compared || len(own) == 0 {
				return "–"
			}
			return times(of(own).median / of(other).median)
		}
		jobs := fmt.Sprint(s.Jobs)
		if s.Passes > 1 {
			jobs += fmt.Sprintf(" × %d", s.Passes)
		}
		b.WriteString(row(s.Name, s.Version, s.How, jobs, milliseconds(of(s.Distinct)), ratio(s.Distinct, base.Distinct),
			milliseconds(of(s.Repeated)), ratio(s.Repeated, base.Repeated), fmt.Sprintf("%.0f", s.PeakMiB), s.Made(), s.Does))
	}
	for _, s := range gone {
		b.WriteString(row(s.Name, s.Version, s.How, "did not run: "+s.Missing, "", "", "", "", "", "", s.Does))
	}
}

// Made says what a side's file of one report has.
func (s Side) Made() string {
	var said []string
	if s.Pages > 0 {
		said = append(said, fmt.Sprintf("%d pages", s.Pages))
	}
	if s.Bytes > 0 {
		said = append(said, fmt.Sprintf("%d KB", (s.Bytes+500)/1000))
	}
	if s.Looked {
		said = append(said, fmt.Sprintf("%.1f %% of the characters", 100*s.Kept))
	}
	return strings.Join(said, ", ")
}

func (d *Data) batch(b *strings.Builder) {
	if len(d.Batch) == 0 {
		return
	}
	b.WriteString("\n### Very many reports: `nianbao batch … --check --to docx,pdf`, from text, in one command\n\n")
	b.WriteString(row("reports", "seconds", "reports a second", "CPU ms a report", "200,000 reports would take", "peak MiB, all processes", "files made, MiB"))
	b.WriteString("|" + strings.Repeat("---|", 7) + "\n")
	for _, r := range d.Batch {
		n := float64(r.Reports)
		b.WriteString(row(thousands(r.Reports), figure(r.Seconds), figure(n/r.Seconds), figure(1000*r.CPU/n), figure(r.Seconds/n*200_000/60)+" min",
			fmt.Sprintf("%.0f", r.PeakMiB), thousands(int(r.OutputMiB))))
	}
}

// goal is what was asked for: a time at most, at least so many times faster than another, or at least so many a second.
type goal struct {
	what       string
	verb, key  string
	most       float64 // CPU ms
	rival      string
	least      float64
	processors int // that work side by side; of none, least is of a rival
}

var goals = []goal{
	{what: "data → PDF, CPU ms", verb: "pdf", key: "nianbao-library", most: 2.5},
	{what: "data → PDF a second on two processors (by the CPU time of 300 files in one command)", verb: "pdf", key: "nianbao-batch", processors: 2, least: 800},
	{what: "typst warm takes, times ours", verb: "pdf", key: "nianbao-library", rival: "typst", least: 10},
	{what: "LibreOffice's listener takes, times ours", verb: "pdf", key: "nianbao-library", rival: "libreoffice-listener", least: 100},
	{what: "fpdf takes, times ours", verb: "pdf", key: "nianbao-library", rival: "fpdf", least: 20},
	{what: "report → DOCX, CPU ms", verb: "own", key: "nianbao-docx", most: 0.25},
	{what: "DOCX → data, CPU ms", verb: "read", key: "nianbao-library", most: 1},
	{what: "text → data, CPU ms", verb: "own", key: "nianbao-text", most: 1.5},
	{what: "data → findings, CPU ms (JSON is parsed too)", verb: "own", key: "nianbao-check", most: 0.5},
	{what: "text → check → DOCX + PDF, CPU ms", verb: "own", key: "nianbao-desk", most: 5},
	{what: "`nianbao version`, CPU ms", verb: "start", key: "version", most: 8},
	{what: "a process text → JSON, CPU ms", verb: "start", key: "text-json", most: 15},
	{what: "a process text → PDF, CPU ms", verb: "start", key: "text-pdf", most: 25},
}

func (d *Data) goals(b *strings.Builder) {
	b.WriteString("\n### Goals, and what was reached\n\n")
	b.WriteString(row("", "goal", "reached", ""))
	b.WriteString("|---|---|---|---|\n")
	for _, g := range goals {
		wanted := "≤ " + figure(g.most)
		if g.most == 0 {
			wanted = "≥ " + times(g.least)
		}
		own, ok := d.Side(g.verb, g.key)
		if !ok {
			b.WriteString(row(g.what, wanted, "–", "did not run"))
			continue
		}
		value := of(own.Distinct).median
		said, met := figure(value), value <= g.most
		if g.processors > 0 {
			value = 1000 * float64(g.processors) / value
			said, met = times(value), value >= g.least
		}
		if g.rival != "" {
			rival, ok := d.Side(g.verb, g.rival)
			if !ok {
				b.WriteString(row(g.what, wanted, "–", g.rival+" did not run"))
				continue
			}
			value = of(rival.Distinct).median / value
			said, met = times(value), value >= g.least
		}
		verdict := "not reached"
		if met {
			verdict = "reached"
		}
		b.WriteString(row(g.what, wanted, said, verdict))
	}
}
