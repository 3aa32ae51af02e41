// Package annotate writes the findings of a check into the user's own DOCX file as Word comments, anchored at the cells
// and the words concerned. Where one slip of one figure explains what is wrong, the figure that it would have to be stands beside as a tracked
// change, which the clerk accepts or rejects: the file as it was is what rejecting it gives.
//
// A file that went through the document model would lose what the clerk made of it. So this package works on the file
// itself: it puts comment marks into the main part at recorded byte offsets, adds or extends the comments part, its
// relationship and its content type, and copies every other entry of the package as it stands, still compressed. The
// same file and findings give the same bytes.
package annotate

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/internal/docx/read"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/recognize"
	"nianbao/converter/report"
)

// Options says how comments are signed and which findings get one.
type Options struct {
	Lang   diag.Lang // Chinese unless English
	Author string    // "" means nianbao
	// Date signs the comments; the zero value leaves the date out, so that the same input gives the same bytes.
	Date time.Time
	// Propose writes, where one slip of one figure explains what is wrong, the figure that it would have to be as a tracked change
	// beside the comment. Until it is rejected, readers of the file see it as the figure.
	Propose bool
	// Least is the least grave finding that gets a comment; the zero value takes all.
	Least diag.Severity
	// Known is what the report in the file is recognised by; nil: the official editions.
	Known *recognize.Knowledge
}

func (o Options) known() *recognize.Knowledge {
	if o.Known != nil {
		return o.Known
	}
	return recognize.Prepare(edition.OfficialForms())
}

// defaultAuthor signs comments unless somebody else does.
const defaultAuthor = "nianbao"

// DOCX returns data, a DOCX file, with the findings of result as comments. result must be of the report in data. The
// file is nil, and the list holds an error, where it is refused. Comments of an earlier run are replaced; one that somebody answered
// stays. Without findings, and without such comments, the file comes back as it is.
func DOCX(ctx context.Context, data []byte, result check.Result, o Options, limits limit.Limits) ([]byte, diag.List) {
	data, list := withoutOurs(ctx, data, limits)
	if data == nil {
		return nil, list
	}
	doc, located, list := read.Locate(ctx, data, limits)
	if doc == nil {
		return nil, list
	}
	if located.XML == nil {
		return nil, diag.List{diag.New("annotate-encoding", diag.Place{Part: located.Part}, "part", located.Part)}
	}
	r, evidence, found := o.known().Report(ctx, doc)
	if r == nil {
		if ctx.Err() != nil {
			found = diag.List{diag.New("time-limit", diag.Place{})}
		}
		return nil, found
	}
	if o.Author == "" {
		o.Author = defaultAuthor
	}
	a := &annotator{data: data, o: o, located: located, report: r, evidence: evidence}
	a.plan(result)
	if len(a.notes) == 0 {
		return data, nil
	}
	out, err := a.write()
	if err != nil {
		return nil, diag.List{diag.New("annotate-package", diag.Place{}, "problem", err)}
	}
	return out, a.found
}

type annotator struct {
	data     []byte
	o        Options
	located  *read.Located
	report   *report.Report
	evidence *report.Evidence
	notes    []note
	// proposals are figures that a hint proposes.
	proposals []proposal
	found     diag.List
}

// note is a comment to write.
type note struct {
	paragraph int    // 1-based, in located
	quote     string // words of the paragraph, "" for all of it
	texts     []string
}

// plan decides where each finding is told.
func (a *annotator) plan(result check.Result) {
	hinted := map[string]bool{}
	for _, f := range result.Findings {
		if f.Severity < a.o.Least {
			continue
		}
		texts := []string{a.label(f.Severity) + f.Message(a.o.Lang)}
		if f.Hint != nil {
			texts = append(texts, f.Hint.Message(a.o.Lang))
		}
		n := note{paragraph: a.place(f), quote: f.Quote, texts: texts}
		if n.paragraph > 0 {
			a.notes = append(a.notes, n)
		}
		if f.Hint != nil && a.o.Propose {
			a.propose(f.Hint)
		}
		// The cell that the slip was made in is often not the one that shows it.
		if f.Hint == nil {
			continue
		}
		for _, c := range f.Hint.Cells {
			at := a.cell(c.Table, c.Key)
			text := f.Hint.Message(a.o.Lang)
			id := fmt.Sprint(at, text)
			if at > 0 && at != n.paragraph && !hinted[id] {
				hinted[id] = true
				a.notes = append(a.notes, note{paragraph: at, texts: []string{text}})
			}
		}
	}
	// Comments are numbered in the order of the text, whatever the order of the findings.
	slices.SortStableFunc(a.notes, func(x, y note) int { return x.paragraph - y.paragraph })
}

func (a *annotator) label(s diag.Severity) string {
	labels := [...]diag.Word{"label-information", "label-warning", "label-error"}
	return labels[min(int(s), len(labels)-1)].In(a.o.Lang)
}

func (a *annotator) cell(table string, key report.Key) int {
	o, _ := a.evidence.Cell(table, key)
	return a.valid(o.Line)
}

// valid returns the number of a paragraph, 0 if there is none of that number.
func (a *annotator) valid(n int) int {
	if n < 1 || n > len(a.located.Paragraphs) {
		return 0
	}
	return n
}

// place is the paragraph that a finding is told at: that of its cell, of its words, the heading of its section, the
// title, or the first of the document.
func (a *annotator) place(f check.Finding) int {
	p := f.Place
	if p.Table != "" && p.Row != "" {
		if n := a.cell(p.Table, report.Key{Row: p.Row, Col: p.Col}); n > 0 {
			return n
		}
	}
	if f.Quote != "" && f.Paragraph < len(a.evidence.Prose[p.Section]) {
		if n := a.valid(a.evidence.Prose[p.Section][f.Paragraph]); n > 0 {
			return n
		}
	}
	for _, o := range f.Cells() {
		if n := a.cell(o.Table, o.Key); n > 0 {
			return n
		}
	}
	for _, n := range []int{a.evidence.Headings[p.Section].Line, a.evidence.Title, 1} {
		if n = a.valid(n); n > 0 {
			return n
		}
	}
	return 0
}

// write makes the new package.
func (a *annotator) write() ([]byte, error) {
	in, err := zip.NewReader(bytes.NewReader(a.data), int64(len(a.data)))
	if err != nil {
		return nil, fmt.Errorf("opening the package: %w", err)
	}
	parts := &parts{in: in, main: a.located.Part, strict: strict(a.located.XML), changed: map[string][]byte{}}
	if err := parts.prepare(); err != nil {
		return nil, err
	}
	body, comments := a.mark(parts.firstID)
	parts.set(parts.main, body)
	if err := parts.addComments(comments); err != nil {
		return nil, err
	}
	if parts.signed() {
		a.found = append(a.found, diag.New("annotate-signature", diag.Place{}))
	}
	return parts.write()
}

// strict reports whether the main part uses the namespaces of ISO/IEC 29500 strict.
func strict(xml []byte) bool {
	return bytes.Contains(xml[:min(len(xml), 4096)], []byte(strictW))
}

// space is the namespace of the main part.
func space(xml []byte) string {
	if strict(xml) {
		return strictW
	}
	return transitionalW
}

// relsName returns the name of the relationships of a part.
func relsName(part string) string {
	folder, file := path.Split(part)
	return folder + "_rels/" + file + ".rels"
}

func readAll(f *zip.File, most int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", f.Name, err)
	}
	data, err := limit.Read(r, most, f.Name)
	if closing := r.Close(); err == nil && closing != nil {
		err = fmt.Errorf("closing %s: %w", f.Name, closing)
	}
	return data, err
}

func copyRaw(w *zip.Writer, f *zip.File) error {
	header := f.FileHeader
	out, err := w.CreateRaw(&header)
	if err != nil {
		return fmt.Errorf("copying %s: %w", f.Name, err)
	}
	in, err := f.OpenRaw()
	if err != nil {
		return fmt.Errorf("copying %s: %w", f.Name, err)
	}
	if _, err := io.Copy(out, in); err != nil {
		return fmt.Errorf("copying %s: %w", f.Name, err)
	}
	return nil
}

func sameName(a, b string) bool {
	return strings.EqualFold(strings.TrimPrefix(a, "/"), strings.TrimPrefix(b, "/"))
}
