package main

import (
	"iter"
	"path/filepath"
	"strings"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// findingsExtension is that of the findings that stand beside what was made of a report.
const findingsExtension = ".check.json"

// several reports whether more than one file is made of each report.
func (cmd *convertCommand) several() bool { return len(cmd.To) > 1 || cmd.Check }

// runSeveral makes several files of each report in one pass, all of a report or none.
func (cmd *convertCommand) runSeveral(s *session) int {
	c, from, _, status := cmd.prepare(s)
	if status != exitDone {
		return status
	}
	what, err := cmd.asked()
	if err != nil {
		return s.refuse(err, "", exitUsage)
	}
	out := &severalOutput{command: cmd, session: s, converter: c, what: what}
	if found := out.prepare(); found != nil {
		s.tell(found...)
		return exitUsage
	}
	if len(cmd.Inputs) == 0 {
		return cmd.tellSkipped(s, out.skipped)
	}
	progress := s.progress(len(cmd.Inputs))
	for all, err := range until(s.ctx, cmd.makes(s, c, s.inputs(cmd.Inputs, from, c.Limits().Input), what)) {
		progress.clear()
		out.add(all, err)
		progress.show(out.done)
	}
	progress.clear()
	if out.done < len(cmd.Inputs) {
		return s.interrupted(out.done, len(cmd.Inputs))
	}
	cmd.tellSkipped(s, out.skipped)
	return out.status()
}

// asked is what the flags ask for of each report.
func (cmd *convertCommand) asked() (what converter.Several, err error) {
	what.Check = cmd.Check
	formats := cmd.To
	if len(formats) == 0 {
		formats = []string{string(converter.DOCX)}
	}
	for _, name := range formats {
		format, err := converter.ParseFormat(name)
		if err != nil {
			return what, err
		}
		target, err := cmd.made(format)
		if err != nil {
			return what, err
		}
		what.To = append(what.To, target)
	}
	return what, nil
}

func (cmd *convertCommand) makes(s *session, c *converter.Converter, inputs iter.Seq[converter.Input], what converter.Several) iter.Seq2[[]*converter.Made, error] {
	workers := min(workers(cmd.Jobs), len(cmd.Inputs))
	if cmd.isSingle() {
		return oneEach(c.MakeBatch(s.ctx, inputs, what, workers))
	}
	return c.MakeBatchAll(s.ctx, inputs, what, workers)
}

// severalOutput writes what was made and counts for the exit status.
type severalOutput struct {
	command   *convertCommand
	session   *session
	converter *converter.Converter
	what      converter.Several
	plan      [][]string // the files of each input, in the order of files
	taken     names

	done, made, failed, unwritten, wrong, skipped int
}

// prepare decides all names before any work is done, as plan does for one file each.
func (o *severalOutput) prepare() diag.List {
	cmd := o.command
	if cmd.Output == "-" || cmd.Output == "" && len(cmd.Inputs) == 1 && cmd.Inputs[0] == "-" {
		return problem("output-several")
	}
	if found := cmd.checkFolders(); found != nil {
		return found
	}
	if cmd.Output == "" {
		if found := o.session.checkArchived(cmd.Inputs); found != nil {
			return found
		}
	}
	o.taken = names{}
	var inputs []string
	var existing diag.List
	for _, input := range cmd.Inputs {
		files := o.files(o.stem(input), filepath.Join(cmd.Evidence, o.session.below[input], base(input)))
		if cmd.Skip && allExist(files) {
			o.skipped++
			continue
		}
		for _, name := range files {
			if found := cmd.checkOutput(o.session, name, ""); found.Has("output-exists") {
				existing = append(existing, found...)
			} else if found != nil {
				return found
			}
			if first, ok := o.taken.take(name, input); ok {
				return problem("output-collision", "first", first, "second", input, "output", name)
			}
		}
		o.plan, inputs = append(o.plan, files), append(inputs, input)
	}
	cmd.Inputs = inputs
	return existing
}

func allExist(files []string) bool {
	for _, name := range files {
		if !exists(name) {
			return false
		}
	}
	return true
}

// stem is what the files of an input are called, without an extension.
func (o *severalOutput) stem(input string) string {
	cmd := o.command
	switch {
	case cmd.Output == "":
		return filepath.Join(filepath.Dir(input), base(input))
	case isFolder(cmd.Output):
		return filepath.Join(cmd.Output, o.session.below[input], base(input))
	}
	if _, known := converter.FormatOfName(cmd.Output); known {
		return strings.TrimSuffix(cmd.Output, filepath.Ext(cmd.Output))
	}
	return cmd.Output
}

// files are those of a report: one for each format, the findings, the evidence.
func (o *severalOutput) files(stem, evidence string) []string {
	var list []string
	for _, target := range o.what.To {
		list = append(list, stem+target.Format.Extension())
	}
	if o.what.Check {
		list = append(list, stem+findingsExtension)
	}
	switch {
	case o.command.Evidence == "":
	case isFolder(o.command.Evidence):
		list = append(list, evidence+".evidence.json")
	default:
		list = append(list, o.command.Evidence)
	}
	return list
}

// add takes what became of the next input: the error tells of the reports that are not among those made.
func (o *severalOutput) add(all []*converter.Made, err error) {
	input, planned := o.command.Inputs[o.done], o.plan[o.done]
	o.done++
	for _, made := range all {
		o.made++
		o.session.tell(made.Diagnostics...)
		names := planned
		if made.Number > 0 {
			names = o.ofReport(made, input)
			if o.command.Skip && allExist(names) {
				o.skipped++
				continue
			}
		}
		if found := o.write(made, names); found != nil {
			o.session.tell(found...)
			o.unwritten++
		}
	}
	if err != nil {
		o.session.tell(diagnosticsOf(err, input)...)
		o.failed++
	}
}

// ofReport names the files of a report that came with others in one file.
func (o *severalOutput) ofReport(made *converter.Made, input string) []string {
	folder := filepath.Dir(input)
	if o.command.Output != "" {
		folder = filepath.Join(o.command.Output, o.session.below[input])
	}
	var list []string
	o.taken.ofReport(&made.Reading, input, o.command.Inputs, func(base string) []string {
		list = o.files(filepath.Join(folder, base), filepath.Join(o.command.Evidence, o.session.below[input], base))
		return list
	})
	return list
}

// write puts the files of a report where they belong: none is begun while one would replace what it must not.
func (o *severalOutput) write(made *converter.Made, names []string) diag.List {
	contents := make([][]byte, 0, len(names))
	for _, out := range made.Outputs {
		contents = append(contents, out.Data)
	}
	if o.what.Check {
		data, err := made.MarshalJSON()
		if err != nil {
			return diagnosticsOf(err, made.Input)
		}
		contents = append(contents, append(data, '\n'))
	}
	if o.command.Evidence != "" {
		contents = append(contents, o.converter.AppendEvidence(nil, made.Evidence))
	}
	for _, name := range names {
		if found := o.command.checkOutput(o.session, name, ""); found != nil {
			return found
		}
	}
	for i, name := range names {
		if found := o.session.putBelow(name, contents[i]); found != nil {
			return found
		}
	}
	if n := made.Result.Count(diag.Error); n > 0 {
		o.wrong++
		o.session.tell(problem("convert-findings", "n", n, "file", names[len(made.Outputs)])...)
	}
	return nil
}

func (o *severalOutput) status() int {
	switch {
	case o.unwritten > 0:
		return exitUsage
	case o.failed > 0 && o.made == 0:
		return exitRefused
	case o.failed > 0 || o.wrong > 0:
		return exitFindings
	}
	return exitDone
}
