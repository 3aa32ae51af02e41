package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
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
	headerErrors      = "Nianbao-Errors" // a result was made, but it is not what was asked for: a sum without all on the list
)

// varies names what an answer to a POST depends on beside the request's body; compression adds Accept-Encoding.
const varies = "Accept, Accept-Language"

// made is a file that was made.
type made struct {
	data     []byte
	media    string
	name     string           // "": it is shown, and not kept as a file
	from     converter.Format // "" where there were several files
	found    diag.List
	evidence []byte // JSON; nil where it was not asked for
}

// detail is what is asked for beside the file.
type detail struct{ diagnostics, evidence bool }

func (u *upload) detail() detail { return detail{u.flag("diagnostics"), u.flag("evidence")} }

// answer sends a file, alone or behind its diagnostics and evidence.
func (s *Server) answer(c *gin.Context, m *made, d detail) {
	h := c.Writer.Header()
	h.Set(headerDiagnostics, strconv.Itoa(len(m.found)))
	h.Set(headerWarnings, strconv.Itoa(m.found.Count(diag.Warning)))
	h.Set(headerErrors, strconv.Itoa(m.found.Count(diag.Error)))
	h.Set("Cache-Control", "no-store")
	h.Add("Vary", varies)
	disposition := "inline"
	if m.name != "" {
		disposition = contentDisposition(m.name)
	}
	if !d.diagnostics && !d.evidence {
		h.Set("ETag", etag(m.data))
		h.Set("Content-Disposition", disposition)
		c.Data(http.StatusOK, m.media, m.data)
		return
	}
	var body bytes.Buffer
	parts := multipart.NewWriter(&body)
	var err error
	if d.diagnostics {
		var diagnostics []byte
		if diagnostics, err = json.Marshal(map[string]diag.List{"diagnostics": append(diag.List{}, m.found...)}); err == nil {
			err = addPart(parts, diagnostics, "Content-Type", "application/json", "Content-Disposition", `inline; name="diagnostics"`)
		}
	}
	if err == nil && d.evidence {
		err = addPart(parts, m.evidence, "Content-Type", "application/json", "Content-Disposition", `inline; name="evidence"`)
	}
	if err == nil {
		err = addPart(parts, m.data, "Content-Type", m.media, "Content-Disposition", disposition)
	}
	if err == nil {
		err = parts.Close()
	}
	if err != nil {
		s.fail(c, "", err) // writing to memory: cannot happen
		return
	}
	c.Data(http.StatusOK, "multipart/mixed; boundary="+parts.Boundary(), body.Bytes())
}

// answerJSON sends a value.
func (s *Server) answerJSON(c *gin.Context, to string, value any) {
	s.answerJSONAs(c, http.StatusOK, to, value)
}

// answerJSONAs sends a value with a status.
func (s *Server) answerJSONAs(c *gin.Context, status int, to string, value any) {
	var b bytes.Buffer
	if err := indented(&b, value); err != nil {
		s.fail(c, to, err)
		return
	}
	c.Data(status, "application/json", b.Bytes())
}

// indented writes a value as JSON for people. What writes itself is not read and written twice, as an Encoder does.
func indented(b *bytes.Buffer, value any) error {
	if m, ok := value.(json.Marshaler); ok {
		data, err := m.MarshalJSON()
		if err != nil {
			return fmt.Errorf("writing JSON: %w", err)
		}
		if err := json.Indent(b, data, "", "  "); err != nil {
			return fmt.Errorf("writing JSON: %w", err)
		}
		b.WriteByte('\n')
		return nil
	}
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(value); err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	return nil
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

// fileName is the input's name with the extension of what was made, or the report's title. Of an input in an archive it is the name that the
// report has there, which is the archive's claim.
func fileName(input string, r *report.Report, extension string) string {
	name := input
	if strings.Contains(input, "/") {
		name = safeName(input)
	}
	if _, known := converter.FormatOfName(name); known {
		name = name[:strings.LastIndexByte(name, '.')]
	}
	if name == "" && r != nil {
		name = safeName(r.Title)
	}
	if name == "" {
		name = "report"
	}
	return name + extension
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
