package main

import (
	"fmt"
	"os"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/internal/product"
)

type alikeCommand struct {
	Inputs []string `arg:"" name:"input" help:"${alike_inputs}"`
	To     string   `enum:"text,json,html,docx,pdf,xlsx," default:"" placeholder:"text|json|html|docx|pdf|xlsx" help:"${alike_to}"`
	Output string   `short:"o" default:"-" placeholder:"FILE" help:"${check_output}"`
	Jobs   int      `short:"j" placeholder:"N" help:"${jobs}"`
}

func (cmd *alikeCommand) run(s *session) int {
	c, files, err := cmd.prepare(s)
	if err != nil {
		return s.refuse(err, "", exitUsage)
	}
	spool, err := os.CreateTemp("", "nianbao-alike-")
	if err != nil {
		return s.refuse(problem("output-unwritable", append(cause(err), "output", os.TempDir())...), "", exitUsage)
	}
	defer func() {
		_ = spool.Close() // it is not kept
		_ = os.Remove(spool.Name())
	}()
	return cmd.find(s, c, files, c.NewAlikeFinder(spool))
}

// prepare finds out what is wrong with the command line before any report is read.
func (cmd *alikeCommand) prepare(s *session) (*converter.Converter, []string, error) {
	if err := stdinOnce(cmd.Inputs); err != nil {
		return nil, nil, err
	}
	form, err := chooseForm(product.Comparison(converter.Text), cmd.To, cmd.Output)
	if err != nil {
		return nil, nil, err
	}
	cmd.To = form.Name
	files := s.expand(globbed(cmd.Inputs))
	if err := s.checkSingle(cmd.Output, form, files...); err != nil {
		return nil, nil, err
	}
	c, err := s.newConverter("", "")
	return c, files, err
}

// find reads all reports and writes which of them are alike.
func (cmd *alikeCommand) find(s *session, c *converter.Converter, files []string, finder *converter.AlikeFinder) int {
	done, reports, failed := 0, 0, 0
	progress := s.progress(len(files))
	for readings, err := range until(s.ctx, c.ReadBatchAll(s.ctx, s.inputs(files, "", c.Limits().Input), min(workers(cmd.Jobs), len(files)))) {
		progress.clear()
		if err != nil {
			s.tell(diagnosticsOf(err, files[done])...)
			failed++
		}
		for _, reading := range readings {
			name := shown(files[done])
			if reading.Number > 0 {
				name += fmt.Sprintf(" (%d)", reading.Number)
			}
			if err := finder.Add(s.ctx, name, reading.Report); err != nil {
				return s.spoiled(err, done, len(files))
			}
			reports++
		}
		done++
		progress.show(done)
	}
	progress.clear()
	if done < len(files) {
		return s.interrupted(done, len(files))
	}
	if reports < 2 {
		s.tell(problem("alike-few", "n", reports)...)
		return exitRefused
	}
	found, err := within(s.ctx, func() (*converter.Alike, error) { return finder.Result(s.ctx) })
	if err != nil {
		return s.spoiled(err, done, len(files))
	}
	out, err := c.WriteAlike(s.ctx, found, converter.Format(cmd.To), s.lang)
	if err != nil {
		return s.refuse(err, "", exitRefused)
	}
	s.tell(out.Diagnostics...)
	if failures := s.put(cmd.Output, out.Data); failures != nil {
		s.tell(failures...)
		return exitUsage
	}
	if failed > 0 {
		return exitFindings
	}
	return exitDone
}

// spoiled is the status of work that ended in the middle: the user interrupted, or the temporary file failed.
func (s *session) spoiled(err error, done, total int) int {
	if isCancelled(s.ctx, err) {
		return s.interrupted(done, total)
	}
	s.tell(append(diag.List{}, diag.New("output-unwritable", diag.Place{}, append(cause(err), "output", os.TempDir())...))...)
	return exitUsage
}
