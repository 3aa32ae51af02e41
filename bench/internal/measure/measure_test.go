package measure

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

func shell(script string) *exec.Cmd { return exec.Command("sh", "-c", script) }

func TestRunCountsChildren(t *testing.T) {
	alone, err := Run(shell(`true`))
	if err != nil {
		t.Fatal(err)
	}
	nested, err := Run(shell(`sh -c 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done'; true`))
	if err != nil {
		t.Fatal(err)
	}
	if nested.CPU < 4*alone.CPU || alone.Peak == 0 {
		t.Errorf("a child that counts to 300,000 costs %v, none %v with %d bytes", nested.CPU, alone.CPU, alone.Peak)
	}
	if _, err := Run(shell(`echo because >&2; exit 3`)); err == nil || err.Error() != "/usr/bin/sh: exit status 3: because" && err.Error() != "/bin/sh: exit status 3: because" {
		t.Errorf("a command that fails: %v", err)
	}
}

// A process that stays is charged for itself, for a child that has ended and for one that runs, each time for the same work.
func TestTreeCountsDescendants(t *testing.T) {
	count := `i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; `
	cmd := shell(`echo; read x; ` + count + `echo; read x; sh -c '` + count + `'; echo; read x; sh -c '` + count + `echo; read x; exit'; true`)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = cmd.Wait() }()
	defer in.Close()
	lines := bufio.NewReader(out)
	var before, itself time.Duration
	for i, who := range []string{"nobody yet", "itself", "a child that has ended", "a child that runs"} {
		if i > 0 {
			if _, err := io.WriteString(in, "\n"); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := lines.ReadString('\n'); err != nil {
			t.Fatal(err)
		}
		u, err := Tree(cmd.Process.Pid)
		if err != nil {
			t.Fatal(err)
		}
		used := u.CPU - before
		before = u.CPU
		if i == 1 {
			itself = used
		}
		if i > 0 && (used == 0 || used < itself/4) {
			t.Errorf("%s counted in %v, and the process itself in %v", who, used, itself)
		}
		if u.Peak == 0 {
			t.Error("no memory")
		}
	}
}

func TestParseStat(t *testing.T) {
	s, err := parseStat([]byte("42 (a) b) (c) S 7 42 42 0 -1 4194304 1 2 3 4 11 12 13 14 20 0 1 0"))
	if err != nil || s.parent != 7 || s.ended != 270*time.Millisecond {
		t.Errorf("%+v %v", s, err)
	}
	for _, line := range []string{"", "42 (a) S 7", "42 (a) S x 42 42 0 -1 4194304 1 2 3 4 11 12 13 14 20 0 1 0"} {
		if _, err := parseStat([]byte(line)); err == nil {
			t.Errorf("%q is a line", line)
		}
	}
}

func TestTreeOfNobody(t *testing.T) {
	cmd := shell(`true`)
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	if _, err := Tree(cmd.Process.Pid); err == nil {
		t.Error("a process that has ended has an account")
	}
}

// An order that fails is an account that says why; what a command prints goes to the file.
func TestCarry(t *testing.T) {
	path := t.TempDir() + "/printed"
	if a := (Order{Command: []string{"sh", "-c", "echo $WORD"}, Environment: []string{"WORD=here"}, Output: path}).Carry(); a.Failed != "" || a.Peak == 0 {
		t.Errorf("%+v", a)
	}
	if text, err := os.ReadFile(path); err != nil || string(text) != "here\n" {
		t.Errorf("printed: %q %v", text, err)
	}
	for said, o := range map[string]Order{"no command": {}, "because": {Command: []string{"sh", "-c", "echo because >&2; false"}}, "not found": {Command: []string{"no-such-program"}},
		"no such file": {Command: []string{"true"}, Output: path + "/x"}} {
		if a := o.Carry(); said == "no such file" && a.Failed == "" || said != "no such file" && !strings.Contains(a.Failed, said) {
			t.Errorf("%s: %+v", said, a)
		}
	}
}
