package markup

import (
	"strings"
	"unicode/utf8"
)

// texSigns are commands that stand for a character.
var texSigns = map[string]string{
	"textbar": "|", "textasciitilde": "~", "textbackslash": `\`, "textless": "<", "textgreater": ">", "ldots": "…", "dots": "…",
	"textquotedblleft": "“", "textquotedblright": "”", "quad": " ", "qquad": " ", "newline": "\n", "linebreak": "\n", "par": "\n",
	"textemdash": "—", "textendash": "–", "times": "×", "cdot": "·", "%": "%", "&": "&", "#": "#", "_": "_", "$": "$", "{": "{", "}": "}",
	"\\": "\n", ",": "", ";": " ", " ": " ", "-": "", "/": "", "tabularnewline": "\n",
}

// texSilent are commands whose arguments are not printed.
var texSilent = map[string]int{
	"begin": 1, "end": 1, "label": 1, "hypertarget": 1, "vspace": 1, "hspace": 1, "fontsize": 2, "color": 1, "textcolor": 1,
	"includegraphics": 1, "setlength": 2, "href": 1, "diagbox": 0, "parbox": 1, "raisebox": 1, "rotatebox": 1, "resizebox": 2,
	"documentclass": 1, "bibliographystyle": 1, "usepackage": 1, "cellcolor": 1, "rowcolor": 1, "thispagestyle": 1, "pagestyle": 1, "addtocounter": 2,
}

// untex prints TeX as its text: characters for the commands that stand for one, nothing for those that only set the form,
// and the arguments of all others. Bold text keeps the mark of the notation.
func untex(s string) string {
	var b strings.Builder
	var closing []string // what each open brace prints at its end
	next := ""
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '{':
			closing = append(closing, next)
			b.WriteString(next)
			next = ""
		case '}':
			if n := len(closing); n > 0 {
				b.WriteString(closing[n-1])
				closing = closing[:n-1]
			}
		case '%': // a comment
			if end := strings.IndexByte(s[i:], '\n'); end >= 0 {
				i += end
			} else {
				i = len(s)
			}
		case '$':
		case '~':
			b.WriteByte(' ')
		case '\n':
			if text := strings.TrimRight(b.String(), " "); text != "" && i+1 < len(s) {
				first := strings.TrimLeft(s[i+1:min(len(s), i+80)], " \t\n")
				if first != "" && !strings.HasSuffix(text, "\n") && joinLines(lastRune(text), lastRune(first[:firstSize(first)])) != lastRune(text)+first[:firstSize(first)] {
					b.WriteByte(' ')
				}
			}
		case '\\':
			name, size := texName(s[i+1:])
			i += size
			switch {
			case name == "":
			case name == "textbf" || name == "mathbf":
				next = "**"
			default:
				if sign, ok := texSigns[name]; ok {
					b.WriteString(sign)
					if sign == "\n" {
						i += len(texSkip().FindString(s[i+1 : min(len(s), i+20)])) // \\[2pt]
					}
					continue
				}
				i += texArguments(s[i+1:], texSilent[name])
			}
		default:
			b.WriteByte(c)
		}
	}
	return strings.TrimSpace(strings.ReplaceAll(b.String(), "****", ""))
}

// texSkip is the distance behind a line break.
var texSkip = compiled(`^\[-?[0-9.]+[a-z]{2}\]`)

// texName reads the name of the command that s begins with: letters and the blanks behind them, or one other character.
func texName(s string) (name string, size int) {
	for size < len(s) && (s[size]|0x20 >= 'a' && s[size]|0x20 <= 'z') {
		size++
	}
	if size == 0 {
		if s == "" || s[0] >= 0x80 {
			return "", 0
		}
		return s[:1], 1
	}
	name = s[:size]
	for size < len(s) && (s[size] == ' ' || s[size] == '\t') {
		size++
	}
	return name, size
}

// texArguments returns the length of arguments that are not printed: optional ones and so many in braces. An
// environment brings arguments of its own, \begin{minipage}[b]{\linewidth}.
func texArguments(s string, braces int) int {
	at := 0
	if braces == 1 && strings.HasPrefix(s, "{minipage}") || strings.HasPrefix(s, "{spacing}") {
		braces = 2
	}
	for at < len(s) {
		switch {
		case s[at] == '[':
			n := strings.IndexByte(s[at:], ']')
			if n < 0 {
				return at
			}
			at += n + 1
		case s[at] == '{' && braces > 0:
			at += len(group(s[at:]))
			braces--
		default:
			return at
		}
	}
	return at
}

func firstSize(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

func lastRune(s string) string {
	_, size := utf8.DecodeLastRuneInString(s)
	return s[len(s)-size:]
}
