package main

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/match"
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
	to, err := listingForm(cmd.To, cmd.Output, converter.ComparisonFormats())
	if err == nil {
		cmd.To = to
		err = s.checkSingle(cmd.Output, singleForm(to), cmd.Inputs...)
	}
	if err != nil {
		return nil, names, err
	}
	c, err := s.newConverter("", "")
	return c, names, err
}

// singleForm is what checkSingle knows of a form: text may stand on a terminal as JSON may.
func singleForm(to string) string {
	if to == string(converter.Text) {
		return string(converter.JSON)
	}
	return to
}

// listingForm settles --to where a listing is made: what is asked for, else what the output's name says, else text. A name that says something
// else, or nothing that is known, is refused.
func listingForm(to, output string, known []converter.Format) (string, error) {
	named := strings.ToLower(strings.TrimPrefix(filepath.Ext(output), "."))
	switch named {
	case "txt":
		named = string(converter.Text)
	case "htm":
		named = string(converter.HTML)
	}
	isKnown := slices.Contains(known, converter.Format(named))
	switch {
	case output == "-" || named == "":
		return cmp.Or(to, string(converter.Text)), nil
	case !isKnown && to == "":
		var list []string
		for _, f := range known {
			list = append(list, f.Extension())
		}
		return "", problem("output-extension", "output", output, "known", strings.Join(list, ", "))
	case to == "":
		return named, nil
	case isKnown && named != to:
		return "", problem("output-mismatch", "output", output, "format", to)
	}
	return to, nil
}
