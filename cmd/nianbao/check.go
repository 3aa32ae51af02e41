package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"nianbao/converter"
	"nianbao/converter/check"
	"nianbao/converter/diag"
)

type checkCommand struct {
	Inputs      []string `arg:"" name:"input" help:"${check_inputs}"`
	Previous    string   `placeholder:"FILE" help:"${previous}"`
	Subordinate []string `placeholder:"FILE" sep:"none" help:"${subordinate}"`
	To          string   `enum:"text,json,html,docx," default:"" placeholder:"text|json|html|docx" help:"${check_to}"`
	Output      string   `short:"o" placeholder:"FILE" help:"${check_file}"`
	Force       bool     `short:"f" help:"${force}"`
	From        string   `placeholder:"FORMAT" help:"${from}"`
	Jobs        int      `short:"j" placeholder:"N" help:"${jobs}"`
}

func (cmd *checkCommand) run(s *session) int {
	cmd.Inputs = expand(globbed(cmd.Inputs))
	c, err := newConverter("", "")
	var from converter.Format
	if err == nil {
		from, err = sourceFormat(cmd.From)
	}
	if err == nil {
		err = cmd.form()
	}
	if err == nil {
		err = cmd.checkOutput(s)
	}
	if err != nil {
		s.tell(diagnosticsOf(err, "")...)
		return exitUsage
	}
	against, status := cmd.against(s, c)
	if status != exitDone {
		return status
	}
	inputs := s.inputs(cmd.Inputs, from, c.Limits().Input)
	if cmd.Jobs < 1 {
		cmd.Jobs = runtime.GOMAXPROCS(0)
	}
	out := &checkOutput{command: cmd, session: s, converter: c, taken: cmd.planned()}
	workers := min(cmd.Jobs, len(cmd.Inputs))
	results := c.CheckBatchAll(s.ctx, inputs, against, workers)
	if cmd.isFile() && (isSingle(cmd.Output) || cmd.Inputs[0] == "-" && cmd.Output == "") {
		results = oneEach(c.CheckBatch(s.ctx, inputs, against, workers))
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

// form settles --to: what is asked for, else what the output's name says, else text. A name that says something else is
// refused, so that no text ends up in a .docx.
func (cmd *checkCommand) form() error {
	named := strings.ToLower(strings.TrimPrefix(filepath.Ext(cmd.Output), "."))
	switch named {
	case "docx", "html", "json":
	case "htm":
		named = "html"
	case "txt":
		named = "text"
	default:
		named = ""
	}
	if isFolder(cmd.Output) {
		named = ""
	}
	switch {
	case cmd.To == "" && named == "" && checkExtension(cmd.Output) != nil:
		return problem("output-extension", "output", cmd.Output, "known", ".txt, .json, .html, .docx")
	case cmd.To == "":
		cmd.To = cmp.Or(named, "text")
	case named != "" && named != cmd.To:
		return problem("output-mismatch", "output", cmd.Output, "format", cmd.To)
	}
	return nil
}

// isFile reports whether each input makes a file of its own.
func (cmd *checkCommand) isFile() bool { return cmd.To == "html" || cmd.To == "docx" }

// fileFor names the file of an input, or of a report in it: beside the input, in the folder that -o names, or what -o says.
func (cmd *checkCommand) fileFor(input, base string) string {
	name := base + ".check." + cmd.To
	switch {
	case cmd.Output == "" && input == "-":
		return "-"
	case cmd.Output == "":
		return filepath.Join(filepath.Dir(input), name)
	case cmd.Output != "-" && isFolder(cmd.Output):
		return filepath.Join(cmd.Output, name)
	}
	return cmd.Output
}

// checkOutput refuses outputs that cannot be, before any work is done. Comments go into a copy, never into the clerk's
// only file, and a copy that is there may hold answers to them.
func (cmd *checkCommand) checkOutput(s *session) error {
	if !cmd.isFile() {
		if cmd.Output == "" {
			cmd.Output = "-"
		}
		if isFolder(cmd.Output) {
			return nil
		}
		return s.checkSingle(cmd.Output, string(converter.JSON), cmd.Inputs...)
	}
	if cmd.Output != "" && len(cmd.Inputs) > 1 && !isFolder(cmd.Output) {
		return problem("output-not-folder", "output", cmd.Output)
	}
	taken := names{}
	for _, input := range cmd.Inputs {
		name := cmd.fileFor(input, base(input))
		if err := s.checkSingle(name, cmd.To, cmd.Inputs...); err != nil {
			return err
		}
		if first, ok := taken.take(name, input); ok && name != "-" {
			return problem("output-collision", "first", first, "second", input, "output", name)
		}
		if _, err := os.Stat(name); err == nil && cmd.Output == "" && !cmd.Force {
			return problem("output-exists", "output", name)
		}
	}
	return nil
}

// planned are the files that the inputs make, each for the report that it is.
func (cmd *checkCommand) planned() names {
	taken := names{}
	for _, input := range cmd.Inputs {
		taken.take(cmd.fileFor(input, base(input)), input)
	}
	return taken
}

// against reads the reports to compare with. Last year's must be readable, since it was asked for by name; subordinate
// ones that are not are counted, because sums over the others prove nothing then.
func (cmd *checkCommand) against(s *session, c *converter.Converter) (converter.Against, int) {
	var against converter.Against
	if cmd.Previous != "" {
		reading, err := c.Read(s.ctx, s.input(cmd.Previous, "", c.Limits().Input))
		if err != nil {
			s.tell(diagnosticsOf(err, cmd.Previous)...)
			return against, exitRefused
		}
		against.Previous = reading.Report
	}
	for _, name := range expand(globbed(cmd.Subordinate)) {
		readings, err := c.ReadAll(s.ctx, s.input(name, "", c.Limits().Input))
		if err != nil {
			s.tell(diagnosticsOf(err, name)...)
			against.Missing++
			continue
		}
		for _, reading := range readings {
			against.Subordinates = append(against.Subordinates, reading.Report)
		}
	}
	return against, exitDone
}

// checkOutput gathers what is printed and counts for the exit status.
type checkOutput struct {
	command   *checkCommand
	session   *session
	converter *converter.Converter

	taken names

	done    int // inputs
	text    bytes.Buffer
	json    []json.RawMessage
	rows    []checkRow
	refused int
	failed  diag.List // of writing
}

// checkRow is a line of the summary over several reports.
type checkRow struct {
	file             string
	refused          bool
	errors, warnings int
}

// add takes what became of the next input.
func (o *checkOutput) add(all []*converter.Checked, err error) {
	input := o.command.Inputs[o.done]
	o.done++
	if err != nil {
		found := diagnosticsOf(err, input)
		o.session.tell(found...)
		o.keep(&converter.Refusal{Reason: converter.Invalid, Diagnostics: found}, err)
		o.rows = append(o.rows, checkRow{file: input, refused: true})
		o.refused++
		return
	}
	for _, checked := range all {
		o.report(checked, input)
	}
}

// report prints or writes the findings of one report.
func (o *checkOutput) report(checked *converter.Checked, input string) {
	o.session.tell(checked.Diagnostics...)
	row := checkRow{file: input, errors: checked.Result.Count(diag.Error), warnings: checked.Result.Count(diag.Warning)}
	if checked.Number > 0 {
		row.file += fmt.Sprintf(" (%d %s)", checked.Number, checked.Report.Organization)
	}
	switch o.command.To {
	case "html":
		o.write(checked, input, o.converter.HTML(checked, o.session.lang))
	case "docx":
		out, err := o.converter.Annotate(o.session.ctx, checked, o.session.lang)
		if err != nil {
			o.session.tell(diagnosticsOf(err, input)...)
			row.refused = true
			o.refused++
			break
		}
		o.session.tell(out.Diagnostics...)
		o.write(checked, input, out.Data)
	case "json":
		o.keep(checked, nil)
	default:
		o.text.WriteString(checked.Result.Text(check.TextOptions{Lang: o.session.lang, File: input,
			Color: o.command.Output == "-" && isTerminal(o.session.stdout)}))
		o.text.WriteByte('\n')
	}
	o.rows = append(o.rows, row)
}

// write makes the file of one report.
func (o *checkOutput) write(checked *converter.Checked, input string, data []byte) {
	name := o.command.fileFor(input, base(input))
	if checked.Number > 0 {
		file := func(base string) string {
			return filepath.Join(filepath.Dir(o.command.fileFor(input, base)), base+".check."+o.command.To)
		}
		name = file(o.taken.ofReport(&checked.Reading, input, o.command.Inputs, func(base string) []string { return []string{file(base)} }))
		if _, err := os.Stat(name); err == nil && o.command.Output == "" && !o.command.Force {
			o.failed = append(o.failed, problem("output-exists", "output", name)...)
			return
		}
	}
	o.failed = append(o.failed, o.session.put(name, data)...)
}

// keep holds one item of the JSON output; a refusal keeps its own reason.
func (o *checkOutput) keep(item json.Marshaler, err error) {
	if refusal, ok := errors.AsType[*converter.Refusal](err); ok {
		item = refusal
	}
	if data, err := item.MarshalJSON(); err == nil {
		o.json = append(o.json, data)
	}
}

func (o *checkOutput) finish() int {
	several := len(o.rows) > 1
	switch o.command.To {
	case "json":
		o.writeJSON(several)
	case "text":
		if several {
			o.summary()
		}
		if o.text.Len() > 0 {
			o.failed = append(o.failed, o.session.put(o.file("check.txt"), o.text.Bytes())...)
		}
	}
	if o.failed != nil {
		o.session.tell(o.failed...)
		return exitUsage
	}
	if o.refused == len(o.rows) {
		return exitRefused
	}
	for _, row := range o.rows {
		if row.refused || row.errors > 0 {
			return exitFindings
		}
	}
	return exitDone
}

func (o *checkOutput) file(name string) string {
	if o.command.Output != "-" && isFolder(o.command.Output) {
		return filepath.Join(o.command.Output, name)
	}
	return o.command.Output
}

// writeJSON prints one object, or an array of them for several reports.
func (o *checkOutput) writeJSON(several bool) {
	var value any = o.json
	if !several && len(o.json) == 1 {
		value = o.json[0]
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(value); err != nil {
		o.failed = append(o.failed, diagnosticsOf(err, "")...)
		return
	}
	o.failed = append(o.failed, o.session.put(o.file("check.json"), b.Bytes())...)
}

// summary adds a table of all inputs: errors, warnings, file.
func (o *checkOutput) summary() {
	heads := strings.Split(helpText("summary", o.session.lang), "|")
	fmt.Fprintf(&o.text, "%s\t%s\t%s\n", heads[0], heads[1], heads[2])
	for _, row := range o.rows {
		if row.refused {
			fmt.Fprintf(&o.text, "-\t-\t%s (%s)\n", row.file, heads[3])
			continue
		}
		fmt.Fprintf(&o.text, "%d\t%d\t%s\n", row.errors, row.warnings, row.file)
	}
}
