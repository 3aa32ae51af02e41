package server

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// toRead is the label of readings in the metrics of conversions.
const toRead = "read"

// readEndpoint takes a report, or a file with several.
var readEndpoint = endpoint{path: "/v1/read", parameters: []string{"from", "source-text", "name"}, files: []string{"file", "text"}}

// readAnswer is everything that is known of a file.
type readAnswer struct {
	File    string       `json:"file,omitempty"`
	Reports []readReport `json:"reports"`
	Text    []string     `json:"text,omitempty"` // lines of the source, where they were asked for
}

// readReport is everything that is known of one report in it.
type readReport struct {
	Number      int              `json:"number"`         // from 1
	File        string           `json:"file,omitempty"` // where it is another than that of the answer: in an archive
	Source      converter.Format `json:"source"`
	Report      json.RawMessage  `json:"report"`
	Evidence    json.RawMessage  `json:"evidence"`
	Diagnostics diag.List        `json:"diagnostics"` // of reading
	Result      json.RawMessage  `json:"result"`      // of checking
}

// read handles POST /v1/read: every report of a file as data, with where each cell came from, what there is to look at
// and what does not add up. A file with several reports is no problem here: they are listed in its order.
func (s *Server) readAll(c *gin.Context, u *upload) {
	u.source()
	withText := u.flag("source-text")
	if len(u.problems) > 0 {
		s.refuse(c, http.StatusBadRequest, u.problems...)
		return
	}
	if _, ok := s.accepted(c, []string{converter.JSON.MediaType()}, string(converter.JSON)); !ok {
		return
	}
	var found diag.List
	var from converter.Format
	answer, ok := work(s, c, u, toRead, func(ctx context.Context) (*readAnswer, error) {
		all, err := s.converter.CheckAll(ctx, u.input(), converter.Against{})
		if err != nil {
			return nil, err
		}
		answer := &readAnswer{File: u.input().Name}
		if withText {
			if answer.Text, err = s.converter.SourceText(ctx, u.input()); err != nil {
				return nil, err
			}
		}
		for i, checked := range all {
			result, err := checked.Result.AppendJSON(nil)
			if err != nil {
				return nil, err
			}
			written, err := s.converter.Write(ctx, checked.Report, converter.Target{Format: converter.JSON})
			if err != nil {
				return nil, err
			}
			file := checked.Input
			if file == answer.File {
				file = ""
			}
			answer.Reports = append(answer.Reports, readReport{Number: i + 1, File: file, Source: checked.Source,
				Report:   written.Data,
				Evidence: s.converter.AppendEvidence(nil, checked.Evidence), Diagnostics: append(diag.List{}, checked.Diagnostics...), Result: result})
			found, from = append(found, checked.Diagnostics...), checked.Source
		}
		return answer, nil
	})
	if !ok {
		return
	}
	s.finish(c, from, toRead, found)
	c.Header("Cache-Control", "no-store")
	c.Writer.Header().Add("Vary", varies)
	s.answerJSON(c, toRead, answer)
}
