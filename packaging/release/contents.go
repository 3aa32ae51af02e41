package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// file is one file of an archive. Nothing else of a file is kept: no time, no owner.
type file struct {
	name    string // with slashes, from the archive's top folder
	data    []byte
	program bool // may be run
}

// papers lie in the top folder of every archive; docs is there whole, because README.md points into it.
var papers = []string{"LICENSE", "NOTICE", "README.md", "README.zh-CN.md", "CHANGELOG.md", "SECURITY.md", "CONTRIBUTING.md"}

// serviceFiles lie beside the program on systems that start services with systemd.
var serviceFiles = []string{"packaging/nianbao.service", "packaging/nianbao.env"}

// deskFiles start the program by a double click where its own icon would not: `nianbao desk` behind an icon of the desktop. On
// Windows that is the program itself.
var deskFiles = map[string]file{
	"linux":  {name: "packaging/nianbao.desktop"},
	"darwin": {name: "packaging/nianbao.command", program: true},
}

// contents are all files of a target's archive, in order of their names.
func (b builder) contents(ctx context.Context, t target, made built) ([]file, error) {
	program, err := os.ReadFile(made.path)
	if err != nil {
		return nil, err
	}
	files := []file{{name: t.program(), data: program, program: true}}
	names := slices.Clone(papers)
	if t.os == "linux" {
		names = append(names, serviceFiles...)
	}
	docs, err := fs.Glob(os.DirFS(b.root), "docs/*.md")
	if err != nil {
		return nil, err
	}
	deeper, err := fs.Glob(os.DirFS(b.root), "docs/*/*.md")
	if err != nil {
		return nil, err
	}
	for _, name := range slices.Concat(names, docs, deeper) {
		data, err := os.ReadFile(filepath.Join(b.root, filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		files = append(files, file{name: name, data: data})
	}
	if desk, ok := deskFiles[t.os]; ok {
		if desk.data, err = os.ReadFile(filepath.Join(b.root, filepath.FromSlash(desk.name))); err != nil {
			return nil, err
		}
		desk.name = path.Base(desk.name)
		files = append(files, desk)
	}
	embedded, err := b.embeddedFaces(ctx, t)
	if err != nil {
		return nil, err
	}
	ofFonts, err := b.fontLicences(embedded)
	if err != nil {
		return nil, err
	}
	ofModules, err := b.moduleLicences(ctx, t, made)
	if err != nil {
		return nil, err
	}
	return inOrder(slices.Concat(files, ofFonts, ofModules))
}

// inOrder sorts files by name and refuses names that leave the folder or stand there twice.
func inOrder(files []file) ([]file, error) {
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.name, b.name) })
	for i, f := range files {
		if !fs.ValidPath(f.name) || path.Clean(f.name) != f.name {
			return nil, fmt.Errorf("the name %q leaves the archive's folder", f.name)
		}
		if i > 0 && files[i-1].name == f.name {
			return nil, fmt.Errorf("there are two files %s", f.name)
		}
	}
	return files, nil
}
