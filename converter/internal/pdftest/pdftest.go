// Package pdftest judges PDF files for tests: is every glyph tagged or an artifact, does the structure tree say what the
// pages show, are tables whole, does the file carry what its profile asks for.
//
// It shares nothing with the writer (package pdf) and reads any file, so that it can be tried on those of other programs
// and on files that were broken on purpose; its own tests stand in package pdf, which has files to break. [Open] reads a
// file into objects ([File]), which a test may alter; [Check] returns what breaks a rule ([Violation]). [File.Tree] gives
// the structure tree with the text of every element, for comparison with what was to be written. Reading goes in this
// order: syntax.go (objects), file.go (cross-references, object streams), filter.go, font.go (characters), content.go
// (pages), tree.go (structure). The rules follow in check_*.go.
//
// What validators of PDF/A and PDF/UA see is checked here again, so that every run of the tests sees it; what they cannot
// see (a cell whose header is another's, a stretch of content that two elements claim, a word of two lines read as one) is
// why this package exists. Clauses without a name are those of ISO 32000-1:2008; A is ISO 19005-3:2012, UA ISO 14289-1:2014.
package pdftest

import (
	"fmt"
	"slices"
)

// Profile is what a file is judged by.
type Profile struct {
	Tagged     bool // content is marked, there is a structure tree
	Accessible bool // PDF/UA
	Part       int  // of ISO 19005; 0: no PDF/A
	Level      string
	Attaches   bool // a file is attached
}

// The profiles that package pdf writes.
var (
	A3aUA1 = Profile{Tagged: true, Accessible: true, Part: 3, Level: "A", Attaches: true}
	A4fUA2 = Profile{Tagged: true, Accessible: true, Part: 4, Level: "F", Attaches: true}
	A2b    = Profile{Tagged: true, Part: 2, Level: "B"}
	A1b    = Profile{Tagged: true, Part: 1, Level: "B"}
	Plain  = Profile{Attaches: true}
)

// Rules are the names of all rules. What each one asks for, and by which clause, stands with the function that checks it.
var Rules = []string{
	"file-version", "file-header", "file-identifier", "file-packed", "file-information", "forbidden",
	"catalog-marked", "catalog-language", "catalog-title", "output-intent",
	"metadata", "metadata-identification", "metadata-extension", "metadata-title", "metadata-information",
	"page-count", "page-resources", "page-tabs", "page-struct-parents",
	"content-operators", "content-nesting", "content-marked", "content-owner", "content-exists",
	"font-known", "font-embedded", "font-unicode", "private-use",
	"parent-tree", "identifiers", "element-type", "element-parent", "element-place", "element-empty", "heading-level",
	"table-grid", "table-scope", "table-headers",
	"attachment", "outline",
}

// Violation is a rule that a file breaks, and where.
type Violation struct{ Rule, Where string }

func (v Violation) String() string { return v.Rule + ": " + v.Where }

// report collects violations.
type report struct{ list []Violation }

// mostReported is how many violations of one rule are kept.
const mostReported = 5

func (r *report) add(rule, format string, arguments ...any) {
	if !slices.Contains(Rules, rule) {
		panic("no rule is called " + rule)
	}
	n := 0
	for _, v := range r.list {
		if v.Rule == rule {
			n++
		}
	}
	if n < mostReported {
		r.list = append(r.list, Violation{rule, fmt.Sprintf(format, arguments...)})
	}
}

// Check judges a file. An error means that it could not be read far enough.
func Check(f *File, p Profile) ([]Violation, error) {
	pages, err := f.Pages()
	if err != nil {
		return nil, err
	}
	r := &report{}
	f.checkFile(r, p)
	f.checkCatalog(r, p)
	f.checkMetadata(r, p)
	f.checkForbidden(r, p)
	f.checkPages(r, p, pages)
	f.checkFonts(r, p, pages)
	f.checkAttachments(r, p)
	f.checkOutline(r, p)
	if p.Tagged {
		tree, err := f.tree(pages)
		if err != nil {
			return nil, err
		}
		checkMarked(r, pages)
		f.checkParents(r, tree, pages)
		checkElements(r, tree)
		checkTables(r, tree)
	}
	return r.list, nil
}
