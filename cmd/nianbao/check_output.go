package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"nianbao/converter"
	"nianbao/converter/check"
	"nianbao/converter/diag"
	"nianbao/converter/match"
	"nianbao/converter/report"
)

// checkOutput gathers what is printed and counts for the exit status.
type checkOutput struct {
	command   *checkCommand
	session   *session
	converter *converter.Converter

	taken   names
	reviews []reviewFile
	// incomplete says that something to compare with could not be read.
	incomplete bool

	done    int // inputs
	text    bytes.Buffer
	json    []json.RawMessage
	rows    []checkRow
	book    []converter.FindingsRow // where a workbook is wanted
	roster  *match.Roster           // of the agencies whose reports are expected, nil for none
	heads   []match.File            // what is compared with it
	listed  diag.List               // what it told
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
		found := diagnosticsOf(err, shown(input))
		o.session.tell(found...)
		o.keep(&converter.Refusal{Reason: converter.Invalid, Diagnostics: found}, err)
		o.rows = append(o.rows, checkRow{file: shown(input), refused: true})
		o.book = append(o.book, converter.FindingsRow{File: shown(input), Refused: found})
		o.refused++
	}
	for _, checked := range all {
		o.report(checked, input)
	}
}

// report prints or writes the findings of one report.
func (o *checkOutput) report(checked *converter.Checked, input string) {
	o.session.tell(checked.Diagnostics...)
	for i := range o.reviews {
		o.reviews[i].used = o.reviews[i].used || o.reviews[i].Of(checked.Report)
	}
	if o.roster != nil {
		o.heads = append(o.heads, match.File{Name: shown(input), Report: &report.Report{Organization: checked.Report.Organization, Year: checked.Report.Year}})
	}
	row := checkRow{file: shown(input), errors: checked.Result.Count(diag.Error), warnings: checked.Result.Count(diag.Warning)}
	if checked.Number > 0 {
		row.file += fmt.Sprintf(" (%d %s)", checked.Number, checked.Report.Organization)
	}
	switch o.command.To {
	case "html", "docx":
		out, err := o.converter.WriteFindings(o.session.ctx, checked,
			converter.FindingsTarget{Format: converter.Format(o.command.To), Lang: o.session.lang, Propose: o.command.Propose})
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
	case string(converter.XLSX):
		o.book = append(o.book, converter.FindingsRow{File: row.file, Checked: checked})
	default:
		o.print(checked.Result.Text(check.TextOptions{Lang: o.session.lang, File: shown(input),
			Color: o.command.Output == "-" && isTerminal(o.session.stdout)}) + "\n")
	}
	o.rows = append(o.rows, row)
}

// print puts text on standard output at once, so that an interrupted run leaves what it found; for a file it is kept until
// all is there.
func (o *checkOutput) print(text string) {
	switch {
	case o.command.Output != "-":
		o.text.WriteString(text)
	case o.failed == nil: // a stream that is full or closed says so once
		o.failed = append(o.failed, o.session.put("-", []byte(text))...)
	}
}

// write makes the file of one report.
func (o *checkOutput) write(checked *converter.Checked, input string, data []byte) {
	name := o.command.fileFor(o.session, input, base(input))
	if checked.Number > 0 {
		file := func(base string) string {
			return filepath.Join(filepath.Dir(o.command.fileFor(o.session, input, base)), o.command.fileName(base))
		}
		name = file(o.taken.ofReport(&checked.Reading, input, o.command.Inputs, func(base string) []string { return []string{file(base)} }))
		if _, err := os.Stat(name); err == nil && o.command.Output == "" && !o.command.Force {
			o.failed = append(o.failed, problem("output-exists", "output", name)...)
			return
		}
	}
	o.failed = append(o.failed, o.session.putBelow(name, data)...)
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
	o.tellUnused()
	if o.roster != nil {
		o.listed = o.roster.Compare(o.heads)
		o.session.tell(diagnosticsOf(o.listed, o.command.Roster)...)
		o.incomplete = o.incomplete || len(o.listed) > 0
	}
	switch o.command.To {
	case "json":
		o.writeJSON(several)
	case string(converter.XLSX):
		o.writeWorkbook()
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
	if o.incomplete {
		return exitFindings
	}
	return exitDone
}

func (o *checkOutput) file(name string) string {
	if o.command.Output != "-" && isFolder(o.command.Output) {
		return filepath.Join(o.command.Output, name)
	}
	return o.command.Output
}

// writeWorkbook writes the spreadsheet of all findings.
func (o *checkOutput) writeWorkbook() {
	var b bytes.Buffer
	if err := o.converter.FindingsWorkbook(&b, converter.Findings{Rows: o.book, Roster: o.listed, Listed: o.roster != nil}, o.session.lang); err != nil {
		o.failed = append(o.failed, diagnosticsOf(err, "")...)
		return
	}
	o.failed = append(o.failed, o.session.put(o.file("check.xlsx"), b.Bytes())...)
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
	var b strings.Builder
	fmt.Fprintf(&b, "%s\t%s\t%s\n", heads[0], heads[1], heads[2])
	for _, row := range o.rows {
		if row.refused {
			fmt.Fprintf(&b, "-\t-\t%s (%s)\n", row.file, heads[3])
			continue
		}
		fmt.Fprintf(&b, "%d\t%d\t%s\n", row.errors, row.warnings, row.file)
	}
	o.print(b.String())
}
