package docx

import (
	"strings"

	"nianbao/converter/internal/document"
)

// describe returns the text of w:tblDescription: the table's description, then its key in brackets, where people who
// hear the description read aloud are not bothered by it.
func describe(t *document.Table) string {
	if t.Key == "" || strings.ContainsAny(t.Key+t.Edition, ":]") {
		return t.Description
	}
	key := keyPrefix + t.Key + ":" + t.Edition + "]"
	if t.Description == "" {
		return key
	}
	return t.Description + " " + key
}

// parseDescription takes the key off a description again. It looks for the last one, since people add text on both sides.
func parseDescription(text string) (description, key, edition string) {
	start := strings.LastIndex(text, keyPrefix)
	if start < 0 {
		return text, "", ""
	}
	inner, rest, ok := strings.Cut(text[start+len(keyPrefix):], "]")
	if !ok {
		return text, "", ""
	}
	key, edition, ok = strings.Cut(inner, ":")
	if !ok || key == "" {
		return text, "", ""
	}
	return strings.TrimSuffix(text[:start], " ") + rest, key, edition
}
