//go:build integration && linux

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Nothing but a machine that loses power shows that a sync is missing, so the system calls are looked at: no result gets its name before its content is on
// the disk; no line is written to the journal before the folders of the names are; and every line is synced.
func TestBatchSyncsInOrder(t *testing.T) {
	in := generated(t, 30)
	out := filepath.Join(t.TempDir(), "out")
	log := filepath.Join(t.TempDir(), "log")
	command := nianbao(t, "batch", in, "-o", out, "--to", "docx,json", "-j", "2")
	program := filepath.Join(t.TempDir(), "nianbao") // the test program is the command where it goes by that name
	if err := os.Symlink(command.Path, program); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "strace", "-f", "-y", "-s", "500", "-e", "trace=fsync,rename,renameat,renameat2,pwrite64", "-o", log, program)
	cmd.Args, cmd.Env = append(cmd.Args, command.Args[1:]...), command.Env
	if told, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, told)
	}
	data, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	synced := regexp.MustCompile(`fsync\(\d+<([^>]*)>`)
	renamed := regexp.MustCompile(`rename(?:at2?)?\((?:AT_FDCWD(?:<[^>]*>)?, )?"([^"]*)", (?:AT_FDCWD(?:<[^>]*>)?, )?"([^"]*)"`)
	written := regexp.MustCompile(`pwrite64\(\d+<([^>]*journal.jsonl)>, "[0-9a-f]{8} \{\\"kind\\":\\"done`)
	onDisk := map[string]bool{} // contents that were synced
	open := map[string]bool{}   // folders with names that were not
	waiting := map[string]string{}
	results, lines, unsynced := 0, 0, false
	for line := range strings.Lines(string(data)) {
		thread, _, _ := strings.Cut(line, " ")
		path := ""
		if m := synced.FindStringSubmatch(line); m != nil && strings.Contains(line, "<unfinished") {
			waiting[thread] = m[1] // other threads go on before it is on the disk
		} else if m != nil {
			path = m[1]
		} else if strings.Contains(line, "<... fsync resumed>") {
			path = waiting[thread]
		}
		if path != "" {
			onDisk[path] = true
			delete(open, path)
			unsynced = unsynced && !strings.HasSuffix(path, "journal.jsonl")
		}
		if m := renamed.FindStringSubmatch(line); m != nil {
			if !onDisk[m[1]] {
				t.Errorf("%s got its name before its content was on the disk", m[2])
			}
			if strings.HasPrefix(m[2], filepath.Join(out, "in")) {
				open[filepath.Dir(m[2])] = true
				results++
			}
		}
		if written.MatchString(line) {
			if lines++; len(open) > 0 {
				t.Errorf("the journal tells of names that are not on the disk: %v", open)
			}
			unsynced = true
		}
	}
	if unsynced || results != 60 || lines == 0 {
		t.Errorf("%d results, %d writes of the journal, the last one synced: %v", results, lines, !unsynced)
	}
}
