package likeness

import "slices"

// Names takes out of texts what names the organ that reports: its name and every part of it of two characters or more, and the words that
// stand for any organ.
type Names struct {
	own              []rune
	words, protected [][]rune
}

// NamesOf returns what names an organ.
func (s *Stock) NamesOf(organization string) *Names {
	n := &Names{own: Mask(organization)}
	for _, w := range s.OrganWords {
		n.words = append(n.words, Mask(w))
	}
	for _, w := range s.Protected {
		n.protected = append(n.protected, Mask(w))
	}
	return n
}

// Without returns a masked text without names. Two reports of which one was copied from the other, names changed, are then the same.
func (n *Names) Without(masked []rune) []rune {
	out := make([]rune, 0, len(masked))
	for i := 0; i < len(masked); {
		if k := longestPrefix(n.protected, masked[i:]); k > 0 {
			out = append(out, masked[i:i+k]...)
			i += k
			continue
		}
		if k := max(longestPrefix(n.words, masked[i:]), n.ownPrefix(masked[i:])); k > 0 {
			i += k
			continue
		}
		out = append(out, masked[i])
		i++
	}
	return out
}

func longestPrefix(words [][]rune, text []rune) int {
	for _, w := range words { // longest first
		if len(w) <= len(text) && slices.Equal(w, text[:len(w)]) {
			return len(w)
		}
	}
	return 0
}

// shortestName is how many characters of a name are taken for a part of it: one alone (市, 局) stands in other words too.
const shortestName = 2

// ownPrefix is the length of the longest part of the organ's name that a text begins with.
func (n *Names) ownPrefix(text []rune) int {
	longest := 0
	for from := range n.own {
		k := 0
		for k < len(text) && from+k < len(n.own) && n.own[from+k] == text[k] {
			k++
		}
		longest = max(longest, k)
	}
	if longest < shortestName {
		return 0
	}
	return longest
}
