package rtf

import "nianbao/converter/internal/wordml"

// row is the definition of a row (\trowd). It holds for the rows that follow until another is given.
type row struct {
	wordml.Row
	next wordml.Edge // what has been said of the cell whose edge comes next
}

// table does what control words of tables ask.
func (r *reader) table(word string, n int) bool {
	if r.dest != body && !r.nested {
		return false
	}
	t := r.target
	def := &t.outer
	if r.nested {
		def = &t.inner
	}
	switch word {
	case "trowd":
		*def = row{}
	case "trleft":
		def.Left = n
	case "trhdr":
		def.Header = true
	case "clmgf":
		def.next.Horizontal = wordml.Restart
	case "clmrg":
		def.next.Horizontal = wordml.Continue
	case "clvmgf":
		def.next.Vertical = wordml.Restart
	case "clvmrg":
		def.next.Vertical = wordml.Continue
	case "cellx":
		if len(def.Edges) <= r.limits.TableColumns { // one more than may be: reading refuses it
			def.next.Right = n
			def.Edges = append(def.Edges, def.next)
		}
		def.next = wordml.Edge{}
	case "cell":
		r.endCell(1)
	case "nestcell":
		r.endCell(max(r.paragraph.depth, 2))
	case "row":
		r.endRow(1, def)
	case "nestrow":
		r.endRow(max(r.paragraph.depth, 2), def)
	default:
		return false
	}
	return true
}

func (r *reader) endCell(depth int) {
	chars := r.chars
	r.chars.deleted, r.chars.hidden = false, false // the mark of a cell is no mark of a paragraph
	r.endParagraph(depth)
	r.chars = chars
	r.target.flow.EndCell(depth)
}

func (r *reader) endRow(depth int, def *row) {
	r.target.flow.EndRow(depth, wordml.Row{Left: def.Left, Header: def.Header, Edges: def.Edges})
}
