package server

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/klauspost/compress/gzhttp"
	"github.com/klauspost/compress/gzip"

	"nianbao/converter"
	"nianbao/converter/diag"
)

//go:embed page jobpage openapi
var embedded embed.FS

// pagePolicy lets the page load its own script, style and icon, talk to this server, and nothing else.
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// editionPath stands before the version in the address of an edition.
const editionPath = "/v1/editions/"

// plainJSON is json.Marshal without the escapes that only HTML needs.
func plainJSON(value any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(value); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// assets is everything that answers GET with the same bytes from start to end of the process.
type assets struct{ byPath map[string]asset }

type asset struct {
	media   string
	plain   variant
	small   func() variant // compressed, when first asked for; without data where that is not smaller
	page    bool
	english *asset // for who asks for English; nil: there is one for all
}

// variant is one representation of an asset. Each has an entity tag of its own (RFC 9110 section 8.8.3).
type variant struct {
	etag string
	data []byte
}

// serve leaves conditions (If-None-Match with lists and *), ranges and HEAD to the standard library.
func (a asset) serve(c *gin.Context) {
	h := c.Writer.Header()
	if a.english != nil {
		h.Add("Vary", "Accept-Language")
		if languageOf(c.Request.Header) == diag.English {
			a = *a.english
		}
	}
	h.Set("Content-Type", a.media)
	h.Set("Cache-Control", "no-cache") // ask each time; the answer is mostly 304
	h.Add("Vary", "Accept-Encoding")
	if a.page {
		h.Set("Content-Security-Policy", pagePolicy)
	}
	chosen := a.plain
	if acceptsGzip(c.Request.Header) && a.small().data != nil {
		chosen = a.small()
		h.Set("Content-Encoding", "gzip")
	} else {
		h.Set(gzhttp.HeaderNoCompression, "1") // the answer's tag is that of these bytes
	}
	h.Set("ETag", chosen.etag)
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, bytes.NewReader(chosen.data))
}

func newAsset(media string, data []byte, page bool) asset {
	return asset{media: media, plain: variant{etag(data), data}, page: page, small: sync.OnceValue(func() variant { return compressedVariant(data) })}
}

// compressedVariant is none where compressing does not pay.
func compressedVariant(data []byte) variant {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err == nil {
		_, err = z.Write(data)
		err = errors.Join(err, z.Close())
	}
	if err != nil || b.Len() >= len(data) {
		return variant{}
	}
	return variant{etag(b.Bytes()), b.Bytes()}
}

// compress makes the compressed variants of all assets.
func (a *assets) compress() {
	for _, one := range a.byPath {
		one.small()
		if one.english != nil {
			one.english.small()
		}
	}
}

func loadAssets(conv *converter.Converter, version string, desk, jobs bool) (*assets, error) {
	list := &assets{map[string]asset{}}
	add := func(name, media string, data []byte, page bool) { list.byPath[name] = newAsset(media, data, page) }
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
	for _, edition := range conv.Editions() {
		form, _ := conv.Form(edition.Version)
		data, err := plainJSON(form)
		if err != nil {
			return nil, fmt.Errorf("edition %s: %w", edition.Version, err)
		}
		add(editionPath+edition.Version, "application/json", data, false)
	}
	specification, err := openAPI(schema, version)
	if err != nil {
		return nil, err
	}
	add("/openapi.json", "application/json", specification, false)
	if err := addPage(add, desk, jobs); err != nil {
		return nil, err
	}
	if jobs {
		if err := addJobPage(add); err != nil {
			return nil, err
		}
	}
	// Scripts choose the language by themselves; this is what stands there without.
	page, english := list.byPath["/"], list.byPath[englishPage]
	delete(list.byPath, englishPage)
	page.english = &english
	list.byPath["/"] = page
	return list, nil
}

// deskMark tells the page that it is to hold a connection open: see [Desk].
const deskMark = `<meta name="nianbao-desk" content="` + deskPath + `">`

// englishPage is the page's beginning in English, which has no address of its own.
const englishPage = "/index.en.html"

// mediaOfAsset is the type of a file of the page.
func mediaOfAsset(name string) string {
	return map[string]string{".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8",
		".css": "text/css; charset=utf-8", ".svg": "image/svg+xml",
		".webmanifest": "application/manifest+json", ".txt": "text/plain; charset=utf-8"}[path.Ext(name)]
}

func addPage(add func(name, media string, data []byte, page bool), desk, jobs bool) error {
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
		if name == "/index.html" || name == englishPage {
			if name != englishPage {
				name = "/"
			}
			if data, err = marked(f.Name(), data, desk, jobs); err != nil {
				return err
			}
		}
		add(name, mediaOfAsset(f.Name()), data, true)
	}
	return nil
}

// jobsMark tells the page that the service takes jobs.
const jobsMark = `<meta name="nianbao-jobs" content="` + jobPagePath + `">`

// marked adds to the page what the service that it comes from can do.
func marked(name string, page []byte, desk, jobs bool) ([]byte, error) {
	marks := ""
	if desk {
		marks += "\n" + deskMark
	}
	if jobs {
		marks += "\n" + jobsMark
	}
	if marks == "" {
		return page, nil
	}
	out := bytes.Replace(page, []byte("<head>"), []byte("<head>"+marks), 1)
	if len(out) == len(page) {
		return nil, fmt.Errorf("page: %s has no <head>", name)
	}
	return out, nil
}
