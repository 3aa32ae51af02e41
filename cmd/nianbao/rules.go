package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"nianbao/converter"
)

type rulesCommand struct {
	JSON     bool     `name:"json" help:"${as_json}"`
	Editions []string `name:"edition" placeholder:"FILE" sep:"none" help:"${edition}"`
}

// run lists the rules: id, severity, editions, what each says and what it rests on.
func (cmd *rulesCommand) run(s *session) int {
	c, err := converter.New(withEditions(converter.Options{}, cmd.Editions))
	if err != nil {
		return s.refuse(err, "", exitUsage)
	}
	var b bytes.Buffer
	if cmd.JSON {
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(c.Rules()); err != nil {
			return s.refuse(err, "", exitUsage)
		}
		return s.print(b.Bytes())
	}
	for _, r := range c.Rules() {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\t%s\n", r.ID, helpText("severity-"+r.Severity, s.lang), strings.Join(r.Editions, " "), r.Message[s.lang], r.Clause)
	}
	return s.print(b.Bytes())
}
