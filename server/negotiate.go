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
	"nianbao/internal/product"
)

// form decides which form of a product to make: the parameter to, else Accept, else the usual one. On failure it has answered, or noted a
// problem of the parameter.
func (s *Server) form(c *gin.Context, u *upload, p product.Product) (product.Form, bool) {
	if _, given := u.parameters["to"]; given {
		form, _ := p.Named(u.choice("to", p.Names()...))
		return form, true
	}
	forms := p.Preferred()
	types := make([]string, len(forms))
	for i, f := range forms {
		types[i] = f.Media
	}
	media, ok := s.accepted(c, types, strings.Join(p.Names(), ", "))
	if !ok {
		return product.Form{}, false
	}
	return forms[slices.Index(types, media)], true
}

// accepted returns the one of the media types that Accept likes best; the first where there is no Accept. On failure it
// has answered; known tells people what there is.
func (s *Server) accepted(c *gin.Context, types []string, known string) (string, bool) {
	accept := strings.Join(c.Request.Header.Values("Accept"), ",")
	if strings.TrimSpace(accept) == "" {
		return types[0], true
	}
	if media, ok := preferred(accept, types); ok {
		return media, true
	}
	s.refuse(c, http.StatusNotAcceptable, diag.New("http-accept", diag.Place{}, "accept", accept, "known", known))
	return "", false
}

// preferred returns the media type that an Accept field likes best (RFC 9110 section 12.5.1): by the quality of the most
// exact range that covers it, then by how exact that is, then by the order of types.
//
// The libraries that do this are not used: goautoneg takes no notice of q=0 and of exactness, contenttype had its last
// release in 2023.
func preferred(accept string, types []string) (string, bool) {
	ranges := mediaRanges(accept)
	best, bestQuality, bestExact := "", 0.0, -1
	for _, t := range types {
		quality, exact := 0.0, -1
		for _, r := range ranges {
			if level := r.covers(t); level > exact {
				quality, exact = r.quality, level
			}
		}
		if quality > bestQuality || quality > 0 && quality == bestQuality && exact > bestExact {
			best, bestQuality, bestExact = t, quality, exact
		}
	}
	return best, best != ""
}

// mediaRange is one item of an Accept field.
type mediaRange struct {
	name       string // lower case
	parameters map[string]string
	quality    float64
}

// covers returns how exactly the range names a type: 3 with a parameter, 2 the type, 1 its family, 0 any, -1 not.
func (r mediaRange) covers(mediaType string) int {
	name, parameters, err := mime.ParseMediaType(mediaType)
	if err != nil {
		return -1
	}
	family, _, _ := strings.Cut(name, "/")
	switch r.name {
	case name:
		for key, value := range r.parameters {
			if !strings.EqualFold(parameters[key], value) {
				return -1
			}
		}
		return 2 + min(len(r.parameters), 1)
	case family + "/*":
		return 1
	case "*/*", "multipart/mixed": // the latter asks for the form of the answer, not for a format
		return 0
	}
	return -1
}

// mediaRanges reads an Accept field. An item that is not well formed is left out: the field is a wish, and the others
// may still be met.
func mediaRanges(accept string) []mediaRange {
	var list []mediaRange
	for _, item := range listed(accept) {
		name, parameters, err := mime.ParseMediaType(item)
		if err != nil {
			continue
		}
		r := mediaRange{name: name, parameters: parameters, quality: 1}
		if q, ok := parameters["q"]; ok {
			if r.quality, err = strconv.ParseFloat(q, 64); err != nil || !(r.quality >= 0 && r.quality <= 1) {
				continue
			}
			delete(parameters, "q")
		}
		if strings.EqualFold(parameters["charset"], "utf-8") {
			delete(parameters, "charset") // all text is UTF-8, said or not
		}
		list = append(list, r)
	}
	return list
}

// listed splits a list field at the commas that stand outside of quoted strings (RFC 9110 section 5.6.1).
func listed(field string) []string {
	var items []string
	begin, quoted := 0, false
	for i := 0; i < len(field); i++ {
		switch {
		case quoted && field[i] == '\\':
			i++
		case field[i] == '"':
			quoted = !quoted
		case field[i] == ',' && !quoted:
			items = append(items, field[begin:i])
			begin = i + 1
		}
	}
	return append(items, field[begin:])
}

func formatNames(list []converter.Format) string {
	names := make([]string, len(list))
	for i, f := range list {
		names[i] = string(f)
	}
	return strings.Join(names, ", ")
}
