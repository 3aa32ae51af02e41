package sides

// docxtpl, of Python, fills a Word file that is a template.
func docxtpl() []Side {
	return []Side{{Key: "docxtpl", Verb: Word, Name: "docxtpl", How: "warm, in Python", Jobs: 10, Passes: 1, Extension: "docx", Version: pythonVersion("docxtpl"), Open: script(python, "docxtpl_docx.py"),
		Does: "the template holds the form; headings inside a section are body text"}}
}
