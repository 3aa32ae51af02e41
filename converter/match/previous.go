package match

import (
	"slices"
	"strconv"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/report"
)

// File is a report and where it was read.
type File struct {
	Name   string
	Report *report.Report
}

// Previous finds the report of the year before among those that are given. It is immutable.
type Previous struct {
	names Names
	files []File
	by    map[string][]File // by organisation
}

// NewPrevious returns a finder for the reports.
func NewPrevious(files []File, names Names) *Previous {
	p := &Previous{names: names, files: files, by: map[string][]File{}}
	for _, f := range files {
		key := names.Key(f.Report.Organization)
		p.by[key] = append(p.by[key], f)
	}
	return p
}

// Of returns the report of r's organisation for the year before r's, or nil and what keeps it from being found. Where one
// report alone is given and it or r names no organisation, nothing speaks against it: it is returned with a warning.
func (p *Previous) Of(r *report.Report) (*report.Report, diag.List) {
	key := p.names.Key(r.Organization)
	switch {
	case r.Year == 0:
		return nil, refused("previous-year-unknown")
	case len(p.files) == 0:
		return nil, refused("previous-missing", "organization", r.Organization, "year", r.Year-1)
	case len(p.files) == 1:
		only := p.files[0]
		other := p.names.Key(only.Report.Organization)
		if key != "" && other != "" && key != other {
			return nil, refused("previous-other-organization", "file", only.Name, "other", only.Report.Organization, "organization", r.Organization)
		}
		previous, found := pick(r, []File{only})
		if previous != nil && (key == "" || other == "") {
			found = refused("previous-unproven", "file", only.Name)
		}
		return previous, found
	case key == "":
		return nil, refused("previous-organization-unknown")
	case len(p.by[key]) == 0:
		return nil, refused("previous-missing", "organization", r.Organization, "year", r.Year-1)
	}
	return pick(r, p.by[key])
}

// pick returns the one of an organisation's reports that is of the year before r's.
func pick(r *report.Report, files []File) (*report.Report, diag.List) {
	var fit []File
	var years, names []string
	for _, f := range files {
		if f.Report.Year == r.Year-1 {
			fit = append(fit, f)
			names = append(names, f.Name)
		}
		if f.Report.Year != 0 {
			years = append(years, strconv.Itoa(f.Report.Year))
		}
	}
	slices.Sort(years)
	switch {
	case len(fit) == 0 && len(years) == 0:
		return nil, refused("previous-undated", "file", files[0].Name, "year", r.Year-1)
	case len(fit) == 0:
		return nil, refused("previous-other-year", "years", strings.Join(slices.Compact(years), ", "), "year", r.Year-1)
	}
	for _, f := range fit[1:] {
		if !contract.SameFigures(fit[0].Report, f.Report) {
			return nil, refused("previous-several", "files", strings.Join(names, ", "), "year", r.Year-1)
		}
	}
	return fit[0].Report, nil
}

func refused(code diag.Code, args ...any) diag.List {
	return diag.List{diag.New(code, diag.Place{}, args...)}
}
