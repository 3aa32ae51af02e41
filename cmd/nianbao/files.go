package main

import (
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"nianbao/converter"
	"nianbao/converter/diag"
	"nianbao/internal/product"
)

// expand replaces folders by the reports in them and in the folders in them, see walk, and archives by the reports in them.
func (s *session) expand(names []string) []string {
	if s.below == nil {
		s.below = map[string]string{}
	}
	if s.archived == nil {
		s.archived = map[string]converter.Input{}
	}
	var files []string
	for _, name := range names {
		for f := range walk(name, nil) {
			if inside, ok := s.unpacked(f); ok {
				files = append(files, inside...)
				continue
			}
			if f.fault != nil {
				s.passed[f.path] = f.fault
			}
			if f.below != "" {
				s.below[f.path] = f.below
			}
			files = append(files, f.path)
		}
	}
	return files
}

// globbed replaces patterns by the files that match. On most systems the shell has done so; on Windows nobody does, and
// there clerks write *.docx too. A file whose name looks like a pattern is itself.
func globbed(names []string) []string {
	var files []string
	for _, name := range names {
		if _, err := os.Stat(name); err != nil && strings.ContainsAny(name, "*?[") {
			if found, err := filepath.Glob(name); err == nil && len(found) > 0 {
				files = append(files, found...) // sorted
				continue
			}
		}
		files = append(files, name)
	}
	return files
}

// workers is how many inputs are worked on at a time: what is asked for, else one a processor.
func workers(asked int) int {
	if asked < 1 {
		return runtime.GOMAXPROCS(0)
	}
	return asked
}

// stdinOnce refuses a command line that would read standard input twice.
func stdinOnce(lists ...[]string) error {
	n := 0
	for _, name := range slices.Concat(lists...) {
		if name == "-" {
			n++
		}
	}
	if n > 1 {
		return problem("usage-stdin-twice")
	}
	return nil
}

// inputs are files that are loaded by the workers that need them.
func (s *session) inputs(files []string, format converter.Format, limit int64) iter.Seq[converter.Input] {
	return func(yield func(converter.Input) bool) {
		for _, name := range files {
			if !yield(s.input(name, format, limit)) {
				return
			}
		}
	}
}

// chooseForm decides which form of a product to make: --to, else that of the output's name, else the usual one.
func chooseForm(p product.Product, to, output string) (product.Form, error) {
	if output == "-" || isFolder(output) {
		output = "" // which name no form
	}
	return p.Choose(to, output)
}

// chooseAsTold is chooseForm for commands that, where --to says what to make, write it into a file of any name.
func chooseAsTold(p product.Product, to, output string) (product.Form, error) {
	if to != "" {
		output = ""
	}
	return chooseForm(p, to, output)
}

// checkSingle refuses a file that cannot be written, before any work is done. The error is nil or a diag.List.
func (s *session) checkSingle(output string, form product.Form, inputs ...string) error {
	text := []converter.Format{converter.JSON, converter.HTML, converter.Text}
	switch {
	case output == "-" && !slices.Contains(text, form.Format()) && isTerminal(s.stdout):
		return problem("output-terminal", "format", form.Name)
	case output == "-":
		return nil
	case isFolder(output):
		return problem("output-is-folder", "output", output)
	case !isFolder(filepath.Dir(output)):
		return problem("output-folder-missing", "folder", filepath.Dir(output))
	}
	if isInput(output, inputs) {
		return problem("output-is-input", "output", output)
	}
	return nil
}

// isInput reports whether a file that is there is one of the inputs, whatever path leads to it.
func isInput(output string, inputs []string) bool {
	info, err := os.Stat(output)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(inputs, func(input string) bool {
		other, err := os.Stat(input)
		return err == nil && os.SameFile(info, other)
	})
}

// problem is one diagnostic without a place.
func problem(code diag.Code, args ...any) diag.List {
	return diag.List{diag.New(code, diag.Place{}, args...)}
}
