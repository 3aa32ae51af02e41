// Package collect gathers the diagnostics of one input and keeps no more of them than somebody reads. Every reader of untrusted input adds
// what it finds here, or has its list capped, so that a file with a hundred thousand faults costs and says as much as one with a hundred.
package collect

import "nianbao/converter/diag"

// MostKept is how many diagnostics of one input are kept: nobody reads more, and an input with a hundred thousand errors
// must not make an answer of a hundred thousand messages.
const MostKept = 100

// Collector gathers the diagnostics of one input. It keeps the first hundred, and behind them only the first of every code
// and severity that was not there yet, so that what was found can be told by codes and by the gravest severity; the
// others it counts. The zero value is empty.
type Collector struct {
	list diag.List
	seen map[kind]bool
	more int
}

// kind is what a caller tells diagnostics apart by.
type kind struct {
	code     diag.Code
	severity diag.Severity
}

// Add takes diagnostics in.
func (c *Collector) Add(found ...diag.Diagnostic) {
	if c.seen == nil && len(found) > 0 {
		c.seen = map[kind]bool{}
	}
	for _, d := range found {
		k := kind{d.Code, d.Severity}
		if len(c.list) >= MostKept && c.seen[k] {
			c.more++
			continue
		}
		c.seen[k] = true
		c.list = append(c.list, d)
	}
}

// Full reports whether a further diagnostic of the code and the catalogue's severity would only be counted; who would
// have to work for it can call [Collector.Skip] instead.
func (c *Collector) Full(code diag.Code) bool {
	if len(c.list) < MostKept {
		return false
	}
	return c.seen[kind{code, diag.New(code, diag.Place{}).Severity}]
}

// Skip counts a diagnostic that is not kept.
func (c *Collector) Skip() { c.more++ }

// Worst returns the gravest severity, and false where nothing was found.
func (c *Collector) Worst() (diag.Severity, bool) { return c.list.Worst() }

// List returns what was kept, and behind it how many more there were.
func (c *Collector) List() diag.List {
	if c.more == 0 {
		return c.list
	}
	return append(c.list[:len(c.list):len(c.list)], diag.New("diagnostics-more", diag.Place{}, "n", c.more))
}

// Capped returns a list as a [Collector] would keep it.
func Capped(l diag.List) diag.List {
	if len(l) <= MostKept {
		return l
	}
	var c Collector
	c.Add(l...)
	return c.List()
}
