//go:build integration && linux

package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// summaryOf is the last line of a batch.
type summaryOf struct {
	Event                                    string
	Total, Done, Before, Failed, Quarantined int
}

// finishBatch runs a batch to its end.
func finishBatch(t *testing.T, status int, args ...string) summaryOf {
	t.Helper()
	cmd := nianbao(t, append([]string{"batch"}, args...)...)
	var told bytes.Buffer
	cmd.Stderr = &told
	out, _ := cmd.Output() // the status is looked at
	if got := cmd.ProcessState.ExitCode(); got != status {
		t.Fatalf("exit status %d, want %d\n%s", got, status, &told)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	var sum summaryOf
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &sum); err != nil || sum.Event != "summary" {
		t.Fatalf("%v: %q", err, lines[len(lines)-1])
	}
	return sum
}

// resultsOf are the hashes of all files of a folder but those that the command keeps for itself.
func resultsOf(t *testing.T, folder string) map[string]string {
	t.Helper()
	found := map[string]string{}
	if err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == ".nianbao" {
			return filepath.SkipDir
		}
		if d.IsDir() {
			return nil
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(folder, path)
		found[name] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return found
}

// The plug is pulled at ten random moments (SIGKILL to the command, at some also to its workers): in the end every input has
// exactly the results of an undisturbed run, byte for byte, and no process is left.
func TestBatchKilledAtAnyMoment(t *testing.T) {
	const reports, kills = 150, 10
	in := generated(t, reports)
	args := func(out string) []string { return []string{in, "-o", out, "--to", "docx,json", "--check", "-j", "2"} }
	calm, wild := filepath.Join(t.TempDir(), "out"), filepath.Join(t.TempDir(), "out")
	finishBatch(t, exitDone, args(calm)...)
	seed := uint64(time.Now().UnixNano())
	if text := os.Getenv("NIANBAO_SEED"); text != "" {
		var err error
		if seed, err = strconv.ParseUint(text, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("NIANBAO_SEED=%d", seed)
	rng := rand.New(rand.NewPCG(seed, 16))
	worked, seen := 0, 0 // items that were told as done before the last run; workers that were there when it ended
	for range kills {
		cmd := nianbao(t, append([]string{"batch"}, args(wild)...)...)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// So many more are done, and a moment passes, so that it ends in the middle of something.
		more, reader := rng.IntN(reports/kills*3/2), bufio.NewReader(out)
		for n := 0; n < more; {
			line, err := reader.ReadString('\n')
			if err != nil {
				break
			}
			if strings.Contains(line, `"event":"done"`) && !strings.Contains(line, `"before":true`) {
				worked++
				n++
			}
		}
		time.Sleep(time.Duration(rng.IntN(30)) * time.Millisecond)
		workers := childrenOf(t, cmd.Process.Pid)
		seen += len(workers)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		rest, _ := io.ReadAll(reader)
		worked += bytes.Count(rest, []byte(`"event":"done"`)) - bytes.Count(rest, []byte(`"before":true`))
		_ = cmd.Wait()
		gone(t, workers)
	}
	sum := finishBatch(t, exitDone, args(wild)...)
	if sum.Total != reports || sum.Done != reports || sum.Failed != 0 {
		t.Errorf("%+v", sum)
	}
	want, got := resultsOf(t, calm), resultsOf(t, wild)
	if !maps.Equal(want, got) {
		t.Errorf("%d results, %d of an undisturbed run", len(got), len(want))
		for name, hash := range want {
			if got[name] != hash {
				t.Errorf("%s differs or is missing", name)
				break
			}
		}
	}
	if len(want) != 3*reports+2 {
		t.Errorf("%d files of %d reports", len(want), reports)
	}
	t.Logf("%d of %d were done before the last run, %d of them told; %d workers outlived by nobody", sum.Before, reports, worked, seen)
	if sum.Before < worked || seen == 0 {
		t.Errorf("%d were told as done and only %d are known; %d workers were seen", worked, sum.Before, seen)
	}
}

// childrenOf are the processes that a process has started.
func childrenOf(t *testing.T, parent int) []int {
	t.Helper()
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", parent)) // any thread may have started one
	if err != nil {
		t.Fatal(err)
	}
	var all []int
	for _, name := range threads {
		data, err := os.ReadFile(name)
		if err != nil {
			continue // the thread has ended
		}
		for text := range strings.FieldsSeq(string(data)) {
			if pid, err := strconv.Atoi(text); err == nil {
				all = append(all, pid)
			}
		}
	}
	return all
}

// gone waits until processes have ended.
func gone(t *testing.T, pids []int) {
	t.Helper()
	for _, pid := range pids {
		for n := 0; syscall.Kill(pid, 0) == nil; n++ {
			if state, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid)); err != nil || strings.Contains(string(state), ") Z ") {
				break // nobody has waited for it yet
			}
			if n > 1000 {
				t.Fatalf("process %d is left", pid)
			}
			time.Sleep(10 * time.Millisecond)
		}
	}
}

// Workers that are killed again and again cost attempts, and no result.
func TestBatchWithKilledWorkers(t *testing.T) {
	const reports = 60
	in := generated(t, reports)
	calm, wild := filepath.Join(t.TempDir(), "out"), filepath.Join(t.TempDir(), "out")
	args := func(out string) []string {
		return []string{in, "-o", out, "--to", "docx", "-j", "2", "--max-attempts", "50"}
	}
	finishBatch(t, exitDone, args(calm)...)
	cmd := nianbao(t, append([]string{"batch"}, args(wild)...)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	killed := 0
	scanner := bufio.NewScanner(out)
	scanner.Buffer(nil, 1<<20)
	attempts := 0
	for n := 0; scanner.Scan(); n++ {
		if strings.Contains(scanner.Text(), `"event":"attempt"`) {
			attempts++
		}
		if n%5 == 0 && killed < 8 {
			for _, pid := range childrenOf(t, cmd.Process.Pid) {
				if syscall.Kill(pid, syscall.SIGKILL) == nil {
					killed++
				}
			}
		}
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	if want, got := resultsOf(t, calm), resultsOf(t, wild); !maps.Equal(want, got) {
		t.Errorf("other results: %d and %d files", len(got), len(want))
	}
	t.Logf("%d workers killed, %d attempts", killed, attempts)
	if killed == 0 || attempts == 0 {
		t.Error("nothing was killed: the test shows nothing")
	}
}

// poisoned puts hostile files among the inputs.
func poisoned(t *testing.T, in string) map[string][]byte {
	t.Helper()
	bomb, err := bomb()
	if err != nil {
		t.Fatal(err)
	}
	poison := map[string][]byte{"bomb.docx": bomb, "empty.txt": nil, "endless.txt": bytes.Repeat([]byte("一、"), 6<<20), "cut.docx": bomb[:len(bomb)/2],
		"picture.txt": []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "deep.json": []byte(strings.Repeat("[", 1<<20))}
	for name, data := range poison {
		if err := os.WriteFile(filepath.Join(in, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return poison
}

// Poisonous inputs, one in a hundred, are each told with the reason; all others are done as without them.
func TestBatchWithPoison(t *testing.T) {
	const reports = 400
	in := generated(t, reports)
	calm, wild := filepath.Join(t.TempDir(), "out"), filepath.Join(t.TempDir(), "out")
	args := func(out string) []string {
		return []string{in, "-o", out, "--to", "json", "-j", "2", "--timeout", "20s"}
	}
	finishBatch(t, exitDone, args(calm)...)
	poison := poisoned(t, in)
	// A worker that reads from a pipe would wait for ever: what lists and opens files has to know.
	if err := syscall.Mkfifo(filepath.Join(in, "pipe.txt"), 0o600); err != nil {
		t.Fatal(err)
	}
	sum := finishBatch(t, exitFindings, args(wild)...)
	if sum.Done != reports || sum.Failed != len(poison) {
		t.Errorf("%+v", sum)
	}
	want, got := resultsOf(t, calm), resultsOf(t, wild)
	for name, hash := range want {
		if got[name] != hash && !strings.HasPrefix(name, "overview") {
			t.Errorf("%s differs", name)
		}
	}
	page, err := os.ReadFile(filepath.Join(wild, "overview.html"))
	if err != nil {
		t.Fatal(err)
	}
	for name := range poison {
		if !bytes.Contains(page, []byte("in/"+name)) {
			t.Errorf("%s is not told of", name)
		}
	}
}

// A disk that is full stops the batch with advice and nothing half written; with room again the same command goes on.
func TestBatchOnAFullDisk(t *testing.T) {
	if os.Getuid() != 0 {
		t.Fatal("a file system of its own is needed, and only root can mount one")
	}
	disk := t.TempDir()
	mount := func(args ...string) {
		t.Helper()
		if out, err := exec.Command("mount", args...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	mount("-t", "tmpfs", "-o", "size=1200k", "none", disk)
	t.Cleanup(func() { _ = exec.Command("umount", disk).Run() })
	const reports = 60
	in := generated(t, reports)
	out := filepath.Join(disk, "out")
	args := []string{in, "-o", out, "--to", "docx,json", "-j", "2"}
	cmd := nianbao(t, append([]string{"batch"}, args...)...)
	told, _ := cmd.CombinedOutput()
	if got := cmd.ProcessState.ExitCode(); got != exitUsage || !bytes.Contains(told, []byte("no space left on device")) || !bytes.Contains(told, []byte("error[batch-stopped]: not finished: ")) {
		t.Fatalf("exit status %d\n%s", got, told)
	}
	if left, err := os.ReadDir(filepath.Join(out, ".nianbao", "tmp")); err != nil || len(left) > 0 {
		t.Errorf("%d files that were written in vain take room, %v", len(left), err)
	}
	calm := filepath.Join(t.TempDir(), "out")
	finishBatch(t, exitDone, in, "-o", calm, "--to", "docx,json", "-j", "2")
	want := resultsOf(t, calm)
	for name, hash := range resultsOf(t, out) {
		if want[name] != hash {
			t.Errorf("%s is half written", name)
		}
	}
	mount("-o", "remount,size=64m", disk)
	sum := finishBatch(t, exitDone, args...)
	if sum.Done != reports || sum.Before == 0 {
		t.Errorf("%+v", sum)
	}
	if got := resultsOf(t, out); !maps.Equal(want, got) {
		t.Errorf("other results: %d and %d files", len(got), len(want))
	}
	// Read-only: nothing is done, and it is said why.
	mount("-o", "remount,ro", disk)
	cmd = nianbao(t, append([]string{"batch"}, args...)...)
	told, _ = cmd.CombinedOutput()
	if got := cmd.ProcessState.ExitCode(); got != exitUsage || !bytes.Contains(told, []byte("read-only file system")) {
		t.Errorf("exit status %d\n%s", got, told)
	}
}
