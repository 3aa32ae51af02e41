package main

import (
	"context"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"nianbao/converter/diag"
)

// To start the program costs many times what most commands do, so that most commands of the scripts run inside of the tests: what a
// process adds (main, standard input, signals, workers, the limits of a service) has commands of its own, which start one. Under NIANBAO_WHOLE (.ci/run sets it) each
// command is a process.

// inside runs one command at a time, since the folder and the environment are those of the whole process. Whatever the tests do
// meanwhile uses absolute paths.
var inside sync.Mutex

// scriptEnvironment is what the program reads of it in scripts.
func scriptEnvironment() []string {
	return []string{"LC_ALL", "NIANBAO_LANG", "NIANBAO_WORKERS", "NIANBAO_DRAIN", "SOURCE_DATE_EPOCH"}
}

// status runs the program as main does, in the script's folder and environment, and compares the exit status.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 || args[1] != "nianbao" {
		ts.Fatalf("usage: status N nianbao [arguments]")
	}
	if os.Getenv("NIANBAO_WHOLE") != "" {
		exits(ts, neg, args)
		return
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	inside.Lock()
	defer inside.Unlock()
	version = scriptVersion
	defer func() { version = "" }()
	folder, err := os.Getwd()
	ts.Check(err)
	ts.Check(os.Chdir(ts.MkAbs(".")))
	defer func() { ts.Check(os.Chdir(folder)) }()
	for _, name := range scriptEnvironment() {
		ts.Check(os.Setenv(name, ts.Getenv(name)))
	}
	s := &session{ctx: context.Background(), stdin: strings.NewReader(""), stdout: ts.Stdout(), stderr: ts.Stderr(), passed: map[string]diag.List{},
		browse: func(context.Context, []string) error { return nil }, clicked: func() bool { return false }}
	if got := s.execute(args[2:]); got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// restoreEnvironment undoes, after the scripts, what they set.
func restoreEnvironment(t *testing.T) {
	for _, name := range scriptEnvironment() {
		t.Setenv(name, "")
	}
}
