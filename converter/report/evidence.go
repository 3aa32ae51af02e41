package report

// Confidence says how a cell came to its value.
type Confidence uint8

// The confidences.
const (
	Placed   Confidence = iota // the source says so: label, position and figure agree
	Inferred                   // decided between readings, for the reason given; it proves nothing by itself
	Lost                       // the source held something here that could not be placed or read: left blank
)

// String returns "placed", "inferred" or "lost".
func (c Confidence) String() string {
	return [...]string{"placed", "inferred", "lost"}[min(c, Lost)]
}

// Origin is where a cell came from.
type Origin struct {
	Line, Column int // 1-based place in the input; 0 where the format has no lines
	Confidence   Confidence
	Reason       string // why it was inferred or lost; "" when placed
	Raw          string // the cell as it stands in the source
}

// Evidence says for every cell where it came from and how sure that is, and for headings and paragraphs which line of
// the input they began on. It is not part of the report; a report read from JSON has none.
type Evidence struct {
	Source   string // "text", "html", "docx"; text extracted from a page may lack labels that the original had
	Cells    map[string]map[Key]Origin
	Headings map[string]Heading // section key -> its heading as found
	Prose    map[string][]int   // section key -> line of each paragraph
	Title    int                // line of the title
	// MissingRows lists, for each table, the rows of its edition whose labels were not found.
	MissingRows map[string][]string
	// ExtraLabels lists, for each table, labels that belong to no row or column of any edition.
	ExtraLabels map[string][]Heading
	// Lines says what became of each line of the input that is not blank, in its order.
	Lines []Line
}

// Heading is a heading or label as it stands in the source.
type Heading struct {
	Text string
	Line int
}

// Cell returns the origin of a cell and whether there is one.
func (e *Evidence) Cell(table string, key Key) (Origin, bool) {
	if e == nil {
		return Origin{}, false
	}
	o, ok := e.Cells[table][key]
	return o, ok
}
