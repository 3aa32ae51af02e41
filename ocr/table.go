package ocr

import (
	"errors"
	"fmt"
	"image"
	"strconv"
	"strings"
	"unicode/utf8"

	"nianbao/converter"
)

// The columns of the table and the levels of its rows.
const (
	columns   = 12
	lineLevel = 4
	wordLevel = 5
)

// What a table may hold: a page of a report has about a thousand words.
const (
	mostWords = 100_000
	mostSize  = 1 << 20 // pixels, of places and sizes
)

// errNoTable says that a program wrote something else, as Tesseract does without the word tsv.
var errNoTable = errors.New("it is no table of words (level, page_num, block_num, … text)")

// parse reads a table of words. Words that hold nothing but blanks are left out.
func parse(table []byte) ([]converter.RecognizedWord, error) {
	if !utf8.Valid(table) {
		return nil, fmt.Errorf("%w: not in UTF-8", errNoTable)
	}
	var words []converter.RecognizedWord
	var line image.Rectangle
	n, headed := 0, false
	for row := range strings.Lines(string(table)) {
		row = strings.TrimRight(row, "\r\n")
		n++
		if row == "" {
			continue
		}
		if !headed {
			if headed = strings.HasPrefix(row, "level\tpage_num\t"); !headed {
				return nil, errNoTable
			}
			continue
		}
		fields := strings.SplitN(row, "\t", columns)
		level, box, err := boxOf(fields)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		switch {
		case level == lineLevel:
			line = box
		case level == wordLevel && len(fields) == columns && strings.TrimSpace(fields[columns-1]) != "":
			if len(words) == mostWords {
				return nil, fmt.Errorf("it has more than %d words", mostWords)
			}
			words = append(words, converter.RecognizedWord{Text: fields[columns-1], Box: box, Line: line})
		}
	}
	if !headed {
		return nil, errNoTable
	}
	return words, nil
}

// boxOf reads the level of a row and its box. A text that is empty has no column in some versions.
func boxOf(fields []string) (level int, box image.Rectangle, err error) {
	if len(fields) < columns-1 {
		return 0, box, errNoTable
	}
	var v [5]int
	for i, column := range [...]int{0, 6, 7, 8, 9} {
		if v[i], err = strconv.Atoi(fields[column]); err != nil || v[i] < 0 || v[i] > mostSize {
			return 0, box, fmt.Errorf("%w: %.20q is no number of pixels", errNoTable, fields[column])
		}
	}
	return v[0], image.Rect(v[1], v[2], v[1]+v[3], v[2]+v[4]), nil
}
