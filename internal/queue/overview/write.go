package overview

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"nianbao/internal/queue"
)

// both tells two sinks.
type both struct{ first, second sink }

func (b both) report(r *queue.Record, one queue.Report, status Status, by string) error {
	return errors.Join(b.first.report(r, one, status, by), b.second.report(r, one, status, by))
}

func (b both) failure(r *queue.Record) error {
	return errors.Join(b.first.failure(r), b.second.failure(r))
}

// Write makes the workbook and the page of a folder of results, each whole or not at all.
func Write(ctx context.Context, o Options) (*Overview, error) {
	w := wordsIn(o.Lang)
	book, err := newWorkbook(w, o.Lang)
	if err != nil {
		return nil, err
	}
	defer func() { _ = book.file.Close() }() // removes what was spilt to disk
	shown := &page{w: w, lang: o.Lang, failureReasons: map[string]int{}}
	seen, err := gather(ctx, o, both{book, shown})
	if err != nil {
		return nil, err
	}
	loose := queue.Inside(o.Folder, filepath.Join("tmp", "loose.xlsx"))
	if err := spill(loose, func(to io.Writer) error { return book.close(seen, to) }); err != nil {
		return nil, err
	}
	if err := replace(o.Folder, WorkbookName, func(to io.Writer) error { return ordered(loose, to) }); err != nil {
		return nil, err
	}
	return seen, replace(o.Folder, PageName, func(to io.Writer) error { return shown.write(seen, to) })
}

// spill writes a file that is read again at once.
func spill(path string, write func(io.Writer) error) error {
	file, err := os.Create(path)
	if err != nil {
		return fmt.Errorf("making the workbook: %w", err)
	}
	if err := errors.Join(write(file), file.Close()); err != nil {
		return fmt.Errorf("making the workbook: %w", err)
	}
	return nil
}

// replace writes a file beside and renames it.
func replace(folder, name string, write func(io.Writer) error) error {
	file, err := os.Create(queue.Inside(folder, filepath.Join("tmp", name)))
	if err != nil {
		return fmt.Errorf("making %s: %w", name, err)
	}
	err = write(file)
	if err == nil {
		err = file.Sync()
	}
	err = errors.Join(err, file.Close())
	if err == nil {
		err = os.Rename(file.Name(), filepath.Join(folder, name))
	}
	if err != nil {
		_ = os.Remove(file.Name()) // else it goes when the next run begins
		return fmt.Errorf("making %s: %w", name, err)
	}
	return nil
}

func shown(name queue.Name) string { return queue.Shown(name) }
