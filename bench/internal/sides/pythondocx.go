package sides

// python-docx, which writes Word files and reads them.
func pythonDocx() []Side {
	version := pythonVersion("python-docx")
	return []Side{
		{Key: "python-docx", Verb: Word, Name: "python-docx", How: "warm, in Python", Jobs: 10, Passes: 1, Extension: "docx", Version: version, Open: script(python, "python_docx.py")},
		{Key: "python-docx", Verb: Read, Name: "python-docx", How: "warm, in Python", Jobs: 10, Passes: 1, Extension: "txt", Version: version, Open: script(python, "python_docx_read.py"),
			Does: "paragraphs and cells, no data"},
	}
}
