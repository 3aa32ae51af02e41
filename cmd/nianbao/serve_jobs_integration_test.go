//go:build integration && linux

package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"mime/multipart"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// served is a service that runs as a process.
type served struct {
	t       *testing.T
	cmd     *exec.Cmd
	address string
	told    *bytes.Buffer
}

func serving(t *testing.T, args ...string) *served {
	t.Helper()
	s := &served{t: t, told: &bytes.Buffer{}, cmd: nianbao(t, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...)}
	s.cmd.Stderr = s.told
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		_ = s.cmd.Wait()
		t.Fatalf("the service does not start: %v\n%s", err, s.told)
	}
	s.address = strings.TrimSpace(line)
	return s
}

// kill pulls the plug, and waits until no worker is left.
func (s *served) kill() (workers int) {
	s.t.Helper()
	children := childrenOf(s.t, s.cmd.Process.Pid)
	if err := s.cmd.Process.Kill(); err != nil {
		s.t.Fatal(err)
	}
	_ = s.cmd.Wait()
	gone(s.t, children)
	return len(children)
}

// stop ends the service as systemd does.
func (s *served) stop() {
	s.t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		s.t.Fatal(err)
	}
	if err := s.cmd.Wait(); err != nil {
		s.t.Fatalf("%v\n%s", err, s.told)
	}
}

// jobState is what the service says of a job.
type jobState struct {
	State  string
	Counts struct{ Total, Done, Failed, Quarantined int }
	Paused *struct{ Code string }
	Items  struct {
		Total int
		List  []struct {
			Label       string
			Attempts    int
			Diagnostics []struct{ Code string }
		}
	}
}

func (s *served) send(query, key string, files map[string][]byte) (status int, location string, body []byte) {
	s.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for _, name := range sortedKeys(files) {
		part, err := w.CreateFormFile("file", name)
		if err != nil {
			s.t.Fatal(err)
		}
		if _, err := part.Write(files[name]); err != nil {
			s.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		s.t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.address+"/v1/jobs?"+query, &b)
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Header.Set("Accept-Language", "en")
	r.Header.Set("Idempotency-Key", key)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err = io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer.StatusCode, answer.Header.Get("Location"), body
}

func (s *served) get(path string) []byte {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.address+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		s.t.Fatalf("%s: %d %v %s\n%s", path, answer.StatusCode, err, body, s.told)
	}
	return body
}

func (s *served) state(job, query string) (state jobState) {
	s.t.Helper()
	if err := json.Unmarshal(s.get(job+query), &state); err != nil {
		s.t.Fatal(err)
	}
	return state
}

// until waits until so many items are settled, and for the end where all of them are.
func (s *served) until(job string, settled int) jobState {
	s.t.Helper()
	for range 6000 {
		state := s.state(job, "?limit=0")
		if n := state.Counts.Done + state.Counts.Failed; n >= settled && (n < state.Counts.Total || state.State == "done") {
			return state
		}
		time.Sleep(20 * time.Millisecond)
	}
	s.t.Fatalf("the job does not come so far: %+v\n%s", s.state(job, "?limit=0"), s.told)
	return jobState{}
}

// unpacked are the hashes of an archive's files.
func unpacked(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if _, twice := found[f.Name]; twice {
			t.Errorf("%s stands twice in the archive", f.Name)
		}
		found[f.Name] = fmt.Sprintf("%x", sha256.Sum256(content))
	}
	return found
}

// inFolder are the files of a folder by the names that a batch gives them.
func inFolder(t *testing.T, in string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	if err := filepath.WalkDir(in, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(filepath.Dir(in), path)
		files[filepath.ToSlash(name)] = data
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return files
}

func sortedKeys(files map[string][]byte) []string {
	var names []string
	for name := range files {
		names = append(names, name)
	}
	// As a batch walks folders.
	for i := range names {
		for j := i; j > 0 && names[j] < names[j-1]; j-- {
			names[j], names[j-1] = names[j-1], names[j]
		}
	}
	return names
}

// The plug is pulled at ten random moments of a job, once the table of River is lost besides: in the end every report has exactly the results
// that `nianbao batch` makes of it and that `nianbao convert` makes, byte for byte, and no process is left. The client who asks again gets the same job.
func TestServeJobKilledAtAnyMoment(t *testing.T) {
	const reports, kills = 150, 10
	in := generated(t, reports)
	calm, folder := filepath.Join(t.TempDir(), "out"), filepath.Join(t.TempDir(), "jobs")
	finishBatch(t, exitDone, in, "-o", calm, "--to", "docx,json", "--check", "-j", "2")
	seed := uint64(time.Now().UnixNano())
	if text := os.Getenv("NIANBAO_SEED"); text != "" {
		var err error
		if seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("NIANBAO_SEED=%d", seed)
	rng := rand.New(rand.NewPCG(seed, 16))
	args := []string{"--jobs", folder, "--jobs-workers", "2", "--jobs-free", "1"}
	files := inFolder(t, in)
	job, seen, told := "", 0, 0
	for n := range kills {
		s := serving(t, args...)
		status, location, body := s.send("to=docx,json&check=1", "the same", files)
		if status != http.StatusAccepted || job != "" && location != job {
			t.Fatalf("%d %s after %s: %s", status, location, job, body)
		}
		job = location
		told = max(told, s.until(job, min(told+rng.IntN(reports/kills*3/2), reports)).Counts.Done)
		time.Sleep(time.Duration(rng.IntN(30)) * time.Millisecond)
		seen += s.kill()
		if n == kills/2 {
			if err := os.Remove(filepath.Join(folder, "queue.sqlite")); err != nil {
				t.Fatal(err)
			}
		}
	}
	s := serving(t, args...)
	before := s.state(job, "?limit=0").Counts.Done
	if before < told {
		t.Errorf("%d were told as done and %d are known", told, before)
	}
	state := s.until(job, reports)
	if state.Counts.Done != reports || state.Counts.Failed != 0 {
		t.Errorf("%+v", state)
	}
	want, got := resultsOf(t, calm), unpacked(t, s.get(job+"/results.zip"))
	if !maps.Equal(want, got) {
		t.Errorf("%d results, %d of an undisturbed batch", len(got), len(want))
		for name, hash := range want {
			if got[name] != hash {
				t.Errorf("%s differs or is missing", name)
			}
		}
	}
	sameAsConvert(t, in, got)
	s.stop()
	t.Logf("%d of %d were done before the last start; %d workers outlived by nobody", before, reports, seen)
	if seen == 0 {
		t.Error("no worker was seen when the plug was pulled")
	}
}

// sameAsConvert compares a result with that of the command for one file.
func sameAsConvert(t *testing.T, in string, results map[string]string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(in, "000"))
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join("000", entries[0].Name())
	out := filepath.Join(t.TempDir(), "one.docx")
	if told, err := nianbao(t, "convert", filepath.Join(in, name), "-o", out).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, told)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	key := "in/" + strings.TrimSuffix(filepath.ToSlash(name), ".txt") + ".docx"
	if results[key] != fmt.Sprintf("%x", sha256.Sum256(data)) {
		t.Errorf("%s is not what convert makes", key)
	}
}

// A thousand reports in one request, one in a hundred of them a bomb or no report: those fail with their reasons, the others have results, and
// no worker is left afterwards.
func TestServeThousandWithPoison(t *testing.T) {
	const reports = 990
	files := inFolder(t, generated(t, reports))
	bomb := func() []byte {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.Create("word/document.xml")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.CopyN(w, zeros{}, 300<<20); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}()
	for i := range 10 {
		content := bomb
		if i%2 == 1 {
			content = []byte("%PDF-1.7 " + strings.Repeat("x", 1000))
		}
		files[fmt.Sprintf("in/poison-%d%s", i, []string{".docx", ".pdf"}[i%2])] = content
	}
	s := serving(t, "--jobs", filepath.Join(t.TempDir(), "jobs"), "--jobs-free", "1")
	status, job, body := s.send("to=json&check=1", "", files)
	if status != http.StatusAccepted {
		t.Fatalf("%d %s", status, body)
	}
	state := s.until(job, reports+10)
	failed := s.state(job, "?state=failed")
	if state.Counts.Done != reports || failed.Items.Total != 10 {
		t.Errorf("%+v", state)
	}
	for _, item := range failed.Items.List {
		if !strings.Contains(item.Label, "poison") || len(item.Diagnostics) == 0 {
			t.Errorf("%+v", item)
		}
	}
	if got := unpacked(t, s.get(job+"/results.zip")); len(got) != 2*reports+2 {
		t.Errorf("%d files", len(got))
	}
	if left := childrenOf(t, s.cmd.Process.Pid); len(left) != 0 {
		t.Errorf("%d workers are left", len(left))
	}
	s.stop()
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// A small disk: what does not fit is refused whole with 507, and a job that fills it waits and goes on when there is room; no result is half
// written. It wants to mount a file system.
func TestServeJobsOnSmallDisk(t *testing.T) {
	disk := t.TempDir()
	if err := syscall.Mount("tmpfs", disk, "tmpfs", 0, "size=12m"); err != nil {
		t.Fatalf("mounting a small disk: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(disk, syscall.MNT_DETACH) })
	ballast := filepath.Join(disk, "lost+found") // a name that the service takes for the file system's own
	in := generated(t, 60)
	calm := filepath.Join(t.TempDir(), "out")
	finishBatch(t, exitDone, in, "-o", calm, "--to", "pdf")
	s := serving(t, "--jobs", disk, "--jobs-free", "2", "--jobs-workers", "2")
	status, _, body := s.send("to=json", "", map[string][]byte{"a.txt": bytes.Repeat([]byte("报告\n"), 2<<20)})
	if status != http.StatusInsufficientStorage || !bytes.Contains(body, []byte("http-jobs-full")) {
		t.Errorf("%d %s", status, body)
	}
	if left, err := os.ReadDir(filepath.Join(disk, "incoming")); err != nil || len(left) > 0 {
		t.Errorf("%v %v", left, err)
	}
	if err := os.WriteFile(ballast, make([]byte, 6<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	status, job, body := s.send("to=pdf", "", inFolder(t, in))
	if status != http.StatusAccepted {
		t.Fatalf("%d %s", status, body)
	}
	for n := 0; s.state(job, "?limit=0").Paused == nil; n++ {
		if n > 3000 {
			t.Fatalf("the job does not wait: %+v", s.state(job, "?limit=0"))
		}
		time.Sleep(20 * time.Millisecond)
	}
	if paused := s.state(job, "?limit=0"); paused.State != "paused" || paused.Paused.Code != "job-disk-full" {
		t.Errorf("%+v", paused)
	}
	status, _, _ = s.send("to=json", "", map[string][]byte{"a.txt": []byte("x")})
	if status != http.StatusInsufficientStorage {
		t.Errorf("a job is taken by a full disk: %d", status)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", disk, "tmpfs", syscall.MS_REMOUNT, "size=40m"); err != nil {
		t.Fatal(err)
	}
	s.until(job, 60)
	if want, got := resultsOf(t, calm), unpacked(t, s.get(job+"/results.zip")); !maps.Equal(want, got) {
		t.Errorf("%d results, %d of a batch with room", len(got), len(want))
	}
	s.stop()
}

// A second service in the folder is refused, and says why.
func TestServeJobsTwice(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "jobs")
	s := serving(t, "--jobs", folder)
	told, err := nianbao(t, "serve", "--addr", "127.0.0.1:0", "--jobs", folder).CombinedOutput()
	if err == nil || !strings.Contains(string(told), "serve-jobs-used") {
		t.Errorf("%v %s", err, told)
	}
	s.stop()
	serving(t, "--jobs", folder).stop()
}
