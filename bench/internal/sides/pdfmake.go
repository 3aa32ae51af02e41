package sides

// pdfmake, of npm, which lays tables out itself and writes with pdfkit.
func pdfmake() []Side {
	return []Side{{Key: "pdfmake", Verb: PDF, Name: "pdfmake", How: "warm, in Node.js", Jobs: 10, Passes: 1, Extension: "pdf", Version: npmVersion("pdfmake"), Open: script("node", "pdfmake.mjs"), Does: "no tags"}}
}
