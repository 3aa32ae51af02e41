package queue

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"sync"
	"sync/atomic"
)

// Job is what a worker gets.
type Job struct {
	// Key names the item and what is made of it: the same input with the same options and engine has the same one in every run, and no other has it.
	Key     string
	Label   Name
	Content []byte
}

// Answer is what a worker makes of a job: files, or why there are none. It may have both, where a file holds several reports.
type Answer struct {
	Refused bool     `json:"refused,omitzero"`
	Said    []Said   `json:"said,omitempty"`
	Reports []Report `json:"reports,omitempty"`
	Files   []File   `json:"files,omitempty"`
	// Kept, where it is not nil, is called once the results are on the disk under their names and the journal says so.
	Kept func() `json:"-"`
}

// File is one result. Base is "" for the only report of an input, else a name that no other report of it has.
type File struct {
	Base   string `json:"base,omitzero"`
	Suffix string `json:"suffix"` // ".docx", ".check.json"
	Data   []byte `json:"-"`
	// Handed is the file itself where it is written already, on the file system of the results and synced; it is moved, Data is nil, and Size and SHA256 are
	// those of its bytes.
	Handed string `json:"-"`
	Size   int64  `json:"size,omitzero"`
	SHA256 string `json:"sha256,omitzero"`
}

// Keeper is a worker that puts what a job is about where it will find it: Keep returns the job without its content, which need not stay in memory while
// the job waits for its turn elsewhere. Do gets what Keep returned.
type Keeper interface {
	Keep(context.Context, Job) (Job, error)
}

// Worker does jobs, one at a time. Its error is a [*Died] where the job did not survive; any other ends the run.
type Worker interface {
	Do(context.Context, Job) (*Answer, error)
	Close() error
}

// Died says that a worker broke down over a job, and how: it crashed, took too long or too much memory.
type Died struct{ Said Said }

func (d *Died) Error() string { return d.Said.English }

// Options are of a run.
type Options struct {
	Folder string // of results; made where there is none, and taken where it is empty or one of ours
	// Engine and Settings are part of an item's ID: with other ones everything is done again.
	Engine, Settings string
	Open             func(context.Context, *Entry) ([]byte, []Said, error) // gives the bytes, or says why there are none
	Workers          []Worker                                              // at least one, or Begin makes them
	MaxAttempts      int                                                   // at least 1
	RetryFailed      bool                                                  // what failed before is tried again
	// Begin, where it is not nil, makes the workers when the folder is this run's alone; end is called before others may have it, and told whether the run came to
	// its end.
	Begin func(context.Context) (workers []Worker, end func(finished bool) error, err error)
	// Listed is called once the manifest is whole, with the number of entries; Tell for each entry, one at a time, when it is settled.
	Listed func(total int)
	Tell   func(Event)
}

// Event is what became of an entry in this run.
type Event struct {
	*Record
	Before bool // an earlier run settled it
}

// Summary counts what became of the entries.
type Summary struct {
	Run, Total           int
	Done, Before, Failed int   // Before: of Done, by an earlier run
	Quarantined          int   // of Failed
	Damaged              int64 // bytes of the journal that could not be read
}

// Settled is the number of entries that something became of.
func (s Summary) Settled() int { return s.Done + s.Failed }

// Run lists the entries and works through them, and through what earlier runs left. The error is that of the context, ErrInUse,
// ErrForeign or why the run had to stop; the summary says how far it came.
func Run(ctx context.Context, o Options, entries iter.Seq2[Entry, error]) (sum Summary, err error) {
	s, err := open(ctx, o.Folder)
	if err != nil {
		return sum, err
	}
	defer func() { err = errors.Join(err, s.close()) }()
	r := &run{store: s, options: o, sum: Summary{Run: s.last + 1, Damaged: s.journal.Damaged}}
	m, err := s.lister.list(ctx, r.sum.Run, entries)
	if err != nil {
		return r.sum, err
	}
	if _, err := s.journal.Append(&Record{Kind: Began, Run: m.Run, Engine: o.Engine, Settings: o.Settings}); err != nil {
		return r.sum, err
	}
	left, err := r.left(ctx)
	if err != nil {
		return r.sum, err
	}
	r.sum.Total = m.Count + left
	if o.Begin != nil {
		workers, end, err := o.Begin(ctx)
		if err != nil {
			return r.sum, err
		}
		r.options.Workers = workers
		defer func() { err = errors.Join(err, end(err == nil)) }()
	}
	if o.Listed != nil {
		o.Listed(r.sum.Total)
	}
	if err := r.work(ctx, append(s.unfinished, m.Run)); err != nil {
		return r.sum, err
	}
	var ends []*Record
	for _, n := range append(s.unfinished, m.Run) {
		ends = append(ends, &Record{Kind: Finished, Run: n})
	}
	_, err = s.journal.Append(ends...)
	return r.sum, err
}

type run struct {
	*store
	options Options
	sum     Summary      // written by the committer alone once work has begun
	written atomic.Int64 // files, for their names while they are written
	items   chan *item
	settled chan *settled
}

// item is an entry on its way to a worker.
type item struct {
	job    Job
	record *Record // with everything but what the worker finds
}

// left counts the entries of unfinished runs that this one does not list again.
func (r *run) left(ctx context.Context) (n int, err error) {
	for _, earlier := range r.unfinished {
		err := r.entries(ctx, earlier, func(*Entry) error { n++; return nil })
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// entries calls f for the entries of a manifest that are worked on with it: those of an unfinished one that stand in no later one.
func (r *run) entries(ctx context.Context, number int, f func(*Entry) error) error {
	return openManifest(ctx, filepath.Join(r.hidden, fmt.Sprintf(manifestPattern, number)), func(_ int64, e *Entry) error {
		again, err := r.lister.isListedAgain(e, number)
		if err != nil || again {
			return err
		}
		return f(e)
	})
}

// work gives all entries of the manifests to the workers, and settles what they make of them.
func (r *run) work(ctx context.Context, numbers []int) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	const ahead = 2 // read before a worker is free
	r.items, r.settled = make(chan *item, ahead), make(chan *settled, commitAtMost)
	var preparing, working sync.WaitGroup
	preparing.Go(func() {
		for _, number := range numbers {
			if err := r.entries(ctx, number, func(e *Entry) error { return r.prepare(ctx, e, number) }); err != nil {
				stop(err)
				return
			}
		}
	})
	for _, worker := range r.options.Workers {
		working.Go(func() {
			for i := range r.items {
				if err := r.do(ctx, worker, i); err != nil {
					stop(err)
					return
				}
			}
		})
	}
	go func() {
		preparing.Wait()
		close(r.items)
		working.Wait()
		close(r.settled)
	}()
	// What is finished when the run is interrupted is kept: the committer ends when nothing more comes.
	if err := r.commitAll(stop); err != nil {
		return err
	}
	return context.Cause(ctx)
}

// prepare finds out what is to be done with an entry.
func (r *run) prepare(ctx context.Context, e *Entry, listed int) error {
	record := &Record{Kind: Failed, Run: r.sum.Run, Name: e.Name, Member: e.Member, Number: e.Number, Label: e.Label, Sent: e.Sent}
	if e.Fault != nil {
		record.Said = e.Fault
		r.settle(&settled{record: record})
		return nil
	}
	before, err := r.known(e)
	if err != nil {
		return err
	}
	content, said, err := r.options.Open(ctx, e)
	if err != nil {
		return err
	}
	if said != nil {
		record.Said = said
		r.settle(&settled{record: record})
		return nil
	}
	hash := sha256.Sum256(content)
	record.Content, record.ID = hex.EncodeToString(hash[:]), ID(r.options.Engine, r.options.Settings, e.Label, content)
	record.Version, record.Submitted = 1, listed
	switch {
	case before == nil:
		if record.Submitted, err = r.lister.firstListed(e); err != nil {
			return err
		}
	case before.Content != record.Content:
		record.Version = before.Version + 1
	default:
		record.Version, record.Submitted = before.Version, before.Submitted
		if before.ID == record.ID && r.stays(before) {
			dated := e.Sent != "" && e.Sent != before.Sent // a list says now when it was handed in
			if dated {
				before.Sent = e.Sent
			}
			r.settle(&settled{record: before, before: true, changed: dated})
			return nil
		}
		if before.ID == record.ID && before.Kind == Attempt {
			record.Attempts = before.Attempts
		}
	}
	identity := e.Identity()
	i := &item{Job{Key: KeyOf("job", record.ID, string(identity[:])).String(), Label: e.Label, Content: content}, record}
	record.stem = versioned(e.Stem, record.Version)
	select {
	case r.items <- i:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// stays reports whether what became of an item before holds.
func (r *run) stays(before *Record) bool {
	switch before.Kind {
	case Done:
		return r.isThere(before)
	case Failed:
		return !r.options.RetryFailed && r.isThere(before)
	}
	return false
}

// do has a worker do a job, again where it breaks down, until it was tried often enough.
func (r *run) do(ctx context.Context, worker Worker, i *item) (err error) {
	if keeper, ok := worker.(Keeper); ok {
		if i.job, err = keeper.Keep(ctx, i.job); err != nil {
			return err
		}
	}
	for {
		i.record.Attempts++
		answer, err := worker.Do(ctx, i.job)
		died, isDied := errors.AsType[*Died](err)
		switch {
		case err == nil && answer.Refused && ctx.Err() != nil:
			return ctx.Err() // perhaps it was refused because the run was stopped: the next run asks again
		case err == nil:
			return r.finish(i, answer)
		case !isDied:
			return err
		case i.record.Attempts >= r.options.MaxAttempts:
			i.record.Said, i.record.Quarantined = []Said{died.Said}, true
			r.settle(&settled{record: i.record})
			return nil
		}
		attempt := *i.record
		attempt.Kind, attempt.Said = Attempt, []Said{died.Said}
		r.settle(&settled{record: &attempt})
	}
}

// finish writes what a worker made.
func (r *run) finish(i *item, answer *Answer) error {
	for _, f := range answer.Files {
		if !f.isName() {
			answer = misnamed(f)
			break
		}
	}
	i.record.Said, i.record.Reports = answer.Said, answer.Reports
	if !answer.Refused {
		i.record.Kind = Done
	}
	written, err := r.write(i.record, answer.Files)
	if err != nil {
		return err
	}
	r.settle(&settled{record: i.record, files: written, kept: answer.Kept})
	return nil
}

// settle hands over to the committer. It does so also when the run is being stopped: the work is done.
func (r *run) settle(s *settled) { r.settled <- s }
