package sides

// weasyprint, of Python, prints web pages.
func weasyprint() []Side {
	return []Side{{Key: "weasyprint", Verb: PDF, Name: "weasyprint", How: "warm, in Python", Jobs: 2, Passes: 1, Extension: "pdf", Version: pythonVersion("weasyprint"), Open: script(python, "weasyprint_pdf.py"), Does: "from HTML; no tags"}}
}
