package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/converter/match"
	"nianbao/internal/queue"
	"nianbao/internal/queue/cluster"
	"nianbao/internal/queue/overview"
	"nianbao/internal/queue/task"
	"nianbao/internal/queue/worker"
)

type batchCommand struct {
	Inputs      []string      `arg:"" name:"input" help:"${batch_inputs}"`
	Output      string        `short:"o" required:"" placeholder:"FOLDER" help:"${batch_output}"`
	To          []string      `placeholder:"FORMAT,…" help:"${batch_to}"`
	Check       bool          `help:"${batch_check}"`
	Strict      bool          `help:"${strict}"`
	Style       string        `placeholder:"FILE" help:"${style}"`
	FontDir     string        `placeholder:"FOLDER" help:"${font_dir}"`
	Editions    []string      `name:"edition" placeholder:"FILE" sep:"none" help:"${edition}"`
	Created     string        `placeholder:"YYYY-MM-DD" help:"${created}"`
	Profile     string        `name:"pdf-profile" placeholder:"PROFILE" help:"${pdf_profile}"`
	NoData      bool          `name:"no-attachment" help:"${no_attachment}"`
	Roster      string        `placeholder:"FILE" help:"${roster}"`
	Year        int           `placeholder:"YEAR" help:"${roster_year}"`
	Renamed     []string      `placeholder:"OLD=NEW" sep:"none" help:"${renamed}"`
	RetryFailed bool          `help:"${retry_failed}"`
	MaxAttempts int           `placeholder:"N" default:"3" help:"${max_attempts}"`
	Timeout     time.Duration `default:"1m" help:"${batch_timeout}"`
	Memory      int64         `placeholder:"MIB" default:"1024" help:"${batch_memory}"`
	Jobs        int           `short:"j" placeholder:"N" help:"${jobs}"`
	Queue       string        `placeholder:"URL" help:"${batch_queue}"`
}

// batchJob is a batch that is being worked through.
type batchJob struct {
	*session
	command  *batchCommand
	task     task.Options
	limit    int64 // of an input
	roster   *match.Roster
	names    match.Names
	archives archives
	errors   int // findings of severity error
	progress *batchProgress
}

func (cmd *batchCommand) run(s *session) int {
	j, err := cmd.prepare(s)
	if err != nil {
		return s.refuse(err, "", exitUsage)
	}
	setup, err := json.Marshal(workerSetup{j.task, cmd.Memory << 20})
	if err != nil {
		return s.refuse(err, "", exitUsage)
	}
	settings, err := json.Marshal(j.task)
	if err != nil {
		return s.refuse(err, "", exitUsage)
	}
	hash := sha256.Sum256(settings)
	engine, err := engineName()
	if err != nil {
		return s.refuse(problem("worker-start", "problem", err), "", exitUsage)
	}
	o := queue.Options{Folder: cmd.Output, Engine: engine, Settings: hex.EncodeToString(hash[:]), Open: j.open, MaxAttempts: max(cmd.MaxAttempts, 1),
		RetryFailed: cmd.RetryFailed, Listed: j.progress.begin, Tell: j.tellOf}
	limits := worker.Limits{Time: cmd.Timeout, Memory: cmd.Memory << 20}
	if cmd.Queue != "" {
		q, err := j.connect(cmd)
		if err != nil {
			return s.refuse(err, "", exitUsage)
		}
		defer q.Close()
		o.Begin = j.coordinate(q, cluster.Plan{Engine: engine, Setup: setup, Time: limits.Time, Memory: limits.Memory})
	} else {
		for _, w := range processes(workers(cmd.Jobs), setup, limits) {
			defer w.Close()
			o.Workers = append(o.Workers, w)
		}
	}
	defer j.archives.close()
	sum, err := queue.Run(s.ctx, o, j.entries())
	j.progress.clear()
	if sum.Damaged > 0 {
		s.tell(problem("batch-damaged", "n", grouped(int(sum.Damaged)))...)
	}
	if err != nil {
		return j.stopped(sum, err)
	}
	return j.finish(sum)
}

// stopped tells why a run did not come to its end.
func (j *batchJob) stopped(sum queue.Summary, err error) int {
	switch {
	case isCancelled(j.ctx, err):
		return j.interrupted(sum.Settled(), sum.Total)
	case errors.Is(err, queue.ErrInUse):
		j.tell(problem("batch-in-use", "folder", j.command.Output)...)
		return exitUsage
	case errors.Is(err, queue.ErrForeign):
		j.tell(problem("batch-foreign", "folder", j.command.Output)...)
		return exitUsage
	case errors.Is(err, worker.ErrStart):
		j.tell(problem("worker-start", "problem", err)...)
	case isTold(err):
		j.tell(diagnosticsOf(err, "")...)
	default:
		j.tell(problem("output-unwritable", append(cause(innermost(err)), "output", j.command.Output)...)...)
	}
	if sum.Total > 0 {
		j.tell(problem("batch-stopped", "done", grouped(sum.Settled()), "total", grouped(sum.Total))...)
	}
	return exitUsage
}

// isTold reports whether an error holds what is to be told.
func isTold(err error) bool {
	_, is := errors.AsType[diag.List](err)
	return is
}

// innermost is what the system said, where something of the system failed.
func innermost(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path
	}
	return err
}

// finish writes the overview and says what came of the batch.
func (j *batchJob) finish(sum queue.Summary) int {
	o := overview.Options{Folder: j.command.Output, Lang: j.lang, Roster: j.roster, Check: j.command.Check, Year: j.command.Year, Names: j.names}
	seen, err := overview.Write(j.ctx, o)
	if isCancelled(j.ctx, err) {
		return j.interrupted(sum.Settled(), sum.Total)
	}
	if err != nil {
		j.tell(problem("output-unwritable", append(cause(innermost(err)), "output", j.command.Output)...)...)
		return exitUsage
	}
	j.tell(diagnosticsOf(seen.Roster, j.command.Roster)...)
	j.tell(problem("batch-done", "done", grouped(sum.Done), "before", grouped(sum.Before), "failed", grouped(sum.Failed), "quarantined", grouped(sum.Quarantined))...)
	j.summaryLine(sum)
	switch {
	case sum.Done == 0:
		return exitRefused
	case sum.Failed > 0 || j.errors > 0 || len(seen.Roster) > 0:
		return exitFindings
	}
	return exitDone
}

// prepare finds out what is wrong with the command line before anything is done.
func (cmd *batchCommand) prepare(s *session) (*batchJob, error) {
	j := &batchJob{session: s, command: cmd, limit: converter.DefaultLimits().Input, progress: s.batchProgress(time.Now)}
	names, found := match.ParseRenamed(cmd.Renamed)
	if found != nil {
		return nil, found
	}
	j.names = names
	var err error
	if j.task, err = cmd.options(); err != nil {
		return nil, err
	}
	doer, err := within(s.ctx, func() (*task.Doer, error) { return task.New(j.task) })
	if err != nil {
		return nil, diagnosticsOf(err, cmd.Style)
	}
	s.tell(doer.Notices()...)
	cmd.Inputs = globbed(cmd.Inputs)
	if err := j.apart(); err != nil {
		return nil, err
	}
	if cmd.Roster != "" {
		if j.roster, err = s.readRoster(cmd.Roster, names); err != nil {
			return nil, err
		}
	}
	return j, nil
}

// options are what is made of each report.
func (cmd *batchCommand) options() (o task.Options, err error) {
	o = task.Options{Check: cmd.Check, Strict: cmd.Strict, NoAttachment: cmd.NoData}
	for _, name := range cmd.To {
		format, err := converter.ParseFormat(name)
		if err != nil {
			return o, err
		}
		if err := (converter.Target{Format: format}).Check(); err != nil {
			return o, err
		}
		o.Formats = append(o.Formats, format)
	}
	if len(o.Formats) == 0 && !cmd.Check {
		return o, problem("batch-nothing")
	}
	if o.Created, err = creation(cmd.Created, os.Getenv("SOURCE_DATE_EPOCH")); err != nil {
		return o, err
	}
	if o.Profile, err = converter.ParseProfile(cmd.Profile); err != nil {
		return o, err
	}
	if cmd.Style != "" {
		if o.Style, err = readFile(cmd.Style, 1<<20); err != nil {
			return o, diagnosticsOf(err, cmd.Style)
		}
	}
	if o.Editions, err = readEditions(cmd.Editions); err != nil {
		return o, err
	}
	if cmd.FontDir != "" {
		if o.FontDir, err = filepath.Abs(cmd.FontDir); err == nil {
			o.Fonts, err = folderHash(os.DirFS(o.FontDir))
		}
		if err != nil {
			return o, problem("font-folder", append(cause(err), "folder", cmd.FontDir)...)
		}
	}
	return o, nil
}

// folderHash is a hash of the files of a folder: other fonts make other pages.
func folderHash(folder fs.FS) (string, error) {
	h := sha256.New()
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return "", fmt.Errorf("reading the folder: %w", err)
	}
	for _, entry := range entries {
		if entry.IsDir() {
			continue
		}
		data, err := fs.ReadFile(folder, entry.Name())
		if err != nil {
			return "", fmt.Errorf("reading the folder: %w", err)
		}
		one := sha256.Sum256(data)
		fmt.Fprintf(h, "%d:%s", len(entry.Name()), entry.Name())
		h.Write(one[:])
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// engineName is what the results depend on beside the input and the settings: the released version, or the program itself where it is none.
func engineName() (string, error) {
	if version != "" {
		return version, nil
	}
	path, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("looking for the program: %w", err)
	}
	file, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("reading the program: %w", err)
	}
	defer file.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return "", fmt.Errorf("reading the program: %w", err)
	}
	return "devel-" + hex.EncodeToString(hash.Sum(nil)[:8]), nil
}

// open reads an input.
func (j *batchJob) open(ctx context.Context, e *queue.Entry) ([]byte, []queue.Said, error) {
	read := func() ([]byte, error) { return j.fromFile(string(e.Name)) }
	if e.Member != "" {
		read = func() ([]byte, error) { return j.member(ctx, e) }
	}
	data, err := within(ctx, read)
	if err != nil && ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	if err != nil {
		var said []queue.Said
		for _, d := range diagnosticsOf(err, "") {
			said = append(said, queue.SaidOf(d))
		}
		return nil, said, nil
	}
	return data, nil, nil
}
