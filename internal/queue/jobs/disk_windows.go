package jobs

import (
	"fmt"

	"golang.org/x/sys/windows"
)

// freeBytes is how much this user may still write to the disk of a folder.
func freeBytes(folder string) (int64, error) {
	path, err := windows.UTF16PtrFromString(folder)
	if err != nil {
		return 0, fmt.Errorf("asking for free space: %w", err)
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(path, &free, nil, nil); err != nil {
		return 0, fmt.Errorf("asking for free space: %w", err)
	}
	return int64(free), nil
}

func noRoom() []error { return []error{windows.ERROR_DISK_FULL, windows.ERROR_HANDLE_DISK_FULL} }

// syncFolder does nothing: the journal of NTFS orders names by itself.
func syncFolder(string) error { return nil }
