package sniff

import (
	"bytes"
	"regexp"
	"sync"
)

// rowed is how much of a text is looked at for the header of its columns: headers of two more rows may stand before it.
const rowed = 64 << 10

// headerOfPaths is a line of names of columns among which are the organ and the path of a figure ("requests.new.total"), divided as
// values are: rows below it are reports, as package sheet reads them.
var headerOfPaths = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^(?:[^\n]*[,;\t])?"?organization"?[,;\t](?:[^\n]*[,;\t])?"?[a-z_]+\.[a-z_0-9]+\.[a-z_]+"?(?:[,;\t]|\r?$)`)
})

func hasHeaderOfPaths(data []byte) bool {
	head := data[:min(len(data), rowed)]
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		head = bytes.ReplaceAll(head, []byte{0}, nil)
	}
	return bytes.Contains(head, []byte("organization")) && headerOfPaths().Match(head)
}
