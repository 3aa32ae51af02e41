//go:build integration

package pdfread

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/pagetest"
	"nianbao/converter/internal/pdf"
)

// These tests have qpdf, mutool and Ghostscript save files of ours anew, and fail where one of them is missing.

// saved is a way to save a file anew, and what comes of it: the data exactly, with no message but the code, or the code's
// refusal. IN, OUT and OTHER stand for files.
type saved struct {
	command string
	read    bool
	code    diag.Code
}

var savedAnew = []saved{
	{"qpdf IN OUT", true, ""},
	{"qpdf --object-streams=generate IN OUT", true, ""},
	{"qpdf --object-streams=disable IN OUT", true, ""},
	{"qpdf --linearize IN OUT", true, ""},
	{"qpdf --qdf --normalize-content=n IN OUT", true, ""},
	{"qpdf --stream-data=uncompress IN OUT", true, ""},
	{"qpdf --recompress-flate --compression-level=9 IN OUT", true, ""},
	{"qpdf IN --rotate=0 OUT", true, ""},
	{"qpdf IN --add-attachment OTHER -- OUT", true, "pdf-added-file"},
	{"mutool clean IN OUT", true, ""},
	{"mutool clean -gggg -z IN OUT", true, ""},
	{"mutool clean -d IN OUT", true, ""},
	{"mutool clean -l IN OUT", true, ""},
	{"qpdf --qdf IN OUT", false, "pdf-changed"}, // qpdf lays the content out anew
	{"mutool clean -s IN OUT", false, "pdf-changed"},
	{"qpdf IN --rotate=+90:2 OUT", false, "pdf-changed"},
	{"qpdf IN --pages . 1-z,1 -- OUT", false, "pdf-changed"},
	{"qpdf IN --pages . 2-z -- OUT", false, "pdf-changed"},
	{"qpdf IN --pages . z-1 -- OUT", false, "pdf-changed"},
	{"qpdf IN --pages . 1-z OTHER 1 -- OUT", false, "pdf-changed"},
	{"qpdf IN --overlay OTHER --to=1 -- OUT", false, "pdf-changed"},
	{"qpdf IN --underlay OTHER --to=3 -- OUT", false, "pdf-changed"},
	{"gs -q -o OUT -sDEVICE=pdfwrite IN", false, "pdf-unproven"},
	{"qpdf IN --remove-attachment=report.json OUT", false, ""},
	{"mutool clean IN OUT 1-2", false, ""},
	{"qpdf OTHER --pages IN 1-z -- OUT", false, ""},
	{"qpdf IN --add-attachment OTHER --filename=report.json --key=b -- OUT", false, "input-pdf-several"},
	{"qpdf --encrypt '' secret 128 --use-aes=y -- IN OUT", true, ""},
	{"qpdf --allow-weak-crypto --encrypt '' secret 128 --use-aes=n -- IN OUT", true, ""},
	{"qpdf --allow-weak-crypto --encrypt '' secret 40 -- IN OUT", true, ""},
	{"qpdf --encrypt secret secret 256 -- IN OUT", false, "input-pdf-encrypted"},
	{"qpdf --encrypt '' secret 256 --modify=none -- IN OUT", true, ""},
}

func TestSavedAnew(t *testing.T) {
	folder := t.TempDir()
	files := map[string]string{"IN": "in.pdf", "OUT": "out.pdf", "OTHER": "other.pdf"}
	for key, name := range files {
		files[key] = filepath.Join(folder, name)
	}
	put(t, files["OTHER"], tinyWithoutData(t))
	for _, profile := range []pdf.Profile{pdf.A3aUA1, pdf.A4fUA2, pdf.Plain} {
		put(t, files["IN"], written(t, profile))
		for _, s := range savedAnew {
			if strings.HasPrefix(s.command, "gs") && profile != pdf.A3aUA1 {
				continue // which attachments Ghostscript keeps is its affair
			}
			run(t, s.command, files)
			out, err := os.ReadFile(files["OUT"])
			if err != nil {
				t.Fatal(err)
			}
			var want []diag.Code
			if s.code != "" {
				want = []diag.Code{s.code}
			}
			if data, found := read(t, out); s.read != bytes.Equal(data, pagetest.Data(t)) || !s.read && data != nil || !slices.Equal(codes(found), want) {
				t.Errorf("profile %d, %s: %d bytes, %v", profile, s.command, len(data), found)
			}
		}
	}
}

// TestOneByteOfContent: with one byte of one page changed in the file that qpdf unpacked, and its lengths put right by qpdf.
func TestOneByteOfContent(t *testing.T) {
	folder := t.TempDir()
	files := map[string]string{"IN": filepath.Join(folder, "in.pdf"), "OUT": filepath.Join(folder, "out.pdf")}
	put(t, files["IN"], sample(t))
	run(t, "qpdf --stream-data=uncompress --object-streams=disable IN OUT", files)
	unpacked, err := os.ReadFile(files["OUT"])
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.LastIndex(unpacked, []byte(")]TJ"))
	if at < 0 {
		t.Fatal("no text")
	}
	for _, change := range []byte{0, 1} {
		unpacked[at-1] ^= change
		put(t, files["IN"], unpacked)
		run(t, "qpdf --object-streams=generate --compress-streams=y IN OUT", files)
		out, err := os.ReadFile(files["OUT"])
		if err != nil {
			t.Fatal(err)
		}
		data, found := read(t, out)
		if changed := change != 0; changed != (data == nil) || changed != slices.Equal(codes(found), []diag.Code{"pdf-changed"}) {
			t.Errorf("changed by %d: %d bytes, %v", change, len(data), found)
		}
	}
}

func put(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// run runs a program. qpdf's status 3 means that it had something to say.
func run(t *testing.T, command string, files map[string]string) {
	t.Helper()
	os.Remove(files["OUT"])
	words := strings.Fields(command)
	for i, word := range words {
		if name, ok := files[word]; ok {
			words[i] = name
		} else if word == "''" {
			words[i] = ""
		}
	}
	cmd := exec.CommandContext(t.Context(), words[0], words[1:]...)
	if out, err := cmd.CombinedOutput(); err != nil && cmd.ProcessState.ExitCode() != 3 {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
}
