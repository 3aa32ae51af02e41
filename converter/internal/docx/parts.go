package docx

import (
	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
)

// Parts is a ZIP container of another format, read with the same limits and the same distrust as a .docx: OpenDocument files are
// such containers.
type Parts struct{ archive *archive }

// OpenParts reads the directory of a container.
func OpenParts(m *limit.Meter, data []byte) (*Parts, *diag.Diagnostic) {
	a, fault := openZip(m, data)
	return &Parts{a}, fault
}

// Read inflates a part; nil without a diagnostic means that there is none.
func (p *Parts) Read(name string) ([]byte, *diag.Diagnostic) { return p.archive.read(name) }

// Names returns the names of all entries, in the order of the directory.
func (p *Parts) Names() []string {
	names := make([]string, len(p.archive.entries))
	for i := range p.archive.entries {
		names[i] = p.archive.entries[i].name
	}
	return names
}
