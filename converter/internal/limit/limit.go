// Package limit holds every limit that untrusted input meets, in one struct, and readers that count while they read.
//
// Sizes found inside a file are the sender's claims; nothing is allocated from them. The defaults are those of
// findings.md section 14 (most follow Apache POI, Tika and libxml2); docs/decisions/limits.md gives the reasons.
package limit

import (
	"errors"
	"fmt"
	"io"

	"nianbao/converter/diag"
)

// Limits bounds the work that one input can cause. Use [Default] and change what you must.
type Limits struct {
	Input int64 // bytes of one input file or request body

	JSON        int64 // bytes of one file of data, which is one report
	JSONDepth   int   // nesting of objects and arrays
	JSONNodes   int   // values in one file
	StringRunes int   // characters of one string or paragraph

	ZipEntries     int   // entries of a package
	ZipPart        int64 // inflated bytes of one part
	ZipTotal       int64 // inflated bytes of all parts
	ZipRatio       int64 // inflated : compressed, looked at from ZipRatioMin on
	ZipRatioMin    int64 // inflated bytes that are always allowed
	ArchiveEntries int   // files of an archive of reports
	ArchiveTotal   int64 // bytes of all of them when unpacked; each is bounded by Input, and by ZipRatio
	Chunks         int   // files in a Word file that stand for parts of its text

	XMLDepth      int // nesting of elements
	XMLAttributes int // attributes of one element
	XMLToken      int // bytes of one tag, comment or text run

	TableColumns int // grid columns
	TableRows    int
	TableNesting int // tables inside cells
	TableCells   int // cells of all tables of a document

	// What is counted alike in every format, by [Meter]: lines of a text that are not blank, paragraphs of a document
	// outside of tables (and further ones inside a cell), paragraphs of JSON; and characters of text in all.
	Paragraphs int
	Characters int

	// ReportCharacters are those of one report's prose: what is checked and set on pages as one.
	ReportCharacters int

	TextLines  int // lines of a plain text, blank ones too
	TextTokens int // tokens of all lines
	HTMLNodes  int // nodes of a page, of a part of an OpenDocument text; groups of an RTF file
	HTMLDepth  int // nesting of elements

	Pages int // pages of one report

	PDFObjects int   // rows of the cross-references of a PDF file, those of older versions included
	PDFValues  int   // numbers, names, arrays … that were read of its objects
	PDFNesting int   // arrays and dictionaries in each other
	PDFStream  int64 // unpacked bytes of one stream; ZipRatio holds as well
	PDFTotal   int64 // unpacked bytes of all streams

	PDFOperators int // operators of the content of all pages, as often as they are run
	PDFMarks     int // characters and rules on one page

	Pixels       int // of one picture of a scan, and of the page that several make up
	ScannedPages int // pages of a scan: each takes seconds to recognise

	FontFile  int64 // bytes of one file of a user's font folder
	FontFiles int   // font files looked at in the folder
}

// Default returns the limits in force unless somebody sets others.
func Default() Limits {
	return Limits{
		Input:     20 << 20,
		JSON:      8 << 20,
		JSONDepth: 64, JSONNodes: 200_000, StringRunes: 1_000_000,
		ZipEntries: 1000, ZipPart: 64 << 20, ZipTotal: 256 << 20, ZipRatio: 100, ZipRatioMin: 1 << 20, Chunks: 8,
		ArchiveEntries: 10_000, ArchiveTotal: 4 << 30,
		XMLDepth: 256, XMLAttributes: 256, XMLToken: 8 << 20,
		TableColumns: 63, TableRows: 32_768, TableNesting: 8, TableCells: 100_000,
		Paragraphs: 100_000, Characters: 5_000_000, ReportCharacters: 500_000,
		TextLines: 200_000, TextTokens: 500_000, HTMLNodes: 500_000, HTMLDepth: 256,
		Pages:      1000,
		PDFObjects: 200_000, PDFValues: 500_000, PDFNesting: 100, PDFStream: 64 << 20, PDFTotal: 128 << 20,
		PDFOperators: 5_000_000, PDFMarks: 200_000,
		Pixels: 40_000_000, ScannedPages: 100,
		FontFile: 64 << 20, FontFiles: 64,
	}
}

// ErrTooLarge is wrapped by every error that says a limit was passed.
var ErrTooLarge = errors.New("limit exceeded")

// Exceeded is the error for one limit: what was counted and how much is allowed.
type Exceeded struct {
	What  diag.Word // a name that is no word of the catalogue is shown as it is
	Limit int64
}

// Error implements error.
func (e *Exceeded) Error() string {
	return fmt.Sprintf("more than %d %s", e.Limit, e.What.In(diag.English))
}

// Unwrap makes errors.Is(err, ErrTooLarge) true.
func (e *Exceeded) Unwrap() error { return ErrTooLarge }

// Read reads all of r, at most limit bytes; one byte more is an [Exceeded] error that names what.
func Read(r io.Reader, limit int64, what string) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, max(limit, limit+1))) // one more, unless that overflows
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", what, err)
	}
	if int64(len(data)) > limit {
		return nil, &Exceeded{What: diag.Word("bytes of " + what), Limit: limit}
	}
	return data, nil
}
