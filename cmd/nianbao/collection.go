package main

import (
	"iter"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/converter"
)

// A file that holds several reports becomes several files, each named by its organisation.

// names are the files that were given out already, in lower case, as some file systems see them, with the input that each
// is for.
type names map[string]string

// take gives out a name, and returns the input that has it already, if one has.
func (n names) take(name, input string) (first string, taken bool) {
	key := nameKey(name)
	if first, taken = n[key]; !taken {
		n[key] = input
	}
	return first, taken
}

// nameKey is a file's name as some file systems see it. One that is no UTF-8 stays as it is: in lower case all its bytes would
// become the same character.
func nameKey(name string) string {
	name = filepath.Clean(name)
	if utf8.ValidString(name) {
		return strings.ToLower(name)
	}
	return name
}

// ofReport returns a base name for a report of a collection, numbered from the second of that name on, such that none of
// the files that name gives it is taken.
func (n names) ofReport(reading *converter.Reading, input string, inputs []string, files func(base string) []string) string {
	stem := safeName(reading.Report.Organization)
	if stem == "" {
		stem = base(input) + "-" + strconv.Itoa(reading.Number)
	}
	for i, name := 1, stem; ; name = stem + "-" + strconv.Itoa(i) {
		i++
		free := true
		for _, file := range files(name) {
			_, taken := n[nameKey(file)]
			free = free && !taken && !isInput(file, inputs)
		}
		if !free {
			continue
		}
		for _, file := range files(name) {
			n.take(file, input)
		}
		return name
	}
}

// longestName is how many bytes of an organisation's name go into a file's: file systems allow 255 for all of it.
const longestName = 180

// safeName returns an organisation's name as a file's: without what some file system does not allow in one.
func safeName(organization string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) || !unicode.IsPrint(r) {
			return '_'
		}
		return r
	}, organization)
	for len(name) > longestName {
		runes := []rune(name)
		name = string(runes[:len(runes)-1])
	}
	return strings.Trim(name, ". ")
}

// oneEach turns results of one report each into what inputs of several give.
func oneEach[R any](results iter.Seq2[R, error]) iter.Seq2[[]R, error] {
	return func(yield func([]R, error) bool) {
		for result, err := range results {
			var all []R
			if err == nil {
				all = []R{result}
			}
			if !yield(all, err) {
				return
			}
		}
	}
}

// isSingle reports whether an output is one file and no more.
func isSingle(output string) bool { return output != "" && (output == "-" || !isFolder(output)) }
