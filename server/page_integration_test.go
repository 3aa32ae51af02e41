//go:build integration

package server

import (
	"bytes"
	"encoding/json"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"nianbao/converter"
)

// scenario lets a browser do what a person does on the desk, as .ci/page describes it, and returns the folder with what was
// downloaded. The scripts judge what is seen; what was made is judged here.
func scenario(t *testing.T, name string) (folder string) {
	t.Helper()
	for _, program := range []string{"node", "chromium"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Fatalf("no %s; .ci/run installs it", program)
		}
	}
	if _, err := os.Stat(filepath.Join("..", ".ci", "node_modules", "puppeteer-core")); err != nil {
		t.Fatal("no puppeteer-core: run `npm install --no-save` in .ci, as .ci/run does")
	}
	folder = t.TempDir()
	put := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("sample.txt", sample(t))
	page, err := os.ReadFile("../testdata/page/input.html")
	if err != nil {
		t.Fatal(err)
	}
	put("page.html", page)
	drifting, err := os.ReadFile("../testdata/tabs-drifting/input.txt")
	if err != nil {
		t.Fatal(err)
	}
	put("inferred.txt", drifting)
	s := newServer(t, nil)
	put("figures", []byte(strconv.Itoa(figuresOf(t, s, page))))
	web := httptest.NewServer(s.Handler())
	defer web.Close()
	run := exec.CommandContext(t.Context(), "node", filepath.Join("..", ".ci", "page", "run.mjs"), web.URL, name, folder)
	out, err := run.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if len(out) > 0 {
		t.Logf("%s", out)
	}
	return folder
}

// The parts of the page that need no browser.
func TestPageUnitsIntegration(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "node", filepath.Join("..", ".ci", "page", "units.mjs"), "page").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// figuresOf counts the cells that hold something in the report of a file.
func figuresOf(t *testing.T, s *Server, data []byte) int {
	t.Helper()
	reading, err := s.converter.Read(t.Context(), converter.Input{Data: data})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, table := range reading.Report.Tables {
		n += len(table)
	}
	if n < 50 {
		t.Fatalf("only %d figures", n)
	}
	return n
}

func TestPageIntegration(t *testing.T) {
	for _, name := range []string{"keyboard", "range", "undo", "zeros", "inferred", "review", "webpage", "drop", "several", "reload", "lastyear", "offline", "noscript", "english", "speed", "accessible", "telephone"} {
		t.Run(name, func(t *testing.T) { scenario(t, name) })
	}
}

// What is downloaded is what is on the screen: the command makes the same bytes of the JSON that the page exports.
func TestPageMendsIntegration(t *testing.T) {
	folder := scenario(t, "mend")
	binary := filepath.Join(t.TempDir(), "nianbao")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", binary, "../cmd/nianbao").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, format := range []string{"json", "pdf", "docx"} {
		out, err := exec.CommandContext(t.Context(), binary, "convert", filepath.Join(folder, "made.json"), "--to", format, "-o", "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		made, err := os.ReadFile(filepath.Join(folder, "made."+format))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(out, made) {
			t.Errorf("%s: the page made %d bytes, the command other %d", format, len(made), len(out))
		}
	}
	out, err := exec.CommandContext(t.Context(), binary, "check", filepath.Join(folder, "made.json"), "--to", "json").Output()
	if err != nil {
		t.Fatal(err)
	}
	var checked struct {
		Result struct{ Findings []json.RawMessage }
	}
	if err := json.Unmarshal(out, &checked); err != nil || len(checked.Result.Findings) != 0 {
		t.Errorf("%v %s", err, out)
	}
}
