package limit

import (
	"context"

	"nianbao/converter/diag"
)

// Meter watches over work on one input. It asks the context whether the work is still wanted, every so many steps, and
// counts what every format makes of the same report, so that the same limits hold for all of them: paragraphs and
// characters. Whoever loops over an input counts here, and ends when it says no.
//
// A Meter belongs to one goroutine. The nil Meter never says no.
type Meter struct {
	ctx        context.Context
	limits     Limits
	left       int // steps before the context is asked again
	paragraphs int
	characters int
	err        error
}

// every is how many steps are done between two looks at the context. A step is what takes up to about a microsecond (a
// character, a tag, a token), so that a cancelled call ends within milliseconds and looking costs nothing.
const every = 2048

// NewMeter returns a meter for work under ctx.
func NewMeter(ctx context.Context, limits Limits) *Meter {
	return &Meter{ctx: ctx, limits: limits, left: every}
}

// Anew returns a meter of the same context and limits that has counted nothing: for a text that is read a second time, in
// another way.
func (m *Meter) Anew() *Meter { return NewMeter(m.ctx, m.limits) }

// Limits returns the limits of the work.
func (m *Meter) Limits() Limits { return m.limits }

// Step counts n steps and reports whether the work shall go on. Once it says no it always does, and so do the others.
func (m *Meter) Step(n int) bool {
	if m == nil {
		return true
	}
	if m.left -= n; m.left <= 0 {
		m.left = every
		if m.err == nil {
			m.err = m.ctx.Err()
		}
	}
	return m.err == nil
}

// Paragraph counts a paragraph of the document, or a line of text that is not blank. Of a table's cells only those count
// that hold more than one: a cell is counted as such.
func (m *Meter) Paragraph() bool {
	if m == nil {
		return true
	}
	if m.paragraphs++; m.paragraphs > m.limits.Paragraphs && m.err == nil {
		m.err = &Exceeded{What: "paragraphs", Limit: int64(m.limits.Paragraphs)}
	}
	return m.Step(10)
}

// Characters counts characters of text.
func (m *Meter) Characters(n int) bool {
	if m == nil {
		return true
	}
	if m.characters += n; m.characters > m.limits.Characters && m.err == nil {
		m.err = &Exceeded{What: "characters", Limit: int64(m.limits.Characters)}
	}
	return m.Step(1 + n/16)
}

// Exceed ends the work because more than a limit allows was found, which is counted elsewhere.
func (m *Meter) Exceed(what diag.Word, most int) {
	if m != nil && m.err == nil {
		m.err = &Exceeded{What: what, Limit: int64(most)}
	}
}

// Err returns why the work shall not go on: the error of the context or an [*Exceeded] one; nil as long as it shall.
func (m *Meter) Err() error {
	if m == nil {
		return nil
	}
	return m.err
}

// Refusal returns that as a diagnostic of severity error.
func (m *Meter) Refusal() diag.Diagnostic {
	exceeded, ok := m.Err().(*Exceeded)
	if !ok {
		return diag.New("time-limit", diag.Place{})
	}
	return diag.New("document-limit", diag.Place{}, "limit", exceeded.Limit, "what", exceeded.What)
}
