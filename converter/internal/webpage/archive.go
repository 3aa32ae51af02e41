package webpage

import (
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"nianbao/converter/internal/limit"
)

// Unpack returns the page of a web archive (MHTML, RFC 2557): its first part that is one, nil where there is none. Pictures
// and style sheets beside it are not looked at.
func Unpack(data []byte, limits limit.Limits) []byte {
	m, err := mail.ReadMessage(bytes.NewReader(data))
	if err != nil {
		return nil
	}
	kind, options, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		return nil
	}
	if isPage(kind) {
		return decoded(m.Body, m.Header.Get("Content-Transfer-Encoding"), limits)
	}
	if !strings.HasPrefix(kind, "multipart/") || options["boundary"] == "" {
		return nil
	}
	parts := multipart.NewReader(m.Body, options["boundary"])
	for range limits.ZipEntries {
		part, err := parts.NextRawPart()
		if err != nil {
			return nil
		}
		if kind, _, err := mime.ParseMediaType(part.Header.Get("Content-Type")); err == nil && isPage(kind) {
			return decoded(part, part.Header.Get("Content-Transfer-Encoding"), limits)
		}
	}
	return nil
}

func isPage(kind string) bool { return kind == "text/html" || kind == "application/xhtml+xml" }

// decoded takes the encoding of transport off. nil where the page is damaged or too large; that the archive's last boundary is
// missing is no damage to it.
func decoded(r io.Reader, encoding string, limits limit.Limits) []byte {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		r = quotedprintable.NewReader(r)
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, r)
	}
	data, err := io.ReadAll(io.LimitReader(r, limits.Input+1))
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) || int64(len(data)) > limits.Input {
		return nil
	}
	return data
}
