// Package task is the work of one item: a report is read, checked and written in every format that was asked for, as package
// nianbao/converter does it. The same bytes give the same files whoever asks: the command, a worker of a batch, the service.
package task

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/report"
	"nianbao/internal/queue"
)

// Options say what is made of each report. They go to worker processes as JSON, and are part of an item's ID.
type Options struct {
	Formats      []converter.Format `json:"formats,omitempty"`
	Check        bool               `json:"check,omitzero"`  // findings as JSON, in a file .check.json
	Strict       bool               `json:"strict,omitzero"` // warnings refuse a report
	Created      time.Time          `json:"created,omitzero"`
	Profile      converter.Profile  `json:"profile,omitzero"`
	NoAttachment bool               `json:"no_attachment,omitzero"`
	Style        []byte             `json:"style,omitempty"`
	FontDir      string             `json:"font_dir,omitzero"`
	// Fonts is the hash of what is in FontDir, so that other fonts are other settings.
	Fonts string `json:"fonts,omitzero"`
	// Editions are forms and editions of them beside the program's own.
	Editions []Edition `json:"editions,omitempty"`
}

// Doer does items.
type Doer struct {
	options   Options
	converter *converter.Converter
}

// New returns a doer, or what is wrong with the options.
func New(o Options) (*Doer, error) {
	given := converter.Options{Style: o.Style}
	if o.FontDir != "" {
		given.Fonts = os.DirFS(o.FontDir)
	}
	if len(o.Editions) > 0 {
		given.Editions = editions(o.Editions)
	}
	c, err := converter.New(given)
	if err != nil {
		return nil, fmt.Errorf("preparing the converter: %w", err)
	}
	for _, f := range o.Formats {
		if err := o.target(f).Check(); err != nil {
			return nil, fmt.Errorf("preparing the converter: %w", err)
		}
	}
	return &Doer{o, c}, nil
}

// Notices says which font files were taken and which were left out.
func (d *Doer) Notices() diag.List { return d.converter.Notices() }

func (o Options) target(f converter.Format) converter.Target {
	return converter.Target{Format: f, Created: o.Created, Profile: o.Profile, NoAttachment: o.NoAttachment}
}

// Do reads a report, or several of one file, and makes the files that were asked for. It gives no error: what is wrong with an item is
// its answer. A panic is an answer too.
func (d *Doer) Do(ctx context.Context, job queue.Job) (a *queue.Answer) {
	defer func() {
		if problem := recover(); problem != nil {
			a = &queue.Answer{Refused: true, Said: said(diag.List{diag.New("internal-error", diag.Place{}, "problem", problem)})}
		}
	}()
	in := converter.Input{Name: queue.Shown(job.Label), Data: job.Content}
	all, err := d.read(ctx, in)
	if err != nil {
		return refused(err)
	}
	answer := &queue.Answer{}
	var found diag.List
	taken := map[string]bool{}
	for _, one := range all {
		files, more, err := d.make(ctx, one)
		summary, fault := d.summary(ctx, one, more)
		if fault != nil {
			return refused(fault)
		}
		answer.Reports = append(answer.Reports, summary)
		found = append(found, more...)
		if err != nil {
			answer.Refused = true
			found = append(found, diagnostics(err)...)
			continue
		}
		base := baseOf(one, taken)
		for _, f := range files {
			f.Base = base
			answer.Files = append(answer.Files, f)
		}
	}
	answer.Said = said(found)
	return answer
}

// read reads the reports of an input, and checks them where that is asked for.
func (d *Doer) read(ctx context.Context, in converter.Input) ([]*converter.Checked, error) {
	if d.options.Check {
		return d.converter.CheckAll(ctx, in, converter.Against{})
	}
	readings, err := d.converter.ReadAll(ctx, in)
	all := make([]*converter.Checked, len(readings))
	for i, reading := range readings {
		all[i] = &converter.Checked{Input: in.Name, Reading: *reading}
	}
	return all, err
}

// make makes the files of one report, all or none.
func (d *Doer) make(ctx context.Context, one *converter.Checked) (files []queue.File, found diag.List, err error) {
	found = append(found, one.Diagnostics...)
	targets := make([]converter.Target, len(d.options.Formats))
	for i, format := range d.options.Formats {
		targets[i] = d.options.target(format)
	}
	outputs, err := d.converter.WriteAll(ctx, one.Report, targets)
	if err != nil {
		return nil, found, fmt.Errorf("writing: %w", err)
	}
	for i, out := range outputs {
		for _, more := range out.Diagnostics {
			found = added(found, more) // each format says of the report what the others say
		}
		files = append(files, queue.File{Suffix: targets[i].Format.Extension(), Data: out.Data})
	}
	if d.options.Check {
		data, err := one.MarshalJSON()
		if err != nil {
			return nil, found, fmt.Errorf("writing the findings: %w", err)
		}
		files = append(files, queue.File{Suffix: ".check.json", Data: append(data, '\n')})
	}
	if n := found.Count(diag.Warning); d.options.Strict && n > 0 {
		return nil, found, diag.List{diag.New("strict-warnings", diag.Place{}, "count", n)}
	}
	return files, found, nil
}

// added adds what is not there yet.
func added(found diag.List, d diag.Diagnostic) diag.List {
	for _, other := range found {
		if other.Code == d.Code && other.Message(diag.English) == d.Message(diag.English) {
			return found
		}
	}
	return append(found, d)
}

// summary is what is kept of a report.
func (d *Doer) summary(ctx context.Context, one *converter.Checked, found diag.List) (queue.Report, error) {
	r := one.Report
	figures := &report.Report{Format: r.Format, Tables: r.Tables, TableFormats: r.TableFormats}
	data, err := d.converter.Write(context.WithoutCancel(ctx), figures, converter.Target{Format: converter.JSON}) // what is made already is told
	if err != nil {
		return queue.Report{}, fmt.Errorf("writing the figures: %w", err)
	}
	hash := sha256.Sum256(data.Data)
	out := queue.Report{Organization: r.Organization, Year: r.Year, Date: r.Date, Figures: hex.EncodeToString(hash[:8]),
		Errors: one.Result.Count(diag.Error), Warnings: one.Result.Count(diag.Warning), Warned: found.Count(diag.Warning)}
	for _, f := range one.Result.Findings {
		if out.Rules == nil {
			out.Rules = map[string]int{}
		}
		out.Rules[string(f.Code)]++
	}
	return out, nil
}

// baseOf names a report that came with others in one file, and is "" for one that came alone.
func baseOf(one *converter.Checked, taken map[string]bool) string {
	if one.Number == 0 {
		return ""
	}
	stem := queue.SafeName(one.Report.Organization)
	if stem == "" {
		stem = strconv.Itoa(one.Number)
	}
	name := stem
	for i := 2; taken[strings.ToLower(name)]; i++ {
		name = stem + "-" + strconv.Itoa(i)
	}
	taken[strings.ToLower(name)] = true
	return name
}

// mostSaid is how many diagnostics of an item are kept, errors first: what is wrong with a file shows in the first of them, and a
// journal of a million items has to be read.
const mostSaid = 10

func said(found diag.List) []queue.Said {
	var all []queue.Said
	for _, severity := range []diag.Severity{diag.Error, diag.Warning} {
		for _, d := range found {
			if d.Severity == severity {
				all = append(all, queue.SaidOf(d))
			}
		}
	}
	if more := len(all) - mostSaid; more > 0 {
		all = append(all[:mostSaid:mostSaid], queue.SaidOf(diag.New("diagnostics-more", diag.Place{}, "n", more)))
	}
	return all
}

func refused(err error) *queue.Answer {
	return &queue.Answer{Refused: true, Said: said(diagnostics(err))}
}

func diagnostics(err error) diag.List {
	if found, ok := errors.AsType[diag.List](err); ok {
		return found
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return diag.List{diag.New("time-limit", diag.Place{})}
	}
	return diag.List{diag.New("internal-error", diag.Place{}, "problem", err)}
}
