package pdf

// Profile is what a file promises to programs that keep it or read it aloud.
type Profile uint8

// The profiles.
const (
	// A3aUA1 is PDF/A-3a (ISO 19005-3, GB/T 23286.3) and PDF/UA-1 (ISO 14289-1) at once: tagged, with attachments.
	A3aUA1 Profile = iota
	// A2b is PDF/A-2b (ISO 19005-2), for archives that refuse attachments. The file is tagged all the same.
	A2b
	// A1b is PDF/A-1b (ISO 19005-1), for the oldest archives: no attachments, no compressed objects. Tagged all the same.
	A1b
	// Plain promises nothing: pages without tags. Attachments are written.
	Plain
	profiles
)

func (p Profile) tagged() bool { return p != Plain }

// Attaches reports whether files of the profile may carry attachments: PDF/A-2 allows none but PDF/A files (ISO 19005-2
// 6.8), PDF/A-1 none (ISO 19005-1 6.1.11).
func (p Profile) Attaches() bool { return p == A3aUA1 || p == Plain }

// compresses reports whether objects may stand in object streams, which PDF/A-1 builds on a PDF version before
// (ISO 19005-1 refers to PDF 1.4).
func (p Profile) compresses() bool { return p != A1b }

// identification is what the metadata say of the profile (ISO 19005-1 6.7.11, ISO 19005-3 6.6.4, ISO 14289-1 5).
func (p Profile) identification() (part, conformance string, accessible bool) {
	switch p {
	case A3aUA1:
		return "3", "A", true
	case A2b:
		return "2", "B", false
	case A1b:
		return "1", "B", false
	}
	return "", "", false
}
