package overview

import (
	"archive/zip"
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
)

// ordered copies a package with its parts in the order of their names: the library that writes spreadsheets takes several sheets in the
// order of a map, and the same overview has to be the same bytes.
func ordered(from string, to io.Writer) (err error) {
	in, err := zip.OpenReader(from)
	if err != nil {
		return fmt.Errorf("ordering the workbook: %w", err)
	}
	defer func() { err = errors.Join(err, in.Close(), os.Remove(from)) }()
	slices.SortStableFunc(in.File, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	out := zip.NewWriter(to)
	for _, f := range in.File {
		if err := out.Copy(f); err != nil { // as it is packed
			return fmt.Errorf("ordering the workbook: %w", err)
		}
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("ordering the workbook: %w", err)
	}
	return nil
}
