package main

import (
	"runtime"
	"runtime/debug"
	"testing"
)

// TestCollectLate: the collector waits once, and is the usual one after its first run.
func TestCollectLate(t *testing.T) {
	t.Setenv("GOGC", "")
	usual := debug.SetGCPercent(100)
	defer debug.SetGCPercent(usual)
	collectLate()
	if late := debug.SetGCPercent(firstCollection); late != firstCollection {
		t.Errorf("%d before the first collection", late)
	}
	usualAgain := false
	for range 1000 { // finalizers have a goroutine of their own
		runtime.GC()
		if usualAgain = debug.SetGCPercent(100) == 100; usualAgain {
			break
		}
		debug.SetGCPercent(firstCollection)
	}
	if !usualAgain {
		t.Error("the collector stays late")
	}
	t.Setenv("GOGC", "50")
	collectLate()
	if now := debug.SetGCPercent(100); now != 100 {
		t.Errorf("%d, whatever the operator says", now)
	}
}
