package server

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nianbao/converter"
	"nianbao/internal/queue"
	"nianbao/internal/queue/jobs"
	"nianbao/internal/queue/task"
)

// inside works in the test's process.
type inside struct{ *task.Doer }

func (w inside) Do(ctx context.Context, job queue.Job) (*queue.Answer, error) {
	return w.Doer.Do(ctx, job), nil
}
func (inside) Close() error { return nil }

// withJobs is a server that keeps jobs.
func withJobs(t *testing.T, change func(*jobs.Options), log io.Writer) *Server {
	t.Helper()
	o := jobs.Options{Folder: filepath.Join(t.TempDir(), "jobs"), Engine: "test", Log: slog.New(slog.DiscardHandler), NewID: NewJobID, Now: time.Now, Workers: 2, FreeBytes: 1,
		Limits: converter.DefaultLimits(), NewWorker: func(o task.Options) queue.Worker {
			doer, err := task.New(o)
			if err != nil {
				panic(err)
			}
			return inside{doer}
		}}
	if change != nil {
		change(&o)
	}
	service, err := jobs.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := service.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return newServer(t, func(c *Config) {
		c.Jobs = service
		if log != nil {
			c.Log = slog.New(slog.NewJSONHandler(log, nil))
		}
	})
}

func jobOf(t *testing.T, w *httptest.ResponseRecorder, status int) (job jobAnswer) {
	t.Helper()
	if w.Code != status {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if err := json.Unmarshal(w.Body.Bytes(), &job); err != nil {
		t.Fatal(err)
	}
	return job
}

// doneJob waits for the end of a job, by its events.
func doneJob(t *testing.T, s *Server, address string) jobAnswer {
	t.Helper()
	if w := ask(t, s, "GET", address+"/events", nil); !strings.Contains(w.Body.String(), "event: end\n") {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	return jobOf(t, ask(t, s, "GET", address, nil), 200)
}

// From files to results, with every address on the way; the results are those of convert and check.
func TestJob(t *testing.T) {
	s := withJobs(t, nil, nil)
	body, media := form(t, [3]string{"file", "甲.json", small}, [3]string{"to", "", "docx,json"}, [3]string{"file", "乡/乙.txt", string(sample(t))}, [3]string{"file", "bad.json", "{"}, [3]string{"check", "", "1"})
	w := ask(t, s, "POST", "/v1/jobs", body, "Content-Type", media)
	taken := jobOf(t, w, 202)
	address := w.Header().Get("Location")
	if address != "/v1/jobs/"+taken.ID || len(taken.ID) < 26 || taken.Counts.Total != 3 {
		t.Errorf("%s %+v", address, taken)
	}
	job := doneJob(t, s, address)
	if job.State != jobs.Done || job.Counts != (jobCounts{3, 2, 1, 0}) || job.Expires == nil || job.Events != 3 {
		t.Errorf("%+v", job)
	}
	list := job.Items.List
	if len(list) != 3 || list[1].Label != "乡/乙.txt" || list[2].State != jobs.ItemFailed || list[2].Diagnostics[0].Code != "json-syntax" || len(list[1].Results) != 3 {
		t.Fatalf("%+v", list)
	}
	wants := map[string][]byte{".docx": ask(t, s, "POST", "/v1/convert?to=docx", sample(t)).Body.Bytes(), ".json": ask(t, s, "POST", "/v1/convert?to=json", sample(t)).Body.Bytes()}
	for _, result := range list[1].Results[:2] {
		got := ask(t, s, "GET", result.Href, nil)
		if got.Code != 200 || !bytes.Equal(got.Body.Bytes(), wants[filepath.Ext(result.Name)]) || int64(got.Body.Len()) != result.Size ||
			!strings.Contains(got.Header().Get("Content-Disposition"), "filename*=") {
			t.Errorf("%s: %d, %d bytes %v", result.Name, got.Code, got.Body.Len(), got.Header())
		}
		if again := ask(t, s, "GET", result.Href, nil, "If-None-Match", got.Header().Get("ETag")); again.Code != 304 {
			t.Errorf("asked again: %d", again.Code)
		}
	}
	all := ask(t, s, "GET", job.Results, nil)
	z, err := zip.NewReader(bytes.NewReader(all.Body.Bytes()), int64(all.Body.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, " "); got != "甲.docx 甲.json 甲.check.json 乡/乙.docx 乡/乙.json 乡/乙.check.json overview.xlsx overview.html" {
		t.Error(got)
	}
	if again := ask(t, s, "GET", job.Results, nil); !bytes.Equal(again.Body.Bytes(), all.Body.Bytes()) {
		t.Error("the archive differs from time to time")
	}
	if w := ask(t, s, "DELETE", address, nil); w.Code != 204 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	for _, path := range []string{address, address + "/events", job.Results, list[0].Results[0].Href} {
		if p := problemOf(t, ask(t, s, "GET", path, nil)); p.Status != 404 || p.Code != "http-jobs-none" {
			t.Errorf("%s after the job was removed: %d %s", path, p.Status, p.Code)
		}
	}
}

// The archive of a job that is not done would lack what comes later: there is none before.
func TestResultsOfAnUnfinishedJob(t *testing.T) {
	wait := make(chan struct{})
	s := withJobs(t, func(o *jobs.Options) {
		o.NewWorker = func(task.Options) queue.Worker { return held{wait} }
	}, nil)
	w := ask(t, s, "POST", "/v1/jobs?to=json&name=a.json", []byte(small))
	jobOf(t, w, 202)
	if p := problemOf(t, ask(t, s, "GET", w.Header().Get("Location")+"/results.zip", nil)); p.Status != 409 {
		t.Errorf("%d %s", p.Status, p.Code)
	}
	close(wait)
	doneJob(t, s, w.Header().Get("Location"))
}

// held is a worker that answers nothing before it may.
type held struct{ wait chan struct{} }

func (h held) Do(context.Context, queue.Job) (*queue.Answer, error) {
	<-h.wait
	return &queue.Answer{Refused: true}, nil
}
func (held) Close() error { return nil }

// Items by page and by state.
func TestJobItems(t *testing.T) {
	s := withJobs(t, nil, nil)
	var fields [][3]string
	for i := range 30 {
		content := small
		if i%10 == 3 {
			content = "{"
		}
		fields = append(fields, [3]string{"file", fmt.Sprintf("%02d.json", i), content})
	}
	body, media := form(t, fields...)
	address := ask(t, s, "POST", "/v1/jobs?to=json", body, "Content-Type", media).Header().Get("Location")
	doneJob(t, s, address)
	for query, want := range map[string]string{
		"?limit=2": "30: 1 2", "?limit=2&offset=28": "30: 29 30", "?offset=30": "30:", "?state=failed": "3: 4 14 24", "?state=failed&offset=1&limit=1": "3: 14", "?limit=0": "30:", "?state=waiting": "0:",
	} {
		job := jobOf(t, ask(t, s, "GET", address+query, nil), 200)
		got := fmt.Sprintf("%d:", job.Items.Total)
		for _, item := range job.Items.List {
			got += fmt.Sprintf(" %d", item.Number)
		}
		if got != want {
			t.Errorf("%s: %s", query, got)
		}
	}
	for _, query := range []string{"?limit=1001", "?limit=-1", "?offset=x", "?state=lost", "?unknown=1", "?limit=1&limit=1"} {
		if p := problemOf(t, ask(t, s, "GET", address+query, nil)); p.Status != 400 {
			t.Errorf("%s: %d", query, p.Status)
		}
	}
	for _, path := range []string{"/results/1/2", "/results/31/1", "/results/0/1", "/results/4/1", "/results/x/1", "/results/1/-1"} {
		if w := ask(t, s, "GET", address+path, nil); w.Code != 404 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

// A stream that was cut off goes on behind the last event that was received; a number that is not known begins anew.
func TestJobEventsResumed(t *testing.T) {
	s := withJobs(t, nil, nil)
	body, media := form(t, [3]string{"file", "1.json", small}, [3]string{"file", "2.json", small}, [3]string{"file", "3.json", small})
	address := ask(t, s, "POST", "/v1/jobs?to=json", body, "Content-Type", media).Header().Get("Location")
	web := httptest.NewServer(s.Handler())
	defer web.Close()
	follow := func(last string) (ids []string) {
		r, err := http.NewRequestWithContext(t.Context(), "GET", web.URL+address+"/events", nil)
		if err != nil {
			t.Fatal(err)
		}
		if last != "" {
			r.Header.Set("Last-Event-ID", last)
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		if answer.StatusCode != 200 || answer.Header.Get("Content-Type") != "text/event-stream" {
			t.Fatalf("%d %v", answer.StatusCode, answer.Header)
		}
		ended := false
		for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			if id, ok := strings.CutPrefix(lines.Text(), "id: "); ok {
				ids = append(ids, id)
			}
			ended = ended || lines.Text() == "event: end"
		}
		if !ended {
			t.Error("the stream has no end")
		}
		return ids
	}
	for last, want := range map[string]string{"": "1 2 3", "1": "2 3", "3": "", "4": "1 2 3", "-1": "1 2 3", "x": "1 2 3"} {
		if got := strings.Join(follow(last), " "); got != want {
			t.Errorf("after %q: %s", last, got)
		}
	}
}

// What cannot be taken is refused with a code, and nothing of it is kept.
func TestJobRefused(t *testing.T) {
	s := withJobs(t, func(o *jobs.Options) { o.MaxFiles, o.MaxBytes, o.MaxJobs = 2, 10_000, 1 }, nil)
	files := func(contents ...string) ([]byte, string) {
		fields := [][3]string{}
		for i, content := range contents {
			fields = append(fields, [3]string{"file", fmt.Sprintf("%d.json", i), content})
		}
		return form(t, fields...)
	}
	for name, c := range map[string]struct {
		path     string
		contents []string
		headers  []string
		status   int
		code     string
	}{
		"nothing asked for": {"/v1/jobs", []string{small}, nil, 400, "http-jobs-nothing"},
		"unknown format":    {"/v1/jobs?to=docx,doc", []string{small}, nil, 400, "http-parameter"},
		"unknown parameter": {"/v1/jobs?to=docx&x=1", []string{small}, nil, 400, "http-parameter-unknown"},
		"profile":           {"/v1/jobs?to=pdf&pdf-profile=x", []string{small}, nil, 400, "http-parameter"},
		"no files":          {"/v1/jobs?to=json", nil, nil, 400, "http-no-file"},
		"too many":          {"/v1/jobs?to=json", []string{small, small, small}, nil, 413, "http-jobs-files"},
		"too large":         {"/v1/jobs?to=json", []string{strings.Repeat(" ", 10_001)}, nil, 413, "http-jobs-bytes"},
		"long key":          {"/v1/jobs?to=json", []string{small}, []string{"Idempotency-Key", strings.Repeat("k", 256)}, 400, "http-jobs-key-long"},
		"coding":            {"/v1/jobs?to=json", []string{small}, []string{"Content-Encoding", "br"}, 415, "http-encoding"},
	} {
		body, media := files(c.contents...)
		p := problemOf(t, ask(t, s, "POST", c.path, body, append([]string{"Content-Type", media}, c.headers...)...))
		if p.Status != c.status || string(p.Code) != c.code {
			t.Errorf("%s: %d %s", name, p.Status, p.Code)
		}
	}
	if kept, _ := s.config.Jobs.Counts(); kept != 0 {
		t.Fatalf("%d jobs", kept)
	}
	body, media := files(small)
	cut := httptest.NewRequest("POST", "/v1/jobs?to=json", bytes.NewReader(body[:len(body)-20]))
	cut.Header.Set("Content-Type", media)
	if w := send(t, s, cut); w.Code != 400 {
		t.Errorf("a form that was cut: %d", w.Code)
	}
	w := ask(t, s, "POST", "/v1/jobs?to=json", body, "Content-Type", media, "Idempotency-Key", "k")
	first := jobOf(t, w, 202)
	if again := jobOf(t, ask(t, s, "POST", "/v1/jobs?to=json", body, "Content-Type", media, "Idempotency-Key", "k"), 202); again.ID != first.ID {
		t.Error("the same key is another job")
	}
	if p := problemOf(t, ask(t, s, "POST", "/v1/jobs?to=docx", body, "Content-Type", media, "Idempotency-Key", "k")); p.Status != 422 || p.Code != "http-jobs-key" {
		t.Errorf("%d %s", p.Status, p.Code)
	}
	many := ask(t, s, "POST", "/v1/jobs?to=json", body, "Content-Type", media)
	if p := problemOf(t, many); p.Status != 429 || p.Code != "http-jobs-many" || many.Header().Get("Retry-After") == "" {
		t.Errorf("%d %s", p.Status, p.Code)
	}
}

// A service without jobs says so, and how to have them; a disk without room takes none.
func TestJobsNotTaken(t *testing.T) {
	s := newServer(t, nil)
	for _, path := range []string{"/v1/jobs/x", "/v1/jobs/x/events", "/v1/jobs/x/results.zip", "/v1/jobs/x/results/1/1"} {
		if p := problemOf(t, ask(t, s, "GET", path, nil)); p.Status != 501 || p.Code != "http-jobs-off" || !strings.Contains(p.Detail, "--jobs") {
			t.Errorf("%s: %d %s", path, p.Status, p.Code)
		}
	}
	if p := problemOf(t, ask(t, s, "POST", "/v1/jobs?to=json", []byte(small))); p.Status != 501 {
		t.Errorf("%d", p.Status)
	}
	s = withJobs(t, func(o *jobs.Options) { o.FreeBytes = 1 << 62 }, nil)
	if p := problemOf(t, ask(t, s, "POST", "/v1/jobs?to=json", []byte(small))); p.Status != 507 || p.Code != "http-jobs-full" {
		t.Errorf("%d %s", p.Status, p.Code)
	}
}

// A raw body is one file; pages of other sites cannot remove jobs, and a job's identifier stands in no log.
func TestJobOfOneFile(t *testing.T) {
	var log bytes.Buffer
	s := withJobs(t, nil, &log)
	w := ask(t, s, "POST", "/v1/jobs?to=json&name=..%2F..%2F%E7%94%B2%2Fa.json", []byte(small))
	taken := jobOf(t, w, 202)
	job := doneJob(t, s, w.Header().Get("Location"))
	if job.Items.List[0].Label != "甲/a.json" || job.Items.List[0].Results[0].Name != "a.json" {
		t.Errorf("%+v", job.Items.List)
	}
	if p := problemOf(t, ask(t, s, "DELETE", "/v1/jobs/"+taken.ID, nil, "Origin", "https://elsewhere.example", "Sec-Fetch-Site", "cross-site")); p.Status != 403 {
		t.Errorf("%d", p.Status)
	}
	if strings.Contains(log.String(), taken.ID) || !strings.Contains(log.String(), "/v1/jobs/:id") {
		t.Errorf("%s", log.String())
	}
}
