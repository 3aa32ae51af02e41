package server

import (
	"errors"
	"math"
	"nianbao/converter"
	"strings"
	"testing"
	"time"
)

// A value that cannot be is refused by name, and never replaced by a default.
func TestConfigIsNotRepaired(t *testing.T) {
	for field, config := range map[string]Config{
		"Workers": {Workers: -3}, "Queue": {Queue: -1}, "Timeout": {Timeout: -5 * time.Second}, "Rate": {Rate: -1}, "Drain": {Drain: -1},
		"Memory": {Memory: leastMemory - 1}, "Connections": {Connections: -1}, "BodyRate": {BodyRate: -1}, "BodyGrace": {BodyGrace: -1},
		"Origins": {Origins: []string{"portal.example"}},
	} {
		_, err := New(config)
		problem, ok := errors.AsType[*ConfigError](err)
		if !ok || problem.Field != field || problem.Want == "" || !strings.Contains(err.Error(), field) {
			t.Errorf("%s: %v", field, err)
		}
	}
	if _, err := New(Config{Rate: math.NaN()}); err == nil {
		t.Error("a rate that is no number is taken")
	}
	if _, err := New(Config{Options: converter.Options{Style: []byte("{")}}); err == nil {
		t.Error("a broken style is taken")
	}
}
