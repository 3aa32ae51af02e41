package converter

import (
	"context"
	"errors"
	"runtime"
	"runtime/debug"
	"testing"

	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/hostile"
	"nianbao/converter/internal/seeded"
)

// patience is a context that is cancelled once it was asked so many times. It notes how often it was asked, and how much
// had been allocated when it was cancelled: work is counted, not time.
type patience struct {
	context.Context
	polls, most int
	at          uint64
}

func (p *patience) Err() error {
	p.polls++
	if p.polls <= p.most {
		return nil
	}
	if p.polls == p.most+1 {
		p.at = allocated().TotalAlloc
	}
	return context.Canceled
}

func allocated() (m runtime.MemStats) {
	runtime.ReadMemStats(&m)
	return m
}

// stage is a part of the way from bytes to bytes that works under a context.
type stage struct {
	name string
	run  func(ctx context.Context) error
}

// stages are those that an input goes through: its reader and the recogniser behind it, or where it is data, checking and
// every writer.
func stages(t *testing.T, c *Converter, in hostile.Input, n int) []stage {
	t.Helper()
	data := in.Make(n)
	if in.Format == "pdf" || in.Format == "csv" { // of which not every file becomes a document
		return []stage{{"read", func(ctx context.Context) error {
			_, err := c.ReadAll(ctx, Input{Data: data, Format: Format(in.Format)})
			return err
		}}}
	}
	if in.Format != "json" {
		return []stage{{"read", func(ctx context.Context) error {
			doc, found := c.document(ctx, Format(in.Format), data)
			if doc == nil {
				return found
			}
			return nil
		}}, {"recognise", func(ctx context.Context) error {
			_, err := c.ReadAll(ctx, Input{Data: data, Format: Format(in.Format)})
			return err
		}}}
	}
	all := []stage{{"read", func(ctx context.Context) error {
		_, err := c.ReadAll(ctx, Input{Data: data, Format: JSON})
		return err
	}}}
	r, _ := contract.Decode(data, c.vocabulary())
	if r == nil {
		return all
	}
	all = append(all, stage{"check", func(ctx context.Context) error {
		_, err := c.checker.Report(ctx, check.Input{Report: r})
		return err
	}})
	for _, f := range []Format{DOCX, HTML, PDF} {
		all = append(all, stage{"write " + string(f), func(ctx context.Context) error {
			_, err := c.Write(ctx, r, Target{Format: f})
			return err
		}})
	}
	return all
}

// cost is what a stage did: how often it looked at its context, and what it allocated.
type cost struct{ polls, allocations, bytes float64 }

func costOf(s stage) cost {
	p := &patience{Context: context.Background(), most: 1 << 30}
	before := allocated()
	s.run(p) // a refusal is as good: it has its cost too
	after := allocated()
	return cost{float64(p.polls), float64(after.Mallocs - before.Mallocs), float64(after.TotalAlloc - before.TotalAlloc)}
}

// every says which of the hostile inputs a short run takes: there are dozens for each reader, by name, so that every reader and
// every stage keeps some.
const every = 4

// An input that is twice as long costs twice as much, whatever it is and whatever is done with it.
func TestCostGrowsWithTheInput(t *testing.T) {
	c, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	const n = 24 << 10
	// What a pool of buffers holds must not depend on the collector, nor on which processor asks.
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for i, in := range hostile.Inputs() {
		if i%seeded.Part(1, every) != 0 {
			continue
		}
		runtime.GC()
		collecting := debug.SetGCPercent(-1)
		once, twice := stages(t, c, in, n), stages(t, c, in, 2*n)
		for i := range min(len(once), len(twice)) {
			costOf(twice[i]) // fonts, pools and caches
			a, b := costOf(once[i]), costOf(twice[i])
			// What every call costs is let go; slices that grow by doubling take up to half as much again in bytes.
			if b.polls > 2.2*a.polls+4 || b.allocations > 2.2*a.allocations+200 || b.bytes > 3*a.bytes+(1<<20) {
				t.Errorf("%s, %s: %.0f polls, then %.0f; %.0f allocations, then %.0f; %.0f KB, then %.0f", in.Name, once[i].name,
					a.polls, b.polls, a.allocations, b.allocations, a.bytes/1024, b.bytes/1024)
			}
		}
		debug.SetGCPercent(collecting)
	}
}

// mostAsked is how often work that was cancelled may ask again on its way out: once a layer, of which a text in the field of a JSON file has most.
const mostAsked = 12

// Whatever is being done with whatever input, once the context is cancelled hardly anything more is done: it is asked a few
// times more, on the way out, and next to nothing is allocated. The error is that of the context, or says so.
func TestCancelledAnywhere(t *testing.T) {
	c, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	asked := map[string]int{}
	for i, in := range hostile.Inputs() {
		if i%seeded.Part(1, every) != 0 {
			continue
		}
		for _, s := range stages(t, c, in, 64<<10) {
			all := int(costOf(s).polls)
			asked[in.Format+", "+s.name] = max(asked[in.Format+", "+s.name], all)
			for _, most := range []int{0, all / 3, all - 1} {
				if most < 0 || most >= all {
					continue
				}
				p := &patience{Context: context.Background(), most: most}
				err := s.run(p)
				after, more := allocated().TotalAlloc-p.at, p.polls-most
				if more > mostAsked || after > 1<<20 {
					t.Errorf("%s, %s: cancelled at %d of %d polls, it was asked %d times more and %d KB were allocated", in.Name, s.name, most, all, more, after>>10)
				}
				var found diag.List
				if !errors.Is(err, context.Canceled) && !(errors.As(err, &found) && found.Has("time-limit")) {
					t.Errorf("%s, %s: cancelled at %d of %d polls, it said %v", in.Name, s.name, most, all, err)
				}
			}
		}
	}
	// Every stage asks while it works, and not only before.
	for _, name := range []string{"text, read", "html, read", "docx, read", "odt, read", "rtf, read", "json, read", "pdf, read", "json, check", "json, write docx", "json, write html", "json, write pdf"} {
		if asked[name] < 10 {
			t.Errorf("%s: it asked %d times at the most", name, asked[name])
		}
	}
}
