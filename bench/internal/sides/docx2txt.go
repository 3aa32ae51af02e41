package sides

import "nianbao/bench/internal/measure"

// docx2txt takes the text out of Word files, a process each.
func docx2txt() []Side {
	return []Side{{Key: "docx2txt", Verb: Read, Name: "docx2txt", How: "a process each", Jobs: 5, Passes: 1, Extension: "txt", Version: debianVersion("docx2txt"), Does: "bare text: no tables, no data",
		Open: processEach("docx2txt", func(p Place, job int, folder string) (measure.Order, string) {
			file := made(folder, "out.txt")
			return call("docx2txt", p.File(job, "docx"), file), file
		})}}
}
