// Package document is the form of a report: headings, paragraphs and tables, in reading order, as readers produce them
// and writers consume them. It is plain data and knows nothing of reports, files or fonts.
//
// A Document has two kinds of table. A [Table] is resolved: a grid with spans, as DOCX and HTML give it. [Loose] text
// is lines of tokens with their separators and positions, as mangled text gives it; only package recognize consumes
// it. Measures are twips (1/20 pt) unless a name says otherwise.
package document

import "nianbao/converter/report"

// Document is an ordered list of blocks.
type Document struct {
	Blocks []Block
	Meta   Meta
	// Title is what the file's properties (dc:title, the page's title element) call the document; "" for none.
	Title string
	// Asides is what stands in the source and is no part of the blocks, in the source's order.
	Asides []Aside
	// Lossy says that the source format loses layout (text extracted from a page): a label that is missing there may
	// have been in the original.
	Lossy bool
	// Bound is what a form of ours says of its figures in the part that its content controls are bound to, by the names in Cell.Bound;
	// nil: the file is none.
	Bound map[string]string
	// Contents are the lines of a table of contents before the first block, for a writer that makes one; nil: none.
	Contents []ContentsLine
}

// ContentsLine is a line of a table of contents: a heading among the blocks, and the number of the page it is on, 0 if that is not known.
type ContentsLine struct {
	Heading *Paragraph
	Page    int
}

// Meta is what files of this product carry beside the visible text, so that reading them back gives the same report.
// It is only believed as far as the visible text agrees: PrintedTitle must still be the title that stands in the
// document.
type Meta struct {
	Own          bool // the file was written by this product
	Format       string
	Organization string
	Year         int
	TitleDerived bool   // the printed title was made by the edition's pattern
	PrintedTitle string // the title as it was printed when the file was written
	DateISO      string // the date as it was in the report
}

// Aside is text that a reader left out, and as what: the frame of a page, something struck out. report.LeftOut is what the
// reader could not make anything of; all else is left out for what it is.
type Aside struct {
	Text  string
	Place Place
	Part  report.Part
}

// Block is a *Paragraph, a *Table or a *Loose.
type Block interface{ block() }

func (*Paragraph) block() {}
func (*Table) block()     {}
func (*Loose) block()     {}

// Role is what a paragraph is, where the source says so (by its style) or the composer decided it.
type Role uint8

// The roles. None: the source does not say.
const (
	None           Role = iota
	Title               // the report's title
	Section             // heading of one of the numbered sections: 一、
	Heading1            // heading inside a section: （一）
	Heading2            // 1.
	Heading3            // （1）
	Body                // text
	Signature           // the organ below the text
	Date                // the date below the organ
	Attachment          // list of attachments between text and signature (附件说明)
	Annotation          // note below the date (附注)
	Imprint             // distribution and printing at the foot of the last page (版记)
	Classification      // 份号, 密级 and 紧急程度 at the head of the first page of an official document
	Letterhead          // the organ's name in red below them (发文机关标志)
	DocumentNumber      // 发文字号, above the red rule
	Signer              // 签发人 of a document for a superior organ, beside its number
	AnnexLabel          // 附件1 at the head of an annex
	AnnexTitle          // the annex's title
	Label               // label cell of a table
	Number              // data cell of a table
	Header              // header cell of a table
	roles
)

// String returns the role's name, which is also its key in style files.
func (r Role) String() string {
	names := [roles]string{"none", "title", "section", "heading1", "heading2", "heading3", "body", "signature", "date",
		"attachment", "annotation", "imprint", "classification", "letterhead", "documentnumber", "signer", "annexlabel", "annextitle", "label", "number", "header"}
	if r < roles {
		return names[r]
	}
	return "none"
}

// OfShell reports whether a paragraph of the role is of the form of an official document around the report (公文版头, 附件), and no part of
// the report.
func (r Role) OfShell() bool { return r >= Classification && r <= AnnexTitle }

// RoleOf returns the role with the name, or None.
func RoleOf(name string) Role {
	for r := range roles {
		if r.String() == name {
			return r
		}
	}
	return None
}

// Paragraph is a paragraph of text.
type Paragraph struct {
	Role Role // with the next three in one word: a table has 230 paragraphs
	// KeepNext keeps the paragraph on the page of what follows.
	KeepNext bool
	// Beside puts the paragraph on the line of the one before it: organs that sign in columns, 签发人 beside the number. Both are of one
	// line.
	Beside bool
	// NewPage begins a page with the paragraph.
	NewPage bool
	Runs    []Run
	// Outline is the level that the source's own style gives a foreign heading: 1 to 9, 0 for text or unknown.
	Outline int
	// Start and Hang are how far from the left edge the first line and the further ones begin, where that follows from the
	// words (further lines stand below the first character of a name); both 0: as the style says.
	Start, Hang int
	// Align is the alignment that follows from the words (the day below the organ that signs): "left", "right" or "center", with
	// Right as the distance from the right edge; "": both as the style says.
	Align string
	Right int
	// Condense is the width of the characters in percent of their own, Size the type size in half-points, where a figure would
	// not fit its cell otherwise; 0: as the table says. CondenseWide is the width in a face whose digits are wider than half an
	// em, as a word processor may take one.
	Condense, CondenseWide, Size int
	// Before and After are space above and below, in twips, beside that of the style.
	Before, After int
	// Leading is the exact distance from one baseline to the next in twips, where it follows from the type size; 0: as the style says.
	Leading int
	// Under is a rule below the paragraph, as wide as the type area; nil: none.
	Under *Rule
	// Frame takes the paragraph out of the text and to a place of its own; nil: it stands where its turn is.
	Frame *Frame
	Place Place
	// Of is what of a report the paragraph prints, where composed.
	Of Source
}

// Source names a part of a report by its keys in the contract: "overview" and the number of the paragraph in it, or "title",
// "notes/requests/above". Index is -1 for the part as a whole: what is one text, or the heading of a section. The zero
// Source is none.
type Source struct {
	Part  string
	Index int
}

// Rule is a rule across the type area. Gap is how far it stands below the paragraph's last line, in twips, Thick how thick it is, in eighths
// of a point as w:sz of a border.
type Rule struct {
	Gap, Thick int
	Colour     string // RRGGBB
}

// Frame is a place on the page: the upper left corner, counted from that of the type area, and the width, in twips.
type Frame struct{ X, Y, Width int }

// Run is text in one form. A line break inside a paragraph is "\n", a tab "\t".
type Run struct {
	Text string
	Bold bool
	// As gives the run the face and size of another role: a heading that runs into its paragraph.
	As Role
	// Spacing is what stands between its characters, in twips, beside the spacing of the style.
	Spacing int
}

// Place is where in the input a thing came from. Zero: unknown.
type Place struct {
	Line, Column int // 1-based; Column counts characters
}

// Text returns the paragraph's text without its form.
func (p *Paragraph) Text() string {
	if len(p.Runs) == 1 {
		return p.Runs[0].Text
	}
	n := 0
	for _, r := range p.Runs {
		n += len(r.Text)
	}
	b := make([]byte, 0, n)
	for _, r := range p.Runs {
		b = append(b, r.Text...)
	}
	return string(b)
}

// Table is a resolved table: every cell stands at a grid position with its spans.
type Table struct {
	Key         string // key and edition of the official table, where known: "requests", "2021"
	Edition     string
	Caption     string // accessible title (w:tblCaption)
	Description string
	Columns     []int // width of each grid column in twips; may be nil from readers that have none
	HeaderRows  int   // rows repeated at the top of each page
	Rows        int
	Cells       []Cell // by row, then column; spanned positions have no cell of their own
	// Size is the type size in half-points (w:sz), decided by the composer; 0 from readers.
	Size int
	// SplitBefore holds the rows before which a page may break where the table does not fit; nil: before any row.
	SplitBefore []int
	// Whole asks to keep the table on one page if a page can hold it.
	Whole bool
	// Flat says that the source's syntax knows no spans: a merged cell is written once with empty places behind it, or
	// into every place it covers. A table without a single span in a text syntax that knows them is flat as well, because
	// converters write merged cells so there.
	Flat  bool
	Place Place
}

// Cell is a cell of a resolved table.
type Cell struct {
	Row, Col         int // top left grid position, 0-based
	RowSpan, ColSpan int // at least 1
	Paragraphs       []*Paragraph
	Tables           []*Table // tables nested in the cell, for foreign documents
	Role             Role     // Header, Label or Number where composed; None from readers
	Place            Place
	// FigureRow and FigureCol are the keys of the figure that the cell is for, where composed; "" otherwise.
	FigureRow, FigureCol string
	// Bound names the figures that content controls in the cell say they show, from a Word reader: "requests.granted.total".
	Bound []string
}

// Text returns the text of the cell's paragraphs, joined by line breaks.
func (c *Cell) Text() string {
	if len(c.Paragraphs) == 1 {
		return c.Paragraphs[0].Text()
	}
	var b []byte
	for i, p := range c.Paragraphs {
		if i > 0 {
			b = append(b, '\n')
		}
		b = append(b, p.Text()...)
	}
	return string(b)
}

// Loose is text whose table structure, if any, was lost: lines as the extractor left them.
type Loose struct {
	Lines []Line
}

// Line is one line of loose text.
type Line struct {
	Number int    // 1-based line of the input
	Text   string // the whole line, without its line break
	Tokens []Token
}

// Separator is what stands before a token on its line.
type Separator uint8

// The separators, weakest first.
const (
	LineStart Separator = iota // nothing but indent
	Space                      // one space
	Spaces                     // two or more spaces, an em space or an ideographic space
	Tab
	Bar // |
)

// Token is a stretch of a line between separators; its text may be empty where two tabs or bars stand together.
type Token struct {
	Text   string // trimmed
	Before Separator
	Column int // 1-based character of the line where the token starts
}
