package main

import (
	"bytes"
	"cmp"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/match"
	"nianbao/converter/report"
	"nianbao/converter/sum"
	"nianbao/internal/product"
)

type sumCommand struct {
	Inputs       []string `arg:"" name:"input" help:"${sum_inputs}"`
	Output       string   `short:"o" default:"-" placeholder:"FILE" help:"${check_output}"`
	To           string   `placeholder:"FORMAT" help:"${sum_to}"`
	Organization string   `placeholder:"NAME" help:"${organization}"`
	Year         int      `placeholder:"YEAR" help:"${year}"`
	Duplicates   string   `enum:"newest,all,refuse" default:"refuse" placeholder:"newest|all|refuse" help:"${duplicates}"`
	Roster       string   `placeholder:"FILE" help:"${roster}"`
	Renamed      []string `placeholder:"OLD=NEW" sep:"none" help:"${renamed}"`
	Jobs         int      `short:"j" placeholder:"N" help:"${jobs}"`
}

// sumJob is a sum that is being made.
type sumJob struct {
	*session
	command   *sumCommand
	converter *converter.Converter
	to        converter.Format
	files     []string
	roster    *match.Roster // nil where none was given

	adder  *sum.Adder
	rows   []sum.Row    // one for each report, where a workbook is wanted
	heads  []match.File // one for each report: whose it is
	failed int
}

func (cmd *sumCommand) run(s *session) int {
	j, err := cmd.prepare(s)
	if err != nil {
		return s.refuse(err, "", exitUsage)
	}
	done := 0
	progress := s.progress(len(j.files))
	for readings, err := range until(s.ctx, j.converter.ReadBatchAll(s.ctx, s.inputs(j.files, "", j.converter.Limits().Input), min(workers(cmd.Jobs), len(j.files)))) {
		progress.clear()
		j.add(j.files[done], readings, err)
		done++
		progress.show(done)
	}
	progress.clear()
	if done < len(j.files) {
		return s.interrupted(done, len(j.files))
	}
	return j.finish()
}

// prepare finds out what is wrong with the command line before any report is read.
func (cmd *sumCommand) prepare(s *session) (*sumJob, error) {
	if err := stdinOnce(cmd.Inputs, []string{cmd.Roster}); err != nil {
		return nil, err
	}
	names, found := match.ParseRenamed(cmd.Renamed)
	if found != nil {
		return nil, found
	}
	c, err := s.newConverter("", "")
	if err != nil {
		return nil, err
	}
	form, err := chooseAsTold(product.Sum(), cmd.To, cmd.Output)
	if err != nil {
		return nil, err
	}
	j := &sumJob{session: s, command: cmd, converter: c, to: form.Format(), files: s.expand(globbed(cmd.Inputs))}
	if err := s.checkSingle(cmd.Output, form, append(j.files, cmd.Roster)...); err != nil {
		return nil, err
	}
	if cmd.Roster != "" {
		if j.roster, err = s.readRoster(cmd.Roster, names); err != nil {
			return nil, err
		}
	}
	duplicates := map[string]sum.Duplicates{"newest": sum.Newest, "all": sum.All}[cmd.Duplicates]
	j.adder = sum.New(sum.Options{Organization: cmd.Organization, Year: cmd.Year, Duplicates: duplicates, Names: names})
	return j, nil
}

// readRoster reads the list of those whose reports are expected.
func (s *session) readRoster(file string, names match.Names) (*match.Roster, error) {
	const largest = 1 << 20
	data, err := within(s.ctx, func() ([]byte, error) { return s.input(file, "", largest).Load() })
	if isCancelled(s.ctx, err) {
		return nil, err
	}
	if err != nil {
		return nil, diagnosticsOf(err, file)
	}
	if len(data) > largest {
		return nil, diagnosticsOf(problem("input-limit", "limit", largest), file)
	}
	roster, found := match.ParseRoster(s.ctx, data, names)
	found = diagnosticsOf(found, file)
	if roster == nil {
		return nil, found
	}
	s.tell(found...)
	return roster, nil
}

// add takes the reports of the next file.
func (j *sumJob) add(file string, readings []*converter.Reading, err error) {
	if err != nil {
		j.tell(diagnosticsOf(err, file)...)
		j.failed++
	}
	for _, reading := range readings {
		j.tell(reading.Diagnostics...)
		j.adder.Add(file, reading.Report, reading.Evidence)
		r := reading.Report
		j.heads = append(j.heads, match.File{Name: file, Report: &report.Report{Organization: r.Organization, Year: r.Year}})
		if j.to == converter.XLSX {
			j.rows = append(j.rows, sum.Row{File: shown(file), Report: r})
		}
	}
}

// finish writes the sum, where there is one, and says what it is made of.
func (j *sumJob) finish() int {
	result := j.adder.Result()
	j.tell(result.Diagnostics()...)
	in := kept(j.heads, result.In)
	whole := j.failed == 0
	if j.roster != nil {
		found := diagnosticsOf(j.roster.Compare(in), j.command.Roster)
		j.tell(found...)
		whole = whole && len(found) == 0
	}
	if result.Report == nil {
		if len(j.heads) > 0 {
			j.tell(problem("sum-refused")...)
		}
		return exitRefused
	}
	if found := j.write(result); found != nil {
		j.tell(found...)
		return exitUsage
	}
	j.tell(problem("sum-added", "n", grouped(result.Reports), "left", grouped(len(j.heads)-len(in)+j.failed))...)
	if !whole {
		return exitFindings
	}
	return exitDone
}

// kept returns the items that are in the sum.
func kept[T any](items []T, in []bool) []T {
	var list []T
	for i, item := range items {
		if in[i] {
			list = append(list, item)
		}
	}
	return list
}

func (j *sumJob) write(result sum.Result) diag.List {
	if j.to == converter.XLSX {
		var b bytes.Buffer
		if err := sum.Workbook(&b, kept(j.rows, result.In)); err != nil {
			return diagnosticsOf(err, "")
		}
		return j.put(j.command.Output, b.Bytes())
	}
	out, err := j.converter.Write(j.ctx, result.Report, converter.Target{Format: j.to})
	if err != nil {
		return diagnosticsOf(err, cmp.Or(j.command.Organization, j.command.Output))
	}
	j.tell(out.Diagnostics...)
	return j.put(j.command.Output, out.Data)
}
