package worker

import (
	"fmt"
	"runtime/debug"

	"golang.org/x/sys/unix"
)

// Contain is called by the child before it works: memory beyond the limit is not given to it (RLIMIT_DATA, which counts what a process
// may write to and no other maps), and the program ends with "out of memory". The collector works harder from four fifths of it on.
func Contain(memory int64) error {
	if memory <= 0 {
		return nil
	}
	debug.SetMemoryLimit(memory / 5 * 4)
	limit := unix.Rlimit{Cur: uint64(memory), Max: uint64(memory)}
	if err := unix.Setrlimit(unix.RLIMIT_DATA, &limit); err != nil {
		return fmt.Errorf("limiting memory: %w", err)
	}
	return nil
}
