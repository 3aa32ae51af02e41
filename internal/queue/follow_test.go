package queue

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// Who follows a journal gets each record once, and nothing of one that is not whole yet.
func TestFollowJournal(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal")
	journal, err := OpenJournal(t.Context(), path, func(int64, *Record) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var got []Name
	at := int64(0)
	follow := func() {
		t.Helper()
		at, err = FollowJournal(t.Context(), file, at, func(place int64, r *Record) error {
			if same, err := RecordAt(file, place); err != nil || same.Name != r.Name {
				t.Errorf("at %d: %v %v", place, same, err)
			}
			got = append(got, r.Name)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	follow()
	for _, name := range []Name{"1", "2"} {
		if _, err := journal.Append(&Record{Kind: Done, Name: name}); err != nil {
			t.Fatal(err)
		}
		follow()
		follow()
	}
	whole := appendLine(nil, []byte(`{"kind":"done","name":"3"}`))
	for _, part := range [][]byte{whole[:20], whole[20:]} {
		if _, err := journal.file.WriteAt(part, journal.end); err != nil {
			t.Fatal(err)
		}
		journal.end += int64(len(part))
		follow()
	}
	if err := journal.Close(); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, []Name{"1", "2", "3"}) {
		t.Errorf("%q", got)
	}
}
