package main

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"nianbao/converter/diag"
	"nianbao/internal/queue"
)

// tellOf tells what became of an item: what went wrong on standard error, and everything as a line of JSON on standard output where that
// is no terminal.
func (j *batchJob) tellOf(e queue.Event) {
	for _, r := range e.Reports {
		j.errors += r.Errors
	}
	if e.Kind != queue.Done && !e.Before {
		j.progress.clear()
		for _, said := range e.Said {
			if said.Severity != diag.Error.String() {
				continue
			}
			text := said.English
			if j.lang == diag.Chinese {
				text = said.Chinese
			}
			fmt.Fprintf(j.stderr, "%s: %s[%s]: %s\n", shown(string(e.Label)), said.Severity, said.Code, text)
		}
	}
	if e.Kind != queue.Attempt {
		j.progress.step()
	}
	if !isTerminal(j.stdout) {
		j.line(batchLine{Event: string(e.Kind), Input: shown(string(e.Label)), ID: e.ID, Before: e.Before, Quarantined: e.Quarantined, Outputs: paths(e.Outputs), Said: e.Said,
			Settled: j.progress.done, Total: j.progress.total})
	}
}

// batchLine is a line of JSON of a batch.
type batchLine struct {
	Event       string       `json:"event"` // done, failed, attempt; summary is the last
	Input       string       `json:"input"`
	ID          string       `json:"id,omitzero"`
	Before      bool         `json:"before,omitzero"`
	Quarantined bool         `json:"quarantined,omitzero"`
	Outputs     []string     `json:"outputs,omitempty"`
	Said        []queue.Said `json:"diagnostics,omitempty"`
	Settled     int          `json:"settled"`
	Total       int          `json:"total"`
}

func paths(outputs []queue.Output) []string {
	var all []string
	for _, o := range outputs {
		all = append(all, shown(string(o.Path)))
	}
	return all
}

func (j *batchJob) line(v any) {
	e := json.NewEncoder(j.stdout)
	e.SetEscapeHTML(false)
	_ = e.Encode(v) // nobody reads on: the work goes on, and the journal has it all
}

func (j *batchJob) summaryLine(sum queue.Summary) {
	if isTerminal(j.stdout) {
		return
	}
	j.line(struct {
		Event       string `json:"event"`
		Total       int    `json:"total"`
		Done        int    `json:"done"`
		Before      int    `json:"before"`
		Failed      int    `json:"failed"`
		Quarantined int    `json:"quarantined"`
	}{"summary", sum.Total, sum.Done, sum.Before, sum.Failed, sum.Quarantined})
}

// batchProgress is a line on a terminal that says how far a batch is, how fast and how long it will take. Elsewhere it is nothing.
type batchProgress struct {
	to          io.Writer // nil: say nothing
	now         func() time.Time
	began, last time.Time
	done, total int
	words       string // a format of done, total, percent, rate, time left
}

func (s *session) batchProgress(now func() time.Time) *batchProgress {
	p := &batchProgress{now: now, words: helpText("batch-progress", s.lang)}
	if isTerminal(s.stderr) {
		p.to = s.stderr
	}
	return p
}

func (p *batchProgress) begin(total int) { p.total, p.began = total, p.now() }

// step counts one more, and shows it where the last time is a while ago.
func (p *batchProgress) step() {
	p.done++
	const every = 200 * time.Millisecond
	now := p.now()
	if p.to == nil || p.done < p.total && now.Sub(p.last) < every {
		return
	}
	p.last = now
	fmt.Fprint(p.to, "\r\x1b[K", p.text(now))
}

// text is the line. The rate is that of the whole run.
func (p *batchProgress) text(now time.Time) string {
	passed := max(now.Sub(p.began), time.Millisecond)
	rate := float64(p.done) / passed.Seconds()
	left := time.Duration(0)
	if p.done > 0 {
		left = time.Duration(float64(passed) / float64(p.done) * float64(p.total-p.done)).Round(time.Second)
	}
	return fmt.Sprintf(p.words, grouped(p.done), grouped(p.total), 100*p.done/max(p.total, 1), rate, left)
}

func (p *batchProgress) clear() {
	if p.to != nil {
		fmt.Fprint(p.to, "\r\x1b[K")
	}
}
