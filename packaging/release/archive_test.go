package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var (
	someFiles = []file{{name: "LICENSE", data: []byte("text\n")}, {name: "licences/kaiti/a.txt", data: []byte("楷体")}, {name: "nianbao", data: bytes.Repeat([]byte{1}, 100_000), program: true}}
	someTime  = time.Unix(1700000001, 0).UTC()
)

func TestArchivesAreTheSameTwice(t *testing.T) {
	for _, name := range []string{"a.tar.gz", "a.zip"} {
		var before []byte
		for range 2 {
			// Another folder and another clock; neither may be seen.
			written := filepath.Join(t.TempDir(), name)
			if err := writeArchive(written, "top", someFiles, someTime); err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(written)
			if err != nil {
				t.Fatal(err)
			}
			if before != nil && !bytes.Equal(before, data) {
				t.Errorf("%s: two runs differ", name)
			}
			before = data
			if err := writeArchive(written, "top", someFiles, someTime); err == nil {
				t.Errorf("%s: an archive was replaced", name)
			}
		}
	}
}

func TestTarGz(t *testing.T) {
	var out bytes.Buffer
	if err := writeTarGz(&out, "top", someFiles, someTime); err != nil {
		t.Fatal(err)
	}
	unpacked, err := gzip.NewReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	if unpacked.Name != "" || !unpacked.ModTime.IsZero() {
		t.Errorf("gzip tells %q and %s", unpacked.Name, unpacked.ModTime)
	}
	archive := tar.NewReader(unpacked)
	for _, want := range someFiles {
		header, err := archive.Next()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(archive)
		if err != nil || !bytes.Equal(data, want.data) || header.Name != "top/"+want.name {
			t.Errorf("%s: %d bytes, %v", header.Name, len(data), err)
		}
		if !header.ModTime.Equal(someTime) || header.Uid != 0 || header.Gid != 0 || header.Uname != "" || header.Mode != int64(want.mode()) {
			t.Errorf("%s: %+v", header.Name, header)
		}
	}
	if _, err := archive.Next(); !errors.Is(err, io.EOF) {
		t.Errorf("more files: %v", err)
	}
}

func TestZip(t *testing.T) {
	var out bytes.Buffer
	if err := writeZip(&out, "top", someFiles, someTime); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil || len(archive.File) != len(someFiles) {
		t.Fatalf("%v, %d files", err, len(archive.File))
	}
	for i, want := range someFiles {
		got := archive.File[i]
		data, err := archive.Open("top/" + want.name)
		if err != nil {
			t.Fatal(err)
		}
		read, err := io.ReadAll(data)
		if err != nil || !bytes.Equal(read, want.data) || !got.Modified.Equal(someTime) || got.Mode() != want.mode() {
			t.Errorf("%s: %d bytes, %s, %s, %v", got.Name, len(read), got.Modified, got.Mode(), err)
		}
	}
}

func TestInOrder(t *testing.T) {
	for _, names := range [][]string{{"a", "a"}, {"../a"}, {"/a"}, {"a/./b"}, {""}} {
		var files []file
		for _, name := range names {
			files = append(files, file{name: name})
		}
		if _, err := inOrder(files); err == nil {
			t.Errorf("%q were taken", names)
		}
	}
	files, err := inOrder([]file{{name: "b"}, {name: "a/c"}, {name: "a"}})
	if err != nil || files[0].name != "a" || files[1].name != "a/c" || files[2].name != "b" {
		t.Errorf("%v, %v", files, err)
	}
}

func TestSums(t *testing.T) {
	folder := t.TempDir()
	if err := writeSums(folder); err == nil {
		t.Error("an empty folder was called a release")
	}
	for name, text := range map[string]string{"b": "abc", "a": ""} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := writeSums(folder); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(folder, sumsName))
	// The examples of FIPS 180-2, B.1, and of the empty message.
	want := "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\nba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  b\n"
	if err != nil || string(data) != want {
		t.Errorf("%q, %v", data, err)
	}
	if program, err := exec.LookPath("sha256sum"); err == nil {
		command := exec.Command(program, "-c", "--strict", sumsName)
		command.Dir = folder
		if out, err := command.CombinedOutput(); err != nil || strings.Count(string(out), "OK") != 2 {
			t.Errorf("sha256sum: %v\n%s", err, out)
		}
	}
}

func TestFoldersMustBeEmpty(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new")
	if err := writeTree(folder, someFiles); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(folder, "nianbao"))
	if err != nil || info.Mode().Perm() != 0o755 {
		t.Errorf("%v, %v", info, err)
	}
	if err := writeTree(folder, someFiles); err == nil {
		t.Error("a folder with other files was taken")
	}
}
