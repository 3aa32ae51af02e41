package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// visit opens a page of a desk and closes it.
func visit(address string) error {
	page, err := http.Get(address + "v1/desk")
	if err != nil {
		return err
	}
	return page.Body.Close()
}

// TestDeskTwice: a second start opens a page of the desk that runs, and ends; the desk goes on for that page, and takes its note away.
func TestDeskTwice(t *testing.T) {
	note := filepath.Join(t.TempDir(), "cache", "desk.json")
	var opened string
	var printed *bytes.Buffer
	status := -1
	first, out, told := deskSession(t, func(string) error {
		if info, err := os.Stat(note); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%v %v", info, err)
		}
		s, out, _ := deskSession(t, func(address string) error { opened = address; return visit(address) })
		s.deskNote, printed = note, out
		status = (&deskCommand{}).run(s)
		return nil
	})
	first.deskNote = note
	if got := (&deskCommand{}).run(first); got != exitDone {
		t.Fatalf("status %d: %s", got, told)
	}
	if status != exitDone || opened == "" || opened+"\n" != out.String() || printed.String() != out.String() {
		t.Errorf("status %d, opened %q, printed %q; the first printed %q", status, opened, printed, out)
	}
	if _, err := os.Stat(note); !os.IsNotExist(err) {
		t.Errorf("the note is still there: %v", err)
	}
}

// TestDeskTwiceOtherwise: with an address of its own a second start is a desk of its own, and leaves the note of the first alone.
func TestDeskTwiceOtherwise(t *testing.T) {
	note := filepath.Join(t.TempDir(), "desk.json")
	if err := os.WriteFile(note, []byte(`{"address": "http://127.0.0.1:1/", "secret": "00", "started": "x"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	s, out, told := deskSession(t, visit)
	s.deskNote = note
	if status := (&deskCommand{Addr: "127.0.0.1:0"}).run(s); status != exitDone || !strings.HasPrefix(out.String(), "http://127.0.0.1:") {
		t.Errorf("status %d: %s%s", status, out, told)
	}
	if data, err := os.ReadFile(note); err != nil || !strings.Contains(string(data), `"x"`) {
		t.Errorf("%v %s", err, data)
	}
}

// TestRunning: a note is believed only where what listens there proves that it knows the secret.
func TestRunning(t *testing.T) {
	file := filepath.Join(t.TempDir(), "desk.json")
	answer := ""
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(answer)) }))
	defer other.Close()
	for name, note := range map[string]deskNote{
		"another program":   {other.URL + "/", "00ff", "v"},
		"nobody":            {"http://127.0.0.1:1/", "00ff", "v"},
		"another machine":   {"http://192.0.2.1/", "00ff", "v"},
		"no address":        {"ftp:x", "00ff", "v"},
		"no secret":         {other.URL + "/", "", "v"},
		"other style":       {other.URL + "/", "00ff", "w"},
		"no secret in hexa": {other.URL + "/", "xyz", "v"},
	} {
		data, err := json.Marshal(note)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if address := running(t.Context(), file, "v"); address != "" {
			t.Errorf("%s: %s", name, address)
		}
	}
	if err := os.WriteFile(file, []byte(strings.Repeat("{", 10)), 0o600); err != nil {
		t.Fatal(err)
	}
	if running(t.Context(), file, "v") != "" || running(t.Context(), file+"x", "v") != "" {
		t.Error("a broken note, or none, was believed")
	}
}
