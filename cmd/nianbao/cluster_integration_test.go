//go:build integration && linux

package main

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// clusterFault is something that happens to a cluster in the middle of a run. Each leaves the same bytes as one machine alone.
type clusterFault struct {
	name string
	// strike is called when a part is done.
	strike func(t *testing.T, c *clusterUnderTest, coordinator *exec.Cmd)
	apart  bool // all workers are behind the cable, and not the third alone
	killed bool // it kills the coordinator, so that the same command has to be given again
}

type clusterUnderTest struct {
	db      *database
	out     string
	workers []station
	clock   string // the file from which the database's clock is read
}

func mustRun(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}

const (
	clusterNamespace = "nianbao-test"
	clusterPort      = 55433
	hostAddress      = "10.233.77.1"
)

// separateNetwork makes a network namespace that reaches this machine over a pair of interfaces, as a cable would.
func separateNetwork(t *testing.T) {
	t.Helper()
	_ = exec.Command("ip", "netns", "del", clusterNamespace).Run() // of a run that was killed
	_ = exec.Command("ip", "link", "del", "nianbao0").Run()
	mustRun(t, "ip", "netns", "add", clusterNamespace)
	t.Cleanup(func() { _ = exec.Command("ip", "netns", "del", clusterNamespace).Run() })
	mustRun(t, "ip", "link", "add", "nianbao0", "type", "veth", "peer", "name", "nianbao1", "netns", clusterNamespace)
	mustRun(t, "ip", "addr", "add", hostAddress+"/24", "dev", "nianbao0")
	mustRun(t, "ip", "link", "set", "nianbao0", "up")
	mustRun(t, "ip", "-n", clusterNamespace, "addr", "add", "10.233.77.2/24", "dev", "nianbao1")
	mustRun(t, "ip", "-n", clusterNamespace, "link", "set", "nianbao1", "up")
}

func clusterFaults() []clusterFault {
	return []clusterFault{
		{name: "nothing", strike: nil},
		{name: "a worker killed", strike: func(_ *testing.T, c *clusterUnderTest, _ *exec.Cmd) { c.workers[1].kill() }},
		{name: "the queue lost", strike: func(_ *testing.T, c *clusterUnderTest, _ *exec.Cmd) {
			c.db.sql("postgres", "drop database jobs with (force)", "create database jobs")
		}},
		{name: "the database killed", strike: func(_ *testing.T, c *clusterUnderTest, _ *exec.Cmd) { c.db.kill(); c.db.start() }},
		{name: "the coordinator killed", killed: true, strike: func(t *testing.T, _ *clusterUnderTest, coordinator *exec.Cmd) {
			if err := coordinator.Process.Kill(); err != nil {
				t.Error(err)
			}
		}},
		// What the workers hold is given to nobody else: the folder shows them working.
		{name: "the network cut for 5 s", apart: true, strike: func(t *testing.T, _ *clusterUnderTest, _ *exec.Cmd) {
			mustRun(t, "ip", "link", "set", "nianbao0", "down")
			time.AfterFunc(5*time.Second, func() { _ = exec.Command("ip", "link", "set", "nianbao0", "up").Run() })
		}},
		// All its processes have to be new: each keeps the clock that it began with.
		{name: "the database back with its clock put back", strike: func(t *testing.T, c *clusterUnderTest, _ *exec.Cmd) {
			c.db.kill()
			c.moveClock(t, "-3h")
			c.db.start()
		}},
		{name: "the database back with its clock put on", strike: func(t *testing.T, c *clusterUnderTest, _ *exec.Cmd) {
			c.db.kill()
			c.moveClock(t, "+3h")
			c.db.start()
		}},
	}
}

func (c *clusterUnderTest) moveClock(t *testing.T, by string) {
	if err := os.WriteFile(c.clock, []byte(by+"\n"), 0o644); err != nil {
		t.Error(err)
	}
}

// Three workers, a coordinator and a database as processes of their own, and something that happens to one of them in the middle: nothing is lost, nothing is
// done differently from one machine alone, and it goes on after some seconds.
func TestClusterSurvives(t *testing.T) {
	const reports = 150
	in := generated(t, reports)
	args := func(out string, more ...string) []string {
		return append([]string{in, "-o", out, "--to", "docx,json", "--check"}, more...)
	}
	calm := filepath.Join(t.TempDir(), "out")
	finishBatch(t, exitDone, args(calm)...)
	want := resultsOf(t, calm)
	separateNetwork(t)
	library, err := filepath.Glob("/usr/lib/*/faketime/libfaketime.so.1")
	if err != nil || len(library) == 0 {
		t.Fatal("Debian's package faketime is needed")
	}
	clock := filepath.Join(os.TempDir(), "nianbao-test-clock")
	c := &clusterUnderTest{clock: clock}
	c.moveClock(t, "+0")
	t.Cleanup(func() { _ = os.Remove(clock) })
	c.db = startDatabase(t, clusterPort, "LD_PRELOAD="+library[0], "FAKETIME_TIMESTAMP_FILE="+clock, "FAKETIME_NO_CACHE=1", "DONT_FAKE_MONOTONIC=1")
	for _, fault := range clusterFaults() {
		t.Run(fault.name, func(t *testing.T) {
			c.out = filepath.Join(t.TempDir(), "out")
			if err := os.Mkdir(c.out, 0o755); err != nil {
				t.Fatal(err)
			}
			c.workers = nil
			for i := range 3 {
				host, namespace := "127.0.0.1", ""
				if fault.apart || i == 2 {
					host, namespace = hostAddress, clusterNamespace
				}
				c.workers = append(c.workers, startWorker(t, c.out, c.db.url(host), namespace))
			}
			batch := args(c.out, "--queue", c.db.url("127.0.0.1"))
			var at func(*exec.Cmd)
			if fault.strike != nil {
				at = func(coordinator *exec.Cmd) { fault.strike(t, c, coordinator) }
			}
			got := coordinate(t, batch, reports/5, at)
			if fault.killed {
				if got.sum.Event == "summary" {
					t.Error("it was not killed: the test shows nothing")
				}
				got = coordinate(t, batch, 0, nil)
			}
			if got.sum.Event != "summary" || got.sum.Total != reports || got.sum.Done != reports || got.sum.Failed != 0 {
				t.Fatalf("%+v\n%s\n%s", got.sum, got.told, c.workers[2].told)
			}
			if found := resultsOf(t, c.out); !maps.Equal(want, found) {
				t.Errorf("other results than on one machine: %d and %d files", len(found), len(want))
			}
			for _, name := range []string{"given", "handed"} {
				if left, err := os.ReadDir(filepath.Join(c.out, ".nianbao", "cluster", name)); err != nil || len(left) > 0 {
					t.Errorf("%d are left in %s, %v", len(left), name, err)
				}
			}
			t.Logf("longest stall %.1f s, %d attempts; told:\n%s", got.longest.Seconds(), got.attempts, got.told)
			for _, w := range c.workers {
				w.kill()
				secretless(t, w.told.String())
			}
			secretless(t, got.told)
		})
	}
}
