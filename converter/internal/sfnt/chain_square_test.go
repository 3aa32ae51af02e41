package sfnt

import "testing"

// Each ideograph of a chain that says so takes one em, and so does what stands for one that no face has.
func TestSquare(t *testing.T) {
	set := Embedded()
	for _, role := range set.Roles() {
		c := set.Chain(role)
		if !c.Square() {
			t.Errorf("%s is not square", role)
		}
		for r := rune(0x4E00); r < 0xA000; r++ {
			g, ok := c.Lookup(r)
			if !ok {
				g, ok = c.Lookup('〓')
			}
			if !ok || g.Advance != g.Font.UnitsPerEm() {
				t.Fatalf("%s: %c takes %d", role, r, g.Advance)
			}
		}
	}
	font, _ := set.Chain("song").Lookup('国')
	if newSet(map[string]*Font{"song": font.Font}).Chain("song").Square() {
		t.Error("a face of the user's is taken to be square")
	}
}
