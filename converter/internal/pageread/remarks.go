package pageread

import (
	"strconv"
	"strings"

	"nianbao/converter/diag"
)

// Codes are the messages of a page format: why its files cannot be read, and what of them was not.
type Codes struct {
	Recognised, Scan, UnknownOnly, WithoutText          diag.Code
	Pictured, Unknown, Spoilt, Hidden, Clipped, Slanted diag.Code
}

// Refusal says why pages cannot be read; nil where they can.
func (r *Result) Refusal(codes Codes, pages int) *diag.Diagnostic {
	if r.Visible > 0 {
		return nil
	}
	var d diag.Diagnostic
	switch {
	case r.Hidden > 0:
		d = diag.New(codes.Recognised, diag.Place{}, "images", r.Images, "pages", pages, "n", r.Hidden)
	case r.Images > 0:
		d = diag.New(codes.Scan, diag.Place{}, "images", r.Images, "pages", pages)
	case r.Unknown > 0:
		d = diag.New(codes.UnknownOnly, diag.Place{}, "n", r.Unknown, "pages", pages)
	default:
		d = diag.New(codes.WithoutText, diag.Place{}, "pages", pages)
	}
	return &d
}

// mostNamed is how many pages a message names.
const mostNamed = 10

// Remarks names what of the pages was not read.
func (r *Result) Remarks(codes Codes) diag.List {
	var found diag.List
	if n := len(r.Pictured); n > 0 {
		pages := make([]string, min(n, mostNamed))
		for i := range pages {
			pages[i] = strconv.Itoa(r.Pictured[i])
		}
		found = append(found, diag.New(codes.Pictured, diag.Place{}, "n", n, "pages", strings.Join(pages, ", ")))
	}
	for _, c := range []struct {
		code diag.Code
		n    int
	}{{codes.Unknown, r.Unknown}, {codes.Spoilt, r.Spoilt}, {codes.Hidden, r.Hidden}, {codes.Clipped, r.Clipped}, {codes.Slanted, r.Slanted}} {
		if c.n > 0 {
			found = append(found, diag.New(c.code, diag.Place{}, "n", c.n))
		}
	}
	return found
}
