package server

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/internal/product"
)

// toCompare is the label of comparisons in the metrics of conversions.
const toCompare = "compare"

// compareEndpoint takes a form with this year's report, and last year's in the field previous, as check does.
var compareEndpoint = endpoint{path: "/v1/compare", parameters: []string{"to", "from", "renamed", "name"},
	files: []string{"file", "text", "previous"}, several: []string{"previous", "renamed"}}

// compare handles POST /v1/compare: every figure beside that of the year before, the prose word by word, and what the rules find between
// the years. That last year's report is none to compare with is a finding, and the answer 200.
func (s *Server) compare(c *gin.Context, u *upload) {
	comparison := product.Comparison(converter.JSON)
	form, ok := s.form(c, u, comparison)
	if !ok {
		return
	}
	to := form.Format()
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
		c.Header("Content-Disposition", contentDisposition(comparison.File(fileName(made.Input, made.Report, ""), form)))
	}
	c.Header("Content-Language", string(lang))
	c.Data(http.StatusOK, form.Media, written)
}
