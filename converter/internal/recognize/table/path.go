package table

import (
	"slices"

	"nianbao/converter/internal/edition"
)

// Path is the header labels over a slot of the edition.
type Path struct {
	Leaf *edition.Cell
	// Group is the label over the leaf, where others of the row's slots have a leaf of the same words; else nil.
	Group *edition.Cell
}

// Paths returns the headers over the slots of a row, in the slots' order; nil if the edition does not have one for each.
func (f *Form) Paths(label int) []Path { return f.paths[label] }

func pathsOver(t *edition.Table, slots []*edition.Cell) []Path {
	var over []Path
	for _, slot := range slots {
		leaf := leafOver(t, slot)
		if leaf == nil {
			return nil
		}
		over = append(over, Path{Leaf: leaf})
	}
	for i := range over {
		if slices.ContainsFunc(over, func(o Path) bool { return o.Leaf != over[i].Leaf && o.Leaf.Text == over[i].Leaf.Text }) {
			over[i].Group = groupOver(t, over[i].Leaf)
		}
	}
	return over
}

// leafOver returns the lowest label over a data cell that has just its columns.
func leafOver(t *edition.Table, slot *edition.Cell) *edition.Cell {
	var leaf *edition.Cell
	for i := range t.Cells {
		c := &t.Cells[i]
		if !c.IsData() && c.Row < slot.Row && c.Col == slot.Col && c.ColSpan == slot.ColSpan && (leaf == nil || c.Row >= leaf.Row) {
			leaf = c
		}
	}
	return leaf
}

// groupOver returns the label right above another.
func groupOver(t *edition.Table, leaf *edition.Cell) *edition.Cell {
	var group *edition.Cell
	for i := range t.Cells {
		c := &t.Cells[i]
		if !c.IsData() && c.Row < leaf.Row && c.Col <= leaf.Col && c.Col+c.ColSpan >= leaf.Col+leaf.ColSpan && (group == nil || c.Row > group.Row) {
			group = c
		}
	}
	return group
}
