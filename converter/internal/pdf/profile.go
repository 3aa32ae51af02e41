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
	// A4fUA2 is PDF/A-4f (ISO 19005-4) and PDF/UA-2 (ISO 14289-2), which build on PDF 2.0: tagged, with attachments.
	A4fUA2
	// Plain promises nothing: pages without tags. Attachments are written.
	Plain
	profiles
)

func (p Profile) tagged() bool { return p != Plain }

// Attaches reports whether files of the profile may carry attachments: PDF/A-2 allows none but PDF/A files (ISO 19005-2
// 6.8), PDF/A-1 none (ISO 19005-1 6.1.11).
func (p Profile) Attaches() bool { return p == A3aUA1 || p == A4fUA2 || p == Plain }

// compresses reports whether objects may stand in object streams, which PDF/A-1 builds on a PDF version before
// (ISO 19005-1 refers to PDF 1.4).
func (p Profile) compresses() bool { return p != A1b }

// listsGlyphs reports whether a font says by a set which glyphs are in it: PDF/A-1 asks for that (ISO 19005-1 6.3.5), to later
// parts it is one more thing that can be wrong (ISO 19005-2 6.2.11.4.2), and to PDF 2.0 a thing of the past.
func (p Profile) listsGlyphs() bool { return p == A1b }

// second reports whether files are PDF 2.0 (ISO 32000-2): their document information stands in the metadata only
// (ISO 19005-4 6.1.3), the structure has a namespace, and destinations are elements (ISO 14289-2 8.2.5.2, 8.8).
func (p Profile) second() bool { return p == A4fUA2 }

// identification is what the metadata say of a file's profile: part and conformance level of PDF/A (ISO 19005-1 6.7.11,
// ISO 19005-3 6.6.4, ISO 19005-4 6.7.3), part of PDF/UA (ISO 14289-1 5, ISO 14289-2 5); "" for none. The revisions are the
// years that parts published later want.
type identification struct{ part, revision, conformance, accessible, accessibleRevision string }

func (f *file) identification() identification {
	var id identification
	switch f.info.Profile {
	case A3aUA1:
		id = identification{part: "3", conformance: "A", accessible: "1"}
	case A2b:
		id = identification{part: "2", conformance: "B"}
	case A1b:
		id = identification{part: "1", conformance: "B"}
	case A4fUA2:
		id = identification{part: "4", revision: "2020", accessible: "2", accessibleRevision: "2024"}
		if len(f.info.Attachments) > 0 {
			id.conformance = "F" // the level for files that hold others
		}
	}
	if f.info.Title == "" { // ISO 14289-1 7.1 asks for a title
		id.accessible, id.accessibleRevision = "", ""
	}
	return id
}
