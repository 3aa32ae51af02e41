package jobs

import (
	"context"
	"errors"
	"fmt"
	"os"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/internal/queue"
)

// isArchive reports whether a file may be an archive of reports: it is a ZIP file by its first bytes, and its name is not that of a
// document that is one, as Word files are.
func isArchive(u upload) bool {
	if _, known := converter.FormatOfName(string(u.label)); known {
		return false
	}
	return string(u.head[:]) == "PK\x03\x04" || string(u.head[:]) == "PK\x05\x06"
}

// list names the reports of what was received, those of archives one by one, as a batch does. Notices tell of what is no report.
func (in *Intake) list(ctx context.Context) (items []Item, notices []queue.Said, err error) {
	for i, u := range in.uploads {
		if err := ctx.Err(); err != nil {
			return nil, nil, fmt.Errorf("listing the reports: %w", err)
		}
		one := Item{Label: u.label, Upload: i + 1}
		switch {
		case u.large:
			one.Fault = []queue.Said{queue.SaidOf(diag.New("input-limit", diag.Place{}, "limit", in.service.options.Limits.Input))}
			items = append(items, one)
		case isArchive(u):
			inside, said, err := in.inside(ctx, one)
			if err != nil {
				return nil, nil, err
			}
			items, notices = append(items, inside...), append(notices, said...)
		default:
			items = append(items, one)
		}
		if most := in.service.options.MaxFiles; len(items) > most {
			return nil, nil, &LimitError{"files", int64(most)}
		}
	}
	return items, notices, nil
}

// inside lists the reports of an archive. One that cannot be opened is an item that fails, with the reason.
func (in *Intake) inside(ctx context.Context, whole Item) (items []Item, notices []queue.Said, err error) {
	file, err := os.Open(in.upload(whole.Upload))
	if err != nil {
		return nil, nil, fmt.Errorf("opening an archive: %w", err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, nil, fmt.Errorf("opening an archive: %w", err)
	}
	inputs, passed, err := converter.OpenArchive(ctx, queue.Shown(whole.Label), file, info.Size(), in.service.options.Limits)
	switch {
	case errors.Is(err, converter.ErrDocument):
		return []Item{whole}, nil, nil
	case ctx.Err() != nil:
		return nil, nil, fmt.Errorf("opening an archive: %w", ctx.Err())
	}
	for _, d := range passed {
		notices = append(notices, queue.SaidOf(d))
	}
	if err != nil {
		whole.Fault = saidOf(err)
		return []Item{whole}, notices, nil
	}
	for k, input := range inputs {
		items = append(items, Item{Label: queue.Name(input.Name), Upload: whole.Upload, Member: k + 1})
	}
	return items, notices, nil
}

// saidOf is an error of the converter as it is kept.
func saidOf(err error) []queue.Said {
	found := diag.List{diag.New("internal-error", diag.Place{}, "problem", err)}
	if refusal, ok := errors.AsType[*converter.Refusal](err); ok {
		found = refusal.Diagnostics
	}
	if list, ok := errors.AsType[diag.List](err); ok {
		found = list
	}
	var said []queue.Said
	for _, d := range found {
		said = append(said, queue.SaidOf(d))
	}
	return said
}
