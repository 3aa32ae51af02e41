package jsontree

// lists is the memory of a tree. The members of all values that are open stand in two stacks, so that each list can be taken at
// its size when it ends, and values come in blocks.
type lists struct {
	keys  []string
	items []*Node
	block []Node
}

// blockSize is how many values are made at once: those of a row of a table with some room. A file of one value pays for the rest of a block.
const blockSize = 32

// mark is where the members of a value begin on the stacks.
type mark struct{ keys, items int }

func (l *lists) node() *Node {
	if len(l.block) == 0 {
		l.block = make([]Node, blockSize)
	}
	n := &l.block[0]
	l.block = l.block[1:]
	return n
}

func (l *lists) mark() mark      { return mark{len(l.keys), len(l.items)} }
func (l *lists) key(key string)  { l.keys = append(l.keys, key) }
func (l *lists) item(item *Node) { l.items = append(l.items, item) }

// since takes the members since a mark off the stacks; nil where there are none.
func (l *lists) since(m mark) (keys []string, items []*Node) {
	if len(l.keys) > m.keys {
		keys = append(make([]string, 0, len(l.keys)-m.keys), l.keys[m.keys:]...)
	}
	if len(l.items) > m.items {
		items = append(make([]*Node, 0, len(l.items)-m.items), l.items[m.items:]...)
	}
	l.keys, l.items = l.keys[:m.keys], l.items[:m.items]
	return keys, items
}
