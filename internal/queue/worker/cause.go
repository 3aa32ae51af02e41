package worker

import (
	"strings"

	"nianbao/converter/diag"
	"nianbao/internal/queue"
)

// cause says why a process ended that was to answer.
func (c *child) cause(limits Limits) queue.Said {
	told := c.told.all()
	switch {
	case c.late.Load():
		return queue.SaidOf(diag.New("worker-time", diag.Place{}, "limit", limits.Time))
	case strings.Contains(told, "out of memory") || strings.Contains(told, "cannot allocate memory"):
		return queue.SaidOf(diag.New("worker-memory", diag.Place{}, "limit", limits.Memory>>20))
	}
	problem := c.told.first()
	if problem == "" && c.command.ProcessState != nil {
		problem = c.command.ProcessState.String()
	}
	return queue.SaidOf(diag.New("worker-crashed", diag.Place{}, "problem", problem))
}
