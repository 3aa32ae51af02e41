package cluster

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"nianbao/internal/queue"
)

// handedOut is a source that hands out some jobs and then waits.
type handedOut struct {
	jobs []Job
	errs []error
	done func()
}

func (h *handedOut) Serve(ctx context.Context, _ string, _ int, do func(context.Context, Job) error) error {
	for _, job := range h.jobs {
		h.errs = append(h.errs, do(ctx, job))
	}
	h.done()
	<-ctx.Done()
	return ctx.Err()
}

// process does jobs with a function.
type process func(queue.Job) (*queue.Answer, error)

func (p process) Do(_ context.Context, job queue.Job) (*queue.Answer, error) { return p(job) }
func (process) Close() error                                                 { return nil }

// work has a worker do jobs of a folder with one item that waits, and returns what became of each.
func work(t *testing.T, do process, jobs func(right Job) []Job) (s *scene, errs []error, err error) {
	t.Helper()
	s = stage(t)
	s.Coordinator.mu.Lock()
	right := s.out[s.key].job
	s.Coordinator.mu.Unlock()
	ctx, stop := context.WithCancel(t.Context())
	source := &handedOut{jobs: jobs(right), done: stop}
	results := strings.TrimSuffix(string(s.folder), "/.nianbao/cluster")
	err = Work(ctx, WorkOptions{Results: results, Name: "w", Engine: "1", Source: source, Began: func(Plan) {}, Troubled: func(error) {},
		Processes: func(Plan) ([]queue.Worker, error) { return []queue.Worker{do}, nil }})
	return s, source.errs, err
}

func TestWork(t *testing.T) {
	upper := process(func(job queue.Job) (*queue.Answer, error) {
		return &queue.Answer{Files: []queue.File{{Suffix: ".txt", Data: []byte(strings.ToUpper(string(job.Content)) + string(job.Label))}}}, nil
	})
	s, errs, _ := work(t, upper, func(right Job) []Job {
		gone := right
		gone.Key = queue.KeyOf("job", "other").String()
		return []Job{right, right, gone} // published twice; done and cleared before
	})
	if err := errors.Join(errs...); err != nil || len(errs) != 3 {
		t.Fatal(err)
	}
	s.collect()
	got := <-s.result
	if got.err != nil {
		t.Fatal(got.err)
	}
	if data, err := os.ReadFile(got.answer.Files[0].Handed); err != nil || string(data) != "TEXTa.txt" {
		t.Errorf("%q, %v", data, err)
	}
}

// What a worker must not do, or not believe.
func TestWorkerRefuses(t *testing.T) {
	never := process(func(queue.Job) (*queue.Answer, error) { t.Error("it works"); return nil, errors.New("no") })
	for name, change := range map[string]func(*Job){
		"a path for a key": func(j *Job) { j.Key = "../given/" + j.Key },
		"other bytes":      func(j *Job) { j.SHA256 = strings.Repeat("0", 64) },
	} {
		t.Run(name, func(t *testing.T) {
			_, errs, _ := work(t, never, func(right Job) []Job { change(&right); return []Job{right} })
			if len(errs) != 1 || errs[0] == nil {
				t.Errorf("%v", errs)
			}
		})
	}
	t.Run("processes that cannot start", func(t *testing.T) {
		broken := errors.New("broken")
		_, _, err := work(t, func(queue.Job) (*queue.Answer, error) { return nil, broken }, func(right Job) []Job { return []Job{right} })
		if !errors.Is(err, broken) {
			t.Errorf("%v", err)
		}
	})
	t.Run("another version", func(t *testing.T) {
		s := stage(t)
		err := Work(t.Context(), WorkOptions{Results: strings.TrimSuffix(string(s.folder), "/.nianbao/cluster"), Engine: "2"})
		if other, is := errors.AsType[*EngineError](err); !is || other.Wanted != "1" || other.Have != "2" {
			t.Errorf("%v", err)
		}
	})
	t.Run("not survived", func(t *testing.T) {
		s, errs, _ := work(t, func(queue.Job) (*queue.Answer, error) {
			return nil, &queue.Died{Said: queue.Said{Code: "worker-memory"}}
		}, func(right Job) []Job { return []Job{right} })
		s.collect()
		if died, is := errors.AsType[*queue.Died]((<-s.result).err); !is || died.Said.Code != "worker-memory" || errs[0] != nil {
			t.Errorf("%v", errs)
		}
	})
}
