package main

import (
	"bytes"
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
	Inputs      []string `arg:"" name:"input" help:"${inputs}"`
	Previous    string   `placeholder:"FILE" help:"${previous}"`
	Subordinate []string `placeholder:"FILE" sep:"none" help:"${subordinate}"`
	To          string   `default:"text" enum:"text,json,html" placeholder:"text|json|html" help:"${check_to}"`
	Output      string   `short:"o" default:"-" placeholder:"FILE" help:"${check_output}"`
	From        string   `placeholder:"FORMAT" help:"${from}"`
	Jobs        int      `short:"j" placeholder:"N" help:"${jobs}"`
}

func (cmd *checkCommand) run(s *session) int {
	c, err := newConverter("", "")
	var from converter.Format
	if err == nil && cmd.From != "" {
		from, err = converter.ParseFormat(cmd.From)
	}
	if err == nil && cmd.To == "html" && len(cmd.Inputs) > 1 && !isFolder(cmd.Output) {
		err = problem("output-not-folder", "output", cmd.Output)
	}
	if err == nil && cmd.Output != "-" && !isFolder(cmd.Output) && !isFolder(filepath.Dir(cmd.Output)) {
		err = problem("output-folder-missing", "folder", filepath.Dir(cmd.Output))
	}
	if err != nil {
		s.tell(diagnosticsOf(err, "")...)
		return exitUsage
	}
	against, status := cmd.against(s, c)
	if status != exitDone {
		return status
	}
	inputs := func(yield func(converter.Input) bool) {
		for _, name := range cmd.Inputs {
			if !yield(s.input(name, from, c.Limits().Input)) {
				return
			}
		}
	}
	if cmd.Jobs < 1 {
		cmd.Jobs = runtime.GOMAXPROCS(0)
	}
	out := &checkOutput{command: cmd, session: s, converter: c}
	progress := s.progress(len(cmd.Inputs))
	for checked, err := range c.CheckBatch(s.ctx, inputs, against, min(cmd.Jobs, len(cmd.Inputs))) {
		progress.clear()
		out.add(checked, err)
		progress.show(len(out.rows))
	}
	progress.clear()
	return out.finish()
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
	for _, name := range cmd.subordinates() {
		reading, err := c.Read(s.ctx, s.input(name, "", c.Limits().Input))
		if err != nil {
			s.tell(diagnosticsOf(err, name)...)
			against.Missing++
			continue
		}
		against.Subordinates = append(against.Subordinates, reading.Report)
	}
	return against, exitDone
}

// subordinates lists the files named, and those in the folders named.
func (cmd *checkCommand) subordinates() []string {
	var files []string
	for _, name := range cmd.Subordinate {
		if !isFolder(name) {
			files = append(files, name)
			continue
		}
		entries, err := os.ReadDir(name) // sorted by name
		if err != nil {
			files = append(files, name) // reading it will say what is wrong
			continue
		}
		for _, entry := range entries {
			if _, known := converter.FormatOfName(entry.Name()); known && !entry.IsDir() {
				files = append(files, filepath.Join(name, entry.Name()))
			}
		}
	}
	return files
}

// checkOutput gathers what is printed and counts for the exit status.
type checkOutput struct {
	command   *checkCommand
	session   *session
	converter *converter.Converter

	text    bytes.Buffer
	json    []json.RawMessage
	rows    []checkRow
	refused int
	failed  diag.List // of writing
}

// checkRow is a line of the summary over several inputs.
type checkRow struct {
	file             string
	refused          bool
	errors, warnings int
}

func (o *checkOutput) add(checked *converter.Checked, err error) {
	file := o.command.Inputs[len(o.rows)]
	if err != nil {
		found := diagnosticsOf(err, file)
		o.session.tell(found...)
		o.keep(&converter.Refusal{Reason: converter.Invalid, Diagnostics: found}, err)
		o.rows = append(o.rows, checkRow{file: file, refused: true})
		o.refused++
		return
	}
	o.session.tell(checked.Diagnostics...)
	o.rows = append(o.rows, checkRow{file: file, errors: checked.Result.Count(diag.Error), warnings: checked.Result.Count(diag.Warning)})
	switch o.command.To {
	case "html":
		name := o.command.Output
		if isFolder(name) {
			name = filepath.Join(name, base(file)+".check.html")
		}
		if found := o.session.put(name, o.converter.HTML(checked, o.session.lang)); found != nil {
			o.failed = append(o.failed, found...)
		}
	case "json":
		o.keep(checked, nil)
	default:
		o.text.WriteString(checked.Result.Text(check.TextOptions{Lang: o.session.lang, File: file,
			Color: o.command.Output == "-" && isTerminal(o.session.stdout)}))
		o.text.WriteByte('\n')
	}
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
		o.write(several)
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

// write prints one object, or an array of them for several inputs.
func (o *checkOutput) write(several bool) {
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
