package converter

import (
	"strings"

	"nianbao/converter/report"
)

// cellPointer is the JSON Pointer (RFC 6901) of a cell into a report's JSON.
func cellPointer(table string, key report.Key) string {
	return "/" + escaped(table) + "/" + escaped(key.Row) + "/" + escaped(key.Col)
}

// escaped writes a key as a pointer holds it (section 3).
func escaped(key string) string {
	if !strings.ContainsAny(key, "~/") {
		return key
	}
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}
