package diag

// phrase is a word or a sentence that belongs to no diagnostic: the head of a column, the name of a sheet.
type phrase struct{ zh, en string }

// Phrase returns a word of the catalogue by its name, in a language: Chinese unless English. A name that the catalogue does not have is
// returned as it is, so that a slip of the program is seen and breaks nothing.
func Phrase(name string, lang Lang) string {
	for _, table := range []map[string]phrase{workbookWords, overviewWords} {
		if p, ok := table[name]; ok {
			if lang == English {
				return p.en
			}
			return p.zh
		}
	}
	return name
}
