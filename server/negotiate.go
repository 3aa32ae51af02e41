package server

import (
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// target decides what to make: the parameter to, else Accept, else JSON. On failure it has answered.
func (s *Server) target(c *gin.Context, u upload) (converter.Target, bool) {
	t := converter.Target{Format: converter.JSON}
	known := formatNames(converter.Writable())
	if to := u.parameters["to"]; to != "" {
		format, err := converter.ParseFormat(to)
		if err == nil {
			err = converter.CheckTarget(format)
		}
		if err != nil {
			s.refuse(c, http.StatusBadRequest, diag.New("http-parameter", diag.Place{}, "name", "to", "value", to, "known", known))
			return t, false
		}
		t.Format = format
	} else if accept := strings.Join(c.Request.Header.Values("Accept"), ","); accept != "" {
		format, ok := acceptable(accept)
		if !ok {
			s.refuse(c, http.StatusNotAcceptable, diag.New("http-accept", diag.Place{}, "accept", accept, "known", known))
			return t, false
		}
		t.Format = format
	}
	strict, problem := u.flag("strict")
	if problem != nil {
		s.refuse(c, http.StatusBadRequest, *problem)
		return t, false
	}
	t.Strict = strict
	return t, true
}

// acceptable returns the writable format that Accept likes best (RFC 9110 section 12.5.1): by quality, then by how
// exactly it is named, then in the order JSON, DOCX, PDF, HTML.
func acceptable(accept string) (converter.Format, bool) {
	best, bestScore := converter.Format(""), 0.0
	order := []converter.Format{converter.JSON, converter.DOCX, converter.PDF, converter.HTML}
	for i, format := range order {
		if !slices.Contains(converter.Writable(), format) {
			continue
		}
		quality, exact := qualityOf(accept, format)
		// Exactness and order only decide between equal qualities, which have three decimals.
		score := quality + float64(exact)*1e-5 - float64(i)*1e-6
		if quality > 0 && score > bestScore {
			best, bestScore = format, score
		}
	}
	return best, best != ""
}

// qualityOf returns the quality of the most exact range that covers the format: 2 its own type, 1 its family, 0 any.
func qualityOf(accept string, format converter.Format) (quality float64, exact int) {
	media, _, _ := strings.Cut(format.MediaType(), ";")
	family, _, _ := strings.Cut(media, "/")
	exact = -1
	for item := range strings.SplitSeq(accept, ",") {
		name, parameters, err := mime.ParseMediaType(item)
		if err != nil {
			continue
		}
		level := -1
		switch name {
		case media:
			level = 2
		case family + "/*":
			level = 1
		case "*/*", "multipart/mixed": // the latter asks for the form of the answer, not for a format
			level = 0
		}
		if level <= exact {
			continue
		}
		q := 1.0
		if text, ok := parameters["q"]; ok {
			if q, err = strconv.ParseFloat(text, 64); err != nil || q < 0 || q > 1 {
				continue
			}
		}
		quality, exact = q, level
	}
	return quality, exact
}

func formatNames(list []converter.Format) string {
	names := make([]string, len(list))
	for i, f := range list {
		names[i] = string(f)
	}
	return strings.Join(names, ", ")
}
