package server

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/draft"
	"nianbao/internal/product"
)

// draftEndpoint takes what `nianbao new` takes: last year's report and the year.
var draftEndpoint = endpoint{path: "/v1/draft", parameters: []string{"to", "from", "year", "diagnostics", "name"},
	files: []string{"file", "text", "style"}}

// draft handles POST /v1/draft: this year's draft from last year's report.
func (s *Server) draft(c *gin.Context, u *upload) {
	form, ok := s.form(c, u, product.Report(converter.DOCX))
	if !ok {
		return
	}
	detail := u.detail()
	year := u.year("year")
	u.source()
	if len(u.problems) > 0 {
		s.refuse(c, http.StatusBadRequest, u.problems...)
		return
	}
	made, ok := work(s, c, u, "draft", func(ctx context.Context) (*made, error) {
		conv, err := s.styled(u)
		if err != nil {
			return nil, err
		}
		reading, err := conv.Read(ctx, u.input())
		if err != nil {
			return nil, err
		}
		next, found := draft.New(reading.Report, year)
		found = append(append(diag.List{}, reading.Diagnostics...), found...)
		if next == nil {
			return nil, &converter.Refusal{Reason: converter.Invalid, Diagnostics: found}
		}
		out, err := conv.Write(ctx, next, converter.Target{Format: form.Format()})
		if err != nil {
			return nil, err
		}
		// Not the name of last year's file: the draft would be taken for it, or replace it.
		return &made{data: out.Data, media: form.Media, name: fileName("", next, form.Extension),
			from: reading.Source, found: append(found, out.Diagnostics...)}, nil
	})
	if !ok {
		return
	}
	s.finish(c, made.from, "draft", made.found)
	s.answer(c, made, detail)
}
