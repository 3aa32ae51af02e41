package main

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain runs the command where the tests go by its name. Like a released one it knows its version: else each batch would read the whole
// program of the tests, a hundred megabytes, to tell it from another (see TestEngineName). A test may start one of another version.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"nianbao": func() {
		version = cmp.Or(os.Getenv(otherVersion), scriptVersion)
		main()
	}})
}

const (
	scriptVersion = "v0.0.0-test"
	otherVersion  = "NIANBAO_TEST_VERSION" // the environment variable that holds another
)

// TestScripts runs testdata/script/*.txtar: each is a session at a prompt, with what it must print and leave behind.
// Beside testscript's own commands they have
//
//	status N nianbao…   run the program inside of the test; it must end with exit status N
//	exits N command…    start a program that must end with exit status N
//	pack zip file…      pack files into an archive, under the names that they are given by
//	hold pipe           wait until a command reads from the pipe, and leave it waiting until the script ends
//
// and the files that made writes for each.
func TestScripts(t *testing.T) {
	source, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := scriptFiles(); err != nil { // while the folder is this one: see inside
		t.Fatal(err)
	}
	restoreEnvironment(t)
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join(source, "cmd/nianbao/testdata/script"),
		Setup: func(e *testscript.Env) error {
			e.Setenv("LC_ALL", "C") // messages in English unless the script says otherwise
			e.Setenv("SOURCE", source)
			return made(e.WorkDir)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": status, "exits": exits, "hold": hold, "pack": pack},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits N command [arguments]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

func pack(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: pack zip [file...]")
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range args[1:] {
		f, err := w.Create(name)
		ts.Check(err)
		_, err = f.Write([]byte(ts.ReadFile(name)))
		ts.Check(err)
	}
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o666))
}

func hold(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: hold pipe")
	}
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_WRONLY, 0) // as long as nobody reads
	ts.Check(err)
	ts.Defer(func() { f.Close() })
}

// made writes the files that a script cannot hold as text.
func made(folder string) error {
	files, err := scriptFiles()
	if err != nil {
		return err
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o666); err != nil {
			return err
		}
	}
	return nil
}

// scriptFiles makes them once for all scripts: the bomb's hundred megabytes cost more than most scripts do.
var scriptFiles = sync.OnceValues(func() (map[string][]byte, error) {
	report, err := os.ReadFile("../../testdata/tabs/input.txt")
	if err != nil {
		return nil, err
	}
	bomb, err := bomb()
	if err != nil {
		return nil, err
	}
	return map[string][]byte{
		"report.txt":  report,
		"empty.txt":   nil,
		"picture.txt": []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
		"old.docx":    []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
		"page.txt":    []byte("%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n"),
		"bomb.docx":   bomb,
	}, nil
})

// bomb is a small .docx that would unpack to more than any document holds.
func bomb() ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels":         `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
	} {
		f, err := w.Create(name)
		if err != nil {
			return nil, err
		}
		if _, err := f.Write([]byte(text)); err != nil {
			return nil, err
		}
	}
	f, err := w.Create("word/document.xml")
	if err != nil {
		return nil, err
	}
	block := bytes.Repeat([]byte{' '}, 1<<20)
	for range 100 {
		if _, err := f.Write(block); err != nil {
			return nil, err
		}
	}
	return b.Bytes(), w.Close()
}
