package docx

import (
	"strings"

	"nianbao/converter/internal/document"
)

// parseDescription takes the key off a description, where earlier versions put it. It looks for the last one, since people add text
// on both sides.
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

// bookmark returns the name of the bookmark that carries the key: nobody sees or hears it, and LibreOffice 7.4, which drops table
// descriptions when it saves, keeps it. A leading underscore hides it from Word's list. "" where the key does not fit a name
// (17.13.6.2: letters, digits and underscores, at most 40).
func bookmark(t *document.Table) string {
	name := bookmarkPrefix + t.Key + "_" + t.Edition
	plain := func(r rune) bool {
		return r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	if t.Key == "" || t.Edition == "" || strings.Contains(t.Edition, "_") || len(name) > 40 ||
		strings.ContainsFunc(name, func(r rune) bool { return !plain(r) }) {
		return ""
	}
	return name
}

// parseBookmark takes key and edition out of a bookmark's name.
func parseBookmark(name string) (key, edition string) {
	rest, ok := strings.CutPrefix(name, bookmarkPrefix)
	cut := strings.LastIndexByte(rest, '_')
	if !ok || cut <= 0 {
		return "", ""
	}
	return rest[:cut], rest[cut+1:]
}
