package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"
	"github.com/google/uuid"
)

// billOfMaterials lists what is in a program: the modules that it says are linked into it, which cyclonedx-gomod reads from it and
// finds the licences of, and the font files, which no tool can know. The form is CycloneDX 1.6 (ECMA-424).
func (b builder) billOfMaterials(ctx context.Context, t target, made built, src source) ([]byte, error) {
	listed, err := b.listModules(ctx, made)
	if err != nil {
		return nil, err
	}
	var bom cdx.BOM
	if err := cdx.NewBOMDecoder(bytes.NewReader(listed), cdx.BOMFileFormatJSON).Decode(&bom); err != nil {
		return nil, fmt.Errorf("reading the list of modules: %w", err)
	}
	if err := sameModules(&bom, made.info); err != nil {
		return nil, err
	}
	embedded, err := b.embeddedFaces(ctx, t)
	if err != nil {
		return nil, err
	}
	if err := addFaces(&bom, filepath.Join(b.root, "fonts"), embedded); err != nil {
		return nil, err
	}
	program, err := os.ReadFile(made.path)
	if err != nil {
		return nil, err
	}
	if err := describe(&bom, t, src, sha256.Sum256(program)); err != nil {
		return nil, err
	}
	if err := allLicensed(&bom); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := cdx.NewBOMEncoder(&out, cdx.BOMFileFormatJSON).SetPretty(true).SetEscapeHTML(false).Encode(&bom); err != nil {
		return nil, fmt.Errorf("writing it: %w", err)
	}
	return out.Bytes(), nil
}

// listModules runs cyclonedx-gomod as this module's go.mod pins it. It runs on this system, whatever the program is for.
func (b builder) listModules(ctx context.Context, made built) ([]byte, error) {
	command := exec.CommandContext(ctx, "go", "tool", "cyclonedx-gomod", "bin", "-json", "-output-version", "1.6", "-noserial",
		"-notimestamp", "-std", "-licenses", "-version", b.version, made.path)
	command.Dir = filepath.Join(b.root, "packaging", "release")
	command.Env = b.environment(target{os: runtime.GOOS, arch: runtime.GOARCH})
	var out, failure bytes.Buffer
	command.Stdout, command.Stderr = &out, &failure
	if err := command.Run(); err != nil {
		return nil, fmt.Errorf("cyclonedx-gomod: %w\n%s", err, strings.TrimSpace(failure.String()))
	}
	return out.Bytes(), nil
}

// sameModules compares the list with what the go command wrote into the program: a module that is missing there would be missed
// by everyone who looks for vulnerable ones.
func sameModules(bom *cdx.BOM, info *debug.BuildInfo) error {
	listed, linked := make(map[string]bool), map[string]bool{"std@" + info.GoVersion: true}
	if bom.Components != nil {
		for _, c := range *bom.Components {
			listed[c.Name+"@"+c.Version] = true
		}
	}
	for _, m := range info.Deps {
		linked[m.Path+"@"+m.Version] = true
	}
	var wrong []error
	for _, name := range slices.Sorted(maps.Keys(linked)) {
		if !listed[name] {
			wrong = append(wrong, fmt.Errorf("%s is linked and not listed", name))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(listed)) {
		if !linked[name] {
			wrong = append(wrong, fmt.Errorf("%s is listed and not linked", name))
		}
	}
	return errors.Join(wrong...)
}

// addFaces adds the embedded font files as components that the program depends on.
func addFaces(bom *cdx.BOM, fonts string, embedded []face) error {
	var refs []string
	for _, f := range embedded {
		data, err := os.ReadFile(filepath.Join(fonts, filepath.FromSlash(f.file)))
		if err != nil {
			return fmt.Errorf("embedded face: %w", err)
		}
		sum := sha256.Sum256(data)
		ref := "font:" + f.file
		refs = append(refs, ref)
		*bom.Components = append(*bom.Components, cdx.Component{BOMRef: ref, Type: cdx.ComponentTypeFile, Name: path.Base(f.file),
			Description: "font face, modified from " + f.from, Scope: cdx.ScopeRequired,
			Hashes:   &[]cdx.Hash{{Algorithm: cdx.HashAlgoSHA256, Value: hex.EncodeToString(sum[:])}},
			Licenses: &cdx.Licenses{{Expression: f.licence}}})
	}
	if bom.Dependencies == nil || bom.Metadata == nil || bom.Metadata.Component == nil {
		return errors.New("the list does not say what depends on what")
	}
	for i := range *bom.Dependencies {
		if d := &(*bom.Dependencies)[i]; d.Ref == bom.Metadata.Component.BOMRef && d.Dependencies != nil {
			*d.Dependencies = append(*d.Dependencies, refs...)
			return nil
		}
	}
	return errors.New("the list does not say what the program depends on")
}

// describe says what the list is about, and takes out what differs from machine to machine: the hashes of the tool's own program.
// The serial number is made from the program's hash (a name-based UUID, RFC 9562 section 5.5).
func describe(bom *cdx.BOM, t target, src source, program [sha256.Size]byte) error {
	bom.SerialNumber = uuid.NewSHA1(uuid.NameSpaceURL, []byte("nianbao:sha256:"+hex.EncodeToString(program[:]))).URN()
	bom.Metadata.Timestamp = src.time.Format(time.RFC3339)
	tools := bom.Metadata.Tools
	if tools == nil || tools.Tools == nil {
		return errors.New("the list does not say which tool made it")
	}
	for i := range *tools.Tools {
		(*tools.Tools)[i].Hashes = nil
	}
	about := bom.Metadata.Component
	about.Description = "annual reports on government information disclosure (政府信息公开工作年度报告) as Word, PDF and data"
	about.Licenses = &cdx.Licenses{{License: &cdx.License{ID: "Apache-2.0"}}}
	about.Hashes = &[]cdx.Hash{{Algorithm: cdx.HashAlgoSHA256, Value: hex.EncodeToString(program[:])}}
	properties := []cdx.Property{{Name: "nianbao:target", Value: t.os + "/" + t.arch}, {Name: "nianbao:variant", Value: t.variant}}
	if src.revision != "" {
		properties = append(properties, cdx.Property{Name: "nianbao:commit", Value: src.revision})
	}
	about.Properties = &properties
	for i := range *bom.Components {
		// The standard library is no module that could be downloaded, so the tool finds no text; licences/go/std has it.
		if c := &(*bom.Components)[i]; c.Name == "std" {
			c.Licenses = &cdx.Licenses{{License: &cdx.License{ID: "BSD-3-Clause"}}}
		}
	}
	return nil
}

// allLicensed makes sure that the licence of every component is known.
func allLicensed(bom *cdx.BOM) error {
	var wrong []error
	for _, c := range *bom.Components {
		found := c.Evidence != nil && c.Evidence.Licenses != nil && len(*c.Evidence.Licenses) > 0
		if !found && (c.Licenses == nil || len(*c.Licenses) == 0) {
			wrong = append(wrong, fmt.Errorf("the licence of %s %s is not known", c.Name, c.Version))
		}
	}
	return errors.Join(wrong...)
}
