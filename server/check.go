package server

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/check"
	"nianbao/converter/diag"
)

// toCheck is the label of checks in the metrics of conversions.
const toCheck = "check"

// check handles POST /v1/check: the findings of one report as JSON, with to=html or to=text for people, with to=docx as
// comments in the Word file. A form may
// bring last year's report in the field previous and subordinate ones in subordinate. Findings are no problem of the
// request: the answer is 200 whatever does not add up.
func (s *Server) check(c *gin.Context) {
	u, ok := s.receive(c)
	if !ok || !s.source(c, &u) {
		return
	}
	to := u.parameters["to"]
	switch to {
	case "":
		to = "json"
	case "json", "html", "text", "docx":
	default:
		s.refuse(c, http.StatusBadRequest, diag.New("http-parameter", diag.Place{}, "name", "to", "value", to, "known", "json, html, text, docx"))
		return
	}
	lang := languageOf(c.GetHeader("Accept-Language"))
	var annotated []byte
	checked, ok := work(s, c, toCheck, func(ctx context.Context) (*converter.Checked, error) {
		against, err := s.against(ctx, u)
		if err != nil {
			return nil, err
		}
		checked, err := s.converter.Check(ctx, u.input, against)
		if err == nil && to == "docx" {
			var out *converter.Output
			if out, err = s.converter.Annotate(ctx, checked, lang); err == nil {
				annotated = out.Data
			}
		}
		return checked, err
	})
	if !ok {
		return
	}
	s.metrics.conversions.WithLabelValues(string(checked.Source), toCheck, "done").Inc()
	c.Set(keyOutcome, "done")
	c.Set(keyFound, len(checked.Result.Findings))
	c.Header("Cache-Control", "no-store")
	switch to {
	case "docx":
		c.Header("Content-Disposition", contentDisposition(checkedName(checked)))
		c.Data(http.StatusOK, converter.DOCX.MediaType(), annotated)
	case "html":
		// The page has its style inside; it still may load nothing and run nothing.
		c.Header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox")
		c.Data(http.StatusOK, "text/html; charset=utf-8", s.converter.HTML(checked, lang))
	case "text":
		c.Data(http.StatusOK, "text/plain; charset=utf-8", []byte(checked.Result.Text(check.TextOptions{Lang: lang})))
	default:
		var b bytes.Buffer
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(checked); err != nil {
			s.fail(c, toCheck, err)
			return
		}
		c.Data(http.StatusOK, "application/json", b.Bytes())
	}
}

// checkedName names the copy with the comments as the command does, so that it is not taken for the file itself.
func checkedName(checked *converter.Checked) string {
	return strings.TrimSuffix(fileName(checked.Input, checked.Report, converter.DOCX), ".docx") + ".check.docx"
}

// against reads the reports to compare with. One of them that cannot be read refuses the request: its sender chose it.
func (s *Server) against(ctx context.Context, u upload) (converter.Against, error) {
	var against converter.Against
	for _, in := range u.others["previous"] {
		reading, err := s.converter.Read(ctx, in)
		if err != nil {
			return against, err
		}
		against.Previous = reading.Report
	}
	for _, in := range u.others["subordinate"] {
		readings, err := s.converter.ReadAll(ctx, in)
		if err != nil {
			return against, err
		}
		for _, reading := range readings {
			against.Subordinates = append(against.Subordinates, reading.Report)
		}
	}
	return against, nil
}
