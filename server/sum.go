package server

import (
	"bytes"
	"context"
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/match"
	"nianbao/converter/sum"
	"nianbao/internal/product"
)

// sumEndpoint takes what `nianbao sum` takes: a form with the reports in its fields file, as many as a form may have, and
// the names of those whose reports are expected in roster.
var sumEndpoint = endpoint{path: "/v1/sum", parameters: []string{"to", "organization", "year", "duplicates", "renamed", "diagnostics"},
	files: []string{"file", "roster"}, several: []string{"file", "renamed"}}

// sum handles POST /v1/sum: the reports of all files added up cell by cell. A file that cannot be read refuses the
// request: a sum without it would be taken for the sum of all. So do duplicates and other years, unless the request says
// which to take.
func (s *Server) sum(c *gin.Context, u *upload) {
	form, ok := s.form(c, u, product.Sum())
	if !ok {
		return
	}
	detail := u.detail()
	options := sum.Options{Organization: u.parameters["organization"], Year: u.year("year"), Names: u.renamed(),
		Duplicates: map[string]sum.Duplicates{"newest": sum.Newest, "all": sum.All}[u.choice("duplicates", "newest", "all", "refuse")]}
	roster := u.roster(c.Request.Context(), options.Names)
	if len(u.problems) > 0 {
		s.refuse(c, http.StatusBadRequest, u.problems...)
		return
	}
	made, ok := work(s, c, u, "sum", func(ctx context.Context) (*made, error) {
		all, err := s.addUp(ctx, u.files["file"], options)
		if err != nil {
			return nil, err
		}
		result := all.adder.Result()
		m := &made{media: form.Media, found: append(all.found, result.Diagnostics()...)}
		if roster != nil {
			m.found = append(m.found, roster.Compare(kept(all.heads, result.In))...)
		}
		if result.Report == nil {
			return nil, &converter.Refusal{Reason: converter.Invalid, Diagnostics: append(m.found, diag.New("sum-refused", diag.Place{}))}
		}
		m.name = fileName("", result.Report, form.Extension)
		return m, s.writeSum(ctx, m, form.Format(), result, kept(all.rows, result.In))
	})
	if !ok {
		return
	}
	s.finish(c, made.from, "sum", made.found)
	s.answer(c, made, detail)
}

// roster reads the list of those whose reports are expected; nil where there is none.
func (u *upload) roster(ctx context.Context, names match.Names) *match.Roster {
	files := u.files["roster"]
	if len(files) == 0 {
		return nil
	}
	roster, found := match.ParseRoster(ctx, files[0].Data, names)
	if roster == nil {
		u.problems = append(u.problems, found...)
	}
	return roster
}

// added is what was read of the files of a sum: a row and a head for each report.
type added struct {
	adder *sum.Adder
	rows  []sum.Row
	heads []match.File
	found diag.List
}

// addUp reads the reports. Every file that cannot be read is in the refusal.
func (s *Server) addUp(ctx context.Context, files []converter.Input, options sum.Options) (*added, error) {
	all := &added{adder: sum.New(options)}
	var refused diag.List
	for _, in := range files {
		readings, err := s.converter.ReadAll(ctx, in)
		if refusal, ok := errors.AsType[*converter.Refusal](err); ok {
			refused = append(refused, refusal.Diagnostics...)
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, reading := range readings {
			all.found = append(all.found, reading.Diagnostics...)
			all.adder.Add(reading.File, reading.Report, reading.Evidence)
			all.rows = append(all.rows, sum.Row{File: reading.File, Report: reading.Report})
			all.heads = append(all.heads, match.File{Name: reading.File, Report: reading.Report})
		}
	}
	if len(refused) > 0 {
		return nil, &converter.Refusal{Reason: converter.Invalid, Diagnostics: append(all.found, refused...)}
	}
	return all, nil
}

// kept returns the items that are in the sum.
func kept[T any](items []T, in []bool) []T {
	var list []T
	for i, item := range items {
		if in[i] {
			list = append(list, item)
		}
	}
	return list
}

func (s *Server) writeSum(ctx context.Context, m *made, to converter.Format, result sum.Result, rows []sum.Row) error {
	if to == converter.XLSX {
		var b bytes.Buffer
		if err := sum.Workbook(&b, rows); err != nil {
			return err
		}
		m.data = b.Bytes()
		return nil
	}
	out, err := s.converter.Write(ctx, result.Report, converter.Target{Format: to})
	if err != nil {
		return err
	}
	m.data, m.found = out.Data, append(m.found, out.Diagnostics...)
	return nil
}
