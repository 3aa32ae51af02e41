package names

import (
	"strings"

	"nianbao/converter/internal/document"
)

// What the key of a table begins with, as a bookmark ("_nianbao_requests_2021"), and behind the table's description in files of
// earlier versions ("… [nianbao:requests:2021]").
const (
	BookmarkPrefix = "_nianbao_"
	keyPrefix      = "[nianbao:"
)

// ParseDescription takes the key off a description, where earlier versions put it. It looks for the last one, since people add text
// on both sides.
func ParseDescription(text string) (description, key, edition string) {
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

// Bookmark returns the name of the bookmark that carries the key: nobody sees or hears it, and LibreOffice 7.4, which drops table
// descriptions when it saves, keeps it. A leading underscore hides it from Word's list. "" where the key does not fit a name
// (17.13.6.2: letters, digits and underscores, at most 40).
func Bookmark(t *document.Table) string {
	name := BookmarkPrefix + t.Key + "_" + t.Edition
	plain := func(r rune) bool {
		return r == '_' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	if t.Key == "" || t.Edition == "" || strings.Contains(t.Edition, "_") || len(name) > 40 ||
		strings.ContainsFunc(name, func(r rune) bool { return !plain(r) }) {
		return ""
	}
	return name
}

// ParseBookmark takes key and edition out of a bookmark's name.
func ParseBookmark(name string) (key, edition string) {
	rest, ok := strings.CutPrefix(name, BookmarkPrefix)
	cut := strings.LastIndexByte(rest, '_')
	if !ok || cut <= 0 {
		return "", ""
	}
	return rest[:cut], rest[cut+1:]
}
