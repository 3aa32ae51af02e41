package server

import (
	"context"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/match"
	"nianbao/converter/report"
)

// renamed reads the parameter of that name: organisations that have another name than last year, as OLD=NEW.
func (u *upload) renamed() match.Names {
	names, found := match.ParseRenamed(u.list("renamed"))
	u.problems = append(u.problems, found...)
	return names
}

// against reads the reports to compare with. One of them that cannot be read refuses the request: its sender chose it,
// and a comparison that was not made must not look like one that found nothing. Last year's report is found by
// organisation and year; that there is none is a finding.
func (s *Server) against(ctx context.Context, u *upload, names match.Names) (converter.Against, error) {
	var against converter.Against
	previous, err := s.matched(ctx, u.files["previous"])
	if err != nil {
		return against, err
	}
	if len(previous) > 0 {
		against.PreviousOf = match.NewPrevious(previous, names).Of
	}
	subordinates, err := s.matched(ctx, u.files["subordinate"])
	if err != nil {
		return against, err
	}
	if len(subordinates) > 0 {
		against.SubordinatesOf = func(r *report.Report) ([]*report.Report, diag.List) { return subordinatesOf(r, subordinates, names) }
	}
	return against, nil
}

// matched reads every report of files.
func (s *Server) matched(ctx context.Context, files []converter.Input) ([]match.File, error) {
	var all []match.File
	for _, in := range files {
		readings, err := s.converter.ReadAll(ctx, in)
		if err != nil {
			return nil, err
		}
		for _, reading := range readings {
			all = append(all, match.File{Name: reading.File, Report: reading.Report})
		}
	}
	return all, nil
}

// subordinatesOf returns the reports whose figures must add up to r's, and what makes every sum over them wrong: one that
// is there twice, or of another year.
func subordinatesOf(r *report.Report, files []match.File, names match.Names) ([]*report.Report, diag.List) {
	var all []*report.Report
	var found diag.List
	first := map[string]string{}
	for _, f := range files {
		key := names.Key(f.Report.Organization)
		if other, twice := first[key]; twice && key != "" {
			found = append(found, diag.New("subordinate-duplicate", diag.Place{}, "file", f.Name, "other", other))
		}
		first[key] = f.Name
		if r.Year != 0 && f.Report.Year != 0 && f.Report.Year != r.Year {
			found = append(found, diag.New("subordinate-other-year", diag.Place{}, "file", f.Name, "other", f.Report.Year, "year", r.Year))
		}
		all = append(all, f.Report)
	}
	return all, found
}
