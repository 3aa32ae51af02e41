// Package webpage reads reports from HTML pages and writes them as HTML.
//
// Reading is done in four steps, each in files of its own: bytes become text (package encoding); text becomes a light
// tree of paragraphs, tables and groups (builder.go, on the tokenizer of golang.org/x/net/html); the tree's tables are
// resolved to grids or taken for layout and unwrapped (grid.go, unwrap.go); and what frames the article on a portal's
// page is left out (chrome.go, core.go). The package knows nothing of the official form: whether a table is one of a
// report's is for package recognize to say, and whatever might be report text is kept.
//
// The tree is built here rather than by html.Parse for three reasons. Figures need the line and column they came from,
// which a parsed node does not have. Limits have to be counted while reading, not after 20 MiB have become ten million
// nodes. And where a closing tag is missing a browser moves the rest of the page in front of the table, which is
// exactly what may not happen to a report. On sound pages, and on the repairs that the HTML standard prescribes inside
// a table, the result is that of html.Parse; a test compares the two.
//
// Writing (write.go) makes a page, or the fragment that a portal's editor takes, from a composed document, and marks
// it with data attributes so that reading it back gives the same report.
package webpage

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/encoding"
	"nianbao/converter/internal/limit"
)

// Read reads a page or a fragment of one. The document is nil if the list holds an error: the bytes are no text, a
// limit is passed, ctx is done, or there is nothing to read on the page.
func Read(ctx context.Context, data []byte, limits limit.Limits) (*document.Document, diag.List) {
	return ReadMetered(limit.NewMeter(ctx, limits), data, limits)
}

// ReadMetered is [Read] for a part of an input that a meter watches over already, of which so much is left to the part.
func ReadMetered(m *limit.Meter, data []byte, limits limit.Limits) (*document.Document, diag.List) {
	if int64(len(data)) > limits.Input {
		return nil, diag.List{tooMuch(&limit.Exceeded{What: "html-bytes", Limit: limits.Input})}
	}
	return readAs(m, data, label(data), limits)
}

// readAs reads a page that is said to be in an encoding; the bytes may show otherwise.
func readAs(m *limit.Meter, data []byte, hint string, limits limit.Limits) (*document.Document, diag.List) {
	text, _, diags := encoding.Decode(m, data, hint)
	if worst, any := diags.Worst(); any && worst == diag.Error {
		return nil, diags
	}
	p, err := build(m, text, limits)
	if err == nil {
		err = m.Err()
	}
	if err != nil {
		if m.Err() != nil {
			return nil, append(diags, m.Refusal())
		}
		var exceeded *limit.Exceeded
		if !errors.As(err, &exceeded) {
			exceeded = &limit.Exceeded{What: diag.Word(err.Error())}
		}
		return nil, append(diags, tooMuch(exceeded))
	}
	doc, found := p.document(limits)
	if m.Err() != nil {
		return nil, append(diags, m.Refusal())
	}
	return doc, append(diags, found...)
}

// tooMuch is the diagnostic for a limit that was passed.
func tooMuch(e *limit.Exceeded) diag.Diagnostic {
	return diag.New("html-limit", diag.Place{}, "what", e.What, "limit", strconv.FormatInt(e.Limit, 10))
}

// label returns the encoding that a page claims in its first kilobytes: the charset of a meta element, or the encoding
// of an XML declaration.
func label(data []byte) string {
	head := strings.ToLower(string(data[:min(len(data), 4096)]))
	if strings.HasPrefix(head, "<?xml") {
		if declaration, _, ok := strings.Cut(head, "?>"); ok {
			if name := valueAfter(declaration, "encoding"); name != "" {
				return name
			}
		}
	}
	for {
		at := strings.Index(head, "<meta")
		if at < 0 {
			return ""
		}
		head = head[at+len("<meta"):]
		tag, _, _ := strings.Cut(head, ">")
		if name := valueAfter(tag, "charset"); name != "" {
			return name
		}
	}
}

// valueAfter returns what stands behind key and an equals sign, quoted or not.
func valueAfter(s, key string) string {
	for {
		_, rest, ok := strings.Cut(s, key)
		if !ok {
			return ""
		}
		s = rest
		rest, ok = strings.CutPrefix(strings.TrimLeft(rest, " \t\r\n"), "=")
		if !ok {
			continue
		}
		rest = strings.TrimLeft(rest, " \t\r\n\"'")
		if end := strings.IndexAny(rest, " \t\r\n\"';/>?"); end >= 0 {
			rest = rest[:end]
		}
		return rest
	}
}
