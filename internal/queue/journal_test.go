package queue_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianbao/internal/queue"
)

func hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// openJournal opens a journal and returns the names of its records.
func openJournal(t *testing.T, path string) (*queue.Journal, string) {
	t.Helper()
	var names []string
	j, err := queue.OpenJournal(t.Context(), path, func(_ int64, r *queue.Record) error {
		names = append(names, string(r.Name))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	return j, strings.Join(names, " ")
}

// A journal of three records is damaged in every way that power cuts leave, and read: what is whole stays, what comes next is appended.
func TestDamagedJournal(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(data []byte) []byte
		want   string
	}{
		{"nothing", func(d []byte) []byte { return d }, "a b c"},
		{"half a line", func(d []byte) []byte { return d[:len(d)-3] }, "a b"},
		{"without its end", func(d []byte) []byte { return d[:len(d)-1] }, "a b"},
		{"a block of zeros", func(d []byte) []byte { return append(d, make([]byte, 4096)...) }, "a b c"},
		{"a flipped bit in the middle", func(d []byte) []byte { d[bytes.IndexByte(d, '\n')+30] ^= 1; return d }, "a c"},
		{"an empty line", func(d []byte) []byte { return append(d, '\n') }, "a b c"},
		{"a line that never ends", func(d []byte) []byte { return append(d, bytes.Repeat([]byte{'x'}, 17<<20)...) }, "a b c"},
		{"a line that is too long and another", func(d []byte) []byte {
			return append(append(bytes.Repeat([]byte{'x'}, 17<<20), '\n'), d...)
		}, "a b c"},
		{"everything", func([]byte) []byte { return []byte("nonsense") }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "journal")
			j, _ := openJournal(t, path)
			for _, name := range []queue.Name{"a", "b", "c"} {
				if _, err := j.Append(&queue.Record{Kind: queue.Done, Name: name}); err != nil {
					t.Fatal(err)
				}
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			whole := bytes.Clone(data)
			data = c.change(data)
			if err := os.WriteFile(path, data, 0o666); err != nil {
				t.Fatal(err)
			}
			again, names := openJournal(t, path)
			if names != c.want || (again.Damaged > 0) != !bytes.Equal(data, whole) {
				t.Errorf("%q, %d bytes damaged", names, again.Damaged)
			}
			places, err := again.Append(&queue.Record{Kind: queue.Done, Name: "d"}, &queue.Record{Kind: queue.Done, Name: "e"})
			if err != nil {
				t.Fatal(err)
			}
			if r, err := again.At(places[1]); err != nil || r.Name != "e" {
				t.Errorf("%+v, %v", r, err)
			}
			last, names := openJournal(t, path)
			if names != strings.TrimSpace(c.want+" d e") {
				t.Errorf("then %q", names)
			}
			if inside := strings.Contains(c.name, "in the middle") || strings.Contains(c.name, "and another"); (last.Damaged > 0) != inside {
				t.Errorf("then %d bytes are damaged: what was at the end is still there", last.Damaged)
			}
		})
	}
}

// A line whose sum is right and that is no record was written by somebody else: it is an error, and nothing is cut off.
func TestForeignRecord(t *testing.T) {
	path := filepath.Join(t.TempDir(), "journal")
	line := fmt.Sprintf("%08x [1]\n", crc32.Checksum([]byte("[1]"), crc32.MakeTable(crc32.Castagnoli)))
	if err := os.WriteFile(path, []byte(line), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := queue.OpenJournal(t.Context(), path, func(int64, *queue.Record) error { return nil }); err == nil || !strings.Contains(err.Error(), "the record at 0") {
		t.Error(err)
	}
	if data, err := os.ReadFile(path); err != nil || string(data) != line {
		t.Errorf("%q, %v", data, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	full := filepath.Join(t.TempDir(), "journal")
	j, _ := openJournal(t, full)
	if _, err := j.Append(&queue.Record{Kind: queue.Done}); err != nil {
		t.Fatal(err)
	}
	if _, err := queue.OpenJournal(ctx, full, func(int64, *queue.Record) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// A damaged manifest has lost an input: nothing is done until somebody has looked.
func TestDamagedManifest(t *testing.T) {
	b := newBatch(t)
	b.must(inbox{"a.txt": "one"})
	path := queue.Inside(b.folder, "manifest-000001.jsonl")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[20] ^= 1
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
	if _, _, err := b.run(t.Context(), inbox{"a.txt": "one"}); err == nil || !strings.Contains(err.Error(), "manifest-000001.jsonl") {
		t.Error(err)
	}
}

// Names are bytes, and come back as they were.
func TestNameInJSON(t *testing.T) {
	for _, name := range []queue.Name{"", "a/b.txt", "县<>&", "\xc9\xcf\xba\xa3.txt", "\xff\x00"} {
		data, err := json.Marshal(name)
		if err != nil {
			t.Fatal(err)
		}
		var back queue.Name
		if err := json.Unmarshal(data, &back); err != nil || back != name {
			t.Errorf("%q became %s and %q, %v", name, data, back, err)
		}
	}
	for _, bad := range []string{`{"bytes": "!"}`, `7`} {
		var n queue.Name
		if json.Unmarshal([]byte(bad), &n) == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}

// FuzzJournal: whatever a file holds, it is read without harm, and what is appended then is read back.
func FuzzJournal(f *testing.F) {
	f.Add([]byte(""))
	f.Add([]byte("00000000 {}\n"))
	f.Add([]byte("8a2f2a3c {\"kind\":\"done\"}\n\n\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "journal")
		if err := os.WriteFile(path, data, 0o666); err != nil {
			t.Fatal(err)
		}
		count := func(n *int) func(int64, *queue.Record) error {
			return func(int64, *queue.Record) error { *n++; return nil }
		}
		before, after := 0, 0
		j, err := queue.OpenJournal(t.Context(), path, count(&before))
		if err != nil {
			return // a line with a right sum that is no record
		}
		if _, err := j.Append(&queue.Record{Kind: queue.Done, Name: "x"}); err != nil {
			t.Fatal(err)
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		j, err = queue.OpenJournal(t.Context(), path, count(&after))
		if err != nil || after != before+1 {
			t.Fatalf("%d records, then %d, %v", before, after, err)
		}
		_ = j.Close()
	})
}
