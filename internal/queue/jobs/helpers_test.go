package jobs

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/internal/queue"
	"nianbao/internal/queue/overview"
	"nianbao/internal/queue/task"
)

// inProcess is a worker without a process. A report with the word "poison" kills it.
type inProcess struct {
	*task.Doer
	before func(context.Context, queue.Job) error
}

func (w inProcess) Do(ctx context.Context, job queue.Job) (*queue.Answer, error) {
	if w.before != nil {
		if err := w.before(ctx, job); err != nil {
			return nil, err
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if strings.Contains(string(job.Content), "poison") {
		return nil, &queue.Died{Said: queue.SaidOf(diag.New("worker-crashed", diag.Place{}, "problem", "poison"))}
	}
	return w.Doer.Do(ctx, job), nil
}

func (inProcess) Close() error { return nil }

// options are those of a service in a folder.
func options(t *testing.T, folder string) Options {
	t.Helper()
	var ids atomic.Int64
	return Options{Folder: folder, Engine: "test", Log: slog.New(slog.DiscardHandler), Now: time.Now, Limits: converter.DefaultLimits(), Workers: 2,
		FreeBytes: 1, Wait: time.Millisecond,
		NewID: func() string { return fmt.Sprintf("%s-%d", filepath.Base(t.Name()), ids.Add(1)) },
		NewWorker: func(o task.Options) queue.Worker {
			doer, err := task.New(o)
			if err != nil {
				panic(err)
			}
			return inProcess{Doer: doer}
		}}
}

func start(t *testing.T, o Options) *Service {
	t.Helper()
	s, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func stop(t *testing.T, s *Service) {
	t.Helper()
	if err := s.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
}

// toJSON is the cheapest thing to make.
func toJSON() task.Options { return task.Options{Formats: []converter.Format{converter.JSON}} }

// report is a small report of an organisation.
func report(name string) string {
	return fmt.Sprintf(`{"format": "2021", "organization": %q, "year": 2023}`, name)
}

// take takes files, pairs of label and content.
func take(t *testing.T, s *Service, key string, o task.Options, files ...string) (*Job, bool, error) {
	t.Helper()
	in, err := s.Begin(key, 0)
	if err != nil {
		return nil, false, err
	}
	defer in.Discard()
	for i := 0; i < len(files); i += 2 {
		if err := in.Add(t.Context(), queue.Name(files[i]), strings.NewReader(files[i+1])); err != nil {
			return nil, false, err
		}
	}
	return in.Commit(t.Context(), Request{Task: o, Lang: diag.Chinese})
}

func mustTake(t *testing.T, s *Service, o task.Options, files ...string) *Job {
	t.Helper()
	job, _, err := take(t, s, "", o, files...)
	if err != nil {
		t.Fatal(err)
	}
	return job
}

// until waits for a state of a job.
func until(t *testing.T, job *Job, want State) {
	t.Helper()
	for {
		changed := job.Changed()
		if state, _ := job.State(); state == want {
			return
		}
		select {
		case <-changed:
		case <-time.After(time.Minute):
			state, said := job.State()
			t.Fatalf("the job is %s %v and never %s", state, said, want)
		}
	}
}

// some are n reports, as take wants them.
func some(n int) (files []string) {
	for i := range n {
		files = append(files, fmt.Sprintf("县/%03d.json", i), report(fmt.Sprintf("第%d局", i)))
	}
	return files
}

// batch makes what `nianbao batch` makes of the same files.
func batch(t *testing.T, o task.Options, files ...string) (folder string) {
	t.Helper()
	folder = filepath.Join(t.TempDir(), "batch")
	doer, err := task.New(o)
	if err != nil {
		t.Fatal(err)
	}
	entries := func(yield func(queue.Entry, error) bool) {
		for i := 0; i < len(files); i += 2 {
			if !yield(queue.Entry{Name: queue.Name("/in/" + files[i]), Label: queue.Name(files[i])}, nil) {
				return
			}
		}
	}
	open := func(_ context.Context, e *queue.Entry) ([]byte, []queue.Said, error) {
		for i := 0; i < len(files); i += 2 {
			if "/in/"+files[i] == string(e.Name) {
				return []byte(files[i+1]), nil, nil
			}
		}
		return nil, nil, fs.ErrNotExist
	}
	if _, err := queue.Run(t.Context(), queue.Options{Folder: folder, Engine: "test", Settings: "x", Open: open, Workers: []queue.Worker{inProcess{Doer: doer}}, MaxAttempts: 3}, entries); err != nil {
		t.Fatal(err)
	}
	if _, err := overview.Write(t.Context(), overview.Options{Folder: folder, Lang: diag.Chinese, Check: o.Check}); err != nil {
		t.Fatal(err)
	}
	return folder
}

// tree is every file of a folder of results, but for what is kept about them.
func tree(t *testing.T, folder string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			if err == nil && d.Name() == queue.Hidden {
				return fs.SkipDir
			}
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(folder, path)
		all[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func sameTree(t *testing.T, got, want string) {
	t.Helper()
	a, b := tree(t, got), tree(t, want)
	for name, data := range b {
		if a[name] != data {
			t.Errorf("%s differs: %d and %d bytes", name, len(a[name]), len(data))
		}
	}
	if len(a) != len(b) {
		t.Errorf("%d files instead of %d", len(a), len(b))
	}
}

// counts are those of a job, as short text.
func counts(t *testing.T, s *Service, job *Job) string {
	t.Helper()
	c, _, err := s.CountsOf(t.Context(), job)
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	return strings.NewReplacer(`"`, "", "{", "", "}", "").Replace(string(data))
}
