package main

import (
	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/match"
	"nianbao/internal/product"
)

type compareCommand struct {
	Inputs  []string `arg:"" name:"report" help:"${compare_inputs}"`
	To      string   `enum:"text,json,html,docx,pdf,xlsx," default:"" placeholder:"text|json|html|docx|pdf|xlsx" help:"${compare_to}"`
	Output  string   `short:"o" default:"-" placeholder:"FILE" help:"${check_output}"`
	Renamed []string `placeholder:"OLD=NEW" sep:"none" help:"${renamed}"`
}

func (cmd *compareCommand) run(s *session) int {
	c, names, err := cmd.prepare(s)
	if err != nil {
		return s.refuse(err, "", exitUsage)
	}
	against := &against{names: names}
	files, unread, ok := s.readAll(c, cmd.Inputs[1:])
	if !ok {
		return s.interrupted(0, 1)
	}
	if len(files) == 0 {
		return exitRefused // readAll has told why
	}
	against.previous, against.unread = match.NewPrevious(files, names), unread
	made, err := within(s.ctx, func() (*converter.Comparison, error) {
		return c.Compare(s.ctx, s.input(cmd.Inputs[0], "", c.Limits().Input), against.converter())
	})
	if isCancelled(s.ctx, err) {
		return s.interrupted(0, 1)
	}
	if err != nil {
		return s.refuse(err, cmd.Inputs[0], exitRefused)
	}
	s.tell(made.Diagnostics...)
	out, err := c.WriteComparison(s.ctx, made, converter.Format(cmd.To), s.lang)
	if err != nil {
		return s.refuse(err, cmd.Inputs[0], exitRefused)
	}
	s.tell(out.Diagnostics...)
	if found := s.put(cmd.Output, out.Data); found != nil {
		s.tell(found...)
		return exitUsage
	}
	if made.Previous == nil || made.Result.Count(diag.Error) > 0 || len(unread) > 0 {
		return exitFindings
	}
	return exitDone
}

// prepare finds out what is wrong with the command line before any report is read.
func (cmd *compareCommand) prepare(s *session) (*converter.Converter, match.Names, error) {
	names, found := match.ParseRenamed(cmd.Renamed)
	if len(cmd.Inputs) != 2 {
		found = append(found, problem("usage-two-inputs", "n", len(cmd.Inputs))...)
	}
	if found != nil {
		return nil, names, found
	}
	if err := stdinOnce(cmd.Inputs); err != nil {
		return nil, names, err
	}
	form, err := chooseForm(product.Comparison(converter.Text), cmd.To, cmd.Output)
	if err == nil {
		cmd.To = form.Name
		err = s.checkSingle(cmd.Output, form, cmd.Inputs...)
	}
	if err != nil {
		return nil, names, err
	}
	c, err := s.newConverter("", "")
	return c, names, err
}
