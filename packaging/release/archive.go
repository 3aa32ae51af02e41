package main

import (
	"archive/tar"
	"archive/zip"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// writeArchive writes files under one top folder into a new archive, whose kind its name tells. The bytes depend on the arguments
// alone (and on the Go that runs this, whose deflate may change; the pinned toolchain holds for it as well).
func writeArchive(name, top string, files []file, at time.Time) (err error) {
	out, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	if strings.HasSuffix(name, ".zip") {
		return writeZip(out, top, files, at)
	}
	return writeTarGz(out, top, files, at)
}

// mode is that of a file in archives and trees.
func (f file) mode() os.FileMode {
	if f.program {
		return 0o755
	}
	return 0o644
}

// writeTarGz writes POSIX ustar headers, which hold no more than is given here (a name that is not ASCII is an error), and a gzip
// header without name and time.
func writeTarGz(to io.Writer, top string, files []file, at time.Time) error {
	packed, err := gzip.NewWriterLevel(to, gzip.BestCompression)
	if err != nil {
		return err
	}
	archive := tar.NewWriter(packed)
	for _, f := range files {
		header := &tar.Header{Typeflag: tar.TypeReg, Name: path.Join(top, f.name), Size: int64(len(f.data)), Mode: int64(f.mode()),
			ModTime: at, Format: tar.FormatUSTAR}
		if err := archive.WriteHeader(header); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		if _, err := archive.Write(f.data); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
	}
	return errors.Join(archive.Close(), packed.Close())
}

// writeZip writes names in UTF-8 and times in UTC.
func writeZip(to io.Writer, top string, files []file, at time.Time) error {
	archive := zip.NewWriter(to)
	archive.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	for _, f := range files {
		header := &zip.FileHeader{Name: path.Join(top, f.name), Method: zip.Deflate, Modified: at}
		header.SetMode(f.mode())
		entry, err := archive.CreateHeader(header)
		if err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
		if _, err := entry.Write(f.data); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
	}
	return archive.Close()
}

// writeTree writes files into a folder, which must be empty or new.
func writeTree(folder string, files []file) error {
	if err := emptyFolder(folder); err != nil {
		return err
	}
	for _, f := range files {
		name := filepath.Join(folder, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(name, f.data, f.mode()); err != nil {
			return err
		}
	}
	return nil
}
