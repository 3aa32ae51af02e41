package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/internal/queue"
)

// archives opens the ZIP files that a batch is given, one at a time: a batch works on its entries in the order of its list, in which the
// reports of an archive stand together. It is used by one goroutine.
type archives struct {
	path   string
	file   *os.File
	inputs []converter.Input
	next   int // of inputs, where the search for the next begins
}

// open opens an archive, whose reports are called by the label and their names in it.
func (a *archives) open(ctx context.Context, path, label string, limits converter.Limits) (passed diag.List, err error) {
	if a.path == path {
		return nil, nil
	}
	a.close()
	file, err := os.Open(path)
	if err != nil {
		return nil, unreadable("input-unreadable", cause(err)...)
	}
	info, err := file.Stat()
	if err != nil {
		_ = file.Close() // nothing was written
		return nil, unreadable("input-unreadable", cause(err)...)
	}
	inputs, passed, err := converter.OpenArchive(ctx, label, file, info.Size(), limits)
	if err != nil {
		_ = file.Close() // nothing was written
		return passed, fmt.Errorf("opening an archive: %w", err)
	}
	a.path, a.file, a.inputs = path, file, inputs
	return passed, nil
}

// find returns the report of a name, or of several the one of that number. Reports are asked for in the order of the archive, so that the
// search begins behind the last one.
func (a *archives) find(name string, number int) *converter.Input {
	for n := range a.inputs {
		at := (a.next + n) % len(a.inputs)
		if a.inputs[at].Name != name {
			continue
		}
		for number > 0 && at+1 < len(a.inputs) && a.inputs[at+1].Name == name { // they stand together
			at, number = at+1, number-1
		}
		if number > 0 {
			return nil
		}
		a.next = at
		return &a.inputs[at]
	}
	return nil
}

func (a *archives) close() {
	if a.file != nil {
		_ = a.file.Close() // nothing was written
	}
	*a = archives{}
}

// inside lists the reports of a file that is an archive; ok is false for every other file.
func (j *batchJob) inside(f found) (all []queue.Entry, ok bool, err error) {
	if f.fault != nil || !mayBeArchive(f.path) {
		return nil, false, nil
	}
	whole, err := entry(f)
	if err != nil {
		return nil, false, err
	}
	label := shown(f.label)
	var list archives
	defer list.close()
	passed, err := list.open(j.ctx, string(whole.Name), label, converter.DefaultLimits())
	switch {
	case errors.Is(err, converter.ErrDocument):
		return nil, false, nil
	case isCancelled(j.ctx, err):
		return nil, false, err
	}
	j.tell(passed...)
	if err != nil { // the archive itself is an input that failed
		for _, d := range diagnosticsOf(err, label) {
			whole.Fault = append(whole.Fault, queue.SaidOf(d))
		}
		return []queue.Entry{whole}, true, nil
	}
	times := map[string]int{}
	for _, in := range list.inputs {
		e := whole
		e.Member, e.Number, e.Label = queue.Name(strings.TrimPrefix(in.Name, label+"/")), times[in.Name], queue.Name(in.Name)
		times[in.Name]++
		all = append(all, e)
	}
	return all, true, nil
}

// member reads a report of an archive.
func (j *batchJob) member(ctx context.Context, e *queue.Entry) ([]byte, error) {
	label := strings.TrimSuffix(string(e.Label), "/"+string(e.Member))
	if _, err := j.archives.open(ctx, string(e.Name), label, converter.DefaultLimits()); err != nil {
		return nil, err
	}
	in := j.archives.find(string(e.Label), e.Number)
	if in == nil { // the archive is another one since it was listed
		return nil, unreadable("input-missing")
	}
	return in.Load()
}

// fromFile reads an input that is a file of its own.
func (j *batchJob) fromFile(name string) ([]byte, error) {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() && !info.IsDir() { // a pipe would be waited for, for ever
		return nil, unreadable("input-irregular")
	}
	return readFile(filepath.Clean(name), j.limit)
}
