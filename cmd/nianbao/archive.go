package main

import (
	"errors"
	"os"
	"path"
	"path/filepath"
	"strings"

	"nianbao/converter"
	"nianbao/converter/diag"
)

// unpacked replaces a ZIP archive by the reports in it, as walk does a folder; ok is false for every other file. The archive stays open
// until the program ends: its reports are unpacked by the workers that read them.
func (s *session) unpacked(f found) (files []string, ok bool) {
	if f.fault != nil || !mayBeArchive(f.path) {
		return nil, false
	}
	file, err := os.Open(f.path)
	if err != nil {
		return nil, false // reading it says what is wrong
	}
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() {
		_ = file.Close() // nothing was written
		return nil, false
	}
	inputs, passed, err := converter.OpenArchive(s.ctx, shown(f.path), file, info.Size(), converter.DefaultLimits())
	if errors.Is(err, converter.ErrDocument) {
		_ = file.Close() // nothing was written
		return nil, false
	}
	s.tell(passed...)
	if err != nil {
		_ = file.Close() // nothing was written
		s.passed[f.path] = diagnosticsOf(err, shown(f.path))
		return []string{f.path}, true
	}
	for _, in := range inputs {
		entry := strings.TrimPrefix(in.Name, shown(f.path)+"/")
		name := filepath.Join(f.path, filepath.FromSlash(entry))
		s.archived[name] = in
		if below := filepath.Join(f.below, filepath.FromSlash(path.Dir(entry))); below != "." {
			s.below[name] = below
		}
		files = append(files, name)
	}
	return files, true
}

// mayBeArchive reports whether a file is a ZIP file by its first bytes, and its name is not that of a document that is one.
func mayBeArchive(name string) bool {
	if _, known := converter.FormatOfName(name); known {
		return false
	}
	file, err := os.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return false
	}
	var first [4]byte
	if _, err := file.ReadAt(first[:], 0); err != nil {
		return false
	}
	return string(first[:]) == "PK\x03\x04" || string(first[:]) == "PK\x05\x06"
}

// checkArchived refuses to write beside reports that lie in an archive.
func (s *session) checkArchived(inputs []string) diag.List {
	for _, input := range inputs {
		if in, ok := s.archived[input]; ok {
			return problem("archive-output", "input", in.Name)
		}
	}
	return nil
}
