package main

import (
	"fmt"
	"slices"
	"strings"
)

// The systems that are built for. Each is a port that the Go project tests itself (a "first class port") or, for windows/arm64,
// one that it builds releases for.
var allPlatforms = []string{"linux/amd64", "linux/arm64", "darwin/amd64", "darwin/arm64", "windows/amd64", "windows/arm64"}

// The variants: with all faces, and without the one under the GPL (the build tag of fonts/gpl.go).
const (
	full       = "full"
	noGPLFonts = "nogplfonts"
)

var allVariants = []string{full, noGPLFonts}

// target is one program: for a system, with or without the face under the GPL.
type target struct{ os, arch, variant string }

// parseTargets gives the product of two lists that are separated by commas.
func parseTargets(platforms, variants string) ([]target, error) {
	var found []target
	for variant := range strings.SplitSeq(variants, ",") {
		if !slices.Contains(allVariants, variant) {
			return nil, fmt.Errorf("there is no variant %q, only %s", variant, strings.Join(allVariants, ", "))
		}
		for platform := range strings.SplitSeq(platforms, ",") {
			if !slices.Contains(allPlatforms, platform) {
				return nil, fmt.Errorf("%q is not built, only %s", platform, strings.Join(allPlatforms, ", "))
			}
			system, arch, _ := strings.Cut(platform, "/")
			t := target{os: system, arch: arch, variant: variant}
			if slices.Contains(found, t) {
				return nil, fmt.Errorf("%s %s is named twice", platform, variant)
			}
			found = append(found, t)
		}
	}
	return found, nil
}

// folder is the name of the archive's only top folder, and of the archive without extension.
func (t target) folder(version string) string {
	name := fmt.Sprintf("nianbao_%s_%s_%s", strings.ReplaceAll(version, "+", "_"), t.os, t.arch)
	if t.variant != full {
		name += "_" + t.variant
	}
	return name
}

// archive is the name of the archive: what the system opens without further programs.
func (t target) archive(version string) string {
	if t.os == "windows" {
		return t.folder(version) + ".zip"
	}
	return t.folder(version) + ".tar.gz"
}

// program is the name of the program in the archive.
func (t target) program() string {
	if t.os == "windows" {
		return "nianbao.exe"
	}
	return "nianbao"
}

// noMsgpack leaves out a coding of gin that nianbao does not offer and whose tables every start would make.
const noMsgpack = "nomsgpack"

// tags are the build tags of the variant, as -tags wants them.
func (t target) tags() string {
	if t.variant == full {
		return noMsgpack
	}
	return t.variant + "," + noMsgpack
}
