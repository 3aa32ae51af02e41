package main

import (
	"bytes"
	"encoding/json"
	"fmt"

	"nianbao/converter"
)

type editionsCommand struct {
	JSON     bool     `name:"json" help:"${as_json}"`
	Schema   bool     `help:"${edition_schema}"`
	Validate string   `placeholder:"FILE" help:"${validate}"`
	Editions []string `name:"edition" placeholder:"FILE" sep:"none" help:"${edition}"`
}

func (cmd *editionsCommand) run(s *session) int {
	if cmd.Validate != "" {
		return cmd.validate(s)
	}
	if cmd.Schema {
		schema, err := converter.EditionSchema()
		if err != nil {
			return s.refuse(err, "", exitUsage)
		}
		return s.print(schema)
	}
	c, err := converter.New(withEditions(converter.Options{}, cmd.Editions))
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

// validate tells what is wrong with a file that describes an edition, with line and field.
func (cmd *editionsCommand) validate(s *session) int {
	const largest = 4 << 20
	data, err := within(s.ctx, func() ([]byte, error) { return s.input(cmd.Validate, "", largest).Load() })
	if err == nil && len(data) > largest {
		err = problem("input-limit", "limit", largest)
	}
	if err != nil {
		return s.refuse(err, cmd.Validate, exitRefused)
	}
	if found := converter.ValidateEdition(data, withEditions(converter.Options{}, cmd.Editions).Editions); len(found) > 0 {
		s.tell(diagnosticsOf(found, cmd.Validate)...)
		return exitRefused
	}
	return s.print([]byte(shown(cmd.Validate) + helpText("sound", s.lang) + "\n"))
}

func lastYear(year int) string {
	if year == 0 {
		return ""
	}
	return fmt.Sprint(year)
}
