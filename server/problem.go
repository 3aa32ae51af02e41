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
	p := problem{Type: "about:blank", Title: title(status, lang), Status: status,
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

func title(status int, lang diag.Lang) string {
	if lang == diag.English {
		return http.StatusText(status)
	}
	switch status {
	case http.StatusBadRequest:
		return "请求有误"
	case http.StatusForbidden:
		return "不允许的来源"
	case http.StatusNotFound:
		return "没有这个地址"
	case http.StatusMethodNotAllowed:
		return "不接受这种请求方法"
	case http.StatusNotAcceptable:
		return "无法按要求的格式返回结果"
	case http.StatusRequestTimeout:
		return "接收超时"
	case http.StatusRequestEntityTooLarge:
		return "超出大小限制"
	case http.StatusUnsupportedMediaType:
		return "不支持的文件格式"
	case http.StatusMisdirectedRequest:
		return "不是本服务的域名"
	case http.StatusUnprocessableEntity:
		return "文件内容有问题"
	case http.StatusTooManyRequests:
		return "请求过于频繁"
	case http.StatusConflict:
		return "与现有状态冲突"
	case http.StatusNotImplemented:
		return "没有启用此功能"
	case http.StatusInsufficientStorage:
		return "存储空间不足"
	case http.StatusBadGateway:
		return "识别程序没有完成"
	case http.StatusServiceUnavailable:
		return "服务暂不可用"
	case http.StatusGatewayTimeout:
		return "处理超时"
	}
	return "服务器内部错误"
}
