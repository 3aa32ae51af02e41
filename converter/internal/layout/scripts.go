package layout

import "unicode"

// script is a script that official documents of autonomous regions use and the shipped fonts do not have.
type script struct {
	name, english string
	table         *unicode.RangeTable
}

var scripts = []script{
	{"藏文", "Tibetan", unicode.Tibetan},
	{"阿拉伯字母（维吾尔文、哈萨克文）", "Arabic (Uyghur, Kazakh)", unicode.Arabic},
	{"蒙古文", "Mongolian", unicode.Mongolian},
	{"彝文", "Yi", unicode.Yi},
	{"朝鲜文", "Korean", unicode.Hangul},
}

// scriptOf returns the script that a character belongs to, or nil.
func scriptOf(r rune) *script {
	for i := range scripts {
		if unicode.Is(scripts[i].table, r) {
			return &scripts[i]
		}
	}
	return nil
}
