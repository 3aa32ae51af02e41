package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
)

// sumsName is written last: a folder that has it is a whole release.
const sumsName = "SHA256SUMS"

// writeSums writes the checksums of all files of a folder, in the form that `sha256sum -c` and `shasum -c` read.
func writeSums(folder string) error {
	entries, err := os.ReadDir(folder) // in order of names
	if err != nil {
		return fmt.Errorf("checksums: %w", err)
	}
	var list bytes.Buffer
	for _, entry := range entries {
		data, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			return fmt.Errorf("checksums: %w", err)
		}
		fmt.Fprintf(&list, "%x  %s\n", sha256.Sum256(data), entry.Name())
	}
	if list.Len() == 0 {
		return fmt.Errorf("checksums: %s holds nothing", folder)
	}
	return os.WriteFile(filepath.Join(folder, sumsName), list.Bytes(), 0o644)
}
