package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"nianbao/bench/internal/results"
	"nianbao/bench/internal/sides"
)

// This program is its own worker too.
func TestMain(m *testing.M) {
	if len(os.Args) == 4 && os.Args[1] == "worker" {
		main()
		os.Exit(0)
	}
	os.Exit(withFolder(m.Run))
}

// shared names, in the environment, the folder of what the tests share.
const shared = "NIANBAO_BENCH_TEST"

func withFolder(tests func() int) int {
	folder, err := os.MkdirTemp("", "nianbao-bench-test-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(folder)
	os.Setenv(shared, folder)
	return tests()
}

// command builds nianbao as the other tests of the repository do, so that what they have built serves.
var command = sync.OnceValues(func() (string, error) {
	path := filepath.Join(os.Getenv(shared), "nianbao")
	cmd := exec.Command("go", "build", "-o", path, "./cmd/nianbao")
	cmd.Dir = ".."
	out, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

func built(t *testing.T) string {
	t.Helper()
	path, err := command()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// A run of a few of our own sides and of one that is missing: the figures of those that ran are in the file, the other is named there with
// its reason, and the run has failed.
func TestCompare(t *testing.T) {
	nianbao := built(t)
	t.Setenv("PATH", withGoOnly(t))
	out := filepath.Join(t.TempDir(), "results.json")
	var said bytes.Buffer
	err := run(t.Context(), []string{"--sides", "nianbao-docx,fpdf,start,wkhtmltopdf", "--rounds", "2", "--distinct", "3", "--nianbao", nianbao, "--work", t.TempDir(), "-o", out}, nil, &said)
	if err == nil || !strings.Contains(err.Error(), "wkhtmltopdf of pdf: not on this machine") {
		t.Errorf("a run without one that was asked for: %v", err)
	}
	d, err := results.Read(out)
	if err != nil {
		t.Fatalf("%v\n%s", err, said.String())
	}
	for _, want := range []struct{ verb, key string }{{"own", "nianbao-docx"}, {"start", "empty"}, {"start", "version"}, {"start", "text-json"}} {
		s, ok := d.Side(want.verb, want.key)
		if !ok || len(s.Distinct) != 2 || len(s.Repeated) != 1 || s.Distinct[0] <= 0 || s.PeakMiB <= 0 {
			t.Errorf("%s: %+v", want.key, s)
		}
	}
	empty, _ := d.Side("start", "empty")
	text, _ := d.Side("start", "text-json")
	if empty.PeakMiB >= text.PeakMiB {
		t.Errorf("a program that does nothing holds %v MiB and one that works %v: it is charged for who started it", empty.PeakMiB, text.PeakMiB)
	}
	for _, s := range d.Sides {
		if (s.Key == "wkhtmltopdf") != (s.Missing != "") && s.Key != "fpdf" && s.Key != "text-pdf" { // these are looked at with tools that are not here either
			t.Errorf("%s is missing: %q", s.Key, s.Missing)
		}
	}
}

// withGoOnly returns a search path on which there is the Go tool, the shell and nothing else that the comparison looks for.
func withGoOnly(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for _, name := range []string{"go", "sh", "git", "dirname", "cat"} {
		for _, place := range filepath.SplitList(os.Getenv("PATH")) {
			if _, err := os.Stat(filepath.Join(place, name)); err == nil {
				if err := os.Symlink(filepath.Join(place, name), filepath.Join(folder, name)); err != nil {
					t.Fatal(err)
				}
				break
			}
		}
	}
	return folder
}

// The batch is a whole one, with both files and the findings of each report.
func TestBatch(t *testing.T) {
	var said bytes.Buffer
	if err := run(t.Context(), []string{"batch", "--reports", "5", "--nianbao", built(t), "--work", t.TempDir()}, nil, &said); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(said.String(), "\n| 5 | ") {
		t.Error(said.String())
	}
}

func TestCommandLine(t *testing.T) {
	for said, arguments := range map[string]string{"--all or --sides": "", `no "batsch"`: "batsch", "no side \"typ\"": "--sides typ", "not understood: x": "--all x", "less than one round": "--all --rounds 0", "worker wants": "worker x"} {
		if err := run(t.Context(), strings.Fields(arguments), nil, &bytes.Buffer{}); err == nil || !strings.Contains(err.Error(), said) {
			t.Errorf("%q: %v", arguments, err)
		}
	}
}

// The peers that the scripts name are those that are pinned.
func TestPinned(t *testing.T) {
	text, err := os.ReadFile("peers/package.json")
	if err != nil {
		t.Fatal(err)
	}
	var pinned struct {
		Dependencies map[string]string `json:"dependencies"`
	}
	if err := json.Unmarshal(text, &pinned); err != nil {
		t.Fatal(err)
	}
	for name, version := range pinned.Dependencies {
		if strings.ContainsAny(version, "^~*x ") {
			t.Errorf("%s is pinned to %s", name, version)
		}
	}
	if len(pinned.Dependencies) != 5 || len(sides.All()) < 30 {
		t.Errorf("%d packages, %d sides", len(pinned.Dependencies), len(sides.All()))
	}
}
