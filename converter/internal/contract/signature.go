package contract

import (
	"strings"

	"nianbao/converter/internal/chars"
)

// Between organs that sign together stands an ideographic space.
const betweenOrgans = "\u3000"

// CanonicalSignature returns the names of organs that sign as a report holds them: where tabs lead from one to the next, as in
// files in which they stand in columns, an ideographic space is between them.
func CanonicalSignature(text string) string {
	if !strings.Contains(text, "\t") {
		return text
	}
	var organs []string
	for organ := range strings.SplitSeq(text, "\t") {
		if organ = chars.TrimSpace(organ); organ != "" {
			organs = append(organs, organ)
		}
	}
	return strings.Join(organs, betweenOrgans)
}
