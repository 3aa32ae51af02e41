package markup

import (
	"regexp"
	"sync"
)

// compiled returns the expression, which is compiled when it is first asked for: those of all syntaxes together take longer than to read
// most texts, which are written in one of them.
func compiled(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}
