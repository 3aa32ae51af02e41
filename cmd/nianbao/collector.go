package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

// firstCollection is how far the heap grows before the garbage collector runs for the first time, in percent of 4 MB. Most commands
// read and write one report, take 20 to 30 MB in all, and end before: collecting took a quarter of their processor time.
const firstCollection = 800

// collectLate puts off the first garbage collection; from then on the collector runs as usual, so that what works for long does not
// take nine times the memory it needs. An operator's GOGC stands.
func collectLate() {
	if os.Getenv("GOGC") != "" {
		return
	}
	usual := debug.SetGCPercent(firstCollection)
	type sentinel struct{ _ *int } // small values without pointers share their memory with others, which may live on
	// The finalizer of what nothing refers to runs after the first collection.
	runtime.SetFinalizer(&sentinel{}, func(*sentinel) { debug.SetGCPercent(usual) })
}
