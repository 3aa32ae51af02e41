package worddoc

import "testing"

// What an LVL and a table's definition say of their own length may be more than there is: the level is none, the cells are as many as there are
// edges for.
func TestLengthsThatAreTooLong(t *testing.T) {
	level := make([]byte, 28)
	for _, sizes := range [][2]byte{{0, 0}, {255, 0}, {0, 255}, {255, 255}} { // the two that follow it are the length of its text
		level[24], level[25] = sizes[0], sizes[1]
		if _, _, ok := readLevel(level); ok {
			t.Errorf("%d and %d bytes of properties that are not there", sizes[0], sizes[1])
		}
	}
	for _, c := range []struct {
		operand []byte
		cells   int
	}{{nil, 0}, {[]byte{0}, 0}, {[]byte{200}, 0}, {[]byte{200, 1, 0}, 0}, {[]byte{200, 1, 0, 2, 0}, 1}, {[]byte{3, 1, 0, 2, 0, 3, 0}, 2},
		{append([]byte{9}, make([]byte, 20)...), 9}, {append([]byte{80}, make([]byte, 200)...), 64}} {
		var r row
		if r.define(c.operand, 63); len(r.cells) != c.cells || c.cells > 0 && len(r.edges) != c.cells+1 {
			t.Errorf("%d cells of %d bytes: %d, %d edges, want %d", append(c.operand, 0)[0], len(c.operand), len(r.cells), len(r.edges), c.cells)
		}
	}
}
