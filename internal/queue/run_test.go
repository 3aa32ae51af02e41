package queue_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"nianbao/internal/queue"
)

// What is done once is not done again, and what is there is what one run gives.
func TestRunAndAgain(t *testing.T) {
	b := newBatch(t)
	in := inbox{"a/x.txt": "one", "a/x.md": "two", "b.txt": "refuse", "c.txt": "several"}
	sum, jobs := b.must(in)
	if sum != (queue.Summary{Run: 1, Total: 4, Done: 3, Failed: 1}) || len(jobs) != 4 {
		t.Errorf("%+v, %q", sum, jobs)
	}
	want := map[string]string{"a/x.txt": "TWO", "a/x.check.json": "{}", "a/x-2.txt": "ONE", "a/x-2.check.json": "{}",
		"c.reports/甲局.txt": "1", "c.reports/乙局.txt": "2"}
	if got := b.results(); !maps.Equal(got, want) {
		t.Errorf("%q", got)
	}
	write(b, "by-hand", "") // what others may do with a file that any program makes
	usual, err := os.Stat(filepath.Join(b.folder, "by-hand"))
	made, err2 := os.Stat(filepath.Join(b.folder, "a", "x.txt"))
	if err := errors.Join(err, err2); err != nil || usual.Mode() != made.Mode() {
		t.Errorf("results are %v, other files %v, %v", made.Mode(), usual.Mode(), err)
	}
	remove(b, "by-hand")
	sum, jobs = b.must(in)
	if sum != (queue.Summary{Run: 2, Total: 4, Done: 3, Before: 3, Failed: 1}) || len(jobs) != 0 {
		t.Errorf("again: %+v, %q", sum, jobs)
	}
	if !slices.Contains(b.events, "failed b.txt before") {
		t.Errorf("%q", b.events)
	}
	if got := b.results(); !maps.Equal(got, want) {
		t.Errorf("again: %q", got)
	}
}

// Each case is a second run, and the inputs that it gives to a worker.
func TestSecondRun(t *testing.T) {
	in := inbox{"a.txt": "one", "b.txt": "refuse", "c.txt": "die", "d.txt": "partly"}
	for _, c := range []struct {
		name   string
		change func(b *batch, in inbox)
		want   []string
	}{
		{"nothing is changed", func(*batch, inbox) {}, nil},
		{"failures are to be tried again", func(b *batch, _ inbox) { b.options.RetryFailed = true }, []string{"b.txt", "c.txt", "c.txt", "d.txt"}},
		{"another engine", func(b *batch, _ inbox) { b.options.Engine = "v2" }, []string{"a.txt", "b.txt", "c.txt", "c.txt", "d.txt"}},
		{"other settings", func(b *batch, _ inbox) { b.options.Settings = "s2" }, []string{"a.txt", "b.txt", "c.txt", "c.txt", "d.txt"}},
		{"an input is changed", func(_ *batch, in inbox) { in["b.txt"] = "two" }, []string{"b.txt"}},
		{"an input is new", func(_ *batch, in inbox) { in["e.txt"] = "new" }, []string{"e.txt"}},
		{"a result was moved away", func(b *batch, _ inbox) { remove(b, "a.check.json") }, []string{"a.txt"}},
		{"a result was cut", func(b *batch, _ inbox) { write(b, "a.txt", "O") }, []string{"a.txt"}},
		{"a result of a file that failed in part was moved away", func(b *batch, _ inbox) { remove(b, "d.reports/甲局.txt") }, []string{"d.txt"}},
		{"the index is gone", func(b *batch, _ inbox) { write(b, queue.Hidden+"/index", "nonsense") }, nil},
		{"what was half written is there", func(b *batch, _ inbox) { write(b, queue.Hidden+"/tmp/1", "half") }, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, in := newBatch(t), maps.Clone(in)
			b.must(in)
			c.change(b, in)
			_, jobs := b.must(in)
			if !slices.Equal(jobs, c.want) {
				t.Errorf("given to a worker: %q, want %q", jobs, c.want)
			}
			if got := b.results()["a.txt"]; got != "ONE" {
				t.Errorf("a.txt is %q", got)
			}
			if left, err := os.ReadDir(queue.Inside(b.folder, "tmp")); err != nil || len(left) > 0 {
				t.Errorf("half written: %v, %v", left, err)
			}
		})
	}
}

func remove(b *batch, name string) {
	if err := os.Remove(filepath.Join(b.folder, name)); err != nil {
		b.t.Fatal(err)
	}
}

func write(b *batch, name, text string) {
	if err := os.WriteFile(filepath.Join(b.folder, name), []byte(text), 0o666); err != nil {
		b.t.Fatal(err)
	}
}

// A file that was corrected gets results of its own; those of the first stay, also where it comes back.
func TestVersions(t *testing.T) {
	b := newBatch(t)
	for _, content := range []string{"one", "two", "two", "three"} {
		b.must(inbox{"a.txt": content})
	}
	b.options.Engine = "v2" // done again, and handed in when it was
	b.must(inbox{"a.txt": "three"})
	want := map[string]string{"a.txt": "ONE", "a.v2.txt": "TWO", "a.v3.txt": "THREE", "a.check.json": "{}", "a.v2.check.json": "{}", "a.v3.check.json": "{}"}
	if got := b.results(); !maps.Equal(got, want) {
		t.Errorf("%q", got)
	}
	records := b.records()
	var submitted []int
	for _, r := range records {
		if r.Kind == queue.Done {
			submitted = append(submitted, r.Submitted)
		}
	}
	if !slices.Equal(submitted, []int{1, 2, 4, 4}) {
		t.Errorf("submitted in runs %v", submitted)
	}
}

func (b *batch) records() (all []*queue.Record) {
	b.t.Helper()
	file, err := os.Open(queue.Inside(b.folder, "journal.jsonl"))
	if err != nil {
		b.t.Fatal(err)
	}
	defer file.Close()
	if err := queue.ReadJournal(b.t.Context(), file, func(_ int64, r *queue.Record) error {
		all = append(all, r)
		return nil
	}); err != nil {
		b.t.Fatal(err)
	}
	return all
}

// A file that kills workers is tried so often, also over several runs, and put aside; the others do not suffer.
func TestQuarantine(t *testing.T) {
	b := newBatch(t)
	b.options.MaxAttempts = 3
	in := inbox{"a.txt": "one", "b.txt": "die", "c.txt": "three"}
	sum, jobs := b.must(in)
	if sum != (queue.Summary{Run: 1, Total: 3, Done: 2, Failed: 1, Quarantined: 1}) || len(jobs) != 5 {
		t.Errorf("%+v, %q", sum, jobs)
	}
	if want := []string{"attempt b.txt", "attempt b.txt", "failed b.txt"}; !slices.Equal(slices.DeleteFunc(b.events, func(e string) bool { return !strings.HasSuffix(e, "b.txt") }), want) {
		t.Errorf("%q", b.events)
	}
	if sum, jobs = b.must(in); sum.Quarantined != 1 || len(jobs) != 0 {
		t.Errorf("again: %+v, %q", sum, jobs)
	}
}

// Attempts that an interrupted run made count: what kills a worker once in every run would otherwise do so for ever.
func TestAttemptsOfAnInterruptedRun(t *testing.T) {
	b := newBatch(t)
	b.options.MaxAttempts = 2
	first := queue.Record{Kind: queue.Attempt, Run: 1, Name: "/in/b.txt", Label: "b.txt", Version: 1, Submitted: 1, Attempts: 1,
		ID: queue.ID("v1", "s1", "b.txt", []byte("die")), Content: "91eb49fd2ad68a8ce1d4a6d8bb3d5bb6e51d2d1b6a33e7de9ad3ff9a60b7b3c1"}
	b.must(inbox{"a.txt": "one"})
	in := inbox{"b.txt": "die"}
	content, _, _ := in.open(t.Context(), &queue.Entry{Name: "/in/b.txt"})
	first.Content = hash(content)
	journal, err := queue.OpenJournal(t.Context(), queue.Inside(b.folder, "journal.jsonl"), func(int64, *queue.Record) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := journal.Append(&first); err != nil {
		t.Fatal(err)
	}
	if err := journal.Close(); err != nil {
		t.Fatal(err)
	}
	if sum, jobs := b.must(in); sum.Quarantined != 1 || len(jobs) != 1 {
		t.Errorf("%+v, %q", sum, jobs)
	}
}

// What cannot be opened fails, is tried in every run, and takes nothing away that was done before.
func TestUnreadable(t *testing.T) {
	b := newBatch(t)
	b.must(inbox{"a.txt": "one"})
	gone := inbox{"a.txt": "one", "b.txt": "two"}
	listed := maps.Clone(gone).entries()
	o := b.options
	worker := &fake{}
	o.Workers, o.Open = []queue.Worker{worker}, inbox{}.open
	sum, err := queue.Run(t.Context(), o, listed)
	if err != nil || sum.Failed != 2 || sum.Done != 0 {
		t.Errorf("%+v, %v", sum, err)
	}
	if sum, jobs := b.must(gone); sum.Done != 2 || sum.Before != 1 || !slices.Equal(jobs, []string{"b.txt"}) {
		t.Errorf("when they are back: %+v, %q", sum, jobs)
	}
}

// An interrupted run keeps what was finished; the next does the rest, also of what it is not given again.
func TestInterrupted(t *testing.T) {
	b := newBatch(t)
	in := inbox{"a.txt": "one", "b.txt": "stop", "c.txt": "three"}
	ctx, cancel := context.WithCancel(t.Context())
	sum, jobs, err := b.run(context.WithValue(ctx, stopKey{}, func() { cancel() }), in)
	if !errors.Is(err, context.Canceled) || sum.Done != 1 || sum.Total != 3 || len(jobs) > 2 {
		t.Errorf("%+v, %q, %v", sum, jobs, err)
	}
	in["b.txt"] = "two"
	other := inbox{"d.txt": "four"}
	o := b.options
	worker := &fake{}
	o.Workers, o.Open = []queue.Worker{worker}, func(ctx context.Context, e *queue.Entry) ([]byte, []queue.Said, error) {
		if e.Label == "d.txt" {
			return other.open(ctx, e)
		}
		return in.open(ctx, e)
	}
	sum, err = queue.Run(t.Context(), o, other.entries())
	if err != nil || sum != (queue.Summary{Run: 2, Total: 4, Done: 4, Before: 1}) {
		t.Errorf("%+v, %v", sum, err)
	}
	// A run that came to its end is not gone through again.
	if sum, jobs := b.must(other); sum.Total != 1 || len(jobs) != 0 {
		t.Errorf("%+v, %q", sum, jobs)
	}
}

// A refusal that comes when the run is being stopped may be for that alone: the item is not failed, the next run does it.
func TestRefusedWhileStopping(t *testing.T) {
	b := newBatch(t)
	in := inbox{"a.txt": "give up"}
	ctx, cancel := context.WithCancel(t.Context())
	if sum, _, err := b.run(context.WithValue(ctx, stopKey{}, func() { cancel() }), in); !errors.Is(err, context.Canceled) || sum.Failed != 0 {
		t.Errorf("%+v, %v", sum, err)
	}
	in["a.txt"] = "one"
	if sum, _ := b.must(in); sum.Done != 1 || sum.Failed != 0 {
		t.Errorf("%+v", sum)
	}
}

// What an interrupted run was given was handed in then, although a later one did it.
func TestSubmittedToAnInterruptedRun(t *testing.T) {
	b := newBatch(t)
	in := inbox{"a.txt": "stop", "b.txt": "two"}
	ctx, cancel := context.WithCancel(t.Context())
	if _, _, err := b.run(context.WithValue(ctx, stopKey{}, func() { cancel() }), in); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	in["a.txt"], in["c.txt"] = "one", "new"
	if sum, _ := b.must(in); sum.Total != 3 || sum.Done != 3 {
		t.Errorf("what both were given is not counted twice: %+v", sum)
	}
	submitted := map[queue.Name]int{}
	for _, r := range b.records() {
		if r.Kind == queue.Done {
			submitted[r.Label] = r.Submitted
		}
	}
	if want := (map[queue.Name]int{"a.txt": 1, "b.txt": 1, "c.txt": 2}); !maps.Equal(submitted, want) {
		t.Errorf("%v", submitted)
	}
}

// What was known to be unreadable when it was listed fails with the reason, and is opened by nobody.
func TestFault(t *testing.T) {
	b := newBatch(t)
	o := b.options
	o.Workers = []queue.Worker{&fake{}}
	o.Open = func(context.Context, *queue.Entry) ([]byte, []queue.Said, error) {
		return nil, nil, errors.New("opened")
	}
	entries := func(yield func(queue.Entry, error) bool) {
		yield(queue.Entry{Name: "/in/x", Label: "x", Fault: []queue.Said{{Code: "folder-unreadable", Severity: "error"}}}, nil)
	}
	sum, err := queue.Run(t.Context(), o, entries)
	if err != nil || sum.Failed != 1 {
		t.Errorf("%+v, %v", sum, err)
	}
	if r := b.records(); r[1].Kind != queue.Failed || r[1].Said[0].Code != "folder-unreadable" {
		t.Errorf("%+v", r[1])
	}
}

// Files in an archive are inputs of one name each, also where the archive holds a name twice.
func TestMembers(t *testing.T) {
	b := newBatch(t)
	contents := []string{"one", "two", "three"}
	entries := func(yield func(queue.Entry, error) bool) {
		for i := range contents {
			if !yield(queue.Entry{Name: "/in/all.zip", Member: queue.Name([]string{"a.txt", "b.txt", "a.txt"}[i]), Number: i, Label: queue.Name([]string{"all.zip/a.txt", "all.zip/b.txt", "all.zip/a.txt"}[i])}, nil) {
				return
			}
		}
	}
	o := b.options
	for run := range 2 {
		worker := &fake{}
		o.Workers, o.Open = []queue.Worker{worker}, func(_ context.Context, e *queue.Entry) ([]byte, []queue.Said, error) {
			return []byte(contents[e.Number]), nil, nil
		}
		if sum, err := queue.Run(t.Context(), o, entries); err != nil || sum.Done != 3 || len(worker.jobs) != 3*(1-run) {
			t.Errorf("%+v, %q, %v", sum, worker.jobs, err)
		}
	}
	got := b.results()
	if got["all.zip/a.txt"] != "ONE" || got["all.zip/b.txt"] != "TWO" || got["all.zip/a-2.txt"] != "THREE" {
		t.Errorf("%q", got)
	}
}

// A path that is longer than the system allows fails its item and no other.
func TestPathTooLong(t *testing.T) {
	b := newBatch(t)
	long := strings.Repeat(strings.Repeat("x", 170)+"/", 25) + "a.txt"
	sum, _ := b.must(inbox{long: "one", "b.txt": "two"})
	if sum.Done != 1 || sum.Failed != 1 || b.results()["b.txt"] != "TWO" {
		t.Errorf("%+v", sum)
	}
	if left, err := os.ReadDir(queue.Inside(b.folder, "tmp")); err != nil || len(left) > 0 {
		t.Errorf("%d files are left, %v", len(left), err)
	}
	if i := slices.IndexFunc(b.records(), func(r *queue.Record) bool { return r.Kind == queue.Failed }); len(b.records()[i].Said) != 1 || b.records()[i].Said[0].Code != "output-unwritable" || b.records()[i].Outputs != nil {
		t.Errorf("%+v", b.records()[i])
	}
}

// Where results cannot get their names the run stops, and what was written in vain takes no room.
func TestResultsInTheWay(t *testing.T) {
	b := newBatch(t)
	b.must(inbox{"b.txt": "two"})
	write(b, "x", "a file where a folder has to be")
	in := inbox{}
	for i := range 200 {
		in[fmt.Sprintf("x/%d.txt", i)] = "one"
	}
	if _, _, err := b.run(t.Context(), in); err == nil || errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if left, err := os.ReadDir(queue.Inside(b.folder, "tmp")); err != nil || len(left) > 0 {
		t.Errorf("%d files are left, %v", len(left), err)
	}
}

// A run that has to stop says why; one that is interrupted while it lists leaves no manifest.
func TestStopped(t *testing.T) {
	b := newBatch(t)
	if _, _, err := b.run(t.Context(), inbox{"a.txt": "broken", "b.txt": "two"}); err == nil || !strings.Contains(err.Error(), "no more workers") {
		t.Error(err)
	}
	failing := func(yield func(queue.Entry, error) bool) {
		_ = yield(queue.Entry{Name: "/in/x", Label: "x"}, nil) && yield(queue.Entry{}, os.ErrPermission)
	}
	o := b.options
	o.Workers = []queue.Worker{&fake{}}
	if _, err := queue.Run(t.Context(), o, failing); !errors.Is(err, os.ErrPermission) {
		t.Error(err)
	}
	found, err := filepath.Glob(queue.Inside(b.folder, "manifest-*"))
	if err != nil || len(found) != 1 {
		t.Errorf("%q, %v", found, err)
	}
}

// Two runs in one folder at a time cannot be; a folder of others is left alone.
func TestFolders(t *testing.T) {
	b := newBatch(t)
	in := inbox{"a.txt": "one"}
	b.worker = nil
	o := b.options
	var inner error
	o.Workers, o.Open = []queue.Worker{&fake{}}, func(ctx context.Context, e *queue.Entry) ([]byte, []queue.Said, error) {
		_, _, inner = newRun(b, in)
		return in.open(ctx, e)
	}
	if _, err := queue.Run(t.Context(), o, in.entries()); err != nil || !errors.Is(inner, queue.ErrInUse) {
		t.Errorf("%v, inside: %v", err, inner)
	}
	foreign := newBatch(t)
	foreign.folder = t.TempDir()
	foreign.options.Folder = foreign.folder
	write(foreign, "mine.txt", "by hand")
	if _, _, err := foreign.run(t.Context(), in); !errors.Is(err, queue.ErrForeign) {
		t.Error(err)
	}
	if want := map[string]string{"mine.txt": "by hand"}; !reflect.DeepEqual(foreign.results(), want) {
		t.Errorf("%q", foreign.results())
	}
}

func newRun(b *batch, in inbox) (queue.Summary, []string, error) {
	other := *b
	return other.run(b.t.Context(), in)
}

// The same input twice, in the list or under two names, is done as often as it has names.
func TestSameInputTwice(t *testing.T) {
	b := newBatch(t)
	in := inbox{"a.txt": "one", "b.txt": "one"}
	twice := func(yield func(queue.Entry, error) bool) {
		for range 2 {
			for e, err := range in.entries() {
				if !yield(e, err) {
					return
				}
			}
		}
	}
	for run := range 2 {
		o := b.options
		worker := &fake{}
		o.Workers, o.Open = []queue.Worker{worker}, in.open
		sum, err := queue.Run(t.Context(), o, twice)
		if err != nil || sum.Total != 2 || sum.Done != 2 || len(worker.jobs) != 2*(1-run) {
			t.Errorf("run %d: %+v, %q, %v", run+1, sum, worker.jobs, err)
		}
	}
}
