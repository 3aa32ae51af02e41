//go:build !windows

package queue

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// SyncFolder waits until the names in a folder are on the disk: a file that was synced and renamed may otherwise lose its name. A file
// system that cannot sync folders says so with EINVAL, and keeps names by itself.
func SyncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("syncing a folder: %w", err)
	}
	err = folder.Sync()
	if errors.Is(err, syscall.EINVAL) {
		err = nil
	}
	if err := errors.Join(err, folder.Close()); err != nil {
		return fmt.Errorf("syncing a folder: %w", err)
	}
	return nil
}
