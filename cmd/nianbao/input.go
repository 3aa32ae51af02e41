package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"syscall"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/internal/queue"
)

// sourceFormat is what --from says, "" where it says nothing.
func sourceFormat(name string) (converter.Format, error) {
	if name == "" {
		return "", nil
	}
	format, err := converter.ParseFormat(name)
	if err != nil {
		return "", err
	}
	if known := converter.Readable(); !slices.Contains(known, format) {
		return "", problem("format-unreadable", "value", name, "known", listed(known))
	}
	return format, nil
}

// listed writes formats as a message does.
func listed(formats []converter.Format) string {
	var names []string
	for _, f := range formats {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

// input describes an input that is loaded by the worker that converts it.
func (s *session) input(name string, format converter.Format, limit int64) converter.Input {
	if name == "-" {
		return converter.Input{Name: "<stdin>", Format: format, Load: func() ([]byte, error) {
			return readAll(s.stdin, limit)
		}}
	}
	if in, ok := s.archived[name]; ok {
		in.Format = format
		return in
	}
	if found, ok := s.passed[name]; ok {
		return converter.Input{Name: shown(name), Load: func() ([]byte, error) {
			return nil, &converter.Refusal{Reason: converter.Unreadable, Diagnostics: found}
		}}
	}
	return converter.Input{Name: shown(name), Format: format, Load: func() ([]byte, error) { return readFile(name, limit) }}
}

// shown is a file's name as people can read it: one that is no UTF-8 is in GBK, as archives of Chinese Windows leave it.
// Files are always opened, and made, by their bytes.
func shown(name string) string { return queue.Shown(queue.Name(name)) }

// readFile reads a regular file or a pipe, at most one byte more than the limit, which the converter then refuses.
func readFile(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, unreadable("input-missing")
		}
		return nil, unreadable("input-unreadable", cause(err)...)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, unreadable("input-directory")
	}
	return readAll(f, limit)
}

func readAll(r io.Reader, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, unreadable("input-unreadable", cause(err)...)
	}
	return data, nil
}

func unreadable(code diag.Code, args ...any) error {
	return &converter.Refusal{Reason: converter.Unreadable, Diagnostics: diag.List{diag.New(code, diag.Place{}, args...)}}
}

// cause returns what the system said, as arguments of a message: without operation and path, which the message names
// already, and in Chinese where a clerk may meet it.
func cause(err error) []any {
	said := err.Error()
	if path, ok := errors.AsType[*os.PathError](err); ok {
		said = path.Err.Error()
	} else if link, ok := errors.AsType[*os.LinkError](err); ok {
		said = link.Err.Error()
	}
	chinese := said
	for _, known := range []struct {
		err  error
		word diag.Word
	}{
		{fs.ErrPermission, "no-permission"}, {syscall.ENOSPC, "disk-full"}, {syscall.EISDIR, "is-folder"}, {syscall.EROFS, "read-only"},
		{syscall.ENAMETOOLONG, "long-name"}, {syscall.EPIPE, "pipe-closed"}, {fs.ErrNotExist, "not-there"}, {syscall.ENOTDIR, "no-folder"},
	} {
		if errors.Is(err, known.err) {
			chinese = known.word.In(diag.Chinese)
			break
		}
	}
	return []any{"problem", diag.Wording{Chinese: chinese, English: said}}
}

// diagnosticsOf returns the diagnostics that an error holds, and makes one of an error that holds none. file is put on
// those that name none.
func diagnosticsOf(err error, file string) diag.List {
	if found, ok := errors.AsType[diag.List](err); ok {
		for i := range found {
			if found[i].Place.File == "" {
				found[i].Place.File = file
			}
		}
		return found
	}
	place := diag.Place{File: file}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return diag.List{diag.New("time-limit", place)}
	}
	return diag.List{diag.New("internal-error", place, "problem", fmt.Sprint(err))}
}
