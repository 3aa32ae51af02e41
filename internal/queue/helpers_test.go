package queue_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"nianbao/internal/queue"
)

// inbox is a folder of inputs in memory, by label.
type inbox map[string]string

func (b inbox) entries() iter.Seq2[queue.Entry, error] {
	return func(yield func(queue.Entry, error) bool) {
		for _, name := range sorted(b) {
			if !yield(queue.Entry{Name: queue.Name("/in/" + name), Label: queue.Name(name)}, nil) {
				return
			}
		}
	}
}

func sorted[V any](m map[string]V) []string {
	var names []string
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (b inbox) open(_ context.Context, e *queue.Entry) ([]byte, []queue.Said, error) {
	content, ok := b[strings.TrimPrefix(string(e.Name), "/in/")]
	if !ok {
		return nil, []queue.Said{{Code: "input-missing", Severity: "error"}}, nil
	}
	return []byte(content), nil, nil
}

// fake does what the content says: "refuse", "die", "stop" (the run), "give up" (a refusal because the run is stopped), "several"; anything else is turned to upper case.
type fake struct {
	mu     sync.Mutex
	jobs   []string
	atStop func()
}

func (f *fake) Do(ctx context.Context, job queue.Job) (*queue.Answer, error) {
	f.mu.Lock()
	f.jobs = append(f.jobs, string(job.Label))
	f.mu.Unlock()
	report := queue.Report{Organization: string(job.Content), Year: 2023}
	switch text := string(job.Content); {
	case strings.HasPrefix(text, "refuse"):
		return &queue.Answer{Refused: true, Said: []queue.Said{{Code: "not-a-report", Severity: "error"}}}, nil
	case strings.HasPrefix(text, "partly"):
		return &queue.Answer{Refused: true, Said: []queue.Said{{Code: "not-a-report", Severity: "error"}}, Files: []queue.File{{Base: "甲局", Suffix: ".txt", Data: []byte("1")}}}, nil
	case strings.HasPrefix(text, "die"):
		return nil, &queue.Died{Said: queue.Said{Code: "worker-crashed", Severity: "error"}}
	case strings.HasPrefix(text, "give up"):
		f.atStop()
		return &queue.Answer{Refused: true, Said: []queue.Said{{Code: "time-limit", Severity: "error"}}}, nil
	case strings.HasPrefix(text, "stop"):
		f.atStop()
		return nil, ctx.Err()
	case strings.HasPrefix(text, "broken"):
		return nil, errors.New("no more workers")
	case strings.HasPrefix(text, "several"):
		return &queue.Answer{Reports: []queue.Report{report, report}, Files: []queue.File{{Base: "甲局", Suffix: ".txt", Data: []byte("1")},
			{Base: "乙局", Suffix: ".txt", Data: []byte("2")}}}, nil
	}
	return &queue.Answer{Reports: []queue.Report{report}, Files: []queue.File{{Suffix: ".txt", Data: bytes.ToUpper(job.Content)},
		{Suffix: ".check.json", Data: []byte("{}")}}}, nil
}

func (f *fake) Close() error { return nil }

// batch is a folder of results and how it is worked on.
type batch struct {
	t       *testing.T
	folder  string
	options queue.Options
	worker  *fake
	events  []string
}

func newBatch(t *testing.T) *batch {
	t.Helper()
	b := &batch{t: t, folder: filepath.Join(t.TempDir(), "out")}
	b.options = queue.Options{Folder: b.folder, Engine: "v1", Settings: "s1", MaxAttempts: 2}
	return b
}

// run works on inputs, and returns what became of them and which ones a worker got.
func (b *batch) run(ctx context.Context, in inbox) (queue.Summary, []string, error) {
	b.t.Helper()
	b.worker, b.events = &fake{atStop: func() {}}, nil
	if stop, ok := ctx.Value(stopKey{}).(func()); ok {
		b.worker.atStop = stop
	}
	o := b.options
	o.Open, o.Workers = in.open, []queue.Worker{b.worker}
	o.Tell = func(e queue.Event) {
		text := fmt.Sprintf("%s %s", e.Kind, e.Label)
		if e.Before {
			text += " before"
		}
		b.events = append(b.events, text)
	}
	sum, err := queue.Run(ctx, o, in.entries())
	return sum, b.worker.jobs, err
}

type stopKey struct{}

// must is run where nothing may go wrong.
func (b *batch) must(in inbox) (queue.Summary, []string) {
	b.t.Helper()
	sum, jobs, err := b.run(b.t.Context(), in)
	if err != nil {
		b.t.Fatal(err)
	}
	return sum, jobs
}

// results are the files that were made.
func (b *batch) results() map[string]string {
	b.t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(b.folder, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == queue.Hidden {
			return filepath.SkipDir
		}
		if d.IsDir() {
			return nil
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(b.folder, path)
		found[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return found
}
