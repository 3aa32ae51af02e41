package queue

// syncFolder does nothing: Windows has no handle of a folder that could be synced, and NTFS keeps names in its own journal.
func syncFolder(string) error { return nil }
