package main

import (
	"errors"
	"math"
	"os"
	"runtime/debug"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

// memoryFor is the memory in bytes that the service may take: what the flag says (in MiB), else the limit of the
// container that the process is in, else 0 for the service's own default.
func memoryFor(mebibytes int64) (int64, error) {
	if mebibytes != 0 {
		if mebibytes < 0 || mebibytes > math.MaxInt64>>20 {
			return 0, problem("serve-option", "name", "--memory", "value", mebibytes, "known", "> 0")
		}
		return mebibytes << 20, nil
	}
	limit, err := memlimit.FromCgroup()
	switch {
	case errors.Is(err, memlimit.ErrNoLimit), errors.Is(err, memlimit.ErrNoCgroup), errors.Is(err, memlimit.ErrCgroupsNotSupported):
		return 0, nil
	case err != nil:
		return 0, problem("serve-memory", "problem", err)
	}
	return int64(min(limit, math.MaxInt64)), nil
}

// limitHeap makes the garbage collector work harder when the process comes near its memory, instead of letting the heap
// grow to twice what is in use. Whoever sets GOMEMLIMIT has decided already.
func limitHeap(memory int64) {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory / 10 * 9)
	}
}
