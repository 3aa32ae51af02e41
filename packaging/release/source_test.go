package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// repository makes a Git repository with one commit, and with the tags given.
func repository(t *testing.T, tags ...string) string {
	t.Helper()
	folder := t.TempDir()
	run := func(args ...string) {
		t.Helper()
		command := exec.Command("git", append([]string{"-C", folder}, args...)...)
		command.Env = append(os.Environ(), "GIT_AUTHOR_DATE=1700000000 +0800", "GIT_COMMITTER_DATE=1700000001 +0800",
			"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null")
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	run("init", "-q")
	if err := os.WriteFile(filepath.Join(folder, "a"), []byte("a"), 0o644); err != nil {
		t.Fatal(err)
	}
	run("add", "a")
	run("-c", "user.name=n", "-c", "user.email=n@example.org", "commit", "-q", "-m", "first")
	for _, tag := range tags {
		run("tag", tag)
	}
	return folder
}

func TestVersionFromGit(t *testing.T) {
	for _, c := range []struct {
		name string
		tags []string
		want string // up to the commit
	}{
		{"a release", []string{"v1.2.3"}, "v1.2.3"},
		{"the highest of two", []string{"v1.10.0", "v1.9.9"}, "v1.10.0"},
		{"a candidate is below its release", []string{"v1.0.0-rc.1", "v1.0.0"}, "v1.0.0"},
		{"other tags are none", []string{"v1", "vendor", "1.0.0"}, "v0.0.0-20231114221321-"},
		{"no tag", nil, "v0.0.0-20231114221321-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := readSource(t.Context(), repository(t, c.tags...), "", "", false)
			if err != nil {
				t.Fatal(err)
			}
			if prefix, exact := strings.HasSuffix(c.want, "-"), got.version == c.want; !exact && !(prefix && strings.HasPrefix(got.version, c.want)) {
				t.Errorf("got %s, want %s", got.version, c.want)
			}
			if got.time.Unix() != 1700000001 || len(got.revision) != 40 {
				t.Errorf("commit %q of %s", got.revision, got.time)
			}
		})
	}
}

func TestVersionAfterATag(t *testing.T) {
	folder := repository(t, "v1.2.3")
	for _, args := range [][]string{{"commit", "-q", "--allow-empty", "-m", "second"}} {
		command := exec.Command("git", append([]string{"-C", folder, "-c", "user.name=n", "-c", "user.email=n@example.org"}, args...)...)
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	got, err := readSource(t.Context(), folder, "", "", false)
	if err != nil || !strings.HasPrefix(got.version, "v1.2.4-0.") {
		t.Errorf("got %s, %v, want a pseudo-version after v1.2.3", got.version, err)
	}
}

func TestChangesAreRefused(t *testing.T) {
	folder := repository(t, "v1.2.3")
	if err := os.WriteFile(filepath.Join(folder, "new"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if got, err := readSource(t.Context(), folder, "", "", false); err == nil {
		t.Errorf("a file that no commit holds became part of %s", got.version)
	}
	got, err := readSource(t.Context(), folder, "", "", true)
	if err != nil || got.version != "v1.2.3+dirty" {
		t.Errorf("a snapshot is %s, %v", got.version, err)
	}
}

func TestGivenSource(t *testing.T) {
	nowhere := t.TempDir() // no repository
	for _, c := range []struct{ version, epoch, fault string }{
		{"v0.1.0", "1700000001", ""},
		{"devel", "1700000001", ""},
		{"v0.1.0", "", "git"},
		{"", "1700000001", "git"},
		{"../v1", "1700000001", "file name"},
		{"v1 -X main.other=1", "1700000001", "file name"},
		{"v0.1.0", "soon", "no number"},
		{"v0.1.0", "-1", "no number"},
		{"v0.1.0", "0", "before 1980"},
	} {
		got, err := readSource(t.Context(), nowhere, c.version, c.epoch, false)
		switch {
		case c.fault == "" && (err != nil || got.version != c.version || got.time.Unix() != 1700000001):
			t.Errorf("%q %q: %+v, %v", c.version, c.epoch, got, err)
		case c.fault != "" && (err == nil || !strings.Contains(err.Error(), c.fault)):
			t.Errorf("%q %q: error %v, want one about %q", c.version, c.epoch, err, c.fault)
		}
	}
}
