package table

import "nianbao/converter/internal/document"

// Item is one line, paragraph or table of the stretch of a document in which a table stands.
type Item struct {
	Plain        string // the text of a line or paragraph, trimmed
	Line, Column int
	Width        int // characters of a loose line, trimmed
	Tokens       []document.Token
	Table        *document.Table
	Loose        bool // a line of loose text, not a paragraph
	Indent       bool // a loose line that begins with white space
	Cut          bool // a part of a longer line
	Last         bool // nothing, not even a line break, follows in the input
}

// Blank reports whether the item is an empty line or paragraph.
func (it *Item) Blank() bool { return it.Table == nil && it.Plain == "" }
