package server

import (
	"context"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// toCompare is the label of comparisons in the metrics of conversions.
const toCompare = "compare"

// compareEndpoint takes a form with this year's report, and last year's in the field previous, as check does.
var compareEndpoint = endpoint{path: "/v1/compare", parameters: []string{"to", "from", "renamed", "name"},
	files: []string{"file", "text", "previous"}, several: []string{"previous", "renamed"}}

// compareForm decides the form of the result: the parameter to, else Accept, else JSON. On failure it has answered or noted
// a problem.
func (s *Server) compareForm(c *gin.Context, u *upload) (converter.Format, bool) {
	// JSON first: it is what an answer to no wish, or to any, is.
	names := []string{string(converter.JSON)}
	for _, f := range converter.ComparisonFormats() {
		if f != converter.JSON {
			names = append(names, string(f))
		}
	}
	if _, given := u.parameters["to"]; given {
		return converter.Format(u.choice("to", names...)), true
	}
	var types []string
	for _, name := range names {
		types = append(types, converter.Format(name).MediaType())
	}
	media, ok := s.accepted(c, types, strings.Join(names, ", "))
	for _, name := range names {
		if converter.Format(name).MediaType() == media {
			return converter.Format(name), ok
		}
	}
	return "", false
}

// compare handles POST /v1/compare: every figure beside that of the year before, the prose word by word, and what the rules find between
// the years. That last year's report is none to compare with is a finding, and the answer 200.
func (s *Server) compare(c *gin.Context, u *upload) {
	to, ok := s.compareForm(c, u)
	if !ok {
		return
	}
	u.source()
	names := u.renamed()
	if len(u.files["previous"]) == 0 {
		u.problems = append(u.problems, diag.New("http-no-previous", diag.Place{}))
	}
	if len(u.problems) > 0 {
		s.refuse(c, http.StatusBadRequest, u.problems...)
		return
	}
	lang := languageOf(c.Request.Header)
	var written []byte
	made, ok := work(s, c, u, toCompare, func(ctx context.Context) (*converter.Comparison, error) {
		against, err := s.against(ctx, u, names)
		if err != nil {
			return nil, err
		}
		made, err := s.converter.Compare(ctx, u.input(), against)
		if err != nil || to == converter.JSON {
			return made, err
		}
		out, err := s.converter.WriteComparison(ctx, made, to, lang)
		if err != nil {
			return nil, err
		}
		written = out.Data
		made.Diagnostics = append(made.Diagnostics, out.Diagnostics...)
		return made, nil
	})
	if !ok {
		return
	}
	s.finish(c, made.Source, toCompare, made.Diagnostics)
	c.Header("Cache-Control", "no-store")
	c.Writer.Header().Add("Vary", varies)
	switch to {
	case converter.JSON:
		s.answerJSON(c, toCompare, made)
		return
	case converter.HTML:
		// The page has its style inside; it still may load nothing and run nothing.
		c.Header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox")
	case converter.DOCX, converter.PDF, converter.XLSX:
		c.Header("Content-Disposition", contentDisposition(fileName(made.Input, made.Report, ".compare"+to.Extension())))
	}
	c.Header("Content-Language", string(lang))
	c.Data(http.StatusOK, to.MediaType(), written)
}
