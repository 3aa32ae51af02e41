package main

import (
	"crypto/sha256"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// sampleBOM is what cyclonedx-gomod writes, shortened to two components.
func sampleBOM(t *testing.T) *cdx.BOM {
	t.Helper()
	const text = `{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,
"metadata":{"tools":[{"vendor":"CycloneDX","name":"cyclonedx-gomod","version":"v1.10.0","hashes":[{"alg":"MD5","content":"00"}]}],
"component":{"bom-ref":"main","type":"application","name":"nianbao","version":"v0.1.0"}},
"components":[{"bom-ref":"m","type":"library","name":"example.org/m","version":"v1.0.0","evidence":{"licenses":[{"license":{"id":"MIT"}}]}},
{"bom-ref":"std","type":"library","name":"std","version":"go1.26.8"}],
"dependencies":[{"ref":"main","dependsOn":["m","std"]},{"ref":"m"}]}`
	var bom cdx.BOM
	if err := cdx.NewBOMDecoder(strings.NewReader(text), cdx.BOMFileFormatJSON).Decode(&bom); err != nil {
		t.Fatal(err)
	}
	return &bom
}

func TestSameModules(t *testing.T) {
	m := &debug.Module{Path: "example.org/m", Version: "v1.0.0"}
	for _, c := range []struct {
		name  string
		info  debug.BuildInfo
		fault string
	}{
		{"same", debug.BuildInfo{GoVersion: "go1.26.8", Deps: []*debug.Module{m}}, ""},
		{"one more is linked", debug.BuildInfo{GoVersion: "go1.26.8", Deps: []*debug.Module{m, {Path: "example.org/n", Version: "v1.0.0"}}}, "example.org/n@v1.0.0 is linked"},
		{"one less is linked", debug.BuildInfo{GoVersion: "go1.26.8"}, "example.org/m@v1.0.0 is listed"},
		{"another version", debug.BuildInfo{GoVersion: "go1.26.8", Deps: []*debug.Module{{Path: "example.org/m", Version: "v1.0.1"}}}, "v1.0.1 is linked"},
		{"another Go", debug.BuildInfo{GoVersion: "go1.26.9", Deps: []*debug.Module{m}}, "std@go1.26.9 is linked"},
	} {
		err := sameModules(sampleBOM(t), &c.info)
		if (c.fault == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), c.fault) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if err := sameModules(&cdx.BOM{}, &debug.BuildInfo{GoVersion: "go1.26.8"}); err == nil {
		t.Error("an empty list was taken")
	}
}

func TestFacesInTheList(t *testing.T) {
	bom := sampleBOM(t)
	some := []face{{file: "kaiti/GWKai.ttf", licence: "Arphic-1999", from: "AR PL"}}
	if err := addFaces(bom, filepath.Join(root, "fonts"), some); err != nil {
		t.Fatal(err)
	}
	added := (*bom.Components)[len(*bom.Components)-1]
	sums, err := os.ReadFile(filepath.Join(root, "fonts", "SHA256SUMS"))
	if err != nil {
		t.Fatal(err)
	}
	if want := (*added.Hashes)[0].Value + "  kaiti/GWKai.ttf"; !strings.Contains(string(sums), want) {
		t.Errorf("the hash differs from fonts/SHA256SUMS: %s", want)
	}
	if on := *(*bom.Dependencies)[0].Dependencies; on[len(on)-1] != added.BOMRef {
		t.Errorf("the program does not depend on it: %q", on)
	}
	if err := addFaces(sampleBOM(t), t.TempDir(), some); err == nil {
		t.Error("a file that is not there was listed")
	}
	other := sampleBOM(t)
	other.Metadata.Component.BOMRef = "else"
	if err := addFaces(other, filepath.Join(root, "fonts"), some); err == nil {
		t.Error("faces that nothing depends on were listed")
	}
}

func TestDescribe(t *testing.T) {
	bom := sampleBOM(t)
	src := source{version: "v0.1.0", revision: strings.Repeat("a", 40), time: someTime}
	if err := describe(bom, target{os: "linux", arch: "arm64", variant: full}, src, sha256.Sum256(nil)); err != nil {
		t.Fatal(err)
	}
	if bom.Metadata.Timestamp != "2023-11-14T22:13:21Z" || !strings.HasPrefix(bom.SerialNumber, "urn:uuid:") {
		t.Errorf("time %s, serial number %s", bom.Metadata.Timestamp, bom.SerialNumber)
	}
	if (*bom.Metadata.Tools.Tools)[0].Hashes != nil {
		t.Error("the hash of this machine's tool is in the list")
	}
	if err := allLicensed(bom); err != nil {
		t.Errorf("the standard library's licence: %v", err)
	}
	again := sampleBOM(t)
	if err := describe(again, target{os: "linux", arch: "arm64", variant: full}, src, sha256.Sum256([]byte("another program"))); err != nil {
		t.Fatal(err)
	}
	if again.SerialNumber == bom.SerialNumber {
		t.Error("two programs have one serial number")
	}
	(*bom.Components)[0].Evidence = nil
	if err := allLicensed(bom); err == nil || !strings.Contains(err.Error(), "example.org/m") {
		t.Errorf("a component without licence: %v", err)
	}
	bom.Metadata.Tools = &cdx.ToolsChoice{Components: &[]cdx.Component{}}
	if err := describe(bom, target{}, src, sha256.Sum256(nil)); err == nil {
		t.Error("a list with its tool in another form was taken, hashes and all")
	}
	bom.Metadata.Tools = nil
	if err := describe(bom, target{}, src, sha256.Sum256(nil)); err == nil {
		t.Error("a list without its tool was taken")
	}
}
