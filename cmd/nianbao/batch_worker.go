package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strings"
	"syscall"

	"nianbao/internal/queue"
	"nianbao/internal/queue/task"
	"nianbao/internal/queue/worker"
)

// batchWorkerCommand is the other side of batch: a process that does its jobs (package worker). Nobody types it.
type batchWorkerCommand struct{}

// workerVerb is what the command is called.
const workerVerb = "batch-worker"

// workerSetup is what a worker is told first.
type workerSetup struct {
	Task   task.Options `json:"task"`
	Memory int64        `json:"memory"` // bytes
}

// workerProcess is this program as a worker. One processor each: there are as many workers as processors, and none takes another's.
func workerProcess() *exec.Cmd {
	path, err := os.Executable()
	if err != nil {
		path = os.Args[0]
	}
	cmd := exec.Command(path)
	cmd.Args = []string{"nianbao", workerVerb}
	cmd.Env = append(withoutDatabase(os.Environ()), "GOMAXPROCS=1")
	if os.Getenv("GOGC") == "" {
		// Half of the collector's usual work: what lives from one report to the next is little, and memory is bounded all the same.
		cmd.Env = append(cmd.Env, "GOGC=200")
	}
	return cmd
}

// processes are so many workers, started when there is work.
func processes(n int, setup []byte, limits worker.Limits) []queue.Worker {
	all := make([]queue.Worker, n)
	for i := range all {
		all[i] = worker.New(workerProcess, setup, limits)
	}
	return all
}

// withoutDatabase leaves out what opens a database (PGPASSWORD, PGPASSFILE …): the process that reads strangers' files has no use for it.
func withoutDatabase(environment []string) []string {
	return slices.DeleteFunc(environment, func(pair string) bool {
		return strings.HasPrefix(pair, "PG") || strings.HasPrefix(pair, "NIANBAO_QUEUE=")
	})
}

func (*batchWorkerCommand) run(s *session) int {
	// A Ctrl-C goes to all processes of a terminal; the parent decides when this one ends.
	signal.Ignore(os.Interrupt, syscall.SIGTERM)
	begin := func(data []byte) (worker.Handler, error) {
		var setup workerSetup
		if err := json.Unmarshal(data, &setup); err != nil {
			return nil, fmt.Errorf("reading how to work: %w", err)
		}
		if err := worker.Contain(setup.Memory); err != nil {
			return nil, err
		}
		doer, err := task.New(setup.Task)
		if err != nil {
			return nil, err
		}
		return doer.Do, nil
	}
	if err := worker.Serve(s.ctx, s.stdin, s.stdout, begin, func() { os.Exit(exitDone) }); err != nil {
		fmt.Fprintln(s.stderr, err)
		return exitUsage
	}
	return exitDone
}
