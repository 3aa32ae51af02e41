package main

import (
	"nianbao/converter"
)

type schemaCommand struct{}

func (*schemaCommand) run(s *session) int {
	c, err := converter.New(converter.Options{})
	if err != nil {
		s.tell(diagnosticsOf(err, "")...)
		return exitUsage
	}
	return s.print(c.Schema())
}

// print writes a whole result to standard output.
func (s *session) print(data []byte) int {
	if found := s.put("-", data); found != nil {
		s.tell(found...)
		return exitUsage
	}
	return exitDone
}
