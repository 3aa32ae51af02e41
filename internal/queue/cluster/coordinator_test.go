package cluster

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nianbao/internal/queue"
)

// bell is a queue in memory that forgets when it is told to.
type bell struct {
	states    map[string]State
	published int
	away      error
}

func (b *bell) Publish(_ context.Context, _ string, jobs []Job) error {
	if b.away != nil {
		return b.away
	}
	for _, job := range jobs {
		b.states[job.Key] = Waiting
		b.published++
	}
	return nil
}

func (b *bell) Unfinished(context.Context, string) (map[string]State, error) { return b.states, b.away }
func (b *bell) Clear(context.Context, string) error                          { return b.away }

// scene is a coordinator whose clock and whose steps are the test's, with one item out.
type scene struct {
	*Coordinator
	t      *testing.T
	bell   *bell
	clock  time.Duration
	told   []NoticeKind
	key    string
	result chan outcome
}

func stage(t *testing.T) *scene {
	t.Helper()
	folder := t.TempDir()
	s := &scene{t: t, bell: &bell{states: map[string]State{}}, key: queue.KeyOf("job", "a").String(), result: make(chan outcome, 1)}
	c, err := prepare(t.Context(), folder, Plan{Engine: "1"}, s.bell, func(n Notice) { s.told = append(s.told, n.Kind) })
	if err != nil {
		t.Fatal(err)
	}
	c.now = func() time.Duration { return s.clock }
	s.Coordinator = c
	s.send()
	return s
}

// send gives the item out and waits until the coordinator has it.
func (s *scene) send() {
	r := &remote{c: s.Coordinator}
	job, err := r.Keep(s.t.Context(), queue.Job{Key: s.key, Label: "a.txt", Content: []byte("text")})
	if err != nil || job.Content != nil {
		s.t.Fatal("the content stays in memory", err)
	}
	go func() {
		answer, err := r.Do(s.t.Context(), job)
		s.result <- outcome{answer, err}
	}()
	<-s.wake
	s.publish(s.t.Context())
}

// pass lets time pass, a reconciliation each half second.
func (s *scene) pass(d time.Duration) {
	for ; d > 0; d -= reconcileEvery {
		s.clock += reconcileEvery
		s.reconcile(s.t.Context())
		s.publish(s.t.Context())
	}
}

func (s *scene) heldBy(beats int) {
	p := &pulse{file: s.folder.worker("w"), holds: map[string]int{s.key: 1}, count: beats}
	if err := p.write(); err != nil {
		s.t.Fatal(err)
	}
}

// When an item is published again, and when it is not.
func TestReconcile(t *testing.T) {
	for name, test := range map[string]struct {
		happens func(*scene)
		want    int // how often it is published in all
	}{
		"it waits":                  {func(s *scene) { s.pass(time.Hour) }, 1},
		"the queue is away":         {func(s *scene) { s.bell.away = errors.New("away"); s.pass(time.Hour) }, 1},
		"the queue forgot it":       {func(s *scene) { clear(s.bell.states); s.pass(lostAfter + 2*reconcileEvery) }, 2},
		"it was taken a moment ago": {func(s *scene) { s.bell.states[s.key] = Taken; s.pass(lostAfter) }, 1},
		"who took it never said so": {func(s *scene) { s.bell.states[s.key] = Taken; s.pass(lostAfter + reconcileEvery) }, 2},
		"who holds it lives":        {func(s *scene) { s.takeAndBeat(60) }, 1},
		"who held it died":          {func(s *scene) { s.takeAndBeat(2); s.pass(deadAfter + lostAfter + 2*reconcileEvery) }, 2},
		"the queue forgot it, held": {func(s *scene) { clear(s.bell.states); s.takeAndBeat(60) }, 1},
		"the queue was away, then empty": {func(s *scene) {
			s.bell.away = errors.New("away")
			s.pass(time.Minute)
			s.bell.away = nil
			clear(s.bell.states)
			s.pass(lostAfter + 2*reconcileEvery)
		}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			s := stage(t)
			test.happens(s)
			if s.bell.published != test.want {
				t.Errorf("published %d times, want %d", s.bell.published, test.want)
			}
		})
	}
}

// takeAndBeat has a worker take the item and beat so often.
func (s *scene) takeAndBeat(beats int) {
	if len(s.bell.states) > 0 {
		s.bell.states[s.key] = Taken
	}
	for n := range beats {
		s.heldBy(n)
		s.pass(reconcileEvery)
	}
}

// An item that takes every worker along is not published for ever: after some it counts as an attempt.
func TestItemThatTakesWorkersAlong(t *testing.T) {
	s := stage(t)
	for range lostAtMost {
		s.bell.states[s.key] = Taken
		s.pass(lostAfter + reconcileEvery)
	}
	got := <-s.result
	died, is := errors.AsType[*queue.Died](got.err)
	if !is || died.Said.Code != "worker-lost" {
		t.Errorf("%+v", got)
	}
	if s.bell.published != lostAtMost { // and the last loss is no publication more
		t.Errorf("published %d times", s.bell.published)
	}
}

// What was handed over is taken when it is whole, and done again when a coordinator was killed while it gave the files their names.
func TestCollect(t *testing.T) {
	answer := func() handing {
		return handing{Answer: &queue.Answer{Files: []queue.File{{Suffix: ".json", Data: []byte("{}")}, {Suffix: ".docx", Data: []byte("PK")}}}}
	}
	t.Run("whole", func(t *testing.T) {
		s := stage(t)
		if err := s.folder.hand(s.key, answer()); err != nil {
			t.Fatal(err)
		}
		if err := s.folder.hand(s.key, handing{Answer: &queue.Answer{Refused: true}}); err != nil { // another worker, later
			t.Fatal(err)
		}
		s.collect()
		got := <-s.result
		if got.err != nil || got.answer.Refused || len(got.answer.Files) != 2 || got.answer.Files[1].Size != 2 {
			t.Fatalf("%+v", got)
		}
		got.answer.Kept()
		for _, name := range []string{s.folder.given(s.key), s.folder.handed(s.key)} {
			if _, err := os.Stat(name); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("%s is left", name)
			}
		}
		if left, _ := filepath.Glob(filepath.Join(string(s.folder), "*", "*"+partial)); len(left) > 0 {
			t.Errorf("%v is left", left)
		}
	})
	for name, damage := range map[string]func(folder string) error{
		"a file is gone":   func(folder string) error { return os.Remove(filepath.Join(folder, "1")) },
		"a file is cut":    func(folder string) error { return os.Truncate(filepath.Join(folder, "0"), 1) },
		"the answer is":    func(folder string) error { return os.Remove(filepath.Join(folder, answerName)) },
		"the answer's cut": func(folder string) error { return os.Truncate(filepath.Join(folder, answerName), 5) },
		"a file's no file": func(folder string) error {
			return errors.Join(os.Remove(filepath.Join(folder, "1")), os.Symlink("/etc/passwd", filepath.Join(folder, "1")))
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := stage(t)
			if err := errors.Join(s.folder.hand(s.key, answer()), damage(s.folder.handed(s.key))); err != nil {
				t.Fatal(err)
			}
			s.collect()
			s.publish(t.Context())
			if s.bell.published != 2 || len(s.result) > 0 {
				t.Errorf("published %d times", s.bell.published)
			}
			if _, err := os.Stat(s.folder.handed(s.key)); !errors.Is(err, os.ErrNotExist) {
				t.Error("it stands in the way of the next")
			}
		})
	}
	t.Run("not survived", func(t *testing.T) {
		s := stage(t)
		if err := s.folder.hand(s.key, handing{Died: &queue.Said{Code: "worker-time"}}); err != nil {
			t.Fatal(err)
		}
		s.collect()
		if died, is := errors.AsType[*queue.Died]((<-s.result).err); !is || died.Said.Code != "worker-time" {
			t.Error("it is not told why")
		}
		if s.folder.isHanded(s.key) {
			t.Error("the next attempt would be this one")
		}
	})
}

// Without the bytes of an item it would be published for ever, so the run ends and says why.
func TestInputThatIsGone(t *testing.T) {
	for name, damage := range map[string]func(string) error{
		"removed": os.Remove,
		"changed": func(path string) error { return os.WriteFile(path, []byte("other"), 0o666) },
	} {
		t.Run(name, func(t *testing.T) {
			s := stage(t)
			if err := damage(s.folder.given(s.key)); err != nil {
				t.Fatal(err)
			}
			clear(s.bell.states)
			s.pass(lostAfter + 2*reconcileEvery)
			select {
			case got := <-s.result:
				if got.err == nil || !strings.Contains(got.err.Error(), "publishing again") {
					t.Errorf("%+v", got)
				}
			case <-time.After(10 * time.Second):
				t.Error("it waits for ever")
			}
		})
	}
}

// What is told, and how often.
func TestNotices(t *testing.T) {
	s := stage(t)
	s.pass(idleAfter + time.Minute)
	s.bell.away = errors.New("away")
	s.pass(time.Minute)
	s.bell.away = nil
	s.pass(time.Minute)
	want := []NoticeKind{NoWorkers, QueueLost, QueueBack}
	if len(s.told) != len(want) || s.told[0] != want[0] || s.told[1] != want[1] || s.told[2] != want[2] {
		t.Errorf("%v, want %v", s.told, want)
	}
}

// Another engine or other options are another queue, so that no worker meets a job that it would do otherwise; the same ones are the same.
func TestPlanNamesTheQueue(t *testing.T) {
	folder := t.TempDir()
	if err := sharedOf(folder).prepare(); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	var batch string
	for _, p := range []Plan{{Engine: "1"}, {Engine: "1"}, {Engine: "2"}, {Engine: "1", Setup: []byte("{}")}, {Engine: "1", Time: time.Second}} {
		written, err := writePlan(folder, p)
		if err != nil {
			t.Fatal(err)
		}
		read, ok, err := ReadPlan(folder)
		if err != nil || !ok {
			t.Fatal(err)
		}
		name, err := read.Queue()
		if other, _ := written.Queue(); err != nil || name != other {
			t.Errorf("%s and %s: a worker waits at another queue, %v", name, other, err)
		}
		names[name] = true
		if batch != "" && batch != read.Batch {
			t.Error("the folder has another name now")
		}
		batch = read.Batch
	}
	if len(names) != 4 {
		t.Errorf("%d queues, want 4", len(names))
	}
}
