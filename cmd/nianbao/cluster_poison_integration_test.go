//go:build integration && linux

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Poisonous inputs on several machines: each is told with its reason, as on one machine, the others are done, and nothing is left in the queue. A worker of another version
// takes nothing and says why.
func TestClusterWithPoison(t *testing.T) {
	const reports = 100
	in := generated(t, reports)
	poison := poisoned(t, in)
	args := func(out string, more ...string) []string {
		return append([]string{in, "-o", out, "--to", "json", "--timeout", "20s"}, more...)
	}
	calm, out := filepath.Join(t.TempDir(), "out"), filepath.Join(t.TempDir(), "out")
	finishBatch(t, exitFindings, args(calm)...)
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	db := startDatabase(t, clusterPort+1)
	url := db.url("127.0.0.1")
	var workers []station
	for range 3 {
		workers = append(workers, startWorker(t, out, url, ""))
	}
	var stranger []byte
	status := 0
	got := coordinate(t, args(out, "--queue", url), 10, func(*exec.Cmd) {
		cmd := nianbao(t, "worker", "--queue", url, "-o", out)
		cmd.Env = append(cmd.Env, otherVersion+"=v0.0.0-other")
		stranger, _ = cmd.CombinedOutput() // the status is looked at
		status = cmd.ProcessState.ExitCode()
	})
	if got.sum.Event != "summary" || got.sum.Done != reports || got.sum.Failed != len(poison) {
		t.Fatalf("%+v\n%s", got.sum, got.told)
	}
	if status != exitUsage || !strings.Contains(string(stranger), "error[worker-engine]: this is another version") {
		t.Errorf("a worker of another version: exit status %d\n%s", status, stranger)
	}
	want, found := resultsOf(t, calm), resultsOf(t, out)
	for name, hash := range want {
		if found[name] != hash { // the overview too: who worked leaves no trace
			t.Errorf("%s differs", name)
		}
	}
	emptied(t, url)
	for _, w := range workers {
		w.kill()
	}
	secretless(t, got.told, string(stranger))
}

// emptied waits until the queue holds no job that is not done: the workers tell the queue in groups, a moment after the coordinator
// has their results.
func emptied(t *testing.T, url string) {
	t.Helper()
	for range 100 {
		cmd := exec.Command("psql", "-qAt", "-d", url, "-c", "select count(*) from river_job where state <> 'completed'")
		left, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%s, %v", left, err)
		}
		if strings.TrimSpace(string(left)) == "0" {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Error("jobs are left in the queue")
}
