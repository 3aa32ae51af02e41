package sides

import "nianbao/bench/internal/measure"

// LibreOffice turns the Word file that nianbao made of a report into PDF: by a process for each, and by an office that stays and is
// told what to do.
func libreoffice() []Side {
	version := func(Place) (string, error) { return said("soffice", "--version") }
	const does = "from DOCX instead of data, which is less work; no tags, no data attached"
	return []Side{
		{Key: "libreoffice-listener", Verb: PDF, Name: "LibreOffice", How: "warm listener", Jobs: 8, Passes: 1, Extension: "pdf", Version: version, Open: script(python, "listener.py"), Does: does},
		{Key: "libreoffice-process", Verb: PDF, Name: "LibreOffice", How: "a process each", Jobs: 1, Passes: 1, Extension: "pdf", Version: version, Does: does,
			Open: processEach("soffice", func(p Place, job int, folder string) (measure.Order, string) {
				source := p.File(job, "docx")
				order := call("soffice", "-env:UserInstallation=file://"+made(folder, "profile"), "--headless", "--convert-to", "pdf", "--outdir", folder, source)
				order.Environment = []string{"FONTCONFIG_FILE=" + p.Fontconfig()}
				return order, made(folder, stem(source)+".pdf")
			})},
	}
}
