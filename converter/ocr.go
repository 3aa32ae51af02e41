package converter

import (
	"context"
	"errors"
	"image"
	"slices"

	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/ofdread"
	"nianbao/converter/internal/pageread"
	"nianbao/converter/internal/pdfread"
	"nianbao/converter/internal/picture"
	"nianbao/converter/internal/scan"
	"nianbao/converter/internal/sniff"
	"nianbao/converter/report"
)

// Recognizer finds the text in pictures of pages: optical character recognition. There is none in this package; a program that
// has one hands it over in [Options]. It may be called by several goroutines at once.
type Recognizer interface {
	// Recognize returns the words of a picture. An error is the error of the input: no words means that there are none. It ends,
	// and returns the error of ctx, when ctx does.
	Recognize(ctx context.Context, p RecognizerPicture) ([]RecognizedWord, error)
}

// RecognizerPicture is a picture to recognise text in: a grey PNG file, and whether nothing but figures is wanted of it.
type RecognizerPicture = scan.Picture

// RecognizedWord is a word, or a character, with its box and that of its line, in pixels from the top left corner of the picture.
type RecognizedWord = scan.Word

// Image is the source of reports in pictures (PNG, JPEG), which are read with a [Recognizer] only. It is no format that can be asked for.
const Image Format = "image"

// sourceOf is [formatOf] for a converter that may read pictures.
func (c *Converter) sourceOf(in Input, data []byte) (Format, error) {
	if c.recognizer != nil && in.Format == "" && sniff.Of(data, in.Name) == sniff.Image {
		return Image, nil
	}
	return formatOf(in, data)
}

// documentOrScan is document, and where a file's pages are nothing but pictures, what is recognised in them. The error is that of the
// context.
func (c *Converter) documentOrScan(ctx context.Context, format Format, data []byte) (doc *document.Document, found diag.List, isScan bool, err error) {
	if format != Image {
		doc, found = c.document(ctx, format, data)
		if c.recognizer == nil || format != PDF && format != OFD || doc != nil || !slices.ContainsFunc(found, ofScan) {
			return doc, found, false, nil
		}
	}
	doc, found, err = c.scanned(ctx, format, data)
	return doc, found, true, err
}

// ofScan reports whether a diagnostic says that a file was refused because its pages are pictures.
func ofScan(d diag.Diagnostic) bool {
	return slices.Contains([]diag.Code{"input-pdf-scan", "input-pdf-recognised", "input-ofd-scan", "input-ofd-recognised"}, d.Code)
}

// scanned reads the pages of a scan: a PDF or OFD file of pictures, or one picture. The error is that of the recogniser or of the context.
func (c *Converter) scanned(ctx context.Context, format Format, data []byte) (*document.Document, diag.List, error) {
	m := limit.NewMeter(ctx, c.limits)
	reader := scan.NewReader(ctx, m, c.recognizer.Recognize)
	pages := pageread.NewReader(m)
	count := 0
	each := func(_, all int, g *image.Gray, perPoint float64) error {
		count = all
		p, err := reader.Page(g, perPoint)
		if err == nil {
			pages.Add(p)
			err = m.Err()
		}
		return err
	}
	var refusal *diag.Diagnostic
	var err error
	switch format {
	case Image:
		var g *image.Gray
		if g, err = picture.File(m, data, c.limits.Pixels); err == nil {
			err = each(1, 1, g, pointsOf(g))
		}
	case OFD:
		refusal, err = ofdread.Scanned(m, data, each)
	default:
		refusal, err = pdfread.Scanned(m, data, each)
	}
	switch {
	case refusal != nil:
		return nil, diag.List{*refusal}, nil
	case err != nil:
		found, err := c.scanFault(ctx, m, err)
		return nil, found, err
	}
	result := pages.Result()
	if m.Err() != nil {
		return nil, diag.List{m.Refusal()}, ctx.Err()
	}
	if result.Visible == 0 {
		return nil, diag.List{diag.New("scan-without-text", diag.Place{}, "pages", count)}, nil
	}
	found := diag.List{diag.New("scan-read", diag.Place{}, "pages", count, "tables", result.Tables)}
	for _, c := range []struct {
		code diag.Code
		n    int
	}{{"scan-figures-doubtful", reader.Doubtful}, {"scan-words-astray", reader.Astray}, {"scan-pages-slanted", reader.Slanted}} {
		if c.n > 0 {
			found = append(found, diag.New(c.code, diag.Place{}, "n", c.n))
		}
	}
	return result.Document, found, nil
}

// scanFault says why a scan was not read.
func (c *Converter) scanFault(ctx context.Context, m *limit.Meter, err error) (diag.List, error) {
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	exceeded, isLimit := errors.AsType[*limit.Exceeded](err)
	unknown, isUnknown := errors.AsType[*picture.UnknownError](err)
	switch {
	case m.Err() != nil:
		return diag.List{m.Refusal()}, nil
	case isLimit:
		return diag.List{diag.New("scan-limit", diag.Place{}, "limit", exceeded.Limit)}, nil
	case isUnknown:
		return diag.List{diag.New("input-scan-packed", diag.Place{}, "packed", unknown.What)}, nil
	case errors.Is(err, picture.ErrBroken):
		return diag.List{diag.New("scan-picture-broken", diag.Place{})}, nil
	}
	return diag.List{diag.New("scan-recognizer-failed", diag.Place{}, "problem", err)}, nil
}

// pageWidth is how wide a page is on which a picture that does not say so was made, in points: that of A4.
const pageWidth = 595

// pointsOf returns how many pixels of a picture a point of its page is, taken for a page of A4, upright or on its side.
func pointsOf(g *image.Gray) float64 { return float64(min(g.Rect.Dx(), g.Rect.Dy())) / pageWidth }

// recognised is the name of why a figure of a scan stays blank, or by what it was placed.
const recognised = "recognised"

// proveRecognised leaves of the figures of scans those that sums of the edition prove, and says how many there were.
func (c *Converter) proveRecognised(all []*Reading) {
	for _, reading := range all {
		n, proven := 0, 0
		for table := range reading.Report.Tables {
			read, kept := c.proveTable(reading, table)
			n, proven = n+read, proven+kept
		}
		if n > 0 {
			found := diag.List{diag.New("scan-figures", diag.Place{}, "n", n, "proven", proven, "left", n-proven)}
			reading.name(found)
			reading.Diagnostics = append(reading.Diagnostics, found...)
		}
	}
}

// proveTable clears the cells of a table that nothing proves, and returns how many there were and how many are left. What was read stays
// in the evidence.
func (c *Converter) proveTable(reading *Reading, table string) (n, proven int) {
	r, origins := reading.Report, reading.Evidence.Cells[table]
	format, _, _ := contract.TableFormat(r, c.vocabulary(), table)
	cells := r.Tables[table]
	certain := provenCells(cells, origins, c.editions.Table(format, table))
	for key, cell := range cells {
		n++
		o := origins[key]
		o.Confidence, o.Reason = report.Lost, recognised
		if o.Raw == "" {
			o.Raw = cell.String()
		}
		if certain[key] {
			proven++
			o.Confidence = report.Inferred
		} else {
			delete(cells, key)
		}
		if origins != nil {
			origins[key] = o
		}
	}
	return n, proven
}

// provenCells returns the cells of formulas that hold. A figure is proven by a formula all of whose cells hold figures that their labels
// placed: a digit that was read wrong would need another one that was read wrong by as much.
func provenCells(cells report.Table, origins map[report.Key]report.Origin, t *edition.Table) map[report.Key]bool {
	proven := map[report.Key]bool{}
	if t == nil {
		return proven
	}
	add := func(keys []report.Key) (*report.Sum, bool) {
		sum := &report.Sum{}
		for _, key := range keys {
			value, isNumber := cells[key].Number()
			if !isNumber || cells[key].Remark() != "" || origins[key].Confidence != report.Placed {
				return nil, false
			}
			sum.Add(value)
		}
		return sum, true
	}
	for _, f := range t.Formulas() {
		left, ok := add(f.Left)
		right, okToo := add(f.Right)
		if !ok || !okToo || left.Cmp(right) != 0 {
			continue
		}
		for _, keys := range [][]report.Key{f.Left, f.Right} {
			for _, key := range keys {
				proven[key] = true
			}
		}
	}
	return proven
}
