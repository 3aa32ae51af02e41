package sides

// pdfkit, of npm.
func pdfkit() []Side {
	return []Side{{Key: "pdfkit", Verb: PDF, Name: "pdfkit", How: "warm, in Node.js", Jobs: 10, Passes: 1, Extension: "pdf", Version: npmVersion("pdfkit"), Open: script("node", "pdfkit.mjs"),
		Does: "tables drawn line by line; no tags"}}
}
