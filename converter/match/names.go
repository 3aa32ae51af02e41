// Package match tells which report belongs to which: last year's to this year's, a report to the list of those that are
// expected, one version of a report to another.
//
// Reports belong together by organisation and year and by nothing else. A file's name proves nothing, and neither does
// the order in which files are given: a comparison with another agency's figures looks as good as one with the right ones.
// Names are compared folded (white space, punctuation, full width, the traditional characters of official labels), never by
// likeness: 青溪县水利局 and 青溪县水务局 may be two agencies. One that was renamed is named by the user ([Names]).
//
// [NewPrevious] finds last year's report, [ParseRoster] reads the list of those that are expected.
package match

import (
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/fold"
)

// Names knows under which name an organisation goes now. The zero value knows of no renaming.
type Names struct{ renamed map[string]string } // folded, old to new

// ParseRenamed reads renamings, each as OLD=NEW. One that renames twice, in a circle or from nothing is an error.
func ParseRenamed(list []string) (Names, diag.List) {
	n := Names{renamed: map[string]string{}}
	var found diag.List
	for _, text := range list {
		old, now, ok := strings.Cut(text, "=")
		from, to := fold.Text(old), fold.Text(now)
		_, twice := n.renamed[from]
		if !ok || from == "" || to == "" || from == to || twice {
			found = append(found, diag.New("renamed-invalid", diag.Place{}, "value", text))
			continue
		}
		n.renamed[from] = to
	}
	for _, text := range list {
		old, _, _ := strings.Cut(text, "=")
		if _, ends := n.follow(fold.Text(old)); !ends {
			found = append(found, diag.New("renamed-circle", diag.Place{}, "value", text))
		}
	}
	return n, found
}

// Key returns what names of the same organisation have in common: its present name, folded. "" for no name.
func (n Names) Key(organization string) string {
	key, _ := n.follow(fold.Text(organization))
	return key
}

// follow goes from an old name to the present one; it ends unless there is a circle.
func (n Names) follow(key string) (now string, ends bool) {
	for range n.renamed {
		next, more := n.renamed[key]
		if !more {
			return key, true
		}
		key = next
	}
	_, more := n.renamed[key]
	return key, !more
}
