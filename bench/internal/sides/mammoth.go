package sides

// mammoth, of npm, turns Word files into HTML.
func mammoth() []Side {
	return []Side{{Key: "mammoth", Verb: Read, Name: "mammoth", How: "warm, in Node.js", Jobs: 20, Passes: 1, Extension: "html", Version: npmVersion("mammoth"), Open: script("node", "mammoth.mjs"), Does: "HTML, no data"}}
}
