// Package pdfread reads reports out of PDF files.
//
// A file of this product carries the report's data as an attachment (package pdf, attachment.go), so that it reads back
// exactly: no figure is guessed from where digits stand on a page. [Attached] finds the attachment. But a PDF is also what
// people sign, stamp, crop, mend and merge, and whoever reads one believes the pages. So the data count only as long as the
// pages are those that were made of them: the file's metadata hold a fingerprint of both (package pdf, fingerprint.go), which
// is computed again here. Where it differs, nothing is read, and the message says why: old figures under new pages are
// worse than none.
//
// What may be added without touching the pages is not part of them: electronic seals and signatures, notes, other
// attachments. The report is read, and what was added is named.
//
//	pdfread.go      the way through
//	attachment.go   the embedded file (ISO 32000-1 7.11.4)
//	metadata.go     the fingerprint as the metadata state it (14.3.2)
//	pages.go        the page tree, with what pages inherit (7.7.3)
//	fingerprint.go  the fingerprint as the pages have it
//	added.go        what stands on the pages or beside them since
//	shown.go        the pages of files that carry no data: [Shown]
//	object/         the objects that all this is made of
//	content/        what pages show: characters and rules
//	font/, cmap/    which characters, and how wide
//
// A file that carries no data is read from its pages: they are run, and package pageread makes a document of what they show.
// Decisions: docs/decisions/pdf-reading.md.
package pdfread

import (
	"errors"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pdfread/object"
)

// Attached returns the report's data (JSON) that a file carries, and what was added to the file since. The data are nil, and
// the list holds an error, where the file cannot be read or its pages are not those of the data any more. Both are nil where
// it carries no data: see [Shown]. The meter's context may end it.
func Attached(m *limit.Meter, data []byte) ([]byte, diag.List) {
	f, err := object.Open(m, data)
	if err == nil {
		var report []byte
		var found diag.List
		if report, found, err = attached(f); err == nil {
			return report, found
		}
	}
	// Where the file's directory leads astray, its objects may still be found. That no wrong ones are taken is what the
	// fingerprint sees to.
	if errors.Is(err, object.ErrBroken) {
		if f, err = object.Repair(m, data); err == nil {
			var report []byte
			var found diag.List
			if report, found, err = attached(f); err == nil {
				return report, found
			}
		}
	}
	return nil, diag.List{refusal(m, err)}
}

// attached is Attached for an open file. The error says that the file cannot be read.
func attached(f *object.File) ([]byte, diag.List, error) {
	report, others, refused := findReport(f)
	if err := f.Err(); err != nil {
		return nil, nil, err
	}
	if refused != nil {
		return nil, diag.List{*refused}, nil
	}
	if report == nil {
		return nil, nil, nil
	}
	data, stated := f.Decode(report), statedFingerprint(f)
	if err := f.Err(); err != nil {
		return nil, nil, err
	}
	if stated == "" {
		return nil, diag.List{diag.New("pdf-unproven", diag.Place{})}, nil
	}
	pages := pagesOf(f)
	printed, same := fingerprint(f, pages, data)
	found := added(f, pages, others)
	if err := f.Err(); err != nil {
		return nil, nil, err
	}
	if !same || printed != stated {
		return nil, diag.List{diag.New("pdf-changed", diag.Place{})}, nil
	}
	return data, found, nil
}

// refusal says why a file cannot be read.
func refusal(m *limit.Meter, err error) diag.Diagnostic {
	var exceeded *limit.Exceeded
	switch {
	case m.Err() != nil:
		return m.Refusal()
	case errors.As(err, &exceeded):
		return diag.New("pdf-limit", diag.Place{}, "limit", exceeded.Limit, "what", exceeded.What)
	case errors.Is(err, object.ErrEncrypted):
		return diag.New("input-pdf-encrypted", diag.Place{})
	case errors.Is(err, object.ErrHeader):
		return diag.New("pdf-header", diag.Place{})
	case errors.Is(err, object.ErrFilter):
		// Pages whose content is packed in a way that this product does not use are not its pages.
		return diag.New("pdf-changed", diag.Place{})
	}
	return diag.New("pdf-broken", diag.Place{})
}

// pageCount is what a limit of pages counts.
const pageCount = diag.Word("pdf-pages")
