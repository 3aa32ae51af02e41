package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// The MIT, BSD and Apache licences ask that their text goes with every copy, also a compiled one. licenceText are names of
// files that hold such a text, paper those that hold one or a notice that must go with it (Apache-2.0 section 4(d)).
var (
	licenceText = regexp.MustCompile(`(?i)^(licen[cs]e|copying|unlicense)([.-].*)?$`)
	paper       = regexp.MustCompile(`(?i)^(licen[cs]e|copying|unlicense|notice|patents|copyright|authors)([.-].*)?$`)
)

// linkedPackage is what `go list` says of a package.
type linkedPackage struct {
	Dir    string
	Module *struct {
		Path, Version, Dir string
		Main               bool
	}
}

// moduleLicences are the licence texts of all that is linked, under licences/go: those of each module, of folders between it and the
// packages that are used (klauspost/compress has code of others with texts of their own), and Go's own.
func (b builder) moduleLicences(ctx context.Context, t target, made built) ([]file, error) {
	listed, err := b.goCommand(ctx, t, "list", "-deps", "-tags", t.tags(), "-json=Dir,Module", mainPackage)
	if err != nil {
		return nil, err
	}
	packages, err := decodePackages(strings.NewReader(listed))
	if err != nil {
		return nil, err
	}
	var files []file
	for _, dependency := range made.info.Deps {
		name := dependency.Path + "@" + dependency.Version
		found, err := licencesOf(dependency.Path, path.Join("licences/go", name), packages)
		if err != nil {
			return nil, fmt.Errorf("licence of %s: %w", name, err)
		}
		files = append(files, found...)
	}
	goRoot, err := b.goCommand(ctx, t, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	own, err := papersIn(strings.TrimSpace(goRoot), "licences/go/std")
	if err != nil {
		return nil, fmt.Errorf("licence of Go: %w", err)
	}
	if !hasLicence(own) {
		return nil, errors.New("licence of Go: there is none in GOROOT")
	}
	return append(files, own...), nil
}

// decodePackages reads what `go list -json` prints: one JSON value behind the other.
func decodePackages(from io.Reader) ([]linkedPackage, error) {
	var packages []linkedPackage
	decoder := json.NewDecoder(from)
	for {
		var p linkedPackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return packages, nil
		} else if err != nil {
			return nil, fmt.Errorf("reading the list of packages: %w", err)
		}
		packages = append(packages, p)
	}
}

// licencesOf finds the papers of one module, named under folder. A module without a licence text is an error: nobody may
// pass it on.
func licencesOf(modulePath, folder string, packages []linkedPackage) ([]file, error) {
	found := make(map[string][]file) // by folder, from the module's
	for _, p := range packages {
		if p.Module == nil || p.Module.Path != modulePath {
			continue
		}
		below, err := filepath.Rel(p.Module.Dir, p.Dir)
		if err != nil {
			return nil, err
		}
		for at := filepath.ToSlash(below); ; at = path.Dir(at) {
			if _, seen := found[at]; !seen {
				if found[at], err = papersIn(filepath.Join(p.Module.Dir, filepath.FromSlash(at)), path.Join(folder, at)); err != nil {
					return nil, err
				}
			}
			if at == "." {
				break
			}
		}
	}
	var files []file
	for _, some := range found {
		files = append(files, some...)
	}
	if !hasLicence(files) {
		return nil, errors.New("no text of it was found")
	}
	return files, nil
}

// papersIn reads licences and notices in one folder and names them under another.
func papersIn(folder, under string) ([]file, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var files []file
	for _, entry := range entries {
		if entry.IsDir() || !paper.MatchString(entry.Name()) || strings.HasSuffix(entry.Name(), ".go") {
			continue
		}
		data, err := fs.ReadFile(os.DirFS(folder), entry.Name())
		if err != nil {
			return nil, err
		}
		files = append(files, file{name: path.Join(under, entry.Name()), data: data})
	}
	return files, nil
}

// hasLicence says whether one of the files is a licence text with something in it.
func hasLicence(files []file) bool {
	return slices.ContainsFunc(files, func(f file) bool { return len(f.data) > 0 && licenceText.MatchString(path.Base(f.name)) })
}
