package queue

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Shown is a file's name as people can read it: one that is no UTF-8 is in GBK, as archives of Chinese Windows leave it.
func Shown(name Name) string {
	if utf8.ValidString(string(name)) {
		return string(name)
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().String(string(name))
	if err != nil {
		return strings.ToValidUTF8(string(name), "\uFFFD")
	}
	return text
}
