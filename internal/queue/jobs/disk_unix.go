//go:build unix

package jobs

import (
	"errors"
	"fmt"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// freeBytes is how much a process without privileges may still write to the disk of a folder.
func freeBytes(folder string) (int64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(folder, &s); err != nil {
		return 0, fmt.Errorf("asking for free space: %w", err)
	}
	return int64(s.Bavail) * int64(s.Bsize), nil //nolint:unconvert // the types differ between systems
}

func noRoom() []error { return []error{syscall.ENOSPC, syscall.EDQUOT} }

// syncFolder makes names in a folder last.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("syncing a folder: %w", err)
	}
	err = folder.Sync()
	if errors.Is(err, syscall.EINVAL) { // a file system that cannot sync folders, and keeps names by itself
		err = nil
	}
	if err := errors.Join(err, folder.Close()); err != nil {
		return fmt.Errorf("syncing a folder: %w", err)
	}
	return nil
}
