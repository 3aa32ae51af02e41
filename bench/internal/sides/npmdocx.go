package sides

// docx, of npm, makes Word files of objects.
func npmDocx() []Side {
	return []Side{{Key: "docx", Verb: Word, Name: "docx (npm)", How: "warm, in Node.js", Jobs: 20, Passes: 1, Extension: "docx", Version: npmVersion("docx"), Open: script("node", "docx.mjs")}}
}
