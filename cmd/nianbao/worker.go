package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"nianbao/converter/diag"
	"nianbao/internal/queue"
	"nianbao/internal/queue/cluster"
	"nianbao/internal/queue/task"
	"nianbao/internal/queue/worker"
)

// workerCommand does the work that batch --queue gives out, until it is interrupted.
type workerCommand struct {
	Queue  string `required:"" placeholder:"URL" env:"NIANBAO_QUEUE" help:"${worker_queue}"`
	Output string `short:"o" required:"" placeholder:"FOLDER" help:"${worker_output}"`
	Jobs   int    `short:"j" placeholder:"N" help:"${jobs}"`
}

func (cmd *workerCommand) run(s *session) int {
	engine, err := engineName()
	if err != nil {
		return s.refuse(problem("worker-start", "problem", err), "", exitUsage)
	}
	if info, err := os.Stat(cmd.Output); err != nil || !info.IsDir() {
		if err == nil {
			err = fmt.Errorf("%s: not a directory", cmd.Output)
		}
		return s.refuse(problem("input-unreadable", cause(err)...), cmd.Output, exitUsage)
	}
	q, err := openQueue(s.ctx, cmd.Queue)
	if err != nil {
		return s.refuse(err, "", exitUsage)
	}
	defer q.Close()
	host, err := os.Hostname()
	if err != nil {
		host = "worker"
	}
	troubled := s.once()
	err = cluster.Work(s.ctx, cluster.WorkOptions{Results: cmd.Output, Name: host, Engine: engine, Source: q,
		Processes: func(p cluster.Plan) ([]queue.Worker, error) { return cmd.processes(p) },
		Began: func(cluster.Plan) {
			s.tell(problem("worker-ready", "folder", cmd.Output, "n", workers(cmd.Jobs), "queue", q)...)
		},
		Troubled: func(err error) { troubled(problem("worker-trouble", "problem", oneLine(err))) }})
	var other *cluster.EngineError
	switch {
	case s.ctx.Err() != nil:
		return exitInterrupted
	case errors.As(err, &other):
		return s.refuse(problem("worker-engine", "wanted", other.Wanted, "have", other.Have), "", exitUsage)
	case isTold(err):
		return s.refuse(err, "", exitUsage)
	}
	return s.refuse(problem("worker-start", "problem", oneLine(err)), "", exitUsage)
}

// processes are those that do a plan. The fonts have to be those of the machine that gives out the work: other ones make other pages.
func (cmd *workerCommand) processes(p cluster.Plan) ([]queue.Worker, error) {
	var setup workerSetup
	decoder := json.NewDecoder(bytes.NewReader(p.Setup))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&setup); err != nil {
		return nil, fmt.Errorf("reading how to work: %w", err)
	}
	if err := hasFonts(setup.Task); err != nil {
		return nil, err
	}
	return processes(workers(cmd.Jobs), p.Setup, worker.Limits{Time: p.Time, Memory: p.Memory}), nil
}

func hasFonts(o task.Options) error {
	if o.FontDir == "" {
		return nil
	}
	hash, err := folderHash(os.DirFS(o.FontDir))
	if err != nil {
		return problem("font-folder", append(cause(err), "folder", o.FontDir)...)
	}
	if hash != o.Fonts {
		return problem("worker-fonts", "folder", o.FontDir)
	}
	return nil
}

// once tells what is told again and again only when something else was told between.
func (s *session) once() func(diag.List) {
	last := ""
	return func(found diag.List) {
		text := fmt.Sprint(found)
		if text != last {
			s.tell(found...)
		}
		last = text
	}
}
