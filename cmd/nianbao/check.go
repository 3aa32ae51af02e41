package main

import (
	"errors"
	"path/filepath"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/match"
	"nianbao/internal/product"
)

type checkCommand struct {
	Inputs      []string `arg:"" name:"input" help:"${check_inputs}"`
	Previous    []string `placeholder:"FILE" sep:"none" help:"${previous}"`
	Subordinate []string `placeholder:"FILE" sep:"none" help:"${subordinate}"`
	Renamed     []string `placeholder:"OLD=NEW" sep:"none" help:"${renamed}"`
	Review      []string `placeholder:"FILE" sep:"none" help:"${review}"`
	Rules       string   `placeholder:"FILE" help:"${rules}"`
	Since       string   `placeholder:"FILE" help:"${since}"`
	Roster      string   `placeholder:"FILE" help:"${check_roster}"`
	To          string   `enum:"text,json,html,docx,xlsx," default:"" placeholder:"text|json|html|docx|xlsx" help:"${check_to}"`
	Output      string   `short:"o" placeholder:"FILE" help:"${check_file}"`
	OCR         string   `name:"ocr" placeholder:"COMMAND" help:"${ocr}"`
	Figures     string   `name:"ocr-figures" placeholder:"COMMAND" help:"${ocr_figures}"`
	Editions    []string `name:"edition" placeholder:"FILE" sep:"none" help:"${edition}"`
	Propose     bool     `help:"${propose}"`
	Force       bool     `short:"f" help:"${force}"`
	From        string   `placeholder:"FORMAT" help:"${from}"`
	Jobs        int      `short:"j" placeholder:"N" help:"${jobs}"`
}

func (cmd *checkCommand) run(s *session) int {
	c, from, names, err := cmd.prepare(s)
	if err != nil {
		return s.refuse(err, "", exitUsage)
	}
	against, ok := cmd.against(s, c, names)
	if !ok {
		return s.interrupted(0, len(cmd.Inputs))
	}
	reviews, status := cmd.reviews(s)
	if status != exitDone {
		return status
	}
	compared := against.converter()
	if status := cmd.office(s, c, &compared); status != exitDone {
		return status
	}
	var roster *match.Roster
	if cmd.Roster != "" {
		if roster, err = s.readRoster(cmd.Roster, names); err != nil {
			return s.refuse(err, "", exitUsage)
		}
	}
	inputs := s.inputs(cmd.Inputs, from, c.Limits().Input)
	out := &checkOutput{command: cmd, session: s, converter: c, taken: cmd.planned(s), reviews: reviews, roster: roster, incomplete: against.failed > 0}
	for i := range reviews {
		compared.Reviews = append(compared.Reviews, reviews[i].Review)
	}
	workers := min(workers(cmd.Jobs), len(cmd.Inputs))
	results := c.CheckBatchAll(s.ctx, inputs, compared, workers)
	if cmd.isFile() && (isSingle(cmd.Output) || cmd.Inputs[0] == "-" && cmd.Output == "") {
		results = oneEach(c.CheckBatch(s.ctx, inputs, compared, workers))
	}
	progress := s.progress(len(cmd.Inputs))
	for checked, err := range until(s.ctx, results) {
		progress.clear()
		out.add(checked, err)
		progress.show(out.done)
	}
	progress.clear()
	if out.done < len(cmd.Inputs) {
		return s.interrupted(out.done, len(cmd.Inputs))
	}
	return out.finish()
}

// office reads the files of the office that checks: its severities, and what its earlier round found.
func (cmd *checkCommand) office(s *session, c *converter.Converter, against *converter.Against) int {
	const largest = 64 << 20
	if cmd.Rules != "" {
		data, err := readFile(cmd.Rules, 1<<20)
		if err == nil {
			against.Severities, err = c.ParseSeverities(data)
		}
		if err != nil {
			return s.refuse(err, cmd.Rules, exitUsage)
		}
	}
	if cmd.Since != "" {
		data, err := readFile(cmd.Since, largest)
		if err == nil {
			against.Since, err = converter.ParseRound(data)
		}
		if err != nil {
			return s.refuse(err, cmd.Since, exitUsage)
		}
	}
	return exitDone
}

// prepare finds out what is wrong with the command line before any work is done.
func (cmd *checkCommand) prepare(s *session) (c *converter.Converter, from converter.Format, names match.Names, err error) {
	if err := stdinOnce(cmd.Inputs, cmd.Previous, cmd.Subordinate, []string{cmd.Roster}); err != nil {
		return nil, "", names, err
	}
	names, found := match.ParseRenamed(cmd.Renamed)
	if found != nil {
		return nil, "", names, found
	}
	if c, err = s.scanConverter(scanOptions{ocr: cmd.OCR, figures: cmd.Figures, editions: cmd.Editions}); err != nil {
		return nil, "", names, err
	}
	if from, err = sourceFormat(cmd.From); err != nil {
		return nil, "", names, err
	}
	cmd.Inputs = s.expand(globbed(cmd.Inputs))
	form, err := chooseForm(findings(), cmd.To, cmd.Output)
	if err != nil {
		return nil, "", names, err
	}
	cmd.To = form.Name
	return c, from, names, cmd.checkOutput(s, form)
}

// findings is what the command makes: text where nothing is asked for.
func findings() product.Product { return product.Findings(converter.Text) }

// isFile reports whether each input makes a file of its own.
func (cmd *checkCommand) isFile() bool { return cmd.To == "html" || cmd.To == "docx" }

// fileName names what is made of a file, from its name without extension.
func (cmd *checkCommand) fileName(base string) string {
	form, _ := findings().Named(cmd.To) // it was chosen from them
	return findings().File(base, form)
}

// fileFor names the file of an input, or of a report in it: beside the input, in the folder that -o names, or what -o says.
func (cmd *checkCommand) fileFor(s *session, input, base string) string {
	name := cmd.fileName(base)
	switch {
	case cmd.Output == "" && input == "-":
		return "-"
	case cmd.Output == "":
		return filepath.Join(filepath.Dir(input), name)
	case cmd.Output != "-" && isFolder(cmd.Output):
		return filepath.Join(cmd.Output, s.below[input], name)
	}
	return cmd.Output
}

// checkOutput refuses outputs that cannot be, before any work is done. Comments go into a copy, never into the clerk's
// only file, and a copy that is there may hold answers to them.
func (cmd *checkCommand) checkOutput(s *session, form product.Form) error {
	if !cmd.isFile() {
		if cmd.Output == "" {
			cmd.Output = "-"
		}
		if isFolder(cmd.Output) {
			return nil
		}
		return s.checkSingle(cmd.Output, form, cmd.Inputs...)
	}
	if cmd.Output == "" {
		if found := s.checkArchived(cmd.Inputs); found != nil {
			return found
		}
	}
	if cmd.Output != "" && len(cmd.Inputs) > 1 && !isFolder(cmd.Output) {
		return problem("output-not-folder", "output", cmd.Output)
	}
	taken := names{}
	var existing diag.List
	for _, input := range cmd.Inputs {
		name := cmd.fileFor(s, input, base(input))
		if err := s.checkSingle(name, form, cmd.Inputs...); err != nil && !(s.below[input] != "" && isFolderMissing(err)) {
			return err
		}
		if first, ok := taken.take(name, input); ok && name != "-" {
			return problem("output-collision", "first", first, "second", input, "output", name)
		}
		if cmd.Output == "" && !cmd.Force && exists(name) {
			existing = append(existing, problem("output-exists", "output", name)...)
		}
	}
	if existing != nil {
		return existing
	}
	return nil
}

// isFolderMissing reports whether all that is wrong with an output is that its folder is not there yet: below the one that -o names it is
// made.
func isFolderMissing(err error) bool {
	found, ok := errors.AsType[diag.List](err)
	return ok && found.Has("output-folder-missing")
}

// planned are the files that the inputs make, each for the report that it is.
func (cmd *checkCommand) planned(s *session) names {
	taken := names{}
	for _, input := range cmd.Inputs {
		taken.take(cmd.fileFor(s, input, base(input)), input)
	}
	return taken
}
