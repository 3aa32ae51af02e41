package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/report"
)

// The headers that tell how much there is to look at; ?diagnostics=1 tells what.
const (
	headerDiagnostics = "Nianbao-Diagnostics" // all
	headerWarnings    = "Nianbao-Warnings"
)

// answer sends the file, alone or behind its diagnostics.
func answer(c *gin.Context, conversion *converter.Conversion, detailed bool) {
	h := c.Writer.Header()
	h.Set(headerDiagnostics, strconv.Itoa(len(conversion.Diagnostics)))
	h.Set(headerWarnings, strconv.Itoa(conversion.Diagnostics.Count(diag.Warning)))
	h.Set("Cache-Control", "no-store")
	h.Add("Vary", "Accept")
	media := conversion.Target.Format.MediaType()
	disposition := contentDisposition(fileName(conversion.Input, conversion.Report, conversion.Target.Format))
	if !detailed {
		h.Set("ETag", etag(conversion.Data))
		h.Set("Content-Disposition", disposition)
		c.Data(http.StatusOK, media, conversion.Data)
		return
	}
	var body bytes.Buffer
	parts := multipart.NewWriter(&body)
	diagnostics, err := json.Marshal(struct {
		Diagnostics diag.List `json:"diagnostics"`
	}{append(diag.List{}, conversion.Diagnostics...)})
	if err == nil {
		err = addPart(parts, diagnostics, "Content-Type", "application/json")
	}
	if err == nil {
		err = addPart(parts, conversion.Data, "Content-Type", media, "Content-Disposition", disposition)
	}
	if err == nil {
		err = parts.Close()
	}
	if err != nil {
		c.Status(http.StatusInternalServerError) // writing to memory: cannot happen
		return
	}
	c.Data(http.StatusOK, "multipart/mixed; boundary="+parts.Boundary(), body.Bytes())
}

func addPart(parts *multipart.Writer, data []byte, headers ...string) error {
	h := textproto.MIMEHeader{}
	for i := 0; i+1 < len(headers); i += 2 {
		h.Set(headers[i], headers[i+1])
	}
	part, err := parts.CreatePart(h)
	if err != nil {
		return err
	}
	_, err = part.Write(data)
	return err
}

func etag(data []byte) string {
	sum := sha256.Sum256(data)
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}

// fileName is the input's name with the extension of what was made, or the report's title.
func fileName(input string, r *report.Report, format converter.Format) string {
	name := input
	if _, known := converter.FormatOfName(name); known {
		name = name[:strings.LastIndexByte(name, '.')]
	}
	if name == "" {
		name = safeName(r.Title)
	}
	if name == "" {
		name = "report"
	}
	return name + format.Extension()
}

// contentDisposition names the file in both forms of RFC 6266: UTF-8, and for old clients ASCII, where a name that needs
// more becomes "report" with its extension.
func contentDisposition(name string) string {
	plain := name
	if strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r > '~' || r == '"' || r == '\\' }) {
		plain = "report" + path.Ext(name)
	}
	return `attachment; filename="` + plain + `"; filename*=UTF-8''` + strings.ReplaceAll(url.QueryEscape(name), "+", "%20")
}
