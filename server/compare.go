package server

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// toCompare is the label of comparisons in the metrics of conversions.
const toCompare = "compare"

// compareEndpoint takes a form with this year's report, and last year's in the field previous, as check does.
var compareEndpoint = endpoint{path: "/v1/compare", parameters: []string{"from", "renamed", "name"},
	files: []string{"file", "text", "previous"}, several: []string{"previous", "renamed"}}

// compare handles POST /v1/compare: every figure beside that of the year before, and what the rules find between them.
func (s *Server) compare(c *gin.Context, u *upload) {
	u.source()
	names := u.renamed()
	if len(u.files["previous"]) == 0 {
		u.problems = append(u.problems, diag.New("http-no-previous", diag.Place{}))
	}
	if len(u.problems) > 0 {
		s.refuse(c, http.StatusBadRequest, u.problems...)
		return
	}
	if _, ok := s.accepted(c, []string{converter.JSON.MediaType()}, string(converter.JSON)); !ok {
		return
	}
	made, ok := work(s, c, u, toCompare, func(ctx context.Context) (*converter.Comparison, error) {
		against, err := s.against(ctx, u, names)
		if err != nil {
			return nil, err
		}
		return s.converter.Compare(ctx, u.input(), against)
	})
	if !ok {
		return
	}
	s.finish(c, made.Source, toCompare, made.Diagnostics)
	c.Header("Cache-Control", "no-store")
	c.Writer.Header().Add("Vary", varies)
	s.answerJSON(c, toCompare, made)
}
