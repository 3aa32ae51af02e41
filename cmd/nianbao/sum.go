package main

import (
	"bytes"
	"runtime"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/sum"
)

type sumCommand struct {
	Inputs       []string `arg:"" name:"input" help:"${sum_inputs}"`
	Output       string   `short:"o" default:"-" placeholder:"FILE" help:"${check_output}"`
	To           string   `placeholder:"FORMAT" help:"${sum_to}"`
	Organization string   `placeholder:"NAME" help:"${organization}"`
	Year         int      `placeholder:"YEAR" help:"${year}"`
	Jobs         int      `short:"j" placeholder:"N" help:"${jobs}"`
}

// workbook is the one format that only sums have: one row a report, one column a cell.
const workbook = "xlsx"

func (cmd *sumCommand) run(s *session) int {
	c, to, err := cmd.prepare(s)
	if err != nil {
		s.tell(diagnosticsOf(err, "")...)
		return exitUsage
	}
	files := expand(globbed(cmd.Inputs))
	adder := sum.New(sum.Options{Organization: cmd.Organization, Year: cmd.Year})
	var rows []sum.Row
	failed, i := 0, 0
	progress := s.progress(len(files))
	if cmd.Jobs < 1 {
		cmd.Jobs = runtime.GOMAXPROCS(0)
	}
	for readings, err := range until(s.ctx, c.ReadBatchAll(s.ctx, s.inputs(files, "", c.Limits().Input), cmd.Jobs)) {
		progress.clear()
		if err != nil {
			s.tell(diagnosticsOf(err, files[i])...)
			failed++
		}
		for _, reading := range readings {
			s.tell(reading.Diagnostics...)
			adder.Add(files[i], reading.Report, reading.Evidence)
			if to == workbook {
				rows = append(rows, sum.Row{File: files[i], Report: reading.Report})
			}
		}
		i++
		progress.show(i)
	}
	progress.clear()
	if i < len(files) {
		return s.interrupted(i, len(files))
	}
	result := adder.Result()
	if result.Report == nil {
		return exitRefused
	}
	s.tell(result.Diagnostics()...)
	if found := cmd.write(s, c, to, result, rows); found != nil {
		s.tell(found...)
		return exitUsage
	}
	if failed > 0 {
		return exitFindings
	}
	return exitDone
}

func (cmd *sumCommand) prepare(s *session) (*converter.Converter, string, error) {
	c, err := newConverter("", "")
	if err != nil {
		return nil, "", err
	}
	to, err := formatFor(cmd.To, cmd.Output, converter.JSON, workbook)
	if err != nil {
		return nil, "", err
	}
	return c, to, s.checkSingle(cmd.Output, to)
}

func (cmd *sumCommand) write(s *session, c *converter.Converter, to string, result sum.Result, rows []sum.Row) diag.List {
	if to == workbook {
		var b bytes.Buffer
		if err := sum.Workbook(&b, rows); err != nil {
			return diagnosticsOf(err, "")
		}
		return s.put(cmd.Output, b.Bytes())
	}
	out, err := c.Write(s.ctx, result.Report, converter.Target{Format: converter.Format(to)})
	if err != nil {
		return diagnosticsOf(err, "")
	}
	s.tell(out.Diagnostics...)
	return s.put(cmd.Output, out.Data)
}
