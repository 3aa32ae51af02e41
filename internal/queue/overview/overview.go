// Package overview tells an office what became of everything that it sent: what is done, what failed and why, which findings there are by
// rule, whose report is missing, and which report was superseded by a newer one. It reads the journal of package nianbao/internal/queue and makes
// a workbook and a web page, the same bytes for the same history.
//
// Which of several reports of one organisation and year counts is decided here: the one that was handed in last. What says so is, in this
// order, the day that a list gave, the run that was given it first, and the date in the report; where none of them tells and the figures
// differ, nobody knows, and that is what the overview says. The older ones are kept and named.
//
// Like package queue it looks things up in a table on the disk, so that memory does not grow with the number of reports.
package overview

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"

	"nianbao/converter/diag"
	"nianbao/converter/match"
	"nianbao/converter/report"
	"nianbao/internal/queue"
)

// Options are of an overview.
type Options struct {
	Folder string
	Lang   diag.Lang
	Roster *match.Roster // those whose reports are expected; nil: nobody said
	Check  bool          // whether the reports were checked
	Year   int           // of which they are expected; 0: of any
	Names  match.Names
}

// Files that are made.
const (
	WorkbookName = "overview.xlsx"
	PageName     = "overview.html"
)

// Overview is what became of everything.
type Overview struct {
	Items, Done, Failed, Quarantined, Pending int // by input; a corrected one counts with every version
	Reports, Superseded, Uncertain, Unnamed   int
	Rules                                     map[string]Rule
	Roster                                    diag.List
	Checked, Compared                         bool // without them Rules and Roster are not known, and not empty
}

// Rule counts the findings of one rule.
type Rule struct{ Reports, Findings int }

// Status says whether a report is the one that counts.
type Status string

// The states of a report.
const (
	Current    Status = "current"
	Superseded Status = "superseded" // a newer one was handed in
	Copy       Status = "copy"       // another one says the same
	Uncertain  Status = "uncertain"  // nobody can tell which is newer
	Unnamed    Status = "unnamed"    // it does not say whose, or of which year it is
)

// gatherer reads the journal.
type gatherer struct {
	options Options
	journal *os.File
	index   *queue.Index
	heads   []match.File // whose reports there are: only where a roster is to be compared
	Overview
}

// sink takes what is told, a line at a time.
type sink interface {
	report(r *queue.Record, one queue.Report, status Status, by string) error
	failure(r *queue.Record) error
}

// gather tells everything to a sink.
func gather(ctx context.Context, o Options, to sink) (*Overview, error) {
	journal, err := os.Open(queue.Inside(o.Folder, "journal.jsonl"))
	if err != nil {
		return nil, fmt.Errorf("opening the journal: %w", err)
	}
	defer journal.Close()
	index, err := queue.NewIndex(queue.Inside(o.Folder, "overview"))
	if err != nil {
		return nil, err
	}
	g := &gatherer{options: o, journal: journal, index: index, Overview: Overview{Rules: map[string]Rule{}}}
	err = queue.ReadJournal(ctx, journal, g.place)
	if err == nil {
		err = queue.ReadJournal(ctx, journal, g.choose)
	}
	if err == nil {
		err = queue.Entries(ctx, o.Folder, func(e *queue.Entry) error { return g.tell(e, to) })
	}
	if err := errors.Join(err, index.Close()); err != nil {
		return nil, err
	}
	g.Checked, g.Compared = o.Check, o.Roster != nil
	if o.Roster != nil {
		g.Roster = o.Roster.Compare(g.heads)
	}
	return &g.Overview, nil
}

func versionKey(identity queue.Key, version int) queue.Key {
	return queue.KeyOf("version", string(identity[:]), strconv.Itoa(version))
}

// place remembers the last record of each version of each input.
func (g *gatherer) place(at int64, r *queue.Record) error {
	if !r.IsItem() {
		return nil
	}
	return g.index.Put(versionKey(r.Identity(), r.Version), at) // version 0 is what could not be opened
}

// isLast reports whether nothing was said of a version later.
func (g *gatherer) isLast(at int64, r *queue.Record) (bool, error) {
	last, _, err := g.index.Get(versionKey(r.Identity(), r.Version))
	return last == at, err
}

// A report's place is that of its record and its number in it, in one number.
const reportBits = 14

func (g *gatherer) group(one queue.Report) (newest, tied queue.Key, ok bool) {
	name := g.options.Names.Key(one.Organization)
	if name == "" || one.Year == 0 {
		return newest, tied, false
	}
	year := strconv.Itoa(one.Year)
	return queue.KeyOf("newest", name, year), queue.KeyOf("tied", name, year), true
}

// choose finds the report of each organisation and year that counts.
func (g *gatherer) choose(at int64, r *queue.Record) error {
	if !r.IsItem() {
		return nil
	}
	if last, err := g.isLast(at, r); err != nil || !last {
		return err
	}
	if len(r.Reports) >= 1<<reportBits {
		return fmt.Errorf("%d reports in one file", len(r.Reports))
	}
	for i, one := range r.Reports {
		newest, tied, ok := g.group(one)
		if !ok {
			continue
		}
		here := at<<reportBits | int64(i)
		place, known, err := g.index.Get(newest)
		if err != nil {
			return err
		}
		if !known {
			if err := g.index.Put(newest, here); err != nil {
				return err
			}
			continue
		}
		other, otherOne, err := g.at(place)
		if err != nil {
			return err
		}
		order := later(r, one, other, otherOne)
		switch {
		case order > 0:
			err = errors.Join(g.index.Put(newest, here), g.index.Put(tied, 0))
		case order == 0:
			if one.Figures != otherOne.Figures {
				err = g.index.Put(tied, 1)
			}
			if r.Label < other.Label { // so that it does not depend on which was done first
				err = errors.Join(err, g.index.Put(newest, here))
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (g *gatherer) at(place int64) (*queue.Record, queue.Report, error) {
	r, err := queue.RecordAt(g.journal, place>>reportBits)
	if err != nil {
		return nil, queue.Report{}, err
	}
	return r, r.Reports[place&(1<<reportBits-1)], nil
}

// later compares when two reports were handed in.
func later(a *queue.Record, x queue.Report, b *queue.Record, y queue.Report) int {
	return cmp.Or(cmp.Compare(a.Sent, b.Sent), cmp.Compare(a.Submitted, b.Submitted), cmp.Compare(x.Date, y.Date))
}

// status is what became of a report, and which other one stands for it.
func (g *gatherer) status(at int64, i int, r *queue.Record, one queue.Report) (Status, string, error) {
	newest, tied, ok := g.group(one)
	if !ok {
		return Unnamed, "", nil
	}
	place, _, err := g.index.Get(newest)
	if err != nil {
		return "", "", err
	}
	other, otherOne, err := g.at(place)
	if err != nil {
		return "", "", err
	}
	doubt, _, err := g.index.Get(tied)
	if err != nil {
		return "", "", err
	}
	isTied := later(r, one, other, otherOne) == 0
	switch {
	case isTied && doubt > 0:
		return Uncertain, string(other.Label), nil
	case place == at<<reportBits|int64(i):
		return Current, "", nil
	case isTied || one.Figures == otherOne.Figures:
		return Copy, string(other.Label), nil
	}
	return Superseded, string(other.Label), nil
}

// tell tells of one entry: all its versions, and that it could not be opened, where that was the last that is known.
func (g *gatherer) tell(e *queue.Entry, to sink) error {
	identity := e.Identity()
	told := queue.KeyOf("told", string(identity[:]))
	if _, before, err := g.index.Get(told); err != nil || before {
		return err
	}
	if err := g.index.Put(told, 1); err != nil {
		return err
	}
	last := int64(-1)
	for version := 1; ; version++ {
		at, known, err := g.index.Get(versionKey(identity, version))
		if err != nil {
			return err
		}
		if !known {
			break
		}
		last = max(last, at)
		if err := g.tellVersion(at, to); err != nil {
			return err
		}
	}
	at, unread, err := g.index.Get(versionKey(identity, 0))
	switch {
	case err != nil:
		return err
	case unread && at > last:
		return g.tellVersion(at, to)
	case last < 0:
		g.Items++
		g.Pending++
	}
	return nil
}

func (g *gatherer) tellVersion(at int64, to sink) error {
	r, err := queue.RecordAt(g.journal, at)
	if err != nil {
		return err
	}
	g.Items++
	if r.Kind == queue.Failed {
		g.Failed++
		if r.Quarantined {
			g.Quarantined++
		}
		if err := to.failure(r); err != nil {
			return err
		}
	} else {
		g.Done++
	}
	for i, one := range r.Reports {
		status, by, err := g.status(at, i, r, one)
		if err != nil {
			return err
		}
		g.count(r, one, status)
		if err := to.report(r, one, status, by); err != nil {
			return err
		}
	}
	return nil
}

func (g *gatherer) count(r *queue.Record, one queue.Report, status Status) {
	g.Reports++
	switch status {
	case Superseded, Copy:
		g.Superseded++
		return
	case Uncertain:
		g.Uncertain++
	case Unnamed:
		g.Unnamed++
	}
	for code, n := range one.Rules {
		rule := g.Rules[code]
		g.Rules[code] = Rule{rule.Reports + 1, rule.Findings + n}
	}
	if g.options.Roster != nil && (g.options.Year == 0 || one.Year == g.options.Year) {
		g.heads = append(g.heads, match.File{Name: string(r.Label), Report: &report.Report{Organization: one.Organization, Year: one.Year}})
	}
}
