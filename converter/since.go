package converter

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"nianbao/converter/check"
	"nianbao/converter/diag"
)

// Round is what an earlier check found, by the reports' organisations and years: its JSON, as [Checked.MarshalJSON] writes it for one
// report or the command for many.
type Round struct {
	reports map[roundKey][]roundReport // usually one
}

// roundReport is a report of the round, and the file that it was in.
type roundReport struct {
	file     string
	findings []check.Earlier
}

type roundKey struct {
	organization string
	year         int
}

// ParseRound reads the JSON of an earlier check. Without a single report in it that was checked it is refused: it is something else.
func ParseRound(data []byte) (*Round, error) {
	var list []struct {
		File   string
		Result *struct {
			Organization string
			Year         int
			Findings     []check.Earlier
		}
	}
	trimmed := bytes.TrimSpace(data)
	if len(trimmed) > 0 && trimmed[0] == '{' {
		trimmed = append(append([]byte("["), trimmed...), ']')
	}
	err := json.Unmarshal(trimmed, &list)
	r := &Round{reports: map[roundKey][]roundReport{}}
	for _, item := range list {
		if item.Result == nil {
			continue // of that round a report that could not be read
		}
		key := roundKey{item.Result.Organization, item.Result.Year}
		r.reports[key] = append(r.reports[key], roundReport{filepath.Base(item.File), item.Result.Findings})
		for _, f := range item.Result.Findings {
			if f.Key == "" || f.Rule == "" {
				err = errors.New("a finding without a key")
			}
		}
	}
	if err == nil && len(r.reports) == 0 {
		err = fmt.Errorf("it holds no report that was checked")
	}
	if err != nil {
		return nil, refuse(diag.New("round-invalid", diag.Place{}, "problem", err))
	}
	return r, nil
}

// since compares the result with the round before. That it has no such report, or several of which none is of this file, is told.
func (a Against) since(checked *Checked) {
	if a.Since == nil {
		return
	}
	earlier := a.Since.reports[roundKey{checked.Report.Organization, checked.Report.Year}]
	if len(earlier) > 1 { // the same report in two files, or two of one organ
		earlier = slices.DeleteFunc(slices.Clone(earlier), func(r roundReport) bool { return r.file != filepath.Base(checked.Input) })
	}
	if len(earlier) != 1 {
		checked.Diagnostics = append(checked.Diagnostics, diag.New("round-missing", diag.Place{}, "organization", checked.Report.Organization, "year", checked.Report.Year))
		return
	}
	checked.Result = checked.Result.Since(earlier[0].findings)
}
