package server

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/sum"
)

// sumEndpoint takes what `nianbao sum` takes: a form with the reports in its fields file, as many as a form may have.
var sumEndpoint = endpoint{path: "/v1/sum", parameters: []string{"to", "organization", "year", "diagnostics"},
	files: []string{"file"}, several: []string{"file"}}

// The format that only sums have: one row a report, one column a cell.
const (
	workbook      = "xlsx"
	workbookMedia = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
)

// sum handles POST /v1/sum: the reports of all files added up cell by cell. A file that cannot be read refuses the
// request: a sum without it would be taken for the sum of all.
func (s *Server) sum(c *gin.Context, u *upload) {
	to, media, ok := s.sumForm(c, u)
	if !ok {
		return
	}
	detail := u.detail()
	options := sum.Options{Organization: u.parameters["organization"], Year: u.year("year")}
	if len(u.problems) > 0 {
		s.refuse(c, http.StatusBadRequest, u.problems...)
		return
	}
	made, ok := work(s, c, u, "sum", func(ctx context.Context) (*made, error) {
		adder := sum.New(options)
		var rows []sum.Row
		var found, refused diag.List
		for _, in := range u.files["file"] {
			readings, err := s.converter.ReadAll(ctx, in)
			if refusal, ok := errors.AsType[*converter.Refusal](err); ok {
				refused = append(refused, refusal.Diagnostics...)
				continue
			}
			if err != nil {
				return nil, err
			}
			for _, reading := range readings {
				found = append(found, reading.Diagnostics...)
				adder.Add(in.Name, reading.Report, reading.Evidence)
				rows = append(rows, sum.Row{File: in.Name, Report: reading.Report})
			}
		}
		if len(refused) > 0 {
			return nil, &converter.Refusal{Reason: converter.Invalid, Diagnostics: append(found, refused...)}
		}
		result := adder.Result()
		m := &made{media: media, found: append(found, result.Diagnostics()...), name: fileName("", result.Report, "."+to)}
		return m, s.writeSum(ctx, m, to, result, rows)
	})
	if !ok {
		return
	}
	s.finish(c, made.from, "sum", made.found)
	s.answer(c, made, detail)
}

// sumForm decides what to make of the sum: the parameter to, else Accept, else JSON.
func (s *Server) sumForm(c *gin.Context, u *upload) (to, media string, ok bool) {
	formats := converter.Writable()
	names := append(formatStrings(formats), workbook)
	if _, given := u.parameters["to"]; given {
		if to = u.choice("to", names...); to == workbook {
			return to, workbookMedia, true
		}
		return to, converter.Format(to).MediaType(), true
	}
	types := []string{converter.JSON.MediaType(), workbookMedia}
	for _, f := range formats {
		types = append(types, f.MediaType())
	}
	if media, ok = s.accepted(c, types, strings.Join(names, ", ")); !ok || media == workbookMedia {
		return workbook, media, ok
	}
	bare, _, _ := strings.Cut(media, ";")
	format, _ := converter.FormatOfMedia(bare)
	return string(format), media, true
}

func (s *Server) writeSum(ctx context.Context, m *made, to string, result sum.Result, rows []sum.Row) error {
	if to == workbook {
		var b bytes.Buffer
		if err := sum.Workbook(&b, rows); err != nil {
			return err
		}
		m.data = b.Bytes()
		return nil
	}
	out, err := s.converter.Write(ctx, result.Report, converter.Target{Format: converter.Format(to)})
	if err != nil {
		return err
	}
	m.data, m.found = out.Data, append(m.found, out.Diagnostics...)
	return nil
}
