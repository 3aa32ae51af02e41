package markup

import "strings"

// tag is an HTML tag in a text.
type tag struct {
	name   string
	end    bool
	block  bool // it begins a line of its own
	length int  // bytes
}

// open is 1 for a start tag and -1 for an end tag.
func (t tag) open() int {
	if t.end {
		return -1
	}
	return 1
}

// longestTag bounds the search for the end of a tag.
const longestTag = 2000

// known are the elements that stand in texts, and whether they begin a line. Only these are tags: 〈条例〉 is often written
// <条例>, and prose has a less-than sign for itself.
var known = map[string]bool{
	"br": true, "p": true, "div": true, "center": true, "li": true, "ul": true, "ol": true, "h1": true, "h2": true,
	"h3": true, "h4": true, "h5": true, "h6": true, "hr": true, "blockquote": true, "section": true, "article": true,
	"figure": true, "figcaption": true, "caption": true, "table": true, "thead": true, "tbody": true, "tfoot": true, "tr": true,
	"td": true, "th": true, "colgroup": true, "col": true, "html": true, "body": true, "head": true, "header": true, "main": true,
	"footer": true, "nav": true, "aside": true, "pre": true, "dl": true, "dt": true, "dd": true, "page": true,
	"b": false, "strong": false, "i": false, "em": false, "u": false, "span": false, "font": false, "a": false,
	"sup": false, "sub": false, "small": false, "big": false, "del": false, "s": false, "strike": false, "ins": false,
	"code": false, "img": false, "mark": false, "nowiki": false, "verbatim": false, "tt": false, "kbd": false, "var": false, "q": false,
}

// parseTag reads the tag or the comment that s begins with.
func parseTag(s string) (tag, bool) {
	if len(s) < 3 || s[0] != '<' {
		return tag{}, false
	}
	if strings.HasPrefix(s, "<!--") {
		end := strings.Index(s[:min(len(s), longestTag)], "-->")
		return tag{name: "!", length: end + len("-->")}, end > 0
	}
	i := 1
	t := tag{end: s[1] == '/'}
	if t.end {
		i++
	}
	from := i
	for i < len(s) && i-from < 12 && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || i > from && s[i] >= '0' && s[i] <= '9') {
		i++
	}
	if i == len(s) || !strings.ContainsRune(" \t\n/>", rune(s[i])) {
		return tag{}, false
	}
	t.name = strings.ToLower(s[from:i])
	block, ok := known[t.name]
	if !ok {
		return tag{}, false
	}
	t.block = block
	var quote byte
	for end := min(len(s), longestTag); i < end; i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '<':
			return tag{}, false
		case c == '>':
			t.length = i + 1
			return t, true
		}
	}
	return tag{}, false
}
