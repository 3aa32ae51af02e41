package main

import (
	"nianbao/converter"
	"nianbao/converter/draft"
	"nianbao/internal/product"
)

type newCommand struct {
	From   string `required:"" placeholder:"LAST_YEAR" help:"${new_from}"`
	Year   int    `placeholder:"YEAR" help:"${new_year}"`
	Output string `short:"o" default:"-" placeholder:"FILE" help:"${check_output}"`
	To     string `placeholder:"FORMAT" help:"${to}"`
}

func (cmd *newCommand) run(s *session) int {
	c, err := s.newConverter("", "")
	var form product.Form
	if err == nil {
		form, err = chooseAsTold(product.Report(converter.DOCX), cmd.To, cmd.Output)
	}
	if err == nil {
		err = s.checkSingle(cmd.Output, form, cmd.From)
	}
	if err != nil {
		return s.refuse(err, "", exitUsage)
	}
	reading, err := within(s.ctx, func() (*converter.Reading, error) {
		return c.Read(s.ctx, s.input(cmd.From, "", c.Limits().Input))
	})
	if err != nil {
		return s.refuse(err, cmd.From, exitRefused)
	}
	s.tell(reading.Diagnostics...)
	report, found := draft.New(reading.Report, cmd.Year)
	s.tell(found...)
	if report == nil {
		return exitRefused
	}
	out, err := c.Write(s.ctx, report, converter.Target{Format: form.Format()})
	if err != nil {
		return s.refuse(err, cmd.From, exitRefused)
	}
	s.tell(out.Diagnostics...)
	if found := s.put(cmd.Output, out.Data); found != nil {
		s.tell(found...)
		return exitUsage
	}
	return exitDone
}
