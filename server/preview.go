package server

import (
	"context"
	"net/http"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// toPreview is the label of previews in the metrics of conversions.
const toPreview = "preview"

// previewEndpoint takes a report, a style and the form of an official document as convert does.
var previewEndpoint = endpoint{path: "/v1/preview", parameters: []string{"from", "name", "number"}, files: []string{"file", "text", "style", "shell"}}

// preview handles POST /v1/preview: the pages of a report as they are printed, as SVG, and where on them its parts stand.
func (s *Server) preview(c *gin.Context, u *upload) {
	u.source()
	if len(u.problems) > 0 {
		s.refuse(c, http.StatusBadRequest, u.problems...)
		return
	}
	if _, ok := s.accepted(c, []string{converter.JSON.MediaType()}, string(converter.JSON)); !ok {
		return
	}
	var from converter.Format
	var found diag.List
	answer, ok := work(s, c, u, toPreview, func(ctx context.Context) ([]byte, error) {
		conv, err := s.styled(u)
		if err != nil {
			return nil, err
		}
		shell, err := u.shell()
		if err != nil {
			return nil, err
		}
		reading, err := conv.Read(ctx, u.input())
		if err != nil {
			return nil, err
		}
		p, err := conv.Preview(ctx, reading.Report, shell)
		if err != nil {
			return nil, err
		}
		p.Diagnostics = append(append(diag.List{}, reading.Diagnostics...), p.Diagnostics...)
		from, found = reading.Source, p.Diagnostics
		return plainJSON(p)
	})
	if !ok {
		return
	}
	s.finish(c, from, toPreview, found)
	c.Header("Cache-Control", "no-store")
	c.Writer.Header().Add("Vary", varies)
	c.Data(http.StatusOK, converter.JSON.MediaType(), answer)
}
