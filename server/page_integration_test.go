//go:build integration

package server

import (
	"bytes"
	"encoding/json"
	"net"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"nianbao/converter"
)

// scenario lets a browser do what a person does on the desk, as .ci/page describes it, and returns the folder with what was
// downloaded. The scripts judge what is seen; what was made is judged here.
func scenario(t *testing.T, name string) (folder string) {
	t.Helper()
	s := newServer(t, asItIs)
	web := httptest.NewServer(s.Handler())
	defer web.Close()
	return scenarioAt(t, s, web.URL, name)
}

// scenarioAt is scenario on a service that runs at an address.
func scenarioAt(t *testing.T, s *Server, address, name string) (folder string) {
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
	put("website.txt", websiteSample(t))
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
	put("figures", []byte(strconv.Itoa(figuresOf(t, s, page))))
	run := exec.CommandContext(t.Context(), "node", filepath.Join("..", ".ci", "page", "run.mjs"), address, name, folder)
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
	for _, name := range []string{"keyboard", "range", "undo", "rounds", "zeros", "inferred", "webpage", "drop", "several", "statement", "reload", "lastyear", "offline", "noscript", "english", "worn", "contradiction", "paper", "zoom", "unkept", "speed", "accessible", "telephone"} {
		t.Run(name, func(t *testing.T) { scenario(t, name) })
	}
}

// A service at a desk stays for its page and ends when that was closed.
func TestPageHoldsDeskIntegration(t *testing.T) {
	s := newServer(t, func(c *Config) { c.Desk = &Desk{First: time.Minute, Grace: time.Second} })
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.Run(t.Context(), listener, nil) }()
	scenarioAt(t, s, "http://"+listener.Addr().String(), "hold")
	select {
	case err := <-ended:
		if err != nil {
			t.Fatal(err)
		}
	case <-time.After(30 * time.Second):
		t.Error("the service runs on without a page")
	}
}

// An official document that the page makes is the command's, to the byte.
func TestPageOfficialIntegration(t *testing.T) {
	folder := scenario(t, "official")
	sameAsCommand(t, folder, command(t), []string{"pdf", "docx"}, "--shell", filepath.Join(folder, "shell.json"))
}

// What is downloaded is what is on the screen: the command makes the same bytes of the JSON that the page exports.
func TestPageMendsIntegration(t *testing.T) {
	folder := scenario(t, "mend")
	binary := command(t)
	sameAsCommand(t, folder, binary, []string{"json", "pdf", "docx"})
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

// The review file that the page exports is one that the command takes: what was checked counts no more.
func TestPageReviewIntegration(t *testing.T) {
	folder := scenario(t, "review")
	out, err := exec.CommandContext(t.Context(), command(t), "check", filepath.Join(folder, "reviewed.json"), "--to", "json", "--review", filepath.Join(folder, "review.json")).Output()
	var checked struct {
		Result struct {
			Findings []json.RawMessage
			Reviewed []struct{ Reason string }
		}
	}
	if broken := json.Unmarshal(out, &checked); broken != nil {
		t.Fatalf("%v %v %s", err, broken, out)
	}
	if len(checked.Result.Reviewed) != 1 || checked.Result.Reviewed[0].Reason != "与原件一致" {
		t.Errorf("%+v", checked)
	}
}

// command builds the command.
func command(t *testing.T) (binary string) {
	t.Helper()
	binary = filepath.Join(t.TempDir(), "nianbao")
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", binary, "../cmd/nianbao").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return binary
}

// sameAsCommand compares what the page made with what the command makes of the JSON that the page exported.
func sameAsCommand(t *testing.T, folder, binary string, formats []string, flags ...string) {
	t.Helper()
	for _, format := range formats {
		arguments := append([]string{"convert", filepath.Join(folder, "made.json"), "--to", format, "-o", "-"}, flags...)
		out, err := exec.CommandContext(t.Context(), binary, arguments...).Output()
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
}

// websiteSample is a yearly statement of a website.
func websiteSample(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "testdata", "website", "input.txt"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
