package server

import (
	"context"
	"time"

	"nianbao/converter"
	"nianbao/converter/report"
)

// Warm makes one blank report in every format, so that what is prepared once in a process (fonts, styles) is ready
// before /readyz says yes and the first user is not the one who waits.
func (s *Server) Warm(ctx context.Context) {
	begun := time.Now()
	newest := s.converter.Editions()[0]
	r := &report.Report{Format: newest.Version, Prose: map[string][]string{"overview": {"预热"}}, Tables: map[string]report.Table{}}
	for _, table := range newest.Tables {
		r.Tables[table.Key] = report.Table{}
	}
	for _, format := range converter.Writable() {
		if _, err := s.converter.Write(ctx, r, converter.Target{Format: format}); err != nil {
			if ctx.Err() != nil {
				return // the service stops before it was ready
			}
			s.log.Error("warming up", "format", format, "error", err.Error())
			return
		}
	}
	s.warm.Store(true)
	s.log.Info("ready", "warm_ms", time.Since(begun).Milliseconds())
}
