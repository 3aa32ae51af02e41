package report

// Part says what a line of the input became.
type Part string

// The parts. What is in none of them was not used, and a diagnostic names it.
const (
	InTitle      Part = "title"
	InHeading    Part = "heading" // of a section
	InProse      Part = "prose"   // of a section
	InNote       Part = "note"    // above or below the table of a section
	InTable      Part = "table"   // labels and figures
	InAttachment Part = "attachments"
	InSignature  Part = "signature"
	InDate       Part = "date"
	InAnnotation Part = "annotation"
	InImprint    Part = "imprint"

	OfShell    Part = "shell"    // the form of an official document: its head above the title, its annexes
	OfContents Part = "contents" // a table of contents: the headings that it lists come again
	OfPage     Part = "page"     // a page's number, or what is printed on every page
	OfMarkup   Part = "markup"   // rules and fences, which say how something is set
	Struck     Part = "struck"   // struck out: it is said no more
	Hidden     Part = "hidden"   // not shown by the program that the file is made for

	OfFrame  Part = "frame"    // what surrounds a web page's article, or a Word file's headers and footers
	OfCopy   Part = "copy"     // of a report that the file holds twice
	OfUnread Part = "unread"   // of a part of the file that could not be read as a report
	LeftOut  Part = "left-out" // nothing of the report, as far as is known
)

// Line is what became of one line of the input; in formats without lines, of one paragraph or one row of a table. A line
// on which two things stand, as a heading with the text that runs into it, has a Line for each.
type Line struct {
	Line, Column int // 1-based place in the input; 0 where the format has no lines
	Block        int // 1-based number of the paragraph or table in reading order
	Text         string
	Part         Part
	Section      string // key of the section or table that it became a part of; "" for none
	// Figures are those of a table's line that stand in no cell of the report: doubtful ones, numbers of columns.
	Figures []string
}
