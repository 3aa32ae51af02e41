package server

import (
	"bytes"
	"encoding/json"
	"net/http"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// problem is an RFC 9457 problem. code is stable; errors holds every finding, warnings included.
type problem struct {
	Type     string    `json:"type"`
	Title    string    `json:"title"`
	Status   int       `json:"status"`
	Detail   string    `json:"detail"`
	Instance string    `json:"instance"`
	Code     diag.Code `json:"code"`
	Errors   diag.List `json:"errors"`
}

// refuse answers with a problem, as data or as a page for people: see wantsPage. Its code and detail are those of the first error.
func (s *Server) refuse(c *gin.Context, status int, found ...diag.Diagnostic) {
	lang := languageOf(c.Request.Header)
	p := problem{Type: "about:blank", Title: title(status).In(lang), Status: status,
		Instance: "urn:nianbao:request:" + c.GetString(keyRequest), Errors: found}
	for _, d := range found {
		if d.Severity == diag.Error {
			p.Code, p.Detail = d.Code, d.Message(lang)
			p.Type = "urn:nianbao:problem:" + string(d.Code)
			break
		}
	}
	c.Set(keyFound, len(found))
	c.Header("Content-Language", string(lang))
	c.Header("Cache-Control", "no-store")
	c.Writer.Header().Add("Vary", varies)
	s.metrics.refusals.WithLabelValues(string(p.Code)).Inc()
	c.Abort()
	if wantsPage(c.Request.Header) {
		data, policy, err := p.page(c.GetString(keyRequest), lang)
		if err == nil {
			c.Header("Content-Security-Policy", policy)
			c.Data(status, converter.HTML.MediaType(), data)
			return
		}
		s.log.Error("page of a problem", "id", c.GetString(keyRequest), "error", err.Error())
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(p); err != nil {
		b.WriteString(`{"status": 500}`)
	}
	c.Data(status, mediaProblem, b.Bytes())
}

// status maps why there is no result to HTTP.
func status(reason converter.Reason) int {
	switch reason {
	case converter.Malformed, converter.Unreadable:
		return http.StatusBadRequest
	case converter.Unsupported:
		return http.StatusUnsupportedMediaType
	case converter.TooLarge:
		return http.StatusRequestEntityTooLarge
	case converter.Internal:
		return http.StatusInternalServerError
	case converter.RecognizerFailed: // RFC 9110 15.6.3: what stands behind this server gave no answer
		return http.StatusBadGateway
	}
	return http.StatusUnprocessableEntity
}

// title is what a problem of a status is called.
func title(status int) diag.Word {
	switch status {
	case http.StatusBadRequest:
		return "http-bad-request"
	case http.StatusForbidden:
		return "http-forbidden"
	case http.StatusNotFound:
		return "http-not-found"
	case http.StatusMethodNotAllowed:
		return "http-method-not-allowed"
	case http.StatusNotAcceptable:
		return "http-not-acceptable"
	case http.StatusRequestTimeout:
		return "http-timeout"
	case http.StatusRequestEntityTooLarge:
		return "http-too-large"
	case http.StatusUnsupportedMediaType:
		return "http-unsupported"
	case http.StatusMisdirectedRequest:
		return "http-misdirected"
	case http.StatusUnprocessableEntity:
		return "http-unprocessable"
	case http.StatusTooManyRequests:
		return "http-too-many"
	case http.StatusConflict:
		return "http-conflict"
	case http.StatusNotImplemented:
		return "http-not-implemented"
	case http.StatusInsufficientStorage:
		return "http-insufficient-storage"
	case http.StatusBadGateway:
		return "http-bad-gateway"
	case http.StatusServiceUnavailable:
		return "http-unavailable"
	case http.StatusGatewayTimeout:
		return "http-gateway-timeout"
	}
	return "http-internal"
}
