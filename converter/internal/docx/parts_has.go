package docx

// Has reports whether there is a part of the name.
func (p *Parts) Has(name string) bool { return p.archive.has(name) }
