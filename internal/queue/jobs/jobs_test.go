package jobs

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"nianbao/converter"
	"nianbao/internal/queue"
	"nianbao/internal/queue/task"
)

func zipped(t *testing.T, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, files[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What a job makes is what a batch makes of the same files: names that clash, a file that is no report, one that is empty.
func TestJobMakesWhatBatchMakes(t *testing.T) {
	o := task.Options{Formats: []converter.Format{converter.JSON, converter.DOCX}, Check: true}
	files := append(some(5), "县/000.txt", report("同名局"), "县/000.v2.json", report("别名局"), "bad.json", "{", "empty.txt", "", "poison.json", `{"poison`)
	s := start(t, options(t, filepath.Join(t.TempDir(), "jobs")))
	defer stop(t, s)
	job := mustTake(t, s, o, files...)
	until(t, job, Done)
	sameTree(t, job.results(), batch(t, o, files...))
	if got := counts(t, s, job); got != "Total:10,Done:7,Failed:3,Quarantined:1" {
		t.Error(got)
	}
}

// The reports of an archive are items, one that is none is told of, and a Word file is no archive.
func TestArchiveIsItems(t *testing.T) {
	s := start(t, options(t, filepath.Join(t.TempDir(), "jobs")))
	defer stop(t, s)
	archive := zipped(t, "乙/b.json", report("乙局"), "甲/a.json", report("甲局"), "notes.jpg", "x")
	job := mustTake(t, s, toJSON(), "收件.zip", archive, "c.json", report("丙局"), "bad.zip", "PK\x03\x04"+strings.Repeat("x", 100))
	until(t, job, Done)
	if got := counts(t, s, job); got != "Total:4,Done:3,Failed:1,Quarantined:0" {
		t.Error(got)
	}
	var names []string
	for name := range tree(t, job.results()) {
		names = append(names, name)
	}
	all := strings.Join(names, " ")
	if !strings.Contains(all, "收件.zip_/甲/a.json") && !strings.Contains(all, "收件.zip/甲/a.json") {
		t.Error(all)
	}
	if len(job.Notices) != 1 || job.Notices[0].Code != "archive-passed" {
		t.Errorf("%+v", job.Notices)
	}
}

// A service that stops in the middle, and one whose table is gone, damaged, or of an older day: the next one goes on, and every item has one
// right result. What was done is not done again.
func TestGoesOn(t *testing.T) {
	for name, harm := range map[string]func(t *testing.T, table string){
		"stopped": func(*testing.T, string) {},
		"lost":    func(t *testing.T, table string) { must(t, removeTable(table)) },
		"damaged": func(t *testing.T, table string) { must(t, os.WriteFile(table, []byte("no table at all"), 0o600)) },
		"half job": func(t *testing.T, table string) {
			must(t, os.MkdirAll(filepath.Join(filepath.Dir(table), incomingName, "x"), 0o700))
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := options(t, filepath.Join(t.TempDir(), "jobs"))
			var done atomic.Int64
			enough, once := make(chan struct{}), sync.Once{}
			usual := o.NewWorker
			o.NewWorker = func(to task.Options) queue.Worker {
				w, _ := usual(to).(inProcess)
				w.before = func(ctx context.Context, _ queue.Job) error {
					if done.Add(1) > 10 {
						once.Do(func() { close(enough) })
						<-ctx.Done() // the others hang
					}
					return ctx.Err()
				}
				return w
			}
			s := start(t, o)
			files := some(30)
			job := mustTake(t, s, toJSON(), files...)
			<-enough
			stop(t, s)
			if job.Ended() {
				t.Fatal("the job is done already")
			}
			harm(t, filepath.Join(o.Folder, tableName))
			var again atomic.Int64
			o.NewWorker = func(to task.Options) queue.Worker {
				w, _ := usual(to).(inProcess)
				w.before = func(context.Context, queue.Job) error { again.Add(1); return nil }
				return w
			}
			s = start(t, o)
			defer stop(t, s)
			job, err := s.Find(job.ID)
			if err != nil {
				t.Fatal(err)
			}
			until(t, job, Done)
			sameTree(t, job.results(), batch(t, toJSON(), files...))
			if again.Load() != 20 {
				t.Errorf("%d of 30 were done by the second service, 10 by the first", again.Load())
			}
			if found, _ := os.ReadDir(filepath.Join(o.Folder, incomingName)); len(found) > 0 {
				t.Error("what was half received is still there")
			}
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A folder is one service's, and nobody else's files are taken for jobs.
func TestOneServiceAFolder(t *testing.T) {
	o := options(t, filepath.Join(t.TempDir(), "jobs"))
	s := start(t, o)
	if _, err := Open(t.Context(), o); !errors.Is(err, ErrInUse) {
		t.Errorf("a second service: %v", err)
	}
	stop(t, s)
	stop(t, start(t, o))
	must(t, os.WriteFile(filepath.Join(o.Folder, "report.docx"), nil, 0o600))
	if _, err := Open(t.Context(), o); !errors.Is(err, ErrForeign) {
		t.Errorf("a folder of others: %v", err)
	}
}

// The same key and the same request are the same job, also over a restart and where no more jobs are taken; with another request the key is refused.
func TestKey(t *testing.T) {
	o := options(t, filepath.Join(t.TempDir(), "jobs"))
	o.MaxJobs = 1
	s := start(t, o)
	files := some(2)
	first, again, err := take(t, s, "k", toJSON(), files...)
	if err != nil || again {
		t.Fatal(err, again)
	}
	for range 2 {
		second, again, err := take(t, s, "k", toJSON(), files...)
		if err != nil || !again || second.ID != first.ID {
			t.Fatalf("%v %v %v", second, again, err)
		}
		for name, other := range map[string][]string{"content": {files[0], files[1] + " ", files[2], files[3]}, "name": {"x.json", files[1], files[2], files[3]}, "fewer": files[:2]} {
			if _, _, err := take(t, s, "k", toJSON(), other...); !errors.Is(err, ErrOther) {
				t.Errorf("another %s: %v", name, err)
			}
		}
		if _, _, err := take(t, s, "k", task.Options{Check: true}, files...); !errors.Is(err, ErrOther) {
			t.Errorf("other options: %v", err)
		}
		if _, _, err := take(t, s, "other", toJSON(), files...); !errors.Is(err, ErrTooMany) {
			t.Errorf("another job: %v", err)
		}
		until(t, first, Done)
		stop(t, s)
		s = start(t, o)
		if first, err = s.Find(first.ID); err != nil {
			t.Fatal(err)
		}
	}
	must(t, s.Remove(first.ID))
	if job, again, err := take(t, s, "k", toJSON(), files...); err != nil || again {
		t.Errorf("a key whose job was removed: %v %v %v", job, again, err)
	}
	stop(t, s)
}

// Two requests with one key at the same time: one is taken.
func TestKeyAtTheSameTime(t *testing.T) {
	s := start(t, options(t, filepath.Join(t.TempDir(), "jobs")))
	defer stop(t, s)
	in, err := s.Begin("k", 0)
	must(t, err)
	if _, err := s.Begin("k", 0); !errors.Is(err, ErrReceiving) {
		t.Errorf("%v", err)
	}
	in.Discard()
	in, err = s.Begin("k", 0)
	must(t, err)
	in.Discard()
}

// Limits: at the limit it is taken, one above it is not, and nothing is left of it.
func TestLimits(t *testing.T) {
	o := options(t, filepath.Join(t.TempDir(), "jobs"))
	o.MaxFiles, o.MaxBytes, o.Limits.Input = 3, 1000, 400
	s := start(t, o)
	defer stop(t, s)
	long := strings.Repeat(" ", 400)
	for name, c := range map[string]struct {
		files []string
		want  string
	}{
		"files":               {some(3), ""},
		"too many files":      {some(4), "a job has at most 3 files"},
		"too many in archive": {[]string{"a.zip", zipped(t, "1.json", "{}", "2.json", "{}", "3.json", "{}", "4.json", "{}")}, "a job has at most 3 files"},
		"bytes":               {[]string{"a.json", long, "b.json", long, "c.json", long[:200]}, ""},
		"too many bytes":      {[]string{"a.json", long, "b.json", long, "c.json", long[:201]}, "a job has at most 1000 bytes"},
		"nothing":             {nil, ErrNothing.Error()},
	} {
		job, _, err := take(t, s, "", toJSON(), c.files...)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%s: %v", name, err)
		}
		if job != nil {
			until(t, job, Done)
		}
	}
	if _, err := s.Begin("", o.MaxBytes+formBytes+1); err == nil {
		t.Error("a request that says that it is too large is read")
	}
	if found, _ := os.ReadDir(filepath.Join(o.Folder, incomingName)); len(found) > 0 {
		t.Errorf("%d requests are still there", len(found))
	}
	// One file that is larger than a report fails alone, and is not kept.
	job := mustTake(t, s, toJSON(), "large.txt", long+" ", "b.json", report("乙局"))
	until(t, job, Done)
	if got := counts(t, s, job); got != "Total:2,Done:1,Failed:1,Quarantined:0" {
		t.Error(got)
	}
	if info, err := os.Stat(filepath.Join(job.path(uploadsName), "000001")); err != nil || info.Size() != 0 {
		t.Errorf("%v %v", info, err)
	}
	items, _, err := s.Items(t.Context(), job, "", 0, 1)
	if err != nil || len(items) != 1 || len(items[0].Record.Said) == 0 || items[0].Record.Said[0].Code != "input-limit" {
		t.Errorf("the reason is another: %+v %v", items, err)
	}
}

// A job can be removed while it is worked on: the work ends, and nothing is left.
func TestRemove(t *testing.T) {
	o := options(t, filepath.Join(t.TempDir(), "jobs"))
	begun := make(chan struct{}, 100)
	usual := o.NewWorker
	o.NewWorker = func(to task.Options) queue.Worker {
		w, _ := usual(to).(inProcess)
		w.before = func(ctx context.Context, _ queue.Job) error { begun <- struct{}{}; <-ctx.Done(); return ctx.Err() }
		return w
	}
	s := start(t, o)
	defer stop(t, s)
	job := mustTake(t, s, toJSON(), some(3)...)
	<-begun
	must(t, s.Remove(job.ID))
	if _, err := s.Find(job.ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("%v", err)
	}
	if _, _, err := s.CountsOf(t.Context(), job); !errors.Is(err, ErrNotFound) {
		t.Errorf("%v", err)
	}
	if err := s.Remove(job.ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("removed twice: %v", err)
	}
	for _, name := range []string{jobsName, removedName, incomingName} {
		if found, _ := os.ReadDir(filepath.Join(o.Folder, name)); len(found) > 0 {
			t.Errorf("%s holds something", name)
		}
	}
}
