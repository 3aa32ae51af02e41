package main

import (
	"strings"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/match"
	"nianbao/converter/report"
)

// against is what reports are compared with: last year's and those of subordinates, each found by what stands in it.
type against struct {
	previous     *match.Previous // nil where none was asked for
	unread       []string        // what was to be last year's and could not be read
	subordinates []match.File
	missing      []string // what was to be a subordinate's and could not be read
	asked        bool     // for subordinates
	failed       int      // how many files could not be read
	names        match.Names
}

// against reads the reports to compare with. What cannot be read is told, and is a finding of every report that would have
// been compared with it. The answer is false where the user interrupted.
func (cmd *checkCommand) against(s *session, c *converter.Converter, names match.Names) (*against, bool) {
	a := &against{names: names, asked: len(cmd.Subordinate) > 0}
	if len(cmd.Previous) > 0 {
		files, unread, ok := s.readAll(c, cmd.Previous)
		if !ok {
			return nil, false
		}
		a.previous, a.unread = match.NewPrevious(files, names), unread
	}
	files, unread, ok := s.readAll(c, cmd.Subordinate)
	a.subordinates, a.missing = files, unread
	a.failed = len(a.unread) + len(a.missing)
	return a, ok
}

// readAll reads every report of files and folders, and names the files that cannot be read. The answer is false where the
// user interrupted.
func (s *session) readAll(c *converter.Converter, inputs []string) (files []match.File, unread []string, ok bool) {
	names := s.expand(globbed(inputs))
	i := 0
	for readings, err := range until(s.ctx, c.ReadBatchAll(s.ctx, s.inputs(names, "", c.Limits().Input), workers(0))) {
		if err != nil {
			s.tell(diagnosticsOf(err, names[i])...)
			unread = append(unread, shown(names[i]))
		}
		for _, reading := range readings {
			files = append(files, match.File{Name: shown(names[i]), Report: reading.Report})
		}
		i++
	}
	return files, unread, i == len(names)
}

// converter is what the library compares with.
func (a *against) converter() converter.Against {
	var out converter.Against
	if a.previous != nil {
		out.PreviousOf = a.previousOf
	}
	if a.asked {
		out.SubordinatesOf = a.subordinatesOf
	}
	return out
}

func (a *against) previousOf(r *report.Report) (*report.Report, diag.List) {
	previous, found := a.previous.Of(r)
	if previous != nil {
		return previous, found
	}
	if len(a.unread) > 0 { // the report that is missing may be in there
		found = nil
	}
	for _, file := range a.unread {
		found = append(found, problem("previous-unreadable", "file", file)...)
	}
	return nil, found
}

// subordinatesOf returns the reports whose figures must add up to r's. One that is missing, one too many or one of another
// year makes every sum wrong.
func (a *against) subordinatesOf(r *report.Report) ([]*report.Report, diag.List) {
	var found diag.List
	if len(a.missing) > 0 {
		found = problem("subordinate-unreadable", "n", len(a.missing), "files", strings.Join(a.missing, ", "))
	}
	var all []*report.Report
	first := map[string]string{}
	for _, f := range a.subordinates {
		key := a.names.Key(f.Report.Organization)
		if other, twice := first[key]; twice && key != "" {
			found = append(found, problem("subordinate-duplicate", "file", f.Name, "other", other)...)
		}
		first[key] = f.Name
		if r.Year != 0 && f.Report.Year != 0 && f.Report.Year != r.Year {
			found = append(found, problem("subordinate-other-year", "file", f.Name, "other", f.Report.Year, "year", r.Year)...)
		}
		all = append(all, f.Report)
	}
	return all, found
}
