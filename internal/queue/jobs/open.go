package jobs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strconv"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/internal/queue"
)

// entries are the items of a job as package queue wants them. An entry's name is the number of its item.
func entries(items []Item) iter.Seq2[queue.Entry, error] {
	return func(yield func(queue.Entry, error) bool) {
		for i, item := range items {
			if !yield(queue.Entry{Name: queue.Name(strconv.Itoa(i + 1)), Label: item.Label, Fault: item.Fault}, nil) {
				return
			}
		}
	}
}

// numberOf is the item that an entry's name stands for; 0 where it is none of so many.
func numberOf(name queue.Name, items int) int {
	n, err := strconv.Atoi(string(name))
	if err != nil || n < 1 || n > items {
		return 0
	}
	return n
}

// opener reads the reports of a job for one run. An archive stays open while its reports are read, which stand together. Open is called by
// one goroutine.
type opener struct {
	service *Service
	job     *Job
	items   []Item
	held    *holding

	upload int
	file   *os.File
	inputs []converter.Input
}

// open gives the bytes of a report, or says why there are none. It waits for memory, and stops the run where the disk is nearly full.
func (o *opener) open(ctx context.Context, e *queue.Entry) ([]byte, []queue.Said, error) {
	n := numberOf(e.Name, len(o.items))
	if n == 0 {
		return nil, nil, fmt.Errorf("the job has no item %q", e.Name)
	}
	if err := o.service.room(0); err != nil {
		return nil, nil, err
	}
	item := o.items[n-1]
	if err := o.held.take(ctx, n, o.size(item)); err != nil {
		return nil, nil, err
	}
	var data []byte
	var err error
	if item.Member == 0 {
		data, err = o.whole(item)
	} else {
		data, err = o.member(ctx, item)
	}
	switch {
	case ctx.Err() != nil:
		return nil, nil, fmt.Errorf("reading an input: %w", ctx.Err())
	case err != nil:
		return nil, saidOf(err), nil
	}
	return data, nil, nil
}

func (o *opener) path(upload int) string {
	return filepath.Join(o.job.path(uploadsName), fmt.Sprintf("%06d", upload))
}

// size is the memory that an item's content takes at most.
func (o *opener) size(item Item) int64 {
	most := o.service.options.Limits.Input
	if item.Member > 0 {
		return most // what it unpacks to is not known before
	}
	if info, err := os.Stat(o.path(item.Upload)); err == nil {
		return min(info.Size(), most)
	}
	return 0 // reading it says what is wrong
}

func (o *opener) whole(item Item) ([]byte, error) {
	file, err := os.Open(o.path(item.Upload))
	if err != nil {
		return nil, missing(err)
	}
	defer file.Close()
	most := o.service.options.Limits.Input
	data, err := io.ReadAll(io.LimitReader(file, most+1))
	if err != nil {
		return nil, fmt.Errorf("reading an input: %w", err)
	}
	if int64(len(data)) > most {
		return nil, diag.List{diag.New("input-limit", diag.Place{}, "limit", most)}
	}
	return data, nil
}

func (o *opener) member(ctx context.Context, item Item) ([]byte, error) {
	if o.upload != item.Upload {
		o.close()
		if err := o.archive(ctx, item); err != nil {
			return nil, err
		}
	}
	if item.Member > len(o.inputs) {
		return nil, diag.List{diag.New("input-missing", diag.Place{})}
	}
	return o.inputs[item.Member-1].Load() //nolint:wrapcheck // a diagnostic
}

// archive opens the archive of an item. Its reports have the numbers that they had when it was received.
func (o *opener) archive(ctx context.Context, item Item) error {
	file, err := os.Open(o.path(item.Upload))
	if err != nil {
		return missing(err)
	}
	info, err := file.Stat()
	if err == nil {
		o.inputs, _, err = converter.OpenArchive(ctx, queue.Shown(item.Label), file, info.Size(), o.service.options.Limits)
	}
	if err != nil {
		return errors.Join(err, file.Close())
	}
	o.file, o.upload = file, item.Upload
	return nil
}

// close lets go of the archive.
func (o *opener) close() {
	if o.file != nil {
		_ = o.file.Close() // nothing was written
	}
	o.file, o.upload, o.inputs = nil, 0, nil
}

func missing(err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return diag.List{diag.New("input-missing", diag.Place{})}
	}
	return fmt.Errorf("reading an input: %w", err)
}
