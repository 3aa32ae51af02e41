package main

import (
	"bytes"
	"context"
	"debug/buildinfo"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// toolchain is the Go that releases are built with. Another patch release compiles to other bytes, so it is part of the source;
// the Dockerfile's base image names the same (a test compares them).
const toolchain = "go1.26.8"

// mainPackage is the program, from the sources' folder.
const mainPackage = "./cmd/nianbao"

// builder builds programs of one source.
type builder struct {
	root      string // the sources' folder, absolute
	version   string // what `nianbao version` will say
	toolchain string // a Go version, or local
}

// built is a program and what the go command wrote into it.
type built struct {
	path string
	info *buildinfo.BuildInfo
}

// kept are the only variables that a build inherits: where things are, and how modules are fetched and verified. All that can
// change a program is set by environment.
var kept = []string{"PATH", "HOME", "USERPROFILE", "LOCALAPPDATA", "TMPDIR", "TMP", "SYSTEMROOT", "GOPATH", "GOCACHE", "GOMODCACHE",
	"GOPROXY", "GOSUMDB", "GONOSUMDB", "GOPRIVATE", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR"}

// environment is that of every go command. GOENV=off because `go env -w` settings would be inherited through a file; the
// architecture levels are the lowest, so that the program runs everywhere.
func (b builder) environment(t target) []string {
	env := []string{"CGO_ENABLED=0", "GOOS=" + t.os, "GOARCH=" + t.arch, "GOAMD64=v1", "GOARM64=v8.0",
		"GOENV=off", "GOFLAGS=-mod=readonly", "GOWORK=off", "GOTOOLCHAIN=" + b.toolchain}
	for _, name := range kept {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}

// build compiles the program into a folder. -trimpath keeps the folder's name out of it, -s and -w its symbols, which the stack
// traces of Go programs do not need. Git is not asked (-buildvcs=false): a container build has no repository, and both give the
// same bytes; which commit it is, the version says.
func (b builder) build(ctx context.Context, t target, folder string) (built, error) {
	if err := stampTarget(filepath.Join(b.root, filepath.FromSlash(mainPackage))); err != nil {
		return built{}, err
	}
	made := built{path: filepath.Join(folder, t.program())}
	_, err := b.goCommand(ctx, t, "build", "-trimpath", "-buildvcs=false", "-tags", t.tags(),
		"-ldflags", "-s -w -X main.version="+b.version, "-o", made.path, mainPackage)
	if err != nil {
		return built{}, err
	}
	if made.info, err = buildinfo.ReadFile(made.path); err != nil {
		return built{}, fmt.Errorf("reading what the program says of itself: %w", err)
	}
	if b.toolchain != "local" && made.info.GoVersion != b.toolchain {
		return built{}, fmt.Errorf("built with %s instead of %s", made.info.GoVersion, b.toolchain)
	}
	return made, nil
}

// goCommand runs the go command in the sources' folder and gives its output.
func (b builder) goCommand(ctx context.Context, t target, args ...string) (string, error) {
	command := exec.CommandContext(ctx, "go", args...)
	command.Dir = b.root
	command.Env = b.environment(t)
	var out, failure bytes.Buffer
	command.Stdout, command.Stderr = &out, &failure
	if err := command.Run(); err != nil {
		return "", fmt.Errorf("go %s: %w\n%s", args[0], err, strings.TrimSpace(failure.String()))
	}
	return out.String(), nil
}

// stampTarget makes sure that the program has the variable that -X sets: the linker ignores a name that is not there, and the
// release would call itself devel.
func stampTarget(folder string) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return err
	}
	for _, name := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return fmt.Errorf("looking for the version's variable: %w", err)
		}
		for _, declared := range parsed.Decls {
			if group, ok := declared.(*ast.GenDecl); ok && group.Tok == token.VAR && declaresVersion(group) {
				return nil
			}
		}
	}
	return fmt.Errorf("%s has no variable \"version\" of type string without a value, which the release could set", folder)
}

// declaresVersion says whether a group of variables has `version string`; the linker cannot set one that is initialised at
// run time.
func declaresVersion(group *ast.GenDecl) bool {
	for _, spec := range group.Specs {
		values, ok := spec.(*ast.ValueSpec)
		if !ok || len(values.Values) > 0 {
			continue
		}
		kind, ok := values.Type.(*ast.Ident)
		for _, name := range values.Names {
			if ok && kind.Name == "string" && name.Name == "version" {
				return true
			}
		}
	}
	return false
}
