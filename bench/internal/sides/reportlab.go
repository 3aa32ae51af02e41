package sides

// reportlab, of Python, with its own layout of paragraphs and tables.
func reportlab() []Side {
	return []Side{{Key: "reportlab", Verb: PDF, Name: "reportlab", How: "warm, in Python", Jobs: 20, Passes: 1, Extension: "pdf", Version: pythonVersion("reportlab"), Open: script(python, "reportlab_pdf.py"), Does: "no tags"}}
}
