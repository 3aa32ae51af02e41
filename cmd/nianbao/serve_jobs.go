package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	"nianbao/converter"
	"nianbao/internal/queue"
	"nianbao/internal/queue/jobs"
	"nianbao/internal/queue/task"
	"nianbao/internal/queue/worker"
	"nianbao/server"
)

// checkJobs refuses values that cannot be.
func (cmd *serveCommand) checkJobs() error {
	for _, v := range []struct {
		name  string
		value any
		wrong bool
	}{
		{"--jobs-keep", cmd.JobsKeep, cmd.JobsKeep <= 0}, {"--jobs-count", cmd.JobsCount, cmd.JobsCount <= 0}, {"--jobs-files", cmd.JobsFiles, cmd.JobsFiles <= 0}, {"--jobs-size", cmd.JobsSize, cmd.JobsSize <= 0},
		{"--jobs-free", cmd.JobsFree, cmd.JobsFree <= 0}, {"--jobs-memory", cmd.JobsMemory, cmd.JobsMemory <= 0}, {"--jobs-timeout", cmd.JobsTimeout, cmd.JobsTimeout <= 0},
	} {
		if v.wrong {
			return problem("serve-option", "name", v.name, "value", v.value, "known", "> 0")
		}
	}
	if cmd.JobsWorkers < 0 {
		return problem("serve-option", "name", "--jobs-workers", "value", cmd.JobsWorkers, "known", ">= 0")
	}
	return nil
}

// jobWorkers is how many reports of jobs are worked on at a time.
func (cmd *serveCommand) jobWorkers() int { return cmp.Or(cmd.JobsWorkers, runtime.GOMAXPROCS(0)) }

// besideJobs is the memory that the service has where its workers need theirs of the same container.
func (cmd *serveCommand) besideJobs(limit int64) (int64, error) {
	if cmd.Jobs == "" || limit == 0 {
		return limit, nil
	}
	left := limit - int64(cmd.jobWorkers())*cmd.JobsMemory<<20
	if left <= 0 {
		return 0, problem("serve-option", "name", "--jobs-memory", "value", cmd.JobsMemory, "known", "< "+strconv.FormatInt(limit>>20/int64(cmd.jobWorkers()), 10))
	}
	return left, nil
}

// openJobs opens the folder of jobs and puts it into the configuration; close ends the work. Without --jobs there is nothing to open.
func (cmd *serveCommand) openJobs(s *session, config *server.Config) (closing func(), err error) {
	if cmd.Jobs == "" {
		return func() {}, nil
	}
	base, err := cmd.jobTask(cmd.Style, cmd.FontDir)
	if err != nil {
		return nil, err
	}
	engine, err := engineName()
	if err != nil {
		return nil, problem("worker-start", "problem", err)
	}
	service, err := jobs.Open(s.ctx, jobs.Options{Folder: cmd.Jobs, Engine: engine, Log: config.Log, NewID: server.NewJobID, Now: time.Now, NewWorker: cmd.jobWorker,
		Workers: cmd.jobWorkers(), Limits: converter.DefaultLimits(), MaxJobs: cmd.JobsCount, MaxFiles: cmd.JobsFiles, MaxBytes: cmd.JobsSize << 20, FreeBytes: cmd.JobsFree << 20, Keep: cmd.JobsKeep})
	if err != nil {
		return nil, cmd.refusedJobs(err)
	}
	config.Jobs, config.JobTask = service, base
	return func() { closeJobs(s, service, config.Log) }, nil
}

// closeJobs ends the work. The session is over, which is why it gets a time of its own.
func closeJobs(s *session, service *jobs.Service, log *slog.Logger) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(s.ctx), 30*time.Second)
	defer cancel()
	if err := service.Close(ctx); err != nil {
		log.Error("closing the jobs", "error", err.Error())
	}
}

func (cmd *serveCommand) refusedJobs(err error) error {
	switch {
	case errors.Is(err, jobs.ErrInUse):
		return problem("serve-jobs-used", "folder", cmd.Jobs)
	case errors.Is(err, jobs.ErrForeign):
		return problem("serve-jobs-foreign", "folder", cmd.Jobs)
	}
	return problem("serve-jobs", append(cause(innermost(err)), "folder", cmd.Jobs)...)
}

// jobTask is what the service's workers do by themselves.
func (cmd *serveCommand) jobTask(style, fonts string) (o task.Options, err error) {
	if style != "" {
		if o.Style, err = readFile(style, 1<<20); err != nil {
			return o, diagnosticsOf(err, style)
		}
	}
	if fonts != "" {
		if o.FontDir, err = filepath.Abs(fonts); err == nil {
			o.Fonts, err = folderHash(os.DirFS(o.FontDir))
		}
		if err != nil {
			return o, problem("font-folder", append(cause(err), "folder", fonts)...)
		}
	}
	return o, nil
}

// jobWorker is this program, started again for one report after the other: what one of them makes crash is that process.
func (cmd *serveCommand) jobWorker(o task.Options) queue.Worker {
	setup, _ := json.Marshal(workerSetup{o, cmd.JobsMemory << 20}) // it was read from JSON
	return worker.New(workerProcess, setup, worker.Limits{Time: cmd.JobsTimeout, Memory: cmd.JobsMemory << 20})
}
