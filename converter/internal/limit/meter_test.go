package limit_test

import (
	"context"
	"errors"
	"testing"

	"nianbao/converter/internal/limit"
)

// counted is a context that is cancelled once it was asked so many times.
type counted struct {
	context.Context
	polls, most int
}

func (c *counted) Err() error {
	if c.polls++; c.polls > c.most {
		return context.Canceled
	}
	return nil
}

func TestMeterAsksEverySoOften(t *testing.T) {
	ctx := &counted{Context: t.Context(), most: 3}
	m := limit.NewMeter(ctx, limit.Default())
	steps := 0
	for m.Step(1) {
		steps++
	}
	if steps < 1000 || steps > 10_000 || ctx.polls != 4 {
		t.Errorf("%d steps, %d polls", steps, ctx.polls)
	}
	if m.Step(1) || m.Paragraph() || m.Characters(1) || !errors.Is(m.Err(), context.Canceled) || ctx.polls != 4 || m.Refusal().Code != "time-limit" {
		t.Errorf("it went on: %v, %d polls", m.Err(), ctx.polls)
	}
}

func TestMeterCounts(t *testing.T) {
	limits := limit.Default()
	limits.Paragraphs, limits.Characters = 3, 100
	m := limit.NewMeter(t.Context(), limits)
	for range limits.Paragraphs {
		m.Paragraph()
	}
	if !m.Characters(60) || !m.Characters(40) {
		t.Fatalf("at the limits: %v", m.Err())
	}
	if m.Paragraph() || !errors.Is(m.Err(), limit.ErrTooLarge) || m.Refusal().Code != "document-limit" || m.Step(1) {
		t.Errorf("one paragraph more: %v", m.Err())
	}
	if m = limit.NewMeter(t.Context(), limits); m.Characters(101) || m.Refusal().Message("en") == limit.NewMeter(t.Context(), limits).Refusal().Message("en") {
		t.Errorf("one character more: %v", m.Refusal())
	}
}

// Who has no meter is never ended.
func TestNoMeter(t *testing.T) {
	var m *limit.Meter
	if !m.Step(1<<40) || !m.Paragraph() || !m.Characters(1<<40) || m.Err() != nil {
		t.Error("it says no")
	}
}
