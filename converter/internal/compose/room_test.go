package compose_test

import (
	"context"
	"reflect"
	"testing"

	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/seeded"
	"nianbao/converter/internal/style"
	"nianbao/converter/report"
)

// TestRoom: what is composed in a room is what is composed outside of it, whatever was composed there before, also a document that is
// valid while the next is made; and once there is enough of it a room makes no memory for tables.
func TestRoom(t *testing.T) {
	editions := edition.Official()
	// Every third report is blank and every third has figures that are condensed, so that the one follows the other.
	in := func(seed uint64, room *compose.Room) *document.Document {
		r := seeded.Report(seed, editions.Editions[seed%2], int(seed%4))
		for _, table := range r.Tables {
			for key := range table {
				switch seed % 3 {
				case 0:
					table[key] = report.Cell{}
				case 1:
					table[key] = report.Count(123456789012)
				}
			}
		}
		doc, found := compose.DocumentInShell(context.Background(), r, editions, style.Default(), nil, room)
		if doc == nil {
			t.Fatal(found)
		}
		return doc
	}
	var room compose.Room
	for seed := range uint64(24) {
		first, second := in(seed, &room), in(seed+1, &room)
		if !reflect.DeepEqual(first, in(seed, nil)) || !reflect.DeepEqual(second, in(seed+1, nil)) {
			t.Fatalf("seed %d: another document than outside of the room", seed)
		}
		room.Reset()
	}
	alone := testing.AllocsPerRun(10, func() { in(0, nil) })
	inRoom := testing.AllocsPerRun(10, func() { in(0, &room); room.Reset() })
	if alone-inRoom < 12 { // four kinds of memory for each of three tables
		t.Errorf("%.0f allocations in a room, %.0f outside", inRoom, alone)
	}
}
