package queue_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"nianbao/internal/queue"
)

// How far a folder is, in the middle of a run and after it: what waits for another engine is left, and what an earlier run did is done.
func TestStatus(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "out")
	in := inbox{"a.txt": "a", "b.txt": "refuse", "c.txt": "die", "d.txt": "d"}
	status := func() queue.Status {
		t.Helper()
		s, err := queue.ReadStatus(t.Context(), folder)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if _, err := queue.ReadStatus(t.Context(), folder); err == nil {
		t.Error("a folder that is not there has a status")
	}
	run := func(engine string, in inbox, listed func(int), tell func(queue.Event)) {
		t.Helper()
		o := queue.Options{Folder: folder, Engine: engine, Open: in.open, Workers: []queue.Worker{&fake{}}, MaxAttempts: 2, Listed: listed, Tell: tell}
		if _, err := queue.Run(t.Context(), o, in.entries()); err != nil {
			t.Fatal(err)
		}
	}
	most := queue.Status{}
	run("1", in, nil, func(queue.Event) {
		s := status() // no lock is in the way
		if s.Total != 4 || s.Done+s.Failed+s.Left != 4 || s.Left > 4-most.Done-most.Failed || s.Unfinished != 1 {
			t.Errorf("%+v after %+v", s, most)
		}
		most = s
	})
	if most.Done == 0 {
		t.Error("nothing is seen of a run while it goes on")
	}
	if got, want := status(), (queue.Status{Total: 4, Done: 2, Failed: 2, Quarantined: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	// A new version does what it is given again; what it was not given stays.
	run("2", inbox{"a.txt": "a", "d.txt": "d", "e.txt": "e"}, func(int) {
		if got, want := status(), (queue.Status{Total: 5, Failed: 2, Quarantined: 1, Left: 3, Unfinished: 1}); got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
	}, nil)
	if got, want := status(), (queue.Status{Total: 5, Done: 3, Failed: 2, Quarantined: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	// A manifest that is damaged may hide an input: no figures then.
	if err := os.WriteFile(queue.Inside(folder, "manifest-000002.jsonl"), []byte("x\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if s, err := queue.ReadStatus(t.Context(), folder); err == nil {
		t.Errorf("%+v of a damaged manifest", s)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := queue.ReadStatus(stopped, folder); err == nil {
		t.Error("it goes on after it was stopped")
	}
}

// A worker that an input has taken over cannot name a file outside of the item's folder.
func TestResultsKeepToTheirFolder(t *testing.T) {
	for _, f := range []queue.File{{Base: "../x", Suffix: ".txt"}, {Suffix: "/../../x.txt"}, {Base: `..\x`, Suffix: ".txt"}, {Base: "x", Suffix: ""}} {
		folder := filepath.Join(t.TempDir(), "out")
		o := queue.Options{Folder: folder, Workers: []queue.Worker{naming(f)}, MaxAttempts: 1, Open: inbox{"a.txt": "a"}.open}
		sum, err := queue.Run(t.Context(), o, inbox{"a.txt": "a"}.entries())
		if err != nil || sum.Failed != 1 {
			t.Errorf("%q: %+v, %v", f.Base+f.Suffix, sum, err)
		}
	}
}

type naming queue.File

func (n naming) Close() error { return nil }

func (n naming) Do(context.Context, queue.Job) (*queue.Answer, error) {
	return &queue.Answer{Files: []queue.File{queue.File(n)}}, nil
}
