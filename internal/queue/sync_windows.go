package queue

// SyncFolder does nothing: Windows has no handle of a folder that could be synced, and NTFS keeps names in its own journal.
func SyncFolder(string) error { return nil }
