package sides

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// maker makes something of the report with the number.
type maker func(job int) ([]byte, error)

// inProcess are the workers that are libraries of Go, and so part of this program: by the name with which it is started again.
// Each reads what it needs from the folder, see Prepare, and returns how it makes one of the reports.
var inProcess = map[string]func(folder string) (maker, error){
	"nianbao-parse":       func(folder string) (maker, error) { return parsing(folder) },
	"nianbao-pdf":         func(folder string) (maker, error) { return converting(folder, "json", "pdf") },
	"nianbao-pdf-parsed":  func(folder string) (maker, error) { return writing(folder, "pdf") },
	"nianbao-docx":        func(folder string) (maker, error) { return converting(folder, "json", "docx") },
	"nianbao-docx-parsed": func(folder string) (maker, error) { return writing(folder, "docx") },
	"nianbao-read":        func(folder string) (maker, error) { return converting(folder, "docx", "json") },
	"nianbao-text":        func(folder string) (maker, error) { return converting(folder, "txt", "json") },
	"nianbao-check":       func(folder string) (maker, error) { return checking(folder, "json") },
	"nianbao-desk":        func(folder string) (maker, error) { return checking(folder, "txt", "docx", "pdf") },
	"fpdf":                withFpdf,
	"gopdf":               withGopdf,
}

// files are those that a worker starts from, read before anything is measured.
type files [][]byte

// of returns the file of a report.
func (f files) of(job int) ([]byte, error) {
	if job < 0 || job >= len(f) {
		return nil, fmt.Errorf("there is no report %d", job)
	}
	return f[job], nil
}

// readReports reads the files of all reports with the extension.
func readReports(folder, extension string) (files, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "reports", "*."+extension))
	if err != nil {
		return nil, err
	}
	sort.Strings(paths)
	all := make(files, len(paths))
	for i, path := range paths {
		if all[i], err = os.ReadFile(path); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Work is the other end of a worker: it answers the lines of in, see startWorker.
func Work(name, folder string, in io.Reader, out io.Writer) error {
	open, ok := inProcess[name]
	if !ok {
		return fmt.Errorf("there is no worker %q", name)
	}
	make, err := open(folder)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "ready")
	lines := bufio.NewReader(in)
	for {
		line, err := lines.ReadString('\n')
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if n, err := answer(strings.Fields(line), make); err != nil {
			fmt.Fprintln(out, "error", strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Fprintln(out, "done", n)
		}
	}
}

// answer does what a line says and returns the number of bytes that were made.
func answer(words []string, make maker) (int, error) {
	if len(words) < 2 || words[0] != "run" && (words[0] != "save" || len(words) != 3) {
		return 0, fmt.Errorf("not understood: %q", words)
	}
	jobs := words[1:]
	if words[0] == "save" {
		jobs = words[1:2]
	}
	bytes := 0
	for _, word := range jobs {
		job, err := strconv.Atoi(word)
		if err != nil {
			return 0, err
		}
		data, err := make(job)
		if err != nil {
			return 0, fmt.Errorf("report %d: %w", job, err)
		}
		bytes += len(data)
		if words[0] == "save" {
			return bytes, os.WriteFile(words[2], data, 0o600)
		}
	}
	return bytes, nil
}

// again starts this program as a worker.
func again(name string) func(context.Context, Place) (Session, error) {
	return func(ctx context.Context, p Place) (Session, error) {
		return startWorker(ctx, exec.CommandContext(ctx, p.Self, "worker", name, p.Work))
	}
}
