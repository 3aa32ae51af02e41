package pdfread

import (
	"bytes"
	"encoding/xml"
	"strings"

	"nianbao/converter/internal/pdf"
	"nianbao/converter/internal/pdfread/object"
)

// statedFingerprint returns the fingerprint that the document's metadata hold (XMP, ISO 16684-1), "" for none. A property
// stands there as an element or as an attribute; programs that save a file again change one into the other.
func statedFingerprint(f *object.File) string {
	data := f.Decode(f.Stream(f.Catalog()["Metadata"]))
	if len(data) > mostMetadata {
		return ""
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := d.Token()
		if err != nil || !f.Count(1) {
			return ""
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range start.Attr {
			if isFingerprint(a.Name) {
				return strings.TrimSpace(a.Value)
			}
		}
		if isFingerprint(start.Name) {
			var value string
			if d.DecodeElement(&value, &start) != nil {
				return ""
			}
			return strings.TrimSpace(value)
		}
	}
}

// mostMetadata is how many bytes of metadata are looked at: ours have 3 KB, those of programs that keep a file's history some
// hundred.
const mostMetadata = 1 << 20

func isFingerprint(n xml.Name) bool { return n.Space == pdf.Namespace && n.Local == "pages" }
