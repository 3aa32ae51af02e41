package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

// What somebody has set for other work must not change the program.
func TestEnvironmentIsNotInherited(t *testing.T) {
	for name, value := range map[string]string{"GOFLAGS": "-tags=nogplfonts", "GOAMD64": "v4", "GOARM64": "v9.5", "CGO_ENABLED": "1",
		"GOEXPERIMENT": "jsonv2", "GODEBUG": "x=1", "GOWORK": "/else", "CGO_CFLAGS": "-O3", "GOTOOLCHAIN": "auto"} {
		t.Setenv(name, value)
	}
	env := builder{toolchain: toolchain}.environment(target{os: "linux", arch: "amd64", variant: full})
	for _, want := range []string{"GOFLAGS=-mod=readonly", "GOAMD64=v1", "GOARM64=v8.0", "CGO_ENABLED=0", "GOENV=off", "GOWORK=off",
		"GOTOOLCHAIN=" + toolchain, "GOOS=linux", "GOARCH=amd64"} {
		if !slices.Contains(env, want) {
			t.Errorf("no %s in %q", want, env)
		}
	}
	names := make(map[string]bool)
	for _, variable := range env {
		name, _, _ := strings.Cut(variable, "=")
		if names[name] || name == "GOEXPERIMENT" || name == "GODEBUG" || name == "CGO_CFLAGS" {
			t.Errorf("%s is inherited or stands there twice", name)
		}
		names[name] = true
	}
}

func TestStampTarget(t *testing.T) {
	if err := stampTarget(filepath.Join(root, mainPackage)); err != nil {
		t.Errorf("the program: %v", err)
	}
	for source, good := range map[string]bool{
		"package main\nvar version string":                           true,
		"package main\nvar (\n\tother int\n\tversion string\n)":      true,
		"package main\nvar version = \"v1\"":                         false, // the linker could, but a renamed type would go unseen
		"package main\nvar version = f()":                            false,
		"package main\nvar version string = f()":                     false,
		"package main\nvar version []byte":                           false,
		"package main\nvar version int":                              false,
		"package main\nvar Version string":                           false,
		"package main\nconst version = \"\"":                         false,
		"package main\nfunc f() { var version string; _ = version }": false,
		"package main\nvar version":                                  false,
	} {
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, "version.go"), []byte(source), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := stampTarget(folder); (err == nil) != good {
			t.Errorf("%q: %v", source, err)
		}
	}
}

// The image is built with the Go of the releases.
func TestSameGoInTheImage(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(root, "Dockerfile"))
	if err != nil {
		t.Fatal(err)
	}
	if want := "golang:" + strings.TrimPrefix(toolchain, "go") + "-"; !strings.Contains(string(data), want) {
		t.Errorf("the Dockerfile builds with another Go than %s", toolchain)
	}
}

func TestTargets(t *testing.T) {
	all, err := parseTargets(strings.Join(allPlatforms, ","), strings.Join(allVariants, ","))
	if err != nil || len(all) != 12 {
		t.Fatalf("%d targets, %v", len(all), err)
	}
	var names []string
	for _, one := range all {
		names = append(names, one.archive("v0.1.0+dirty"))
	}
	slices.Sort(names)
	if len(slices.Compact(names)) != 12 || !slices.Contains(names, "nianbao_v0.1.0_dirty_windows_arm64_nogplfonts.zip") {
		t.Errorf("archives %q", names)
	}
	for _, c := range [][2]string{{"", full}, {"linux", full}, {"plan9/386", full}, {"linux/amd64", ""}, {"linux/amd64", "half"}, {"linux/amd64,linux/amd64", full}} {
		if got, err := parseTargets(c[0], c[1]); err == nil {
			t.Errorf("%q: %v", c, got)
		}
	}
}
