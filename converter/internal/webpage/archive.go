package webpage

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
)

// ReadArchive reads the page of a web archive (MHTML, RFC 2557; also under the name .doc): the part that the archive names as its start,
// else the first one that is a page. The document is nil if the list holds an error, as in [Read]. What else is in the archive is named:
// pictures, and pages that stand in frames.
func ReadArchive(ctx context.Context, data []byte, limits limit.Limits) (*document.Document, diag.List) {
	if int64(len(data)) > limits.Input {
		return nil, diag.List{tooMuch(&limit.Exceeded{What: "html-bytes", Limit: limits.Input})}
	}
	return ReadArchiveMetered(limit.NewMeter(ctx, limits), data, limits)
}

// ReadArchiveMetered is [ReadArchive] for a part of an input that a meter watches over already.
func ReadArchiveMetered(m *limit.Meter, data []byte, limits limit.Limits) (*document.Document, diag.List) {
	a := unpack(m, data, limits)
	if m.Err() != nil {
		return nil, diag.List{m.Refusal()}
	}
	if a.page == nil {
		return nil, diag.List{diag.New("archive-no-page", diag.Place{})}
	}
	var found diag.List
	if a.cut {
		found = append(found, diag.New("archive-cut", diag.Place{}))
	}
	if a.pages > 1 {
		found = append(found, diag.New("archive-pages", diag.Place{}, "count", a.pages-1))
	}
	if a.pictures > 0 {
		found = append(found, diag.New("archive-pictures", diag.Place{}, "count", a.pictures))
	}
	hint := a.charset
	if hint == "" {
		hint = label(a.page)
	}
	doc, more := readAs(m, a.page, hint, limits)
	return doc, append(found, more...)
}

// archive is what there is in a web archive.
type archive struct {
	page            []byte // the page that counts, nil: none
	charset         string // of its part, "" where that does not say
	pages, pictures int
	cut             bool // the last boundary is missing, or the page's text ends before its encoding does

	meter  *limit.Meter
	limits limit.Limits
	parts  int // looked at
}

// unpack looks through an archive.
func unpack(m *limit.Meter, data []byte, limits limit.Limits) *archive {
	a := &archive{meter: m, limits: limits}
	message, err := mail.ReadMessage(bytes.NewReader(data))
	if err == nil {
		a.part(textproto.MIMEHeader(message.Header), message.Body, "", 0)
	}
	return a
}

// deepest is how many multipart bodies may stand in each other. Mail programs put two.
const deepest = 4

// part takes in a part. start is the Content-ID of the page that counts, "" for the first one.
func (a *archive) part(header textproto.MIMEHeader, body io.Reader, start string, depth int) {
	if a.parts++; a.parts > a.limits.ZipEntries || !a.meter.Step(100) {
		return
	}
	kind, options, err := mime.ParseMediaType(header.Get("Content-Type"))
	switch {
	case err != nil:
	case strings.HasPrefix(kind, "multipart/") && options["boundary"] != "" && depth < deepest:
		a.inside(multipart.NewReader(body, options["boundary"]), options["start"], depth)
	case isPage(kind):
		a.pages++
		if id := header.Get("Content-ID"); a.page == nil || start != "" && id == start {
			if page, whole := decoded(body, header.Get("Content-Transfer-Encoding"), a.limits); page != nil {
				a.page, a.charset, a.cut = page, options["charset"], a.cut || !whole
			}
		}
	case strings.HasPrefix(kind, "image/"):
		a.pictures++
	}
}

func (a *archive) inside(parts *multipart.Reader, start string, depth int) {
	for a.parts <= a.limits.ZipEntries {
		part, err := parts.NextRawPart()
		if err != nil {
			a.cut = a.cut || !errors.Is(err, io.EOF)
			return
		}
		a.part(part.Header, part, start, depth+1)
	}
}

func isPage(kind string) bool { return kind == "text/html" || kind == "application/xhtml+xml" }

// decoded takes the encoding of transport off. nil where the page is damaged or too large; whole is false where it ends too early.
func decoded(r io.Reader, encoding string, limits limit.Limits) (page []byte, whole bool) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		r = quotedprintable.NewReader(r)
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, r)
	}
	page, err := io.ReadAll(io.LimitReader(r, limits.Input+1))
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) || int64(len(page)) > limits.Input {
		return nil, false
	}
	return page, err == nil
}
