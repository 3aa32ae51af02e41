package main

import (
	"iter"
	"os"
	"strconv"
	"time"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/internal/product"
)

type convertCommand struct {
	Inputs   []string `arg:"" name:"input" help:"${inputs}"`
	Output   string   `short:"o" placeholder:"FILE" help:"${output}"`
	From     string   `placeholder:"FORMAT" help:"${from}"`
	To       []string `placeholder:"FORMAT,…" help:"${convert_to}"`
	Check    bool     `help:"${convert_check}"`
	Style    string   `placeholder:"FILE" help:"${style}"`
	FontDir  string   `placeholder:"FOLDER" help:"${font_dir}"`
	Editions []string `name:"edition" placeholder:"FILE" sep:"none" help:"${edition}"`
	Evidence string   `placeholder:"FILE" help:"${evidence}"`
	Strict   bool     `help:"${strict}"`
	Fragment bool     `help:"${fragment}"`
	Created  string   `placeholder:"YYYY-MM-DD" help:"${created}"`
	Profile  string   `name:"pdf-profile" placeholder:"PROFILE" help:"${pdf_profile}"`
	NoData   bool     `name:"no-attachment" help:"${no_attachment}"`
	Protect  bool     `help:"${protect}"`
	Contents bool     `help:"${contents}"`
	Number   string   `placeholder:"TEXT" help:"${number}"`
	Shell    string   `placeholder:"FILE" help:"${shell}"`
	OCR      string   `name:"ocr" placeholder:"COMMAND" help:"${ocr}"`
	Figures  string   `name:"ocr-figures" placeholder:"COMMAND" help:"${ocr_figures}"`
	Force    bool     `short:"f" help:"${force}"`
	Skip     bool     `name:"skip-existing" help:"${skip_existing}"`
	Jobs     int      `short:"j" placeholder:"N" help:"${jobs}"`
}

func (cmd *convertCommand) run(s *session) int {
	cmd.Inputs = s.expand(globbed(cmd.Inputs))
	if cmd.several() {
		return cmd.runSeveral(s)
	}
	c, from, to, status := cmd.prepare(s)
	if status != exitDone {
		return status
	}
	plan, taken, found := cmd.plan(s, to)
	if found != nil {
		s.tell(found...)
		return exitUsage
	}
	skipped := 0
	if cmd.Skip {
		if plan, skipped = cmd.withoutExisting(plan); len(plan) == 0 {
			return cmd.tellSkipped(s, skipped)
		}
	}
	target, err := cmd.made(to)
	if err != nil {
		return s.refuse(err, "", exitUsage)
	}
	out := &convertOutput{command: cmd, session: s, converter: c, plan: plan, taken: taken}
	progress := s.progress(len(cmd.Inputs))
	for conversions, err := range until(s.ctx, cmd.results(s, c, s.inputs(cmd.Inputs, from, c.Limits().Input), target)) {
		progress.clear()
		out.add(conversions, err)
		progress.show(out.done)
	}
	progress.clear()
	if out.done < len(cmd.Inputs) {
		return s.interrupted(out.done, len(cmd.Inputs))
	}
	cmd.tellSkipped(s, skipped+out.skipped)
	return out.status()
}

// made is what the flags ask for in a format.
func (cmd *convertCommand) made(format converter.Format) (target converter.Target, err error) {
	target = converter.Target{Format: format, Strict: cmd.Strict, Fragment: cmd.Fragment, NoAttachment: cmd.NoData, Protect: cmd.Protect, Contents: cmd.Contents}
	if target.Created, err = creation(cmd.Created, os.Getenv("SOURCE_DATE_EPOCH")); err != nil {
		return target, err
	}
	if target.Profile, err = converter.ParseProfile(cmd.Profile); err != nil {
		return target, err
	}
	if target.Shell, err = cmd.shell(); err != nil {
		return target, diagnosticsOf(err, cmd.Shell)
	}
	return target, target.Check()
}

// shell is the form of an official document that the flags ask for; nil for none.
func (cmd *convertCommand) shell() (*converter.Shell, error) {
	if cmd.Shell == "" && cmd.Number == "" {
		return nil, nil
	}
	shell := &converter.Shell{}
	if cmd.Shell != "" {
		data, err := readFile(cmd.Shell, 1<<20)
		if err != nil {
			return nil, err
		}
		if shell, err = converter.ParseShell(data); err != nil {
			return nil, err
		}
	}
	if cmd.Number != "" {
		shell.Number = cmd.Number
	}
	return shell, nil
}

// results converts the inputs: each for all of its reports, unless there is room for one only.
func (cmd *convertCommand) results(s *session, c *converter.Converter, inputs iter.Seq[converter.Input], to converter.Target) iter.Seq2[[]*converter.Conversion, error] {
	workers := min(workers(cmd.Jobs), len(cmd.Inputs))
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
	skipped                       int // reports of a file that holds several
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
			if o.command.Skip && exists(d.output) {
				o.skipped++
				continue
			}
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
		return nil, "", "", s.refuse(err, "", exitUsage)
	}
	var err error
	if err := stdinOnce(cmd.Inputs); err != nil {
		return fail(err)
	}
	if from, err = sourceFormat(cmd.From); err != nil {
		return fail(err)
	}
	if !cmd.several() {
		if to, err = cmd.target(); err != nil {
			return fail(err)
		}
	}
	if c, err = s.scanConverter(scanOptions{cmd.Style, cmd.FontDir, cmd.OCR, cmd.Figures, cmd.Editions}); err != nil {
		return nil, "", "", s.refuse(err, cmd.Style, exitUsage)
	}
	s.tell(c.Notices()...)
	return c, from, to, exitDone
}

// target is the format to write: --to, else that of -o's name, else DOCX.
func (cmd *convertCommand) target() (converter.Format, error) {
	to := ""
	if len(cmd.To) > 0 {
		to = cmd.To[0]
	}
	form, err := chooseForm(product.Report(converter.DOCX), to, cmd.Output)
	return form.Format(), err
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
