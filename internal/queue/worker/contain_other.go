//go:build !linux

package worker

import "runtime/debug"

// Contain is called by the child before it works. This system has no limit of memory that a process can be held to: the collector works
// harder from four fifths of it on, and a job that takes more is stopped by the limit of time alone.
func Contain(memory int64) error {
	if memory > 0 {
		debug.SetMemoryLimit(memory / 5 * 4)
	}
	return nil
}
