package main

import (
	"bytes"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"nianbao/converter/diag"
	"nianbao/internal/queue"
)

// entries lists what a batch is given: files, the reports of folders, and what lists name (@FILE).
func (j *batchJob) entries() iter.Seq2[queue.Entry, error] {
	out, _ := os.Stat(j.command.Output) // a folder of results below an input is passed over; it may not be there yet
	skip := func(info os.FileInfo) bool { return out != nil && os.SameFile(out, info) }
	return func(yield func(queue.Entry, error) bool) {
		for _, input := range j.command.Inputs {
			if list, is := strings.CutPrefix(input, "@"); is {
				for line, err := range j.listed(list) {
					if !j.yield(line.found, line.sent, err, yield) {
						return
					}
				}
				continue
			}
			for f := range walk(input, skip) {
				if !j.yield(f, "", nil, yield) {
					return
				}
			}
		}
	}
}

// yield yields a file that was found, or the reports in it where it is an archive.
func (j *batchJob) yield(f found, sent string, err error, yield func(queue.Entry, error) bool) bool {
	if err != nil {
		return yield(queue.Entry{}, err)
	}
	all, ok, err := j.inside(f)
	if err == nil && !ok {
		var e queue.Entry
		e, err = entry(f)
		all = []queue.Entry{e}
	}
	if err != nil {
		return yield(queue.Entry{}, err)
	}
	for _, e := range all {
		e.Sent = sent
		if !yield(e, nil) {
			return false
		}
	}
	return true
}

// entry is a file that was found, under its absolute path: the next run may be started elsewhere.
func entry(f found) (queue.Entry, error) {
	path, err := filepath.Abs(f.path)
	e := queue.Entry{Name: queue.Name(path), Label: queue.Name(f.label)}
	for _, d := range f.fault {
		e.Fault = append(e.Fault, queue.SaidOf(d))
	}
	return e, err
}

// listLine is a line of a list.
type listLine struct {
	found
	sent string // YYYY-MM-DD, or ""
}

// largestList is how many bytes a list has at most: a million lines.
const largestList = 256 << 20

// listed yields what a list names: a path a line, from the list's own folder, and behind a tab the day it was handed in. The list is
// read as bytes: names need not be UTF-8.
func (j *batchJob) listed(name string) iter.Seq2[listLine, error] {
	return func(yield func(listLine, error) bool) {
		data, err := readFile(name, largestList)
		if err == nil && len(data) > largestList {
			err = problem("input-limit", "limit", largestList)
		}
		if err != nil {
			yield(listLine{}, diagnosticsOf(err, name))
			return
		}
		n := 0
		for line := range bytes.Lines(bytes.TrimPrefix(data, []byte("\uFEFF"))) {
			n++
			path, sent, _ := strings.Cut(strings.TrimRight(string(line), "\r\n"), "\t")
			if path == "" || strings.HasPrefix(path, "#") {
				continue
			}
			if sent != "" {
				if _, err := time.Parse(time.DateOnly, sent); err != nil {
					place := diag.Place{File: name, Line: n}
					yield(listLine{}, diag.List{diag.New("batch-list", place, "problem", sent)})
					return
				}
			}
			label := path
			if !filepath.IsAbs(path) {
				path = filepath.Join(filepath.Dir(name), path)
			} else {
				label = filepath.Base(path)
			}
			if !yield(listLine{found{path: path, label: filepath.ToSlash(label)}, sent}, nil) {
				return
			}
		}
	}
}

// apart refuses inputs that lie among the results: what was made would be taken in again.
func (j *batchJob) apart() error {
	out, err := filepath.EvalSymlinks(j.command.Output)
	if err != nil {
		return nil // it is not there, so that nothing lies in it
	}
	if out, err = filepath.Abs(out); err != nil {
		return problem("output-unwritable", append(cause(err), "output", j.command.Output)...)
	}
	for _, input := range j.command.Inputs {
		real, err := filepath.EvalSymlinks(input)
		if err != nil {
			continue // reading it says what is wrong
		}
		if real, err = filepath.Abs(real); err != nil {
			continue
		}
		if below, err := filepath.Rel(out, real); err == nil && below != ".." && !strings.HasPrefix(below, ".."+string(filepath.Separator)) {
			return problem("batch-inside", "input", input, "folder", j.command.Output)
		}
	}
	return nil
}
