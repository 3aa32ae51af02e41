package converter

import (
	"cmp"

	"nianbao/converter/internal/limit"
)

// Limits bounds what one input may be. A field that is 0 keeps its default. What is counted while an input is taken apart (elements, cells,
// characters, pages …) has limits of its own, which the program sets: see docs/decisions/limits.md.
type Limits struct {
	Input          int64 // bytes of one input
	ArchiveEntries int   // files of an archive of reports
	ArchiveTotal   int64 // bytes of all of them when unpacked; each is bounded by Input

	inner *limit.Limits // all of them, for tests of this package
}

// DefaultLimits returns the limits that hold unless [Options] gives others.
func DefaultLimits() Limits { return limitsOf(limit.Default()) }

func limitsOf(l limit.Limits) Limits {
	return Limits{Input: l.Input, ArchiveEntries: l.ArchiveEntries, ArchiveTotal: l.ArchiveTotal}
}

// all returns the limits of package limit with these in their places.
func (l Limits) all() limit.Limits {
	if l.inner != nil {
		return *l.inner
	}
	all := limit.Default()
	all.Input = cmp.Or(l.Input, all.Input)
	all.ArchiveEntries, all.ArchiveTotal = cmp.Or(l.ArchiveEntries, all.ArchiveEntries), cmp.Or(l.ArchiveTotal, all.ArchiveTotal)
	return all
}
