package server

import (
	"context"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/match"
	"nianbao/internal/product"
)

// toCheck is the label of checks in the metrics of conversions.
const toCheck = "check"

// checkEndpoint takes what `nianbao check` takes. A form may bring last year's report, or those of
// many agencies, in the field previous and subordinate ones in subordinate; an office's own severities in rules, and the JSON of an earlier
// round in since.
var checkEndpoint = endpoint{path: "/v1/check", parameters: []string{"to", "from", "renamed", "diagnostics", "name"},
	files: []string{"file", "text", "previous", "subordinate", "review", "rules", "since"}, several: []string{"previous", "subordinate", "renamed"}}

// check handles POST /v1/check: the findings of one report as JSON, as a page or text for people, or as comments in the
// Word file. Findings are no problem of the request: the answer is 200 whatever does not add up.
func (s *Server) check(c *gin.Context, u *upload) {
	findings := product.Findings(converter.JSON, converter.HTML, converter.Text)
	form, ok := s.form(c, u, findings)
	if !ok {
		return
	}
	to := form.Format()
	u.source()
	names := u.renamed()
	if len(u.problems) > 0 {
		s.refuse(c, http.StatusBadRequest, u.problems...)
		return
	}
	lang := languageOf(c.Request.Header)
	var out *converter.Output // of every form but JSON
	checked, ok := work(s, c, u, toCheck, func(ctx context.Context) (*converter.Checked, error) {
		against, review, err := s.checkedAgainst(ctx, u, names)
		if err != nil {
			return nil, err
		}
		checked, err := s.converter.Check(ctx, u.input(), against)
		if err == nil {
			noteUnused(checked, review, u)
		}
		if err == nil {
			out, err = s.checkFile(ctx, checked, to, lang)
		}
		return checked, err
	})
	if !ok {
		return
	}
	if to == converter.JSON {
		s.finish(c, checked.Source, toCheck, checked.Diagnostics)
		c.Header("Cache-Control", "no-store")
		c.Writer.Header().Add("Vary", varies)
		s.answerJSON(c, toCheck, checked)
		return
	}
	m := &made{data: out.Data, media: form.Media, from: checked.Source, found: slices.Concat(checked.Diagnostics, out.Diagnostics)}
	s.finish(c, m.from, toCheck, m.found)
	switch to {
	case converter.DOCX, converter.XLSX:
		m.name = findings.File(fileName(checked.Input, checked.Report, ""), form)
	case converter.HTML:
		// The page has its style inside; it still may load nothing and run nothing.
		c.Header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox")
	}
	if to != converter.DOCX {
		c.Header("Content-Language", string(lang))
	}
	s.answer(c, m, u.detail())
}

// checkFile makes the file of a result; nothing for JSON, which is written as it goes out.
func (s *Server) checkFile(ctx context.Context, checked *converter.Checked, to converter.Format, lang diag.Lang) (*converter.Output, error) {
	switch to {
	case converter.JSON:
		return nil, nil
	case converter.Text: // without the name of the input, which only its sender knows
		return &converter.Output{Data: []byte(checked.Result.Text(check.TextOptions{Lang: lang}))}, nil
	}
	return s.converter.WriteFindings(ctx, checked, converter.FindingsTarget{Format: to, Lang: lang})
}

// checkedAgainst is against with what a person has said of the findings, nil where the request brings no such file.
func (s *Server) checkedAgainst(ctx context.Context, u *upload, names match.Names) (converter.Against, *converter.Review, error) {
	against, err := s.against(ctx, u, names)
	if err != nil {
		return against, nil, err
	}
	if err := s.office(u, &against); err != nil {
		return against, nil, err
	}
	review, err := u.review()
	if review != nil {
		against.Reviews = []*converter.Review{review}
	}
	return against, review, err
}

// office reads the files of the office that checks: its severities, and what its earlier round found.
func (s *Server) office(u *upload, against *converter.Against) (err error) {
	if rules := u.files["rules"]; len(rules) > 0 {
		if against.Severities, err = s.converter.ParseSeverities(rules[0].Data); err != nil {
			return err
		}
	}
	if since := u.files["since"]; len(since) > 0 {
		against.Since, err = converter.ParseRound(since[0].Data)
	}
	return err
}

// noteUnused says of a review of another report that it was not used.
func noteUnused(checked *converter.Checked, review *converter.Review, u *upload) {
	if review != nil && !review.Of(checked.Report) {
		checked.Diagnostics = append(checked.Diagnostics, review.Unused(u.files["review"][0].Name))
	}
}

// review is what a person has said of the findings; nil where the request brings none.
func (u *upload) review() (*converter.Review, error) {
	file := u.files["review"]
	if len(file) == 0 {
		return nil, nil
	}
	return converter.ParseReview(file[0].Data)
}
