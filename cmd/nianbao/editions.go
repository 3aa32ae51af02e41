package main

import (
	"bytes"
	"encoding/json"
	"fmt"

	"nianbao/converter"
)

type editionsCommand struct {
	JSON bool `name:"json" help:"${as_json}"`
}

func (cmd *editionsCommand) run(s *session) int {
	c, err := converter.New(converter.Options{})
	if err != nil {
		s.tell(diagnosticsOf(err, "")...)
		return exitUsage
	}
	var b bytes.Buffer
	if cmd.JSON {
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(c.Editions()); err != nil {
			s.tell(diagnosticsOf(err, "")...)
			return exitUsage
		}
		return s.print(b.Bytes())
	}
	for _, e := range c.Editions() {
		fmt.Fprintf(&b, "%s\t%d–%s\t%s\t%s\n", e.Version, e.FirstYear, lastYear(e.LastYear), e.Document, e.Name)
	}
	return s.print(b.Bytes())
}

func lastYear(year int) string {
	if year == 0 {
		return ""
	}
	return fmt.Sprint(year)
}
