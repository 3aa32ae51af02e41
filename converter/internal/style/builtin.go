package style

import "strings"

// builtIn holds the names of the paragraph styles that word processors bring along (w:name as it stands in a file, in lower
// case; each program shows it in the language of its user) and their place in the list of styles (w:uiPriority, 17.7.4.19).
// Other programs take these names, and only these, for headings, titles and captions.
var builtIn = map[string]int{
	"title": 10, "subtitle": 11, "caption": 35, "header": 99, "footer": 99, "body text": 99, "signature": 99, "date": 99,
	"heading 1": 9, "heading 2": 9, "heading 3": 9, "heading 4": 9, "heading 5": 9, "heading 6": 9, "heading 7": 9, "heading 8": 9, "heading 9": 9, "toc 1": 39, "toc heading": 39,
}

// BuiltInName reports whether a style of that name is one that word processors bring along, and its place in their list.
func BuiltInName(name string) (priority int, ok bool) {
	priority, ok = builtIn[strings.ToLower(name)]
	return priority, ok
}

// BuiltIn reports whether the paragraph has the name of a built-in style: then the name alone does not tell that it is ours.
func (p *Paragraph) BuiltIn() bool {
	_, ok := BuiltInName(p.Name)
	return ok
}

// OwnName returns the name that tells the style from those of other programs.
func (p *Paragraph) OwnName() string {
	if p.BuiltIn() && p.Alias != "" {
		return p.Alias
	}
	return p.Name
}
