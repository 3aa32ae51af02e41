// Package cluster has the jobs of a batch done on several machines that share the folder of results.
//
// What is true stands on the file system, as package nianbao/internal/queue says, and is written by one process only, the coordinator: it lists, names, keeps the
// journal and puts results under their names. What is added here is a folder .nianbao/cluster, through which work goes out and comes back:
//
//	plan.json        how to work: the engine, the options, the limits (see [Plan])
//	given/KEY        the bytes of an input that waits to be done, or is being done
//	handed/KEY/      what became of it: answer.json and the files 0, 1, …, all synced before the folder gets this name
//	workers/NAME     who works, and on what; written anew twice a second (see beat.go)
//
// A queue ([Dispatcher]; package nianbao/internal/queue/cluster/postgres has one) tells workers which keys there are. It is a bell and no book: nothing is
// learned from it but that a key still waits in it. The coordinator has at most [Window] items out at a time, looks at what was handed over, and
// publishes again what neither waits in the queue, nor is held by a worker that is seen working, nor was handed over. So a queue that forgets
// everything, in the middle of a run, costs a second or two; a worker that dies, some seconds; and an item that is done twice because somebody was only slow is done to the
// same bytes, of which the first to come stay.
//
// No clock is compared with another machine's: that a worker lives shows in its file changing, and how long it has not is measured by the coordinator's
// own monotonic clock.
package cluster

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"nianbao/internal/queue"
)

// Window is how many items are out at a time. It bounds what waits in the queue and what lies in given/, and has to be a few times the number of
// processors of all workers.
const Window = 256

// Plan says how the items of a batch are done.
type Plan struct {
	// Batch is a name that no other folder has, so that two batches can use one database.
	Batch  string          `json:"batch"`
	Engine string          `json:"engine"` // the version of the program: a worker of another one takes no job
	Setup  json.RawMessage `json:"setup"`  // what the processes that do the work are told first: see package worker
	Time   time.Duration   `json:"time"`   // limit of one job
	Memory int64           `json:"memory"` // limit of one process, bytes
}

// Queue is the name under which the jobs of a plan are published. Another engine or other options have another, so that a worker never meets a job that it
// would do otherwise.
func (p Plan) Queue() (string, error) {
	data, err := json.Marshal(p)
	if err != nil {
		return "", fmt.Errorf("naming the queue: %w", err)
	}
	sum := sha256.Sum256(data)
	return "nianbao-" + hex.EncodeToString(sum[:12]), nil
}

// Job is what is published: a key, and what a worker cannot read from the file of that name.
type Job struct {
	Key    string     `json:"key"`
	Label  queue.Name `json:"label"`
	SHA256 string     `json:"sha256"` // of the bytes in given/
}

// State is what a queue knows of a job that is not finished.
type State int

// The states.
const (
	Waiting State = iota + 1 // nobody has taken it
	Taken                    // a worker has; whether it lives the queue does not know
)

// Dispatcher is the coordinator's side of a queue.
type Dispatcher interface {
	// Publish adds jobs. After an error it is not known which of them were added.
	Publish(ctx context.Context, queue string, jobs []Job) error
	// Unfinished returns the jobs that the queue knows of and that are not finished, by key. One that waits and is taken too, because it was published
	// twice, is Waiting.
	Unfinished(ctx context.Context, queue string) (map[string]State, error)
	// Clear forgets all jobs of a queue that nobody has taken.
	Clear(ctx context.Context, queue string) error
}

// Source is a worker's side of a queue.
type Source interface {
	// Serve takes jobs, as many at a time as do may be called at a time, until the context ends.
	Serve(ctx context.Context, queue string, atOnce int, do func(context.Context, Job) error) error
}

// shared is the folder through which a coordinator and its workers meet.
type shared string

func sharedOf(results string) shared { return shared(queue.Inside(results, "cluster")) }

func (s shared) plan() string             { return filepath.Join(string(s), "plan.json") }
func (s shared) given(key string) string  { return filepath.Join(string(s), "given", key) }
func (s shared) handed(key string) string { return filepath.Join(string(s), "handed", key) }
func (s shared) worker(name string) string {
	return filepath.Join(string(s), "workers", name)
}

// isKey reports whether a name is a key: what comes from a queue becomes part of a path.
func isKey(name string) bool {
	raw, err := hex.DecodeString(name)
	return err == nil && len(raw) == len(queue.Key{})
}

// prepare makes the folders.
func (s shared) prepare() error {
	for _, name := range []string{"given", "handed", "workers"} {
		if err := os.MkdirAll(filepath.Join(string(s), name), 0o777); err != nil {
			return fmt.Errorf("making a folder: %w", err)
		}
	}
	return nil
}

// replace gives a file new contents: whoever reads it finds the old ones or the new ones.
func replace(path string, data []byte) error {
	part, err := unique(path)
	if err != nil {
		return err
	}
	if err := os.WriteFile(part, data, 0o666); err != nil {
		return fmt.Errorf("writing %s: %w", filepath.Base(path), errors.Join(err, os.RemoveAll(part)))
	}
	if err := os.Rename(part, path); err != nil {
		return fmt.Errorf("writing %s: %w", filepath.Base(path), errors.Join(err, os.RemoveAll(part)))
	}
	return nil
}

// partial ends the names of what is being written; it is no key.
const partial = ".part"

// unique is a name beside a path that nobody else uses, on this machine or another.
func unique(path string) (string, error) {
	name, err := random()
	return path + "." + name + partial, err
}

func random() (string, error) {
	var raw [8]byte
	if _, err := rand.Read(raw[:]); err != nil {
		return "", fmt.Errorf("finding a name: %w", err)
	}
	return hex.EncodeToString(raw[:]), nil
}

// ReadPlan reads the plan of a folder of results. ok is false where there is none yet.
func ReadPlan(results string) (p Plan, ok bool, err error) {
	data, err := os.ReadFile(sharedOf(results).plan())
	if errors.Is(err, fs.ErrNotExist) {
		return p, false, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &p)
	}
	if err != nil {
		return p, false, fmt.Errorf("reading the plan: %w", err)
	}
	return p, true, nil
}

// writePlan puts a plan into the folder. One that says the same keeps its name, so that workers go on.
func writePlan(results string, p Plan) (Plan, error) {
	s := sharedOf(results)
	old, ok, err := ReadPlan(results)
	if err == nil && ok { // one that cannot be read is replaced
		p.Batch = old.Batch
		if was, err := old.Queue(); err == nil {
			if now, err := p.Queue(); err == nil && was == now {
				return p, nil
			}
		}
	}
	if p.Batch == "" {
		if p.Batch, err = random(); err != nil {
			return p, err
		}
	}
	data, err := json.Marshal(p)
	if err != nil {
		return p, fmt.Errorf("writing the plan: %w", err)
	}
	return p, replace(s.plan(), append(data, '\n'))
}
