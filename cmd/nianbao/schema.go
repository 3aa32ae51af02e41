package main

import (
	"nianbao/converter"
)

type schemaCommand struct {
	Editions []string `name:"edition" placeholder:"FILE" sep:"none" help:"${edition}"`
}

func (cmd *schemaCommand) run(s *session) int {
	c, err := converter.New(withEditions(converter.Options{}, cmd.Editions))
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
