package jobs

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"nianbao/internal/queue"
	"nianbao/internal/queue/task"
	"nianbao/internal/queue/worker"
)

// A disk with too little room takes nothing, and jobs in work wait until there is some; nothing of a refused request is left.
func TestFullDisk(t *testing.T) {
	o := options(t, filepath.Join(t.TempDir(), "jobs"))
	o.FreeBytes = 1000
	s := start(t, o)
	defer stop(t, s)
	var free atomic.Int64
	s.free = func(string) (int64, error) { return free.Load(), nil }
	free.Store(1099)
	if _, err := s.Begin("", 100); !errors.Is(err, ErrFull) {
		t.Errorf("a request that leaves too little: %v", err)
	}
	free.Store(1100)
	in, err := s.Begin("", 100)
	must(t, err)
	free.Store(999) // it becomes full while it is received
	if err := in.Add(t.Context(), "a.txt", strings.NewReader(strings.Repeat("x", 2*roomEvery))); !errors.Is(err, ErrFull) {
		t.Errorf("received by a full disk: %v", err)
	}
	in.Discard()
	if found, _ := os.ReadDir(filepath.Join(o.Folder, incomingName)); len(found) > 0 {
		t.Error("something of it is left")
	}
	free.Store(1000)
	job := mustTake(t, s, toJSON(), some(3)...)
	until(t, job, Done)
	free.Store(1 << 20)
	in, err = s.Begin("", 0)
	must(t, err)
	must(t, in.Add(t.Context(), "a.json", strings.NewReader(report("甲局"))))
	free.Store(0)
	job, _, err = in.Commit(t.Context(), Request{Task: toJSON()})
	must(t, err)
	until(t, job, Paused)
	if _, said := job.State(); said == nil || said.Code != "job-disk-full" {
		t.Errorf("%v", said)
	}
	free.Store(1 << 20)
	until(t, job, Done)
}

// The system's own word for a full disk is understood.
func TestFullDiskOfTheSystem(t *testing.T) {
	if !errors.Is(full(&os.PathError{Op: "write", Err: noRoom()[0]}), ErrFull) || errors.Is(full(os.ErrPermission), ErrFull) || full(nil) != nil {
		t.Error("not understood")
	}
}

// A program that cannot be started makes a job wait, and costs no report an attempt.
func TestWorkerThatDoesNotStart(t *testing.T) {
	o := options(t, filepath.Join(t.TempDir(), "jobs"))
	usual := o.NewWorker
	var broken atomic.Bool
	broken.Store(true)
	o.NewWorker = func(to task.Options) queue.Worker {
		w, _ := usual(to).(inProcess)
		w.before = func(context.Context, queue.Job) error {
			if broken.Load() {
				return worker.ErrStart
			}
			return nil
		}
		return w
	}
	s := start(t, o)
	defer stop(t, s)
	job := mustTake(t, s, toJSON(), some(2)...)
	until(t, job, Paused)
	broken.Store(false)
	until(t, job, Done)
	if got := counts(t, s, job); got != "Total:2,Done:2,Failed:0,Quarantined:0" {
		t.Error(got)
	}
	items, _, err := s.Items(t.Context(), job, "", 0, 1)
	must(t, err)
	if items[0].Record.Attempts != 1 {
		t.Errorf("%d attempts", items[0].Record.Attempts)
	}
}

// A job is kept for its time from its end on, by a clock that nobody sets; over a restart by the wall clock, for its time at most.
func TestExpiry(t *testing.T) {
	o := options(t, filepath.Join(t.TempDir(), "jobs"))
	o.Keep = time.Hour
	begun := time.Now()
	var passed atomic.Int64
	o.Now = func() time.Time { return begun.Add(time.Duration(passed.Load())) }
	s := start(t, o)
	job := mustTake(t, s, toJSON(), some(1)...)
	until(t, job, Done)
	passed.Store(int64(time.Hour) - 1)
	must(t, s.Sweep())
	if _, err := s.Find(job.ID); err != nil {
		t.Error("it expired too soon")
	}
	stop(t, s)
	s = start(t, o)
	passed.Store(int64(time.Hour))
	must(t, s.Sweep())
	if _, err := s.Find(job.ID); !errors.Is(err, ErrNotFound) {
		t.Error("it does not expire")
	}
	if found, _ := os.ReadDir(filepath.Join(o.Folder, jobsName)); len(found) > 0 {
		t.Error("its folder is still there")
	}
	stop(t, s)
	now, keep := time.Now(), time.Hour
	for ended, want := range map[time.Duration]time.Duration{-30 * time.Minute: 30 * time.Minute, -2 * time.Hour: 0, 24 * time.Hour: time.Hour} {
		if got := expiry(now, now.Add(ended).Round(0), keep).Sub(now); got.Round(time.Second) != want {
			t.Errorf("ended %v from now: %v left", ended, got)
		}
	}
}

// A job that was taken before the clock was set back does not wait for it.
func TestClockSetBack(t *testing.T) {
	o := options(t, filepath.Join(t.TempDir(), "jobs"))
	s := start(t, o)
	defer stop(t, s)
	job := mustTake(t, s, toJSON(), some(1)...)
	var at string
	must(t, s.river.table.QueryRowContext(t.Context(), "SELECT scheduled_at FROM river_job").Scan(&at))
	if !strings.HasPrefix(at, "1970-") {
		t.Errorf("the job waits for %s", at)
	}
	until(t, job, Done)
}

// Small jobs come first.
func TestPriority(t *testing.T) {
	for items, want := range map[int]int{1: 1, 20: 1, 21: 2, 200: 2, 201: 3, 2000: 3, 2001: 4} {
		if got := priority(items); got != want {
			t.Errorf("%d items: %d", items, got)
		}
	}
}

// Places go to the kind of job that they are set up for, but not for ever: who waits longest gets the next one then. Places that are not
// wanted hold no worker.
func TestPoolIsFair(t *testing.T) {
	p := newPool(1)
	ctx := t.Context()
	place, err := p.enter(ctx, "a")
	must(t, err)
	place.kind = "a"
	got := make(chan string, 100)
	wait := func(kind string, n int) {
		for range n {
			before := len(p.waiting)
			go func() {
				place, err := p.enter(ctx, kind)
				if err != nil {
					return
				}
				got <- kind
				place.kind = kind
				p.leave(place)
			}()
			for waiting := before; waiting == before; time.Sleep(time.Millisecond) {
				p.mu.Lock()
				waiting = len(p.waiting)
				p.mu.Unlock()
			}
		}
	}
	wait("b", 1)
	wait("a", inARow+5)
	p.leave(place)
	for i := range inARow + 6 {
		kind := <-got
		if want := i == inARow; (kind == "b") != want {
			t.Fatalf("%s came at %d", kind, i)
		}
	}
	cancelled, cancel := context.WithCancel(ctx)
	held, err := p.enter(ctx, "a")
	must(t, err)
	cancel()
	if _, err := p.enter(cancelled, "a"); !errors.Is(err, context.Canceled) || len(p.waiting) != 0 {
		t.Errorf("%v, %d wait", err, len(p.waiting))
	}
	p.leave(held)
	must(t, p.rest())
	if p.free != 1 || len(p.idle) != 0 {
		t.Errorf("%d places are free, %d idle", p.free, len(p.idle))
	}
}

// Contents in memory are bounded over all jobs, and given back when their items are settled.
func TestContentsAreBounded(t *testing.T) {
	b := newBudget(100)
	first, second := b.holding(), b.holding()
	must(t, first.take(t.Context(), 1, 60))
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := second.take(ctx, 1, 60); err == nil {
		t.Error("more is held than may be")
	}
	first.give(1)
	must(t, second.take(t.Context(), 1, 1000)) // what is larger than all is alone
	second.giveAll()
	must(t, first.take(t.Context(), 2, 100))
	first.giveAll()
	o := options(t, filepath.Join(t.TempDir(), "jobs"))
	s := start(t, o)
	defer stop(t, s)
	for range 3 {
		until(t, mustTake(t, s, toJSON(), some(20)...), Done)
	}
	if !s.held.free.TryAcquire(s.held.size) {
		t.Error("jobs that are done hold memory")
	}
}

// What became of a job is forgotten for jobs that nobody asks for, and read anew when somebody does.
func TestViewsAreForgotten(t *testing.T) {
	o := options(t, filepath.Join(t.TempDir(), "jobs"))
	s := start(t, o)
	defer stop(t, s)
	first := mustTake(t, s, toJSON(), some(2)...)
	until(t, first, Done)
	want := counts(t, s, first)
	for range mostViews {
		counts(t, s, mustTake(t, s, toJSON(), some(1)...))
	}
	first.mu.Lock()
	kept := first.view != nil
	first.mu.Unlock()
	if kept {
		t.Error("it is not forgotten")
	}
	if got := counts(t, s, first); got != want {
		t.Errorf("%s and then %s", want, got)
	}
}

// A job whose folder is damaged stops the start: it was promised to somebody.
func TestDamagedJob(t *testing.T) {
	o := options(t, filepath.Join(t.TempDir(), "jobs"))
	s := start(t, o)
	job := mustTake(t, s, toJSON(), some(1)...)
	until(t, job, Done)
	stop(t, s)
	must(t, os.WriteFile(job.path(descriptionName), []byte("{"), 0o600))
	if _, err := Open(t.Context(), o); err == nil || !strings.Contains(err.Error(), job.ID) {
		t.Errorf("%v", err)
	}
}

// What a killed service left in the table is of another process: nothing of it is believed, whatever state it says.
func TestTableOfAnotherProcess(t *testing.T) {
	o := options(t, filepath.Join(t.TempDir(), "jobs"))
	stop(t, start(t, o))
	h, err := openHander(t.Context(), filepath.Join(o.Folder, tableName), o.Log, func(context.Context, string) {})
	must(t, err)
	_, err = h.table.Exec(`INSERT INTO river_job (args, kind, max_attempts, attempt, attempted_at, state) VALUES ('{"id": "gone"}', 'nianbao', 1, 1, CURRENT_TIMESTAMP, 'running')`)
	must(t, err)
	must(t, h.stop(t.Context()))
	s := start(t, o)
	defer stop(t, s)
	var left int
	must(t, s.river.table.QueryRow("SELECT COUNT(*) FROM river_job").Scan(&left))
	if left != 0 {
		t.Errorf("%d rows of another process", left)
	}
}

// A job that is done is not worked on again, whoever hands it out.
func TestDoneIsDone(t *testing.T) {
	job := newJob(Description{}, t.TempDir())
	if _, leave, ok := job.enter(t.Context()); !ok {
		t.Fatal("a new job is not worked on")
	} else {
		leave()
	}
	job.end = &End{}
	if _, _, ok := job.enter(t.Context()); ok {
		t.Error("a job that is done is worked on")
	}
}
