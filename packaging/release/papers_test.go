package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Each face that either variant embeds has its licence, and no licence lies around without a face: it would not be packed.
func TestFacesAndTheirLicences(t *testing.T) {
	left, err := unclaimed(os.DirFS(filepath.Join(root, "fonts")))
	if err != nil || len(left) > 0 {
		t.Errorf("files that belong to no face: %q, %v", left, err)
	}
	absolute, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	b := builder{root: absolute, toolchain: "local"}
	for variant, count := range map[string]int{full: 9, noGPLFonts: 7} {
		embedded, err := b.embeddedFaces(t.Context(), target{os: "linux", arch: "amd64", variant: variant})
		if err != nil || len(embedded) != count {
			t.Fatalf("%s: %d faces, %v", variant, len(embedded), err)
		}
		files, err := b.fontLicences(embedded)
		if err != nil {
			t.Fatal(err)
		}
		isGPL := func(f file) bool { return strings.Contains(f.name, "COPYING.Fandol") }
		if slices.ContainsFunc(files, isGPL) != (variant == full) {
			t.Errorf("%s: the GPL's text is there: %v", variant, slices.ContainsFunc(files, isGPL))
		}
	}
}

func TestUnknownFaceIsRefused(t *testing.T) {
	if got, err := facesOf([]string{"kaiti/GWKai.ttf", "kaiti/SIMKAI.TTF"}); err == nil || !strings.Contains(err.Error(), "SIMKAI") {
		t.Errorf("%v, %v", got, err)
	}
	if got, err := facesOf(nil); err == nil {
		t.Errorf("no face at all: %v", got)
	}
}

func TestModuleLicences(t *testing.T) {
	module := t.TempDir()
	for name, text := range map[string]string{"LICENSE.md": "MIT", "NOTICE": "n", "license.go": "package m", "README": "r",
		"inner/COPYING": "BSD", "inner/deep/x.go": "package deep", "unused/LICENSE": "other"} {
		at := filepath.Join(module, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	listing := func(below string) string {
		return `{"Dir":"` + filepath.ToSlash(filepath.Join(module, below)) + `","Module":{"Path":"example.org/m","Version":"v1.0.0","Dir":"` + filepath.ToSlash(module) + `"}}` + "\n"
	}
	packages, err := decodePackages(strings.NewReader(`{"Dir":"/std/fmt"}` + listing("") + listing("inner/deep")))
	if err != nil || len(packages) != 3 {
		t.Fatalf("%v, %v", packages, err)
	}
	files, err := licencesOf("example.org/m", "licences/go/example.org/m@v1.0.0", packages)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, strings.TrimPrefix(f.name, "licences/go/example.org/m@v1.0.0/"))
	}
	slices.Sort(names)
	if want := []string{"LICENSE.md", "NOTICE", "inner/COPYING"}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
	if got, err := licencesOf("example.org/other", "x", packages); err == nil {
		t.Errorf("a module without a text: %v", got)
	}
	if err := os.WriteFile(filepath.Join(module, "LICENSE.md"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if got, err := licencesOf("example.org/m", "x", packages[:2]); err == nil {
		t.Errorf("an empty licence: %v", got)
	}
	if _, err := decodePackages(strings.NewReader(`{"Dir":`)); err == nil {
		t.Error("half a list was taken")
	}
}
