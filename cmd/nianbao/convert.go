package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"runtime"
	"strconv"
	"syscall"
	"time"

	"nianbao/converter"
	"nianbao/converter/diag"
)

type convertCommand struct {
	Inputs   []string `arg:"" name:"input" help:"${inputs}"`
	Output   string   `short:"o" placeholder:"FILE" help:"${output}"`
	From     string   `placeholder:"FORMAT" help:"${from}"`
	To       string   `placeholder:"FORMAT" help:"${to}"`
	Style    string   `placeholder:"FILE" help:"${style}"`
	FontDir  string   `placeholder:"FOLDER" help:"${font_dir}"`
	Evidence string   `placeholder:"FILE" help:"${evidence}"`
	Strict   bool     `help:"${strict}"`
	Fragment bool     `help:"${fragment}"`
	Created  string   `placeholder:"YYYY-MM-DD" help:"${created}"`
	Force    bool     `short:"f" help:"${force}"`
	Jobs     int      `short:"j" placeholder:"N" help:"${jobs}"`
}

func (cmd *convertCommand) run(s *session) int {
	cmd.Inputs = globbed(cmd.Inputs)
	c, from, to, status := cmd.prepare(s)
	if status != exitDone {
		return status
	}
	plan, taken, found := cmd.plan(s, to)
	if found != nil {
		s.tell(found...)
		return exitUsage
	}
	created, err := creation(cmd.Created, os.Getenv("SOURCE_DATE_EPOCH"))
	if err != nil {
		s.tell(diagnosticsOf(err, "")...)
		return exitUsage
	}
	target := converter.Target{Format: to, Strict: cmd.Strict, Fragment: cmd.Fragment, Created: created}
	out := &convertOutput{command: cmd, session: s, converter: c, plan: plan, taken: taken}
	progress := s.progress(len(cmd.Inputs))
	for conversions, err := range cmd.results(s, c, s.inputs(cmd.Inputs, from, c.Limits().Input), target) {
		progress.clear()
		out.add(conversions, err)
		progress.show(out.done)
	}
	progress.clear()
	return out.status()
}

// results converts the inputs: each for all of its reports, unless there is room for one only.
func (cmd *convertCommand) results(s *session, c *converter.Converter, inputs iter.Seq[converter.Input], to converter.Target) iter.Seq2[[]*converter.Conversion, error] {
	if cmd.Jobs < 1 {
		cmd.Jobs = runtime.GOMAXPROCS(0)
	}
	workers := min(cmd.Jobs, len(cmd.Inputs))
	if cmd.isSingle() {
		return oneEach(c.Batch(s.ctx, inputs, to, workers))
	}
	return c.BatchAll(s.ctx, inputs, to, workers)
}

// convertOutput writes what was made and counts for the exit status.
type convertOutput struct {
	command   *convertCommand
	session   *session
	converter *converter.Converter
	plan      []destination
	taken     names

	done, made, failed, unwritten int
}

// add takes what became of the next input: the error tells of the reports that are not among the conversions.
func (o *convertOutput) add(conversions []*converter.Conversion, err error) {
	input, planned := o.command.Inputs[o.done], o.plan[o.done]
	o.done++
	for _, conversion := range conversions {
		o.made++
		o.session.tell(conversion.Diagnostics...)
		d, found := planned, diag.List(nil)
		if conversion.Number > 0 {
			d, found = o.command.ofReport(o.session, conversion, input, o.taken)
		}
		if found == nil {
			found = o.command.write(o.session, o.converter, conversion, d)
		}
		if found != nil {
			o.session.tell(found...)
			o.unwritten++
		}
	}
	if err != nil {
		o.session.tell(diagnosticsOf(err, input)...)
		o.failed++
	}
}

func (o *convertOutput) status() int {
	switch {
	case o.unwritten > 0:
		return exitUsage
	case o.failed == 0:
		return exitDone
	case o.made == 0:
		return exitRefused
	}
	return exitFindings
}

// prepare turns the flags into a converter and two formats.
func (cmd *convertCommand) prepare(s *session) (c *converter.Converter, from, to converter.Format, status int) {
	fail := func(err error) (*converter.Converter, converter.Format, converter.Format, int) {
		s.tell(diagnosticsOf(err, "")...)
		return nil, "", "", exitUsage
	}
	var err error
	if cmd.From != "" {
		if from, err = converter.ParseFormat(cmd.From); err != nil {
			return fail(err)
		}
	}
	if to, err = cmd.target(); err != nil {
		return fail(err)
	}
	if c, err = newConverter(cmd.Style, cmd.FontDir); err != nil {
		s.tell(diagnosticsOf(err, cmd.Style)...)
		return nil, "", "", exitUsage
	}
	s.tell(c.Notices()...)
	return c, from, to, exitDone
}

// target is the format to write: --to, else that of -o's name, else DOCX.
func (cmd *convertCommand) target() (converter.Format, error) {
	named, known := converter.FormatOfName(cmd.Output)
	if cmd.To == "" {
		if known {
			return named, converter.CheckTarget(named)
		}
		return converter.DOCX, checkExtension(cmd.Output)
	}
	to, err := converter.ParseFormat(cmd.To)
	if err != nil {
		return "", err
	}
	if known && named != to && !isFolder(cmd.Output) {
		return "", diag.List{diag.New("output-mismatch", diag.Place{}, "output", cmd.Output, "format", to)}
	}
	return to, converter.CheckTarget(to)
}

// creation is the date that a PDF is to state: the flag, else SOURCE_DATE_EPOCH (reproducible-builds.org), else that of
// the report. The clock is never asked, or the same input would not give the same bytes.
func creation(flag, epoch string) (time.Time, error) {
	if flag != "" {
		date, err := time.Parse(time.DateOnly, flag)
		if err != nil {
			return date, problem("date-invalid", "name", "--created", "value", flag)
		}
		return date, nil
	}
	if epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return time.Time{}, problem("date-invalid", "name", "SOURCE_DATE_EPOCH", "value", epoch)
		}
		return time.Unix(seconds, 0).UTC(), nil
	}
	return time.Time{}, nil
}

// input describes an input that is loaded by the worker that converts it.
func (s *session) input(name string, format converter.Format, limit int64) converter.Input {
	if name == "-" {
		return converter.Input{Name: "<stdin>", Format: format, Load: func() ([]byte, error) {
			return readAll(s.stdin, limit)
		}}
	}
	return converter.Input{Name: name, Format: format, Load: func() ([]byte, error) { return readFile(name, limit) }}
}

// readFile reads a regular file or a pipe, at most one byte more than the limit, which the converter then refuses.
func readFile(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, unreadable("input-missing")
		}
		return nil, unreadable("input-unreadable", cause(err)...)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, unreadable("input-directory")
	}
	return readAll(f, limit)
}

func readAll(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, unreadable("input-unreadable", cause(err)...)
	}
	return data, nil
}

func unreadable(code diag.Code, args ...any) error {
	return &converter.Refusal{Reason: converter.Unreadable, Diagnostics: diag.List{diag.New(code, diag.Place{}, args...)}}
}

// cause returns what the system said, as arguments of a message: without operation and path, which the message names
// already, and in Chinese where a clerk may meet it.
func cause(err error) []any {
	said := err.Error()
	if path, ok := errors.AsType[*os.PathError](err); ok {
		said = path.Err.Error()
	} else if link, ok := errors.AsType[*os.LinkError](err); ok {
		said = link.Err.Error()
	}
	chinese := said
	for _, known := range []struct {
		err  error
		text string
	}{
		{fs.ErrPermission, "没有权限"}, {syscall.ENOSPC, "磁盘已满"}, {syscall.EISDIR, "这是文件夹"}, {syscall.EROFS, "磁盘是只读的"},
		{syscall.ENAMETOOLONG, "文件名太长"}, {syscall.EPIPE, "接收方已关闭"}, {fs.ErrNotExist, "不存在"}, {syscall.ENOTDIR, "不是文件夹"},
	} {
		if errors.Is(err, known.err) {
			chinese = known.text
			break
		}
	}
	return []any{"problem", chinese, "problem_en", said}
}

// diagnosticsOf returns the diagnostics that an error holds, and makes one of an error that holds none. file is put on
// those that name none.
func diagnosticsOf(err error, file string) diag.List {
	if found, ok := errors.AsType[diag.List](err); ok {
		for i := range found {
			if found[i].Place.File == "" {
				found[i].Place.File = file
			}
		}
		return found
	}
	place := diag.Place{File: file}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return diag.List{diag.New("time-limit", place)}
	}
	return diag.List{diag.New("internal-error", place, "problem", fmt.Sprint(err))}
}
