// Package sides holds those who are compared: one file each, of nianbao's own ways to be used and of other programs and
// libraries, and the ways in which they are run and measured.
//
// Every side does the same work on the same reports, as far as it can; where it cannot, Does says what it leaves out or what it has
// less of, and the table repeats it. A side is run as one who uses it for many reports would run it: what can be kept from one
// report to the next, a process, parsed fonts, a template, is kept, and is not measured.
package sides

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"nianbao/bench/internal/measure"
)

// Verb is the work of which sides are compared.
type Verb string

// The verbs, in the order of the table.
const (
	PDF   Verb = "pdf"   // a report's data to PDF
	Word  Verb = "docx"  // a report's data to DOCX
	Read  Verb = "read"  // DOCX to data
	Own   Verb = "own"   // what only nianbao does
	Start Verb = "start" // what a process costs before it works
)

// Side is one who is compared.
type Side struct {
	Key  string // unique with its verb
	Verb Verb
	Name string
	How  string // how it is run
	Does string // what it does less or otherwise than nianbao
	// Jobs is the number of reports that it makes in a round, and Passes how often it makes them, so that a round is long
	// enough to be measured and short enough to be waited for.
	Jobs, Passes int
	Extension    string // of what it makes; none where there is nothing to look at
	Version      func(Place) (string, error)
	Open         func(context.Context, Place) (Session, error)
}

// Session is a side that is ready to work.
type Session interface {
	// Run makes the reports with the numbers and returns what that cost, without what was there before.
	Run(ctx context.Context, jobs []int) (measure.Usage, error)
	// Save makes one and leaves it in a file.
	Save(ctx context.Context, job int, path string) error
	Close() error
}

// ErrMissing says that a side is not on this machine.
var ErrMissing = errors.New("not on this machine")

func missing(format string, values ...any) error {
	return fmt.Errorf("%w: %s", ErrMissing, fmt.Sprintf(format, values...))
}

// Place is where everything stands.
type Place struct {
	Root     string // of the repository
	Work     string // folder with the reports, the form and the fonts: see Prepare
	Peers    string // folder with the workers' scripts
	Self     string // this program
	Nianbao  string // the program that is measured
	Launcher string // see package measure
	Empty    string // a Go program that does nothing
	Commit   string // the state of the repository
}

// File is the report with the number in one of the formats.
func (p Place) File(job int, extension string) string {
	return filepath.Join(p.Work, "reports", fmt.Sprintf("%03d.%s", job, extension))
}

// verbs are the verbs in the order of the table.
var verbs = []Verb{PDF, Word, Read, Own, Start}

// All returns every side, in the order of the table: those of a verb stand together, because they run together.
func All() []Side {
	var all []Side
	for _, list := range [][]Side{
		nianbao(), typst(), fpdfSides(), gopdfSides(), reportlab(), pdfkit(), pdfmake(), libreoffice(), weasyprint(), wkhtmltopdf(),
		npmDocx(), docxtpl(), pythonDocx(), pandoc(), mammoth(), docx2txt(), processes(),
	} {
		all = append(all, list...)
	}
	slices.SortStableFunc(all, func(a, b Side) int { return slices.Index(verbs, a.Verb) - slices.Index(verbs, b.Verb) })
	return all
}
