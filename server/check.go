package server

import (
	"bytes"
	"context"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/match"
)

// toCheck is the label of checks in the metrics of conversions.
const toCheck = "check"

// checkEndpoint takes what `nianbao check` takes. A form may bring last year's report, or those of
// many agencies, in the field previous and subordinate ones in subordinate; an office's own severities in rules, and the JSON of an earlier
// round in since.
var checkEndpoint = endpoint{path: "/v1/check", parameters: []string{"to", "from", "renamed", "name"},
	files: []string{"file", "text", "previous", "subordinate", "review", "rules", "since"}, several: []string{"previous", "subordinate", "renamed"}}

// checkForms are the forms of a result in the order of preference, with their media types.
var checkForms = [...]struct{ name, media string }{
	{"json", converter.JSON.MediaType()}, {"html", converter.HTML.MediaType()}, {"text", converter.Text.MediaType()},
	{"docx", converter.DOCX.MediaType()}, {workbook, converter.XLSX.MediaType()},
}

// checkForm decides the form of the result: the parameter to, else Accept, else JSON. On failure it has answered or noted
// a problem.
func (s *Server) checkForm(c *gin.Context, u *upload) (string, bool) {
	var names, types []string
	for _, f := range checkForms {
		names, types = append(names, f.name), append(types, f.media)
	}
	if _, given := u.parameters["to"]; given {
		return u.choice("to", names...), true
	}
	media, ok := s.accepted(c, types, strings.Join(names, ", "))
	for _, f := range checkForms {
		if f.media == media {
			return f.name, ok
		}
	}
	return "", false
}

// check handles POST /v1/check: the findings of one report as JSON, as a page or text for people, or as comments in the
// Word file. Findings are no problem of the request: the answer is 200 whatever does not add up.
func (s *Server) check(c *gin.Context, u *upload) {
	to, ok := s.checkForm(c, u)
	if !ok {
		return
	}
	u.source()
	names := u.renamed()
	if len(u.problems) > 0 {
		s.refuse(c, http.StatusBadRequest, u.problems...)
		return
	}
	lang := languageOf(c.Request.Header)
	var made []byte // of a form that takes its time
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
			made, err = s.checkFile(ctx, checked, to, lang)
		}
		return checked, err
	})
	if !ok {
		return
	}
	s.finish(c, checked.Source, toCheck, checked.Diagnostics)
	c.Header("Cache-Control", "no-store")
	c.Writer.Header().Add("Vary", varies)
	switch to {
	case "docx":
		c.Header("Content-Disposition", contentDisposition(fileName(checked.Input, checked.Report, ".check.docx")))
		c.Data(http.StatusOK, converter.DOCX.MediaType(), made)
	case workbook:
		c.Header("Content-Language", string(lang))
		c.Header("Content-Disposition", contentDisposition(fileName(checked.Input, checked.Report, ".check.xlsx")))
		c.Data(http.StatusOK, converter.XLSX.MediaType(), made)
	case "html":
		// The page has its style inside; it still may load nothing and run nothing.
		c.Header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox")
		c.Header("Content-Language", string(lang))
		c.Data(http.StatusOK, converter.HTML.MediaType(), s.converter.HTML(checked, lang))
	case "text":
		c.Header("Content-Language", string(lang))
		c.Data(http.StatusOK, converter.Text.MediaType(), []byte(checked.Result.Text(check.TextOptions{Lang: lang})))
	default:
		s.answerJSON(c, toCheck, checked)
	}
}

// checkFile makes the file of a result: the Word file with comments, or the workbook; nothing for the other forms.
func (s *Server) checkFile(ctx context.Context, checked *converter.Checked, to string, lang diag.Lang) ([]byte, error) {
	switch to {
	case "docx":
		out, err := s.converter.Annotate(ctx, checked, lang)
		if err != nil {
			return nil, err
		}
		return out.Data, nil
	case workbook:
		var b bytes.Buffer
		err := s.converter.FindingsWorkbook(&b, converter.Findings{Rows: []converter.FindingsRow{{File: checked.Input, Checked: checked}}}, lang)
		return b.Bytes(), err
	}
	return nil, nil
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
