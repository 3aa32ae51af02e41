// Package style gives types to the house style files of templates/styles: page, faces, the form of every kind of
// paragraph, table type and page number. The embedded one is GB/T 9704-2012 (党政机关公文格式); a user can pass another.
//
// Measures are twips (1/20 pt), type sizes half-points as in w:sz (32 is 16 pt, 三号). A Style is immutable after
// [Parse] and may be shared.
package style

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"nianbao/converter/internal/datafile"
	"nianbao/converter/internal/document"
	"nianbao/templates"
)

// Style is a house style.
type Style struct {
	Name        string                `json:"name"`
	Title       string                `json:"title"`
	Page        Page                  `json:"page"`
	Typesetting string                `json:"typesetting"` // "word" (a word processor's line breaks) or "clreq"
	Faces       map[string]*Face      `json:"faces"`
	Paragraphs  map[string]*Paragraph `json:"paragraphs"` // by the name of a document.Role
	Table       Table                 `json:"table"`
	PageNumber  PageNumber            `json:"page_number"`
	Imprint     Imprint               `json:"imprint"`
	Closing     *Closing              `json:"closing"` // nil: organ and date as their paragraphs say, each by itself
	Shell       *Shell                `json:"shell"`   // nil: reports are printed without the form of an official document
	Contents    Contents              `json:"contents"`

	byRole []*Paragraph
}

// Page is the sheet and its margins in twips.
type Page struct {
	Width  int `json:"width"`
	Height int `json:"height"`
	Top    int `json:"top"`
	Bottom int `json:"bottom"`
	Left   int `json:"left"`
	Right  int `json:"right"`
}

// TextWidth returns the width of the type area (版心).
func (p Page) TextWidth() int { return p.Width - p.Left - p.Right }

// TextHeight returns the height of the type area.
func (p Page) TextHeight() int { return p.Height - p.Top - p.Bottom }

// Face is a typeface role (仿宋, 楷体 …) with what a DOCX says of it. The key of Style.Faces is also the folder of
// fonts/ that holds its files.
type Face struct {
	Name         string   `json:"name"`         // w:font w:name
	Alternatives []string `json:"alternatives"` // w:altName
	Panose       string   `json:"panose"`
	Family       string   `json:"family"`
	Pitch        string   `json:"pitch"`
	Signature    []string `json:"signature"` // usb0–3, csb0–1
	// DigitWidth is how wide a digit is at most, in thousandths of an em, in the faces that go by this name; 0 means half an em.
	DigitWidth int `json:"digit_width"`
}

// Paragraph is the form of one kind of paragraph.
type Paragraph struct {
	ID          string `json:"id"`        // w:styleId
	Name        string `json:"name"`      // w:name: a name of its own, or that of a style built into word processors ("heading 1")
	Alias       string `json:"alias"`     // another name (w:aliases), by which a style with a built-in name is known as this one
	FormerID    string `json:"former_id"` // w:styleId in files of earlier versions
	Face        string `json:"face"`
	Size        int    `json:"size"`    // half-points
	Align       string `json:"align"`   // left, right, center, justify
	Leading     int    `json:"leading"` // baseline to baseline in twips; 0: single spacing
	Exact       bool   `json:"exact"`   // Leading is exact rather than at least
	Before      int    `json:"before"`
	Joined      bool   `json:"joined"` // Before and After do not part neighbours of one kind
	After       int    `json:"after"`
	Spacing     int    `json:"spacing"`      // added to every character's advance, twips
	IndentChars int    `json:"indent_chars"` // first-line indent in characters
	RightChars  int    `json:"right_chars"`  // indent from the right in characters
	Outline     int    `json:"outline"`      // outline level, 1 is the highest; 0 none
	KeepNext    bool   `json:"keep_next"`
	Bold        bool   `json:"bold"`
	Colour      string `json:"colour"` // RRGGBB; "": black
}

// Table is what the tables of a style have in common.
type Table struct {
	Sizes        []int `json:"sizes"` // half-points, largest first; the composer takes the first in which all figures fit
	CellLeft     int   `json:"cell_left"`
	CellRight    int   `json:"cell_right"`
	CellTop      int   `json:"cell_top"`
	CellBottom   int   `json:"cell_bottom"`
	LabelPad     int   `json:"label_pad"` // on either side of a label, beside the margins that every cell has
	Gap          int   `json:"gap"`       // between a table and what stands above and below it
	Border       int   `json:"border"`    // eighths of a point, as w:sz of a border
	RowHeight    int   `json:"row_height"`
	HalfEmDigits bool  `json:"half_em_digits"` // set digits of data cells at half an em each
}

// Imprint is the rules of the imprint (GB/T 9704-2012 7.4.1: 0.35 mm above its first and below its last element, 0.25 mm
// between them), in eighths of a point as w:sz of a border; 0: none.
type Imprint struct {
	Outer int `json:"outer_rule"`
	Inner int `json:"inner_rule"`
}

// Closing is how the organ that signs and the date stand to each other (GB/T 9704-2012 7.3.5).
type Closing struct {
	// Sealed leaves room for a seal: the date SealedRightChars from the right, the organ centred over it (7.3.5.1). Otherwise
	// the date begins ShiftChars right of the organ's first character (7.3.5.2).
	Sealed           bool `json:"sealed"`
	ShiftChars       int  `json:"shift_chars"`
	SealedRightChars int  `json:"sealed_right_chars"`
	// Columns is how many organs that sign together under seal stand in a row at most, Seal how wide a seal is, in twips: the rows and
	// columns of seals neither meet nor leave the type area.
	Columns int `json:"columns"`
	Seal    int `json:"seal"`
}

// Contents is the table of contents of a Word file that has one.
type Contents struct {
	Heading string `json:"heading"` // "": none
}

// PageNumber is the footer (GB/T 9704-2012 7.5).
type PageNumber struct {
	Face        string `json:"face"`
	Size        int    `json:"size"`
	Below       int    `json:"below"`        // from the bottom of the type area to the top of the dash
	Pattern     string `json:"pattern"`      // with {page}
	IndentChars int    `json:"indent_chars"` // odd pages from the right, even pages from the left
}

// Of returns the form of a role; roles that the file does not name look like body.
func (s *Style) Of(r document.Role) *Paragraph {
	if int(r) < len(s.byRole) && s.byRole[r] != nil {
		return s.byRole[r]
	}
	return s.byRole[document.Body]
}

// RoleOfID returns the role whose style has the ID or had it in files of earlier versions, and false for a foreign style. The ID
// of a built-in style says nothing: every program uses it.
func (s *Style) RoleOfID(id string) (document.Role, bool) {
	for r, p := range s.byRole {
		if p != nil && (p.ID == id && !p.BuiltIn() || p.FormerID == id && id != "") {
			return document.Role(r), true
		}
	}
	return document.None, false
}

// Where the style of GB/T 9704-2012 lies in package templates, and that of tables that compare: a sheet across.
const (
	officialFile = "styles/gbt9704.json"
	listingFile  = "styles/listing.json"
)

// LoadOfficial parses the style of GB/T 9704-2012 from files laid out as package templates is.
func LoadOfficial(files fs.FS) (*Style, error) { return load(files, officialFile) }

// LoadListing parses the style of tables that compare reports, which are wider than a report's own.
func LoadListing(files fs.FS) (*Style, error) { return load(files, listingFile) }

func load(files fs.FS, name string) (*Style, error) {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, fmt.Errorf("reading style: %w", err)
	}
	s, err := Parse(data)
	if err != nil {
		return nil, datafile.InFile(name, err)
	}
	return s, nil
}

// Embedded returns the style embedded in the program, parsed once, or what is wrong with it.
func Embedded() (*Style, error) { return embedded() }

var embedded = sync.OnceValues(func() (*Style, error) { return LoadOfficial(templates.FS) })

// EmbeddedListing is [LoadListing] of the program's own files, parsed once.
func EmbeddedListing() (*Style, error) { return embeddedListing() }

var embeddedListing = sync.OnceValues(func() (*Style, error) { return LoadListing(templates.FS) })

// Default is [Embedded] for callers behind a converter.New, which has returned that error. It stops the program where the
// style that it was built with does not load.
func Default() *Style {
	s, err := Embedded()
	if err != nil {
		panic(fmt.Errorf("the style that the program was built with: %w", err))
	}
	return s
}

// Parse reads and validates a style file: unknown keys, missing faces or roles and impossible measures are errors, each a
// [*datafile.Fault] with line and field.
func Parse(data []byte) (*Style, error) {
	s := &Style{}
	source, err := datafile.Decode(data, s)
	if err != nil {
		return nil, err
	}
	if err := s.validate(); err != nil {
		return nil, source.Locate(err)
	}
	return s, nil
}

// required lists the roles every style must define.
var required = []document.Role{document.Title, document.Section, document.Heading1, document.Heading2,
	document.Heading3, document.Body, document.Signature, document.Date, document.Header, document.Label, document.Number}

func (s *Style) validate() error {
	const longest = 31680 // 22 inches, the largest page of a word processor
	p := s.Page
	for _, m := range []struct {
		field string
		twips int
	}{{"width", p.Width}, {"height", p.Height}, {"top", p.Top}, {"bottom", p.Bottom}, {"left", p.Left}, {"right", p.Right}} {
		if m.twips < 0 || m.twips > longest {
			return datafile.At("/page/"+m.field, "a page measure of %d twips is not possible", m.twips)
		}
	}
	if p.TextWidth() < 2880 || p.TextHeight() < 2880 {
		return datafile.At("/page", "the type area of %d × %d twips is too small", p.TextWidth(), p.TextHeight())
	}
	if s.Typesetting != "word" && s.Typesetting != "clreq" {
		return datafile.At("/typesetting", "typesetting must be word or clreq, not %q", s.Typesetting)
	}
	s.byRole = make([]*Paragraph, document.Header+1)
	ids := map[string]bool{}
	for _, name := range slices.Sorted(maps.Keys(s.Faces)) {
		face := s.Faces[name]
		if face == nil || face.Name == "" {
			return datafile.At("/faces/"+name, "the face %q has no name", name)
		}
		if face.DigitWidth < 0 || face.DigitWidth > 2000 {
			return datafile.At("/faces/"+name+"/digit_width", "a digit of %d thousandths of an em is not possible", face.DigitWidth)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.Paragraphs)) {
		paragraph := s.Paragraphs[name]
		role := document.RoleOf(name)
		if role == document.None || paragraph == nil {
			return datafile.At("/paragraphs/"+name, "there is no kind of paragraph called %q", name)
		}
		if err := s.validateParagraph(paragraph); err != nil {
			return datafile.Under("/paragraphs/"+name, err)
		}
		for _, id := range []struct{ field, id string }{{"id", paragraph.ID}, {"former_id", paragraph.FormerID}} {
			if ids[id.id] && id.id != "" {
				return datafile.At("/paragraphs/"+name+"/"+id.field, "%s: the id %q is used twice", name, id.id)
			}
			ids[id.id] = true
		}
		s.byRole[role] = paragraph
	}
	s.deriveTail(ids)
	for _, role := range required {
		if s.byRole[role] == nil {
			return datafile.At("/paragraphs", "%s is missing", role)
		}
	}
	if len(s.Table.Sizes) == 0 {
		return datafile.At("/table/sizes", "table.sizes is empty")
	}
	for i, size := range s.Table.Sizes {
		if size < 8 || size > 144 {
			return datafile.At("/table/sizes/"+strconv.Itoa(i), "a table size of %d half-points is not possible", size)
		}
		if i > 0 && size >= s.Table.Sizes[i-1] {
			return datafile.At("/table/sizes/"+strconv.Itoa(i), "table.sizes must fall, and %d stands behind %d", size, s.Table.Sizes[i-1])
		}
	}
	if t := s.Table; t.CellTop < 0 || t.CellTop > 1000 || t.CellBottom < 0 || t.CellBottom > 1000 || t.LabelPad < 0 || t.LabelPad > 1000 ||
		t.Gap < 0 || t.Gap > 10_000 {
		return datafile.At("/table", "a margin, border or height of table is out of range")
	}
	if t := s.Table; t.CellLeft < 0 || t.CellLeft > 1000 || t.CellRight < 0 || t.CellRight > 1000 || t.Border < 0 || t.Border > 96 ||
		t.RowHeight < 0 || t.RowHeight > 10_000 {
		return datafile.At("/table", "a margin, border or height of table is out of range")
	}
	if n := s.Imprint; n.Outer < 0 || n.Outer > 96 || n.Inner < 0 || n.Inner > 96 {
		return datafile.At("/imprint", "a rule of imprint is out of range")
	}
	if n := s.Closing; n != nil && (n.ShiftChars < 0 || n.ShiftChars > 20 || n.SealedRightChars < 0 || n.SealedRightChars > 20) {
		return datafile.At("/closing", "an indent of closing is out of range")
	}
	if n := s.Closing; n != nil && (n.Columns < 0 || n.Columns > 10 || n.Seal < 0 || n.Seal > longest) {
		return datafile.At("/closing", "a seal of closing is out of range")
	}
	if s.Shell != nil {
		if err := s.Shell.validate(s); err != nil {
			return datafile.Under("/shell", err)
		}
	}
	if n := s.PageNumber; n.Below < 0 || n.Below > longest || n.IndentChars < 0 || n.IndentChars > 20 || n.Size > 288 {
		return datafile.At("/page_number", "a measure of page_number is out of range")
	}
	if s.Faces[s.PageNumber.Face] == nil || s.PageNumber.Size < 8 || !strings.Contains(s.PageNumber.Pattern, "{page}") {
		return datafile.At("/page_number", "page_number needs a known face, a size and a pattern with {page}")
	}
	return nil
}

// deriveTail gives what stands around the signature the form of the text where a style does not name it, but under
// identifiers of its own: in a Word file they alone tell it from the text.
func (s *Style) deriveTail(ids map[string]bool) {
	for _, role := range []document.Role{document.Attachment, document.Annotation, document.Imprint} {
		body := s.byRole[document.Body]
		if s.byRole[role] != nil || body == nil || ids[body.ID+role.String()] {
			continue
		}
		form := *body
		form.ID, form.Name = body.ID+role.String(), body.Name+" "+role.String()
		form.Alias, form.FormerID = "", ""
		s.byRole[role] = &form
	}
}

func (s *Style) validateParagraph(p *Paragraph) error {
	switch {
	case p.ID == "" || p.Name == "":
		return datafile.At("/id", "id and name must not be empty")
	case s.Faces[p.Face] == nil:
		return datafile.At("/face", "there is no face %q", p.Face)
	case p.Size < 8 || p.Size > 288:
		return datafile.At("/size", "a size of %d half-points is not possible", p.Size)
	case p.Align != "left" && p.Align != "right" && p.Align != "center" && p.Align != "justify":
		return datafile.At("/align", "align must be left, right, center or justify, not %q", p.Align)
	case p.Outline < 0 || p.Outline > 9:
		return datafile.At("/outline", "there is no outline level %d", p.Outline)
	case p.Leading < 0 || p.Leading > 31680 || p.Before < 0 || p.After < 0 || p.Before > 31680 || p.After > 31680:
		return datafile.At("/leading", "a leading or space is out of range")
	case p.Spacing < -200 || p.Spacing > 200 || p.IndentChars < 0 || p.IndentChars > 20 || p.RightChars < 0 || p.RightChars > 20:
		return datafile.At("/spacing", "a spacing or indent is out of range")
	case !isColour(p.Colour):
		return datafile.At("/colour", "a colour is written as RRGGBB, not %q", p.Colour)
	}
	return nil
}
