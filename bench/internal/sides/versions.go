package sides

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
)

// faceOrder is the order in which libraries are given the faces, so that each run gives them in the same.
var faceOrder = []string{"xiaobiaosong", "heiti", "kaiti", "fangsong", "song"}

// moduleVersion is the version of a module of Go in this program.
func moduleVersion(path string) func(Place) (string, error) {
	return func(Place) (string, error) {
		info, ok := debug.ReadBuildInfo()
		if !ok {
			return "", fmt.Errorf("this program does not say of what it was built")
		}
		for _, m := range info.Deps {
			if m.Path == path {
				return strings.TrimPrefix(m.Version, "v"), nil
			}
		}
		return "", fmt.Errorf("%s is no part of this program", path)
	}
}

// npmVersion is the version of an installed package of npm.
func npmVersion(name string) func(Place) (string, error) {
	return func(p Place) (string, error) {
		data, err := os.ReadFile(filepath.Join(p.Peers, "node_modules", name, "package.json"))
		if err != nil {
			return "", missing("%s of npm is not installed; run ./setup", name)
		}
		var m struct {
			Version string `json:"version"`
		}
		return m.Version, json.Unmarshal(data, &m)
	}
}

// pythonVersion is the version of an installed package of Python.
func pythonVersion(name string) func(Place) (string, error) {
	return func(Place) (string, error) {
		out, err := exec.Command(python, "-c", "import importlib.metadata as m, sys; print(m.version(sys.argv[1]))", name).Output()
		if err != nil {
			return "", missing("%s of Python is not installed; run ./setup", name)
		}
		return strings.TrimSpace(string(out)), nil
	}
}

// python is the system's, whose packages Debian's are.
const python = "/usr/bin/python3"

// debianVersion is the version of an installed package of Debian, of a program that does not tell its own.
func debianVersion(name string) func(Place) (string, error) {
	return func(Place) (string, error) {
		out, err := exec.Command("dpkg-query", "-W", "-f", "${Version}", name).Output()
		if err != nil {
			return "", missing("%s of Debian is not installed; run ./setup", name)
		}
		return string(out), nil
	}
}

// said is the first line that a program says about itself, without its own name.
func said(program string, arguments ...string) (string, error) {
	path, err := exec.LookPath(program)
	if err != nil {
		return "", missing("there is no %s", program)
	}
	out, err := exec.Command(path, arguments...).Output()
	line, _, _ := strings.Cut(string(out), "\n")
	for _, word := range strings.Fields(line) {
		if strings.ContainsAny(word[:1], "0123456789") {
			return word, err
		}
	}
	return strings.TrimSpace(line), err
}
