package queue

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

func newIndex(t *testing.T) *Index {
	t.Helper()
	x, err := NewIndex(filepath.Join(t.TempDir(), "index"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return x
}

// The table says what a map says, and a look-up reads few slots however many there are.
func TestIndex(t *testing.T) {
	x := newIndex(t)
	want := map[Key]int64{}
	for i := range 20_000 {
		key := KeyOf("test", strconv.Itoa(i%15_000)) // some are put twice
		want[key] = int64(i)
		if err := x.Put(key, int64(i)); err != nil {
			t.Fatal(err)
		}
	}
	x.probes = 0
	for key, number := range want {
		if got, ok, err := x.Get(key); err != nil || !ok || got != number {
			t.Fatalf("%x: %d, %v, %v; want %d", key, got, ok, err, number)
		}
	}
	if _, ok, err := x.Get(KeyOf("test", "never")); ok || err != nil {
		t.Errorf("found what was not put: %v", err)
	}
	const perLookUp = 3
	if x.probes > perLookUp*int64(len(want)) {
		t.Errorf("%d slots read for %d look-ups", x.probes, len(want))
	}
	if x.used != uint64(len(want)) || x.used > x.slots/2 {
		t.Errorf("%d of %d slots used", x.used, x.slots)
	}
}

// Keys that want the same slot, at the end of the table too, stand beside each other.
func TestIndexCollisions(t *testing.T) {
	x := newIndex(t)
	key := func(i uint64) Key {
		var k Key
		binary.LittleEndian.PutUint64(k[:], fewestSlots-1)
		binary.LittleEndian.PutUint64(k[8:], i)
		return k
	}
	for i := range uint64(100) {
		if err := x.Put(key(i), int64(i)); err != nil {
			t.Fatal(err)
		}
	}
	for i := range uint64(100) {
		if got, ok, err := x.Get(key(i)); err != nil || !ok || got != int64(i) {
			t.Errorf("%d: %d, %v, %v", i, got, ok, err)
		}
	}
}

// 0 is a number like others, and differs from none.
func TestIndexZero(t *testing.T) {
	x := newIndex(t)
	if err := x.Put(Key{}, 0); err != nil {
		t.Fatal(err)
	}
	if got, ok, err := x.Get(Key{}); got != 0 || !ok || err != nil {
		t.Errorf("%d, %v, %v", got, ok, err)
	}
}

func TestKeyOf(t *testing.T) {
	if KeyOf("a", "b", "c") == KeyOf("a", "bc") || KeyOf("a", "b") == KeyOf("b", "a") || KeyOf("a:1", "b") == KeyOf("a", "1:b") {
		t.Error("lists of parts that look alike")
	}
}

// A table that cannot be read is an error, and never "not there".
func TestIndexUnreadable(t *testing.T) {
	x := newIndex(t)
	if err := os.Truncate(x.path, 10); err != nil {
		t.Fatal(err)
	}
	if _, ok, err := x.Get(KeyOf("test", "1")); err == nil || ok {
		t.Errorf("%v, %v", ok, err)
	}
	if err := x.Put(KeyOf("test", "1"), 1); err == nil {
		t.Error("put into what cannot be read")
	}
}
