package main

import (
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// expand replaces folders by the files of known formats in them, sorted by name; subfolders are not entered.
func expand(names []string) []string {
	var files []string
	for _, name := range names {
		entries, err := os.ReadDir(name)
		if err != nil || !isFolder(name) {
			files = append(files, name) // a file, or something of which reading will say what is wrong
			continue
		}
		for _, entry := range entries {
			if _, known := converter.FormatOfName(entry.Name()); known && !entry.IsDir() {
				files = append(files, filepath.Join(name, entry.Name()))
			}
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

// formatFor is the format to write where one file is made: --to, else that of the output's name, else the usual one.
// extra names formats that the converter does not know.
func formatFor(to, output string, usual converter.Format, extra ...string) (string, error) {
	named := strings.ToLower(strings.TrimPrefix(filepath.Ext(output), "."))
	for _, wish := range []string{to, named} {
		if wish != "" && slices.Contains(extra, strings.ToLower(wish)) {
			return strings.ToLower(wish), nil
		}
	}
	if to == "" {
		if format, known := converter.FormatOfName(output); known {
			return string(format), converter.CheckTarget(format)
		}
		return string(usual), nil
	}
	format, err := converter.ParseFormat(to)
	if err != nil {
		return "", err
	}
	return string(format), converter.CheckTarget(format)
}

// checkSingle refuses a file that cannot be written, before any work is done. The error is nil or a diag.List.
func (s *session) checkSingle(output, format string, inputs ...string) error {
	text := []string{string(converter.JSON), string(converter.HTML)}
	switch {
	case output == "-" && !slices.Contains(text, format) && isTerminal(s.stdout):
		return problem("output-terminal", "format", format)
	case output == "-":
		return nil
	case isFolder(output):
		return problem("output-unwritable", "output", output, "problem", "is a directory")
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
