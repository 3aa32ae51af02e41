package server

import (
	"context"
	"time"

	"nianbao/converter"
	"nianbao/converter/report"
)

// Warm makes one blank report in every format, reads the page of it and checks it, so that what is prepared once in a process
// (fonts, styles, labels, rules, compressed pages) is ready before /readyz says yes and the first user is not the one who waits.
func (s *Server) Warm(ctx context.Context) {
	begun := time.Now()
	newest := s.converter.Editions()[0]
	r := &report.Report{Format: newest.Version, Prose: map[string][]string{"overview": {"预热"}}, Tables: map[string]report.Table{}}
	for _, table := range newest.Tables {
		r.Tables[table.Key] = report.Table{}
	}
	for _, format := range converter.Writable() {
		made, err := s.converter.Write(ctx, r, converter.Target{Format: format})
		if err == nil && format == converter.HTML {
			_, err = s.converter.Check(ctx, converter.Input{Data: made.Data}, converter.Against{})
		}
		if err != nil {
			if ctx.Err() != nil {
				return // the service stops before it was ready
			}
			s.log.Error("warming up", "format", format, "error", err.Error())
			return
		}
	}
	s.assets.compress()
	s.warm.Store(true)
	s.log.Info("ready", "warm_ms", time.Since(begun).Milliseconds())
}
