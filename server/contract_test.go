package server

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"

	"nianbao/converter"
)

// contract is the description of the interface as another library reads it.
var contract = sync.OnceValues(func() (*openapi3.T, error) {
	c, err := converter.New(converter.Options{})
	if err != nil {
		return nil, err
	}
	raw, err := openAPI(c.Schema(), "test")
	if err != nil {
		return nil, err
	}
	openapi3filter.RegisterBodyDecoder("text/html", openapi3filter.PlainBodyDecoder)
	openapi3filter.RegisterBodyDecoder("text/event-stream", openapi3filter.PlainBodyDecoder)
	return openapi3.NewLoader().LoadFromData(raw)
})

// itemOf returns what the description has at an address, and the parameters in that.
func itemOf(document *openapi3.T, path string) (*openapi3.PathItem, map[string]string) {
	if item := document.Paths.Value(path); item != nil {
		return item, nil
	}
	if version, ok := strings.CutPrefix(path, editionPath); ok {
		return document.Paths.Value(editionPath + "{version}"), map[string]string{"version": version}
	}
	if rest, ok := strings.CutPrefix(path, jobsPath+"/"); ok {
		parts := strings.Split(rest, "/")
		values := map[string]string{"id": parts[0]}
		pattern := jobsPath + "/{id}"
		switch {
		case len(parts) == 4:
			values["item"], values["result"] = parts[2], parts[3]
			pattern += "/results/{item}/{result}"
		case len(parts) > 1:
			pattern += "/" + strings.Join(parts[1:], "/")
		}
		return document.Paths.Value(pattern), values
	}
	return nil, nil
}

// conforms holds an answer to the description: its status, media type, headers and body; and, where the answer is 200,
// the parameters of the request too. Every test that asks a server goes through here.
func conforms(t testing.TB, r *http.Request, w *httptest.ResponseRecorder) {
	t.Helper()
	document, err := contract()
	if err != nil {
		t.Fatal(err)
	}
	item, values := itemOf(document, r.URL.Path)
	if item == nil || r.Method == http.MethodOptions {
		return // an address that is not there; the page's parts
	}
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	operation := item.GetOperation(method)
	if operation == nil {
		if w.Code != http.StatusMethodNotAllowed && w.Code != http.StatusMisdirectedRequest && w.Code != http.StatusForbidden {
			t.Errorf("%s %s is not described and answers %d", r.Method, r.URL, w.Code)
		}
		return
	}
	options := &openapi3filter.Options{IncludeResponseStatus: true, MultiError: true, ExcludeRequestBody: true}
	asked := &openapi3filter.RequestValidationInput{Request: r, Options: options, PathParams: values,
		Route: &routers.Route{Spec: document, Path: r.URL.Path, PathItem: item, Method: method, Operation: operation}}
	if w.Code == http.StatusOK {
		if err := openapi3filter.ValidateRequest(t.Context(), asked); err != nil {
			t.Errorf("%s %s was taken but is not allowed: %v", r.Method, r.URL, err)
		}
	}
	if w.Header().Get("Content-Encoding") != "" || w.Code == statusClientClosed {
		return
	}
	if judged(method, r.URL.Path, w) {
		return
	}
	answer := &openapi3filter.ResponseValidationInput{RequestValidationInput: asked, Status: w.Code, Header: w.Header(), Options: options,
		Body: io.NopCloser(bytes.NewReader(w.Body.Bytes()))}
	if err := openapi3filter.ValidateResponse(t.Context(), answer); err != nil {
		t.Errorf("%s %s: the answer %d is not as described: %.800v", r.Method, r.URL, w.Code, err)
	}
}

// answers are those that were judged: the library makes its judge anew for each.
var answers sync.Map

// judged reports whether an answer that is the same but for the request's name was judged before.
func judged(method, path string, w *httptest.ResponseRecorder) bool {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s %d\n", method, path, w.Code)
	_ = w.Header().Write(&b) // in the order of their names
	b.Write(w.Body.Bytes())
	same := b.Bytes()
	if id := w.Header().Get("X-Request-Id"); len(id) == len(rand.Text()) { // one that was made up
		same = bytes.ReplaceAll(same, []byte(id), []byte("request"))
	}
	_, known := answers.LoadOrStore(sha256.Sum256(same), true)
	return known
}

// The description itself is valid in the eyes of a library that did not write it.
func TestContractIsValid(t *testing.T) {
	document, err := contract()
	if err != nil {
		t.Fatal(err)
	}
	if err := document.Validate(t.Context()); err != nil {
		t.Error(err)
	}
}

// Every route is described, and nothing is described that is not there.
func TestContractAndRoutes(t *testing.T) {
	document, err := contract()
	if err != nil {
		t.Fatal(err)
	}
	s := newServer(t, nil)
	known := map[string]bool{}
	for _, route := range s.engine.Routes() {
		path := regexp.MustCompile(`:(\w+)`).ReplaceAllString(route.Path, "{$1}")
		known[path] = true
		if route.Method == "HEAD" || route.Path != "/" && s.assets.byPath[route.Path].page {
			continue
		}
		if item := document.Paths.Value(path); item == nil || item.GetOperation(route.Method) == nil {
			t.Errorf("%s %s is not described", route.Method, route.Path)
		}
	}
	for path := range document.Paths.Map() {
		if !known[path] {
			t.Errorf("%s is described and not there", path)
		}
	}
}

// What an address takes, in its own words and in the description, is the same.
func TestContractAndEndpoints(t *testing.T) {
	document, err := contract()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range append(newServer(t, nil).posts(), post{jobsEndpoint, nil}) {
		operation := document.Paths.Value(p.path).Post
		var parameters []string
		for _, parameter := range operation.Parameters {
			if parameter.Value.In == "header" {
				continue
			}
			parameters = append(parameters, parameter.Value.Name)
		}
		same(t, p.path+": parameters", p.parameters, parameters)
		fields := operation.RequestBody.Value.Content.Get("multipart/form-data").Schema.Value.Properties
		same(t, p.path+": fields", slices.Concat(p.parameters, p.files), slices.Collect(maps.Keys(fields)))
		for _, name := range slices.Concat(p.files, p.parameters) {
			if fields[name].Value.Type.Is("array") != slices.Contains(p.several, name) {
				t.Errorf("%s: the field %s comes once in one of them and often in the other", p.path, name)
			}
		}
	}
}

func same(t *testing.T, what string, a, b []string) {
	t.Helper()
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	// A raw body has a name in the address; a file of a form has one of its own, but the field is taken too.
	if !slices.Equal(a, b) {
		t.Errorf("%s: %v and %v", what, a, b)
	}
}

// No reference leads into the middle of a schema: tools disagree about what those mean.
func TestContractHasNoDocumentInside(t *testing.T) {
	c, err := converter.New(converter.Options{})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := openAPI(c.Schema(), "test")
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{`"$id"`, `"$defs"`, `#/$defs/`} {
		if strings.Contains(string(raw), word) {
			t.Errorf("%s stands in it", word)
		}
	}
	if !strings.Contains(string(raw), `"#/components/schemas/Report.cell"`) {
		t.Error("the cells of the report's schema are not in it")
	}
	if _, err := hoisted("X", []byte(`{"$ref": "#/$defs/nothing"}`)); err == nil {
		t.Error("a reference that leads nowhere is no error")
	}
}
