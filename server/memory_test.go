package server

import "testing"

func TestShare(t *testing.T) {
	for _, memory := range []int64{leastMemory, 256 << 20, 512 << 20, 8 << 30} {
		b := share(memory)
		if b.small <= 0 || b.large <= 0 || b.work <= 0 || b.small+b.large+b.work > memory-min(ownMemory, memory*3/4) {
			t.Errorf("%d: %+v", memory, b)
		}
	}
}

// Bodies take memory before they are read and give it back when the last user is done. What does not fit is not let in,
// and what is larger than all there is goes in alone.
func TestBodies(t *testing.T) {
	b := newBodies(budgets{small: 10 << 10, large: 4 << 20})
	first, ok := b.admit(6 << 10)
	if !ok || b.small.taken.Load() != 6<<10 {
		t.Fatalf("%v, %d taken", ok, b.small.taken.Load())
	}
	if _, ok := b.admit(6 << 10); ok {
		t.Error("there is no room for a second one")
	}
	least, ok := b.admit(0)
	if !ok || b.small.taken.Load() != 10<<10 {
		t.Errorf("an empty body: %v, %d taken", ok, b.small.taken.Load())
	}
	least.done()

	// Small ones have room where large ones have none.
	large, ok := b.admit(100 << 20)
	if !ok || b.large.taken.Load() != 4<<20 {
		t.Errorf("the largest: %v, %d taken", ok, b.large.taken.Load())
	}
	if _, ok := b.admitUnknown(1); ok {
		t.Error("a second large one is let in")
	}
	if _, ok := b.admit(2 << 20); ok {
		t.Error("a second large one is let in")
	}
	if c, ok := b.admit(4 << 10); !ok {
		t.Error("a small one has to wait for a large one")
	} else {
		c.done()
	}
	large.done()

	// Work that outlasts its request keeps the body.
	first.keep()
	first.done()
	if b.small.taken.Load() != 6<<10 {
		t.Error("given back while it is in use")
	}
	first.done()
	if b.small.taken.Load() != 0 || b.large.taken.Load() != 0 {
		t.Errorf("%d and %d are still taken", b.small.taken.Load(), b.large.taken.Load())
	}
}

func TestChargeGrows(t *testing.T) {
	b := newBodies(budgets{small: 1 << 10, large: 1 << 20})
	c, ok := b.admitUnknown(firstChunk)
	if !ok || !c.grow(100_000) || !c.grow(50_000) || b.large.taken.Load() != 100_000 {
		t.Fatalf("%d taken", b.large.taken.Load())
	}
	other, ok := b.admitUnknown(900_000)
	if !ok {
		t.Fatal("no room for another")
	}
	if c.grow(200_000) {
		t.Error("it grows beyond what there is")
	}
	other.done()
	if !c.grow(200_000) {
		t.Error("it does not grow when there is room again")
	}
	c.done()
	if b.large.taken.Load() != 0 {
		t.Errorf("%d are still taken", b.large.taken.Load())
	}
}
