// Package measure says what processes cost: the CPU time of a process and of all that it started, and the most memory that they held.
//
// It asks the kernel and not the process, so that all programs are measured by one yardstick, and it never looks at the wall
// clock, which on a machine with other work says more about the other work. For a process that has ended the kernel's account
// ([Run]) is exact and has the children that the process waited for. For one that stays, a server or a worker, the
// account is read before and after ([Tree]): Linux only, in nanoseconds for what runs, in ticks of 10 ms for descendants that have ended.
package measure

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// Usage is what a tree of processes has used since it began.
type Usage struct {
	CPU  time.Duration
	Peak int64 // bytes: the peaks of the processes that run, added up
}

// tick is the unit of times in /proc/PID/stat, the same on all of Linux's usual architectures.
const tick = 10 * time.Millisecond

// stat is what a line of /proc/PID/stat says that is used here.
type stat struct {
	parent int
	ended  time.Duration // CPU time of children that have ended and were waited for
}

// parseStat reads a line of /proc/PID/stat. The command's name stands in parentheses and may hold anything, so that the fields
// are counted from the last parenthesis.
func parseStat(line []byte) (stat, error) {
	after := bytes.LastIndexByte(line, ')')
	fields := strings.Fields(string(line[after+1:]))
	const parent, childUser, childSystem = 1, 13, 14 // proc(5): fields 4, 16 and 17, of which two stand before the parenthesis
	if after < 0 || len(fields) <= childSystem {
		return stat{}, fmt.Errorf("not a line of /proc/PID/stat: %q", line)
	}
	var numbers [3]int
	for i, k := range []int{parent, childUser, childSystem} {
		n, err := strconv.Atoi(fields[k])
		if err != nil {
			return stat{}, fmt.Errorf("not a line of /proc/PID/stat: %w", err)
		}
		numbers[i] = n
	}
	return stat{numbers[0], time.Duration(numbers[1]+numbers[2]) * tick}, nil
}

// Tree returns what the process and its descendants have used until now. A descendant that ends while it is read counts for nothing here,
// and for its parent the next time.
func Tree(pid int) (Usage, error) {
	files, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return Usage{}, err
	}
	all, children := map[int]stat{}, map[int][]int{}
	for _, file := range files {
		line, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended
		}
		s, err := parseStat(line)
		if err != nil {
			return Usage{}, err
		}
		id, err := strconv.Atoi(filepath.Base(filepath.Dir(file)))
		if err != nil {
			return Usage{}, err
		}
		all[id] = s
		children[s.parent] = append(children[s.parent], id)
	}
	if _, ok := all[pid]; !ok {
		return Usage{}, fmt.Errorf("process %d has ended", pid)
	}
	var sum Usage
	for next := []int{pid}; len(next) > 0; {
		id := next[len(next)-1]
		next = append(next[:len(next)-1], children[id]...)
		cpu, err := processClock(id)
		if err != nil {
			continue
		}
		sum.CPU += cpu + all[id].ended
		sum.Peak += peak(id)
	}
	return sum, nil
}

// processClock reads the CPU clock of another process, which counts all its threads, those too that have ended: clock_getcpuclockid(3).
func processClock(pid int) (time.Duration, error) {
	const scheduler = 2
	var now unix.Timespec
	if err := unix.ClockGettime(^int32(pid)<<3|scheduler, &now); err != nil {
		return 0, err
	}
	return time.Duration(now.Nano()), nil
}

// peak returns the most memory that a process has held, and 0 when it has ended.
func peak(pid int) int64 {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kib, err := strconv.ParseInt(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 10, 64)
			if err != nil {
				return 0
			}
			return kib << 10
		}
	}
	return 0
}
