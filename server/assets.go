package server

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"github.com/gin-gonic/gin"

	"nianbao/converter"
)

//go:embed page openapi.json
var embedded embed.FS

// pagePolicy lets the page load its own script, style and icon, talk to this server, and nothing else.
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// assets is everything that answers GET with the same bytes from start to end of the process.
type assets struct{ byPath map[string]asset }

type asset struct {
	media, etag string
	data        []byte
	page        bool
}

func (a asset) serve(c *gin.Context) {
	h := c.Writer.Header()
	h.Set("ETag", a.etag)
	h.Set("Cache-Control", "no-cache") // ask each time; the answer is mostly 304
	if a.page {
		h.Set("Content-Security-Policy", pagePolicy)
	}
	if strings.Contains(c.GetHeader("If-None-Match"), a.etag) {
		c.Status(http.StatusNotModified)
		return
	}
	c.Data(http.StatusOK, a.media, a.data)
}

func loadAssets(conv *converter.Converter, version string) (*assets, error) {
	list := &assets{map[string]asset{}}
	add := func(name, media string, data []byte, page bool) {
		list.byPath[name] = asset{media, etag(data), data, page}
	}
	schema := conv.Schema()
	add("/v1/schema", "application/schema+json", schema, false)
	var editions bytes.Buffer
	e := json.NewEncoder(&editions)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(conv.Editions()); err != nil {
		return nil, fmt.Errorf("editions: %w", err)
	}
	add("/v1/editions", "application/json", editions.Bytes(), false)
	specification, err := openAPI(schema, version)
	if err != nil {
		return nil, err
	}
	add("/openapi.json", "application/json", specification, false)
	return list, addPage(add)
}

func addPage(add func(name, media string, data []byte, page bool)) error {
	media := map[string]string{".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
		".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}
	files, err := fs.ReadDir(embedded, "page")
	if err != nil {
		return fmt.Errorf("page: %w", err)
	}
	for _, f := range files {
		data, err := embedded.ReadFile("page/" + f.Name())
		if err != nil {
			return fmt.Errorf("page: %w", err)
		}
		name := "/" + f.Name()
		if name == "/index.html" {
			name = "/"
		}
		add(name, media[path.Ext(f.Name())], data, true)
	}
	return nil
}

// openAPI puts the version, and the schema of the report, into the hand-written description of the interface.
// OpenAPI 3.1 schemas are JSON Schema 2020-12, so it goes in as it is.
func openAPI(schema []byte, version string) ([]byte, error) {
	raw, err := embedded.ReadFile("openapi.json")
	if err != nil {
		return nil, fmt.Errorf("openapi.json: %w", err)
	}
	var text bytes.Buffer
	if err := json.Compact(&text, raw); err != nil {
		return nil, fmt.Errorf("openapi.json: %w", err)
	}
	quoted, err := json.Marshal(version)
	if err != nil {
		return nil, fmt.Errorf("version: %w", err)
	}
	filled := bytes.Replace(text.Bytes(), []byte(`"VERSION"`), quoted, 1)
	filled = bytes.Replace(filled, []byte(`"REPORT_SCHEMA"`), bytes.TrimSpace(schema), 1)
	var out bytes.Buffer
	if err := json.Indent(&out, filled, "", "  "); err != nil {
		return nil, fmt.Errorf("openapi.json: %w", err)
	}
	return append(out.Bytes(), '\n'), nil
}
