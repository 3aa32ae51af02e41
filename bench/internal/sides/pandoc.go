package sides

import (
	"context"

	"nianbao/bench/internal/measure"
)

// pandoc, a process each; it has no other way but a server of its own that this version has not.
func pandoc() []Side {
	version := func(Place) (string, error) { return said("pandoc", "--version") }
	write := processEach("pandoc", func(p Place, job int, folder string) (measure.Order, string) {
		file := made(folder, "out.docx")
		return call("pandoc", "-f", "html", "-t", "docx", "-o", file, p.File(job, "html")), file
	})
	return []Side{
		{Key: "pandoc", Verb: Word, Name: "pandoc", How: "a process each", Jobs: 5, Passes: 1, Extension: "docx", Version: version, Does: "from HTML; its own styles, no borders, no page numbers",
			Open: func(ctx context.Context, p Place) (Session, error) {
				if err := pages(p); err != nil {
					return nil, err
				}
				return write(ctx, p)
			}},
		{Key: "pandoc", Verb: Read, Name: "pandoc", How: "a process each", Jobs: 5, Passes: 1, Extension: "html", Version: version, Does: "HTML, no data; the title goes to the metadata, which it does not print",
			Open: processEach("pandoc", func(p Place, job int, folder string) (measure.Order, string) {
				file := made(folder, "out.html")
				return call("pandoc", "-f", "docx", "-t", "html", "-o", file, p.File(job, "docx")), file
			})},
	}
}
