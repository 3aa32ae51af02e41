package sides

import "nianbao/bench/internal/measure"

// nianbao's own ways to be used: its library in a program that stays, its service, its command for each report, and its command
// for all reports at once.
func nianbao() []Side {
	all := []Side{
		{Key: "nianbao-library", Verb: PDF, Name: "nianbao", How: "library", Jobs: 300, Passes: 1, Extension: "pdf", Open: again("nianbao-pdf"),
			Does: "tagged PDF/A-3a and PDF/UA-1, data attached"},
		{Key: "nianbao-batch", Verb: PDF, Name: "nianbao", How: "`convert`, 300 files at once", Jobs: 300, Passes: 1, Extension: "pdf", Open: together("pdf")},
		{Key: "nianbao-server", Verb: PDF, Name: "nianbao", How: "warm HTTP service", Jobs: 300, Passes: 1, Extension: "pdf", Open: service("/v1/convert?to=pdf", "json")},
		{Key: "nianbao-process", Verb: PDF, Name: "nianbao", How: "a process each", Jobs: 10, Passes: 1, Extension: "pdf", Open: processEach("", convert("json", "pdf"))},
		{Key: "nianbao-library", Verb: Word, Name: "nianbao", How: "library", Jobs: 300, Passes: 5, Extension: "docx", Open: again("nianbao-docx")},
		{Key: "nianbao-server", Verb: Word, Name: "nianbao", How: "warm HTTP service", Jobs: 300, Passes: 2, Extension: "docx", Open: service("/v1/convert?to=docx", "json")},
		{Key: "nianbao-process", Verb: Word, Name: "nianbao", How: "a process each", Jobs: 10, Passes: 1, Extension: "docx", Open: processEach("", convert("json", "docx"))},
		{Key: "nianbao-library", Verb: Read, Name: "nianbao", How: "library", Jobs: 300, Passes: 2, Extension: "json", Open: again("nianbao-read"),
			Does: "finds every figure's cell of the form"},
		{Key: "nianbao-server", Verb: Read, Name: "nianbao", How: "warm HTTP service", Jobs: 300, Passes: 1, Extension: "json", Open: service("/v1/convert?to=json", "docx")},
		{Key: "nianbao-process", Verb: Read, Name: "nianbao", How: "a process each", Jobs: 10, Passes: 1, Extension: "json", Open: processEach("", convert("docx", "json"))},
		{Key: "nianbao-parse", Verb: Own, Name: "data → report", How: "library", Jobs: 300, Passes: 4, Open: again("nianbao-parse"), Does: "JSON is parsed and validated"},
		{Key: "nianbao-pdf", Verb: Own, Name: "report → PDF", How: "library", Jobs: 300, Passes: 1, Open: again("nianbao-pdf-parsed"), Does: "starts from a report that was read"},
		{Key: "nianbao-docx", Verb: Own, Name: "report → DOCX", How: "library", Jobs: 300, Passes: 6, Open: again("nianbao-docx-parsed"), Does: "starts from a report that was read"},
		{Key: "nianbao-text", Verb: Own, Name: "text → data", How: "library", Jobs: 300, Passes: 1, Extension: "json", Open: again("nianbao-text")},
		{Key: "nianbao-check", Verb: Own, Name: "data → findings", How: "library", Jobs: 300, Passes: 1, Does: "JSON is parsed too", Open: again("nianbao-check")},
		{Key: "nianbao-desk", Verb: Own, Name: "text → check → DOCX + PDF", How: "library, one pass", Jobs: 300, Passes: 1, Open: again("nianbao-desk")},
	}
	for i := range all {
		all[i].Version = nianbaoVersion
	}
	return all
}

// nianbaoVersion is the state of the repository: what is measured is built of it.
func nianbaoVersion(p Place) (string, error) { return p.Commit, nil }

// convert is one call of the command.
func convert(from, to string) func(p Place, job int, folder string) (measure.Order, string) {
	return func(p Place, job int, folder string) (measure.Order, string) {
		file := made(folder, "out."+to)
		return call(p.Nianbao, "convert", p.File(job, from), "-o", file), file
	}
}

// processes are what the command costs before it works, beside a program of Go that does nothing.
func processes() []Side {
	return []Side{
		{Key: "empty", Verb: Start, Name: "an empty Go program", How: "a process each", Jobs: 30, Passes: 1,
			Open: processEach("", func(p Place, _ int, _ string) (measure.Order, string) { return call(p.Empty), "" })},
		{Key: "version", Verb: Start, Name: "`nianbao version`", How: "a process each", Jobs: 30, Passes: 1, Version: nianbaoVersion,
			Open: processEach("", func(p Place, _ int, _ string) (measure.Order, string) { return call(p.Nianbao, "version"), "" })},
		{Key: "text-json", Verb: Start, Name: "text → JSON", How: "a process each", Jobs: 20, Passes: 1, Extension: "json", Version: nianbaoVersion, Open: processEach("", convert("txt", "json"))},
		{Key: "text-pdf", Verb: Start, Name: "text → PDF", How: "a process each", Jobs: 20, Passes: 1, Extension: "pdf", Version: nianbaoVersion, Open: processEach("", convert("txt", "pdf"))},
	}
}
