package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"nianbao/bench/internal/results"
	"nianbao/bench/internal/sides"
)

// inPlace calls do with a folder to work in and the programs that are measured, and takes the folder away afterwards.
func inPlace(ctx context.Context, s settings, out io.Writer, do func(sides.Place) error) error {
	work, err := os.MkdirTemp(s.work, "nianbao-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	if work, err = filepath.Abs(work); err != nil {
		return err
	}
	p := sides.Place{Work: work, Empty: filepath.Join(work, "empty"), Launcher: filepath.Join(work, "launch"), Nianbao: s.nianbao, Commit: commit(ctx, s.root)}
	if p.Root, err = filepath.Abs(s.root); err != nil {
		return err
	}
	p.Peers = filepath.Join(p.Root, "bench", "peers")
	if p.Self, err = os.Executable(); err != nil {
		return err
	}
	for program, path := range map[string]string{p.Empty: "./internal/empty", p.Launcher: "./internal/launch"} {
		if err := build(ctx, filepath.Join(p.Root, "bench"), program, path); err != nil {
			return err
		}
	}
	if p.Nianbao == "" {
		fmt.Fprintln(out, "building nianbao")
		p.Nianbao = filepath.Join(work, "nianbao")
		if err := build(ctx, p.Root, p.Nianbao, "./cmd/nianbao"); err != nil {
			return err
		}
	}
	if p.Nianbao, err = filepath.Abs(p.Nianbao); err != nil {
		return err
	}
	return do(p)
}

// build builds a program as a release of nianbao is built: without a table of symbols, without C.
func build(ctx context.Context, folder, program, path string) error {
	cmd := exec.CommandContext(ctx, "go", "build", "-tags=nomsgpack", "-ldflags=-s -w", "-o", program, path) // as releases are built
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if said, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w: %s", path, err, said)
	}
	return nil
}

// commit names the state of the repository, with a plus where files differ from it.
func commit(ctx context.Context, root string) string {
	out, err := exec.CommandContext(ctx, "git", "-C", root, "rev-parse", "--short", "HEAD").Output()
	if err != nil {
		return "a state that git does not know"
	}
	name := strings.TrimSpace(string(out))
	if changed, err := exec.CommandContext(ctx, "git", "-C", root, "status", "--porcelain", "--untracked-files=no").Output(); err != nil || len(changed) > 0 {
		name += "+"
	}
	return name
}

// thisMachine describes the machine.
func thisMachine() results.Machine {
	m := results.Machine{Processor: runtime.GOARCH, Processors: runtime.NumCPU(), System: runtime.GOOS, Go: runtime.Version()}
	if name := field("/proc/cpuinfo", "model name"); name != "" {
		m.Processor = name
	}
	if kib, err := strconv.Atoi(strings.TrimSuffix(field("/proc/meminfo", "MemTotal"), " kB")); err == nil {
		m.MemoryGiB = (kib + 1<<19) >> 20
	}
	m.Node, m.Python = ownVersion("node"), ownVersion("/usr/bin/python3")
	if release, err := os.ReadFile("/proc/sys/kernel/osrelease"); err == nil {
		m.System = "Linux " + strings.TrimSpace(string(release))
	}
	return m
}

// ownVersion is what an interpreter says of itself, nothing where there is none.
func ownVersion(program string) string {
	out, err := exec.Command(program, "--version").Output()
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(string(out)), "Python "), "v")
}

// field returns the first value with the name in a file of lines "name: value".
func field(path, name string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(text)) {
		if key, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
