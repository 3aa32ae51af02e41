//go:build integration && linux

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// database is a PostgreSQL server of its own, in a folder of its own.
type database struct {
	t         *testing.T
	bin, data string
	port      int
	env       []string
}

// startDatabase starts Debian's PostgreSQL, which refuses to run as root. It listens on all addresses and asks for a password.
func startDatabase(t *testing.T, port int, env ...string) *database {
	t.Helper()
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil || len(found) == 0 || os.Getuid() != 0 {
		t.Fatalf("Debian's package postgresql is needed, and root: %v", err)
	}
	folder, err := os.MkdirTemp("/tmp", "nianbao-pg-") // not t.TempDir: user postgres has no way into it
	if err != nil {
		t.Fatal(err)
	}
	d := &database{t: t, bin: found[len(found)-1], data: filepath.Join(folder, "data"), port: port, env: env}
	secret := filepath.Join(folder, "secret")
	if err := os.WriteFile(secret, []byte(databasePassword+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("chown", "-R", "postgres", folder).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	d.as("initdb", "-D", d.data, "-E", "UTF8", "--locale=C", "-A", "scram-sha-256", "--pwfile", secret)
	if err := os.WriteFile(filepath.Join(d.data, "pg_hba.conf"), []byte("host all all 0.0.0.0/0 scram-sha-256\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = exec.Command("runuser", "-u", "postgres", "--", filepath.Join(d.bin, "pg_ctl"), "-D", d.data, "-m", "immediate", "stop").Run()
		_ = os.RemoveAll(folder)
	})
	d.start()
	d.sql("postgres", "create database jobs")
	return d
}

const databasePassword = "geheim-7f3a"

// as runs a program of PostgreSQL as its user.
func (d *database) as(program string, args ...string) {
	d.t.Helper()
	cmd := exec.Command("runuser", append([]string{"-u", "postgres", "--", filepath.Join(d.bin, program)}, args...)...)
	cmd.Dir, cmd.Env = "/", append(os.Environ(), d.env...)
	var told bytes.Buffer
	cmd.Stdout, cmd.Stderr = &told, &told
	cmd.WaitDelay = time.Second // the server keeps what it inherits
	if err := cmd.Run(); err != nil && cmd.ProcessState.ExitCode() != 0 {
		d.t.Fatalf("%s: %v\n%s", program, err, &told)
	}
}

func (d *database) start() {
	d.t.Helper()
	d.as("pg_ctl", "-D", d.data, "-w", "-l", filepath.Join(filepath.Dir(d.data), "log"),
		"-o", fmt.Sprintf("-p %d -c listen_addresses=* -c unix_socket_directories=''", d.port), "start")
}

// kill is kill -9 of the server with all its processes.
func (d *database) kill() {
	d.t.Helper()
	data, err := os.ReadFile(filepath.Join(d.data, "postmaster.pid"))
	if err != nil {
		d.t.Fatal(err)
	}
	pid, _, _ := strings.Cut(string(data), "\n")
	if out, err := exec.Command("pkill", "-9", "-P", pid).CombinedOutput(); err != nil {
		d.t.Fatalf("%v\n%s", err, out)
	}
	if out, err := exec.Command("kill", "-9", pid).CombinedOutput(); err != nil {
		d.t.Fatalf("%v\n%s", err, out)
	}
	for n := 0; exec.Command("kill", "-0", pid).Run() == nil && n < 500; n++ {
		time.Sleep(10 * time.Millisecond)
	}
}

func (d *database) sql(base string, commands ...string) {
	d.t.Helper()
	for _, command := range commands {
		cmd := exec.Command("psql", "-q", "-h", "127.0.0.1", "-p", fmt.Sprint(d.port), "-U", "postgres", "-d", base, "-c", command)
		cmd.Env = append(os.Environ(), "PGPASSWORD="+databasePassword)
		if out, err := cmd.CombinedOutput(); err != nil {
			d.t.Fatalf("%s: %v\n%s", command, err, out)
		}
	}
}

func (d *database) url(host string) string {
	return fmt.Sprintf("postgres://postgres:%s@%s:%d/jobs", databasePassword, host, d.port)
}

// station is a process of the cluster.
type station struct {
	cmd  *exec.Cmd
	told *bytes.Buffer
}

func (s station) kill() { _ = s.cmd.Process.Kill(); _ = s.cmd.Wait() }

// startWorker starts nianbao worker, in a network namespace where one is named.
func startWorker(t *testing.T, out, url, namespace string) station {
	t.Helper()
	cmd := nianbao(t, "worker", "--queue", url, "-o", out, "-j", "1")
	if namespace != "" {
		program := filepath.Join(t.TempDir(), "nianbao") // the test program is the command where it goes by that name
		if err := os.Symlink(cmd.Path, program); err != nil {
			t.Fatal(err)
		}
		inside := exec.CommandContext(t.Context(), "ip", append([]string{"netns", "exec", namespace, program}, cmd.Args[1:]...)...)
		inside.Env, cmd = cmd.Env, inside
	}
	s := station{cmd, &bytes.Buffer{}}
	cmd.Stdout, cmd.Stderr = s.told, s.told
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.kill)
	return s
}

// course is what a coordinator told.
type course struct {
	sum      summaryOf
	longest  time.Duration // between two items that were settled
	attempts int
	told     string
}

// coordinate runs batch --queue to its end. at is called, once, when so many are settled; it returns true where it has killed the coordinator.
func coordinate(t *testing.T, args []string, after int, at func(*exec.Cmd)) course {
	t.Helper()
	cmd := nianbao(t, append([]string{"batch"}, args...)...)
	var told bytes.Buffer
	cmd.Stderr = &told
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var c course
	hang := time.AfterFunc(90*time.Second, func() { _ = cmd.Process.Kill() })
	defer hang.Stop()
	last, n := time.Now(), 0
	var once sync.Once
	reader := bufio.NewReader(out)
	for {
		line, err := reader.ReadBytes('\n')
		if err != nil {
			if err != io.EOF {
				t.Fatal(err)
			}
			break
		}
		_ = json.Unmarshal(line, &c.sum) // the last one counts
		switch c.sum.Event {
		case "attempt":
			c.attempts++
		case "done", "failed":
			if n++; n > 1 {
				c.longest = max(c.longest, time.Since(last))
			}
			last = time.Now()
			if n >= after && at != nil {
				once.Do(func() { at(cmd) })
			}
		}
	}
	_ = cmd.Wait() // the summary is looked at
	c.told = told.String()
	return c
}

// secretless fails where the password was told to anybody.
func secretless(t *testing.T, texts ...string) {
	t.Helper()
	if slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, databasePassword) }) {
		t.Error("the password of the database was told")
	}
}
