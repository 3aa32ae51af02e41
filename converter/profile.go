package converter

import (
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/pdf"
)

// Profile is what a PDF promises to archives and to programs that read it aloud.
type Profile string

// The profiles. "" is PDFA3aUA1.
const (
	PDFA3aUA1 Profile = "a3a+ua1" // PDF/A-3a and PDF/UA-1: tagged, with the report's data attached
	PDFA2b    Profile = "a2b"     // PDF/A-2b, which allows no attached data
	PDFA1b    Profile = "a1b"     // PDF/A-1b, likewise
	PDFA4fUA2 Profile = "a4f+ua2" // PDF/A-4f and PDF/UA-2, of PDF 2.0: tagged, with the report's data attached
	PDFPlain  Profile = "none"    // no promise, no tags
)

var profiles = [...]struct {
	profile Profile
	written pdf.Profile
}{{PDFA3aUA1, pdf.A3aUA1}, {PDFA2b, pdf.A2b}, {PDFA1b, pdf.A1b}, {PDFA4fUA2, pdf.A4fUA2}, {PDFPlain, pdf.Plain}}

// Profiles returns the profiles, the usual one first.
func Profiles() []Profile {
	list := make([]Profile, len(profiles))
	for i, p := range profiles {
		list[i] = p.profile
	}
	return list
}

// ParseProfile returns the profile with the name, or a [*Refusal] that lists the known ones. "" is the usual one.
func ParseProfile(name string) (Profile, error) {
	p := Profile(name)
	if _, err := p.written(); err != nil {
		return "", err
	}
	return p, nil
}

func (p Profile) written() (pdf.Profile, error) {
	if p == "" {
		p = PDFA3aUA1
	}
	for _, known := range profiles {
		if known.profile == p {
			return known.written, nil
		}
	}
	names := make([]string, len(profiles))
	for i, known := range profiles {
		names[i] = string(known.profile)
	}
	return 0, refuse(diag.New("pdf-profile-unknown", diag.Place{}, "value", string(p), "known", strings.Join(names, ", ")))
}
