package diag

import (
	"fmt"
	"slices"
	"strings"
)

// Word is the name of something that a message says in the middle of its sentence: what a limit counts, why a file is refused. The table
// has its text in both languages, so that whoever makes a diagnostic passes a name and no text:
//
//	diag.New("json-limit", place, "what", diag.Word("json-bytes"), "limit", most)
type Word string

// In is the word in a language, Chinese unless English. A name that the table does not have is returned as it is, so that a slip of the
// program is seen and breaks nothing.
func (w Word) In(lang Lang) string { return w.With().In(lang) }

// With is the word with values in it, given in pairs as to [New].
func (w Word) With(args ...any) Wording {
	for _, table := range words() {
		if p, ok := table[w]; ok {
			given := expand(args)
			verbatim := func(s string) string { return s }
			return Wording{fill(p.zh, given, verbatim), fill(p.en, given, verbatim)}
		}
	}
	return Wording{string(w), string(w)}
}

// Wording is one thing said in both languages.
type Wording struct{ Chinese, English string }

// In is the text in a language, Chinese unless English.
func (w Wording) In(lang Lang) string {
	if lang == English {
		return w.English
	}
	return w.Chinese
}

// Same is what is called the same in both languages: a name, a path, a label of the form.
func Same(text string) Wording { return Wording{text, text} }

// Listed says one thing after the other.
func Listed(all []Wording) Wording { return joined(all, "、", ", ") }

// ListedNames is [Listed] of what is called the same in both languages.
func ListedNames(names []string) Wording {
	return Wording{strings.Join(names, "、"), strings.Join(names, ", ")}
}

// AnyOf says that it is one of several.
func AnyOf(all []Wording) Wording { return joined(all, "或", " or ") }

func joined(all []Wording, zh, en string) Wording {
	chinese, english := make([]string, len(all)), make([]string, len(all))
	for i, w := range all {
		chinese[i], english[i] = w.Chinese, w.English
	}
	return Wording{strings.Join(chinese, zh), strings.Join(english, en)}
}

// expand makes arguments of pairs of a name and a value. What is said in two languages becomes two of them: {what} and {what_en}.
func expand(pairs []any) []Arg {
	args := make([]Arg, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		name := fmt.Sprint(pairs[i])
		switch v := pairs[i+1].(type) {
		case Word:
			w := v.With()
			args = append(args, Arg{name, w.Chinese}, Arg{name + "_en", w.English})
		case Wording:
			args = append(args, Arg{name, v.Chinese}, Arg{name + "_en", v.English})
		default:
			args = append(args, Arg{name, fmt.Sprint(v)})
		}
	}
	return args
}

// fill puts arguments into the places that a text has for them, {name}, and leaves every other brace as it is. What is put in is not
// looked at again. Of two arguments of one name the first counts.
func fill(text string, args []Arg, shown func(string) string) string {
	if len(args) == 0 || !strings.Contains(text, "{") {
		return text
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, behind, closed := strings.Cut(rest, "}")
		text = rest
		value, known := valueOf(args, name)
		if !closed || !known {
			b.WriteByte('{')
			continue
		}
		b.WriteString(shown(value))
		text = behind
	}
}

func valueOf(args []Arg, name string) (string, bool) {
	for _, a := range args {
		if a.Name == name {
			return a.Value, true
		}
	}
	return "", false
}

// words returns the tables of words, by what they are about.
func words() [5]map[Word]phrase {
	return [5]map[Word]phrase{checkWords, limitWords, fileWords, placeWords, problemWords}
}

// Words returns the names of all words.
func Words() []Word {
	var all []Word
	for _, table := range words() {
		for name := range table {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all
}
