// Command rename gives the module another path, the one under which its owner publishes it, so that `go get` finds it:
//
//	go run ./packaging/rename github.com/example/nianbao
//
// It changes the module lines of go.mod in the repository and in the modules below it, and every place in Go files and in documentation
// that names a package of the module; nothing else. What it leaves has to build and pass `go vet` as before. The command's own name,
// names of files and what stands in files of users stay as they are.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "rename: say the new module path, such as github.com/example/nianbao")
		os.Exit(2)
	}
	if err := rename(".", os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "rename:", err)
		os.Exit(1)
	}
}

// modulePath is what this command takes: a host with a dot, and elements of plain characters.
var modulePath = regexp.MustCompile(`^[a-z0-9-]+(\.[a-z0-9-]+)+(/[A-Za-z0-9._~-]+)+$`)

// rename gives the module in a folder another path.
func rename(root, to string) error {
	if !modulePath.MatchString(to) {
		return fmt.Errorf("%q is no module path that can be fetched", to)
	}
	data, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return fmt.Errorf("run it in the root of the module: %w", err)
	}
	declared := regexp.MustCompile(`(?m)^module (\S+)$`).FindSubmatch(data)
	if declared == nil {
		return errors.New("go.mod names no module")
	}
	names, err := newNames(root, string(declared[1]), to)
	if err != nil {
		return err
	}
	return filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (strings.HasPrefix(d.Name(), ".") && file != root || d.Name() == "node_modules"):
			return filepath.SkipDir
		case d.IsDir() || !d.Type().IsRegular():
			return nil
		}
		return names.change(file)
	})
}

// names knows where the module's path stands.
type names struct {
	to              string
	packages, inMod *regexp.Regexp
}

// newNames takes the module's packages from its folders, so that "nianbao/…" is changed where it names one of them and nowhere else.
func newNames(root, from, to string) (*names, error) {
	entries, err := os.ReadDir(root)
	if err != nil {
		return nil, fmt.Errorf("reading the module: %w", err)
	}
	var folders []string
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			folders = append(folders, regexp.QuoteMeta(e.Name()))
		}
	}
	if len(folders) == 0 {
		return nil, errors.New("the module has no packages")
	}
	quoted := regexp.QuoteMeta(from)
	return &names{to: to,
		packages: regexp.MustCompile(`(^|[^A-Za-z0-9_./-])` + quoted + `(/(?:` + strings.Join(folders, "|") + `)\b)`),
		inMod:    regexp.MustCompile(`(?m)^((?:module|require|replace|tool|\t) ?)` + quoted + `(/\S*|)( .*|)$`)}, nil
}

func (n *names) change(file string) error {
	var pattern *regexp.Regexp
	with := "${1}" + n.to + "${2}"
	switch filepath.Ext(file) {
	case ".go", ".md":
		pattern = n.packages
	case ".mod":
		pattern, with = n.inMod, with+"${3}"
	default:
		return nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("reading %s: %w", file, err)
	}
	changed := pattern.ReplaceAll(data, []byte(with))
	if bytes.Equal(changed, data) {
		return nil
	}
	if filepath.Ext(file) == ".go" { // imports are sorted by their paths
		if changed, err = format.Source(changed); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	if err := os.WriteFile(file, changed, 0o644); err != nil {
		return fmt.Errorf("writing %s: %w", file, err)
	}
	return nil
}
