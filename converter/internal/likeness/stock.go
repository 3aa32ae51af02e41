package likeness

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"sync"
	"unicode/utf8"

	"nianbao/converter/internal/datafile"
	"nianbao/templates"
)

const stockFile = "words/stock.json"

// Stock is what prose says because the form wants it said, and the words that stand for whoever reports.
type Stock struct {
	// OrganWords stand in any report for its organ, the longest first.
	OrganWords []string
	// Protected are words of the subject that are never taken for a part of a name, as 信息 of 工业和信息化局 would be.
	Protected []string
	sentences []*regexp.Regexp
}

// LoadStock reads the file of stock sentences from files laid out as package templates is. What is wrong with it is a [*datafile.Fault].
func LoadStock(files fs.FS) (*Stock, error) {
	data, err := fs.ReadFile(files, stockFile)
	if err != nil {
		return nil, fmt.Errorf("reading stock sentences: %w", err)
	}
	var file struct {
		OrganWords []string `json:"organ_words"`
		Protected  []string `json:"protected"`
		Sentences  []string `json:"sentences"`
	}
	source, err := datafile.Decode(data, &file)
	if err != nil {
		return nil, datafile.InFile(stockFile, err)
	}
	fault := func(err error) error { return datafile.InFile(stockFile, source.Locate(err)) }
	if len(file.OrganWords) == 0 || slices.Contains(file.OrganWords, "") {
		return nil, fault(datafile.At("/organ_words", "there are none, or one is empty"))
	}
	if slices.Contains(file.Protected, "") {
		return nil, fault(datafile.At("/protected", "one is empty"))
	}
	s := &Stock{OrganWords: longestFirst(file.OrganWords), Protected: longestFirst(file.Protected)}
	for i, text := range file.Sentences {
		pattern, err := regexp.Compile(text)
		if err != nil {
			return nil, fault(datafile.Under(fmt.Sprintf("/sentences/%d", i), err))
		}
		if pattern.MatchString("") {
			return nil, fault(datafile.At(fmt.Sprintf("/sentences/%d", i), "it matches every sentence"))
		}
		s.sentences = append(s.sentences, pattern)
	}
	return s, nil
}

func longestFirst(words []string) []string {
	slices.SortStableFunc(words, func(a, b string) int { return utf8.RuneCountInString(b) - utf8.RuneCountInString(a) })
	return words
}

// EmbeddedStock is that of the program, read once.
func EmbeddedStock() (*Stock, error) { return embeddedStock() }

var embeddedStock = sync.OnceValues(func() (*Stock, error) { return LoadStock(templates.FS) })

// longestStock is how many bytes of a sentence are looked at: a stock sentence is shorter, and expressions cost time for each byte.
const longestStock = 1200

// Has reports whether a sentence is one of the form itself.
func (s *Stock) Has(sentence string) bool {
	if len(sentence) > longestStock {
		return false
	}
	return slices.ContainsFunc(s.sentences, func(p *regexp.Regexp) bool { return p.MatchString(sentence) })
}
