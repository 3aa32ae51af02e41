package check

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"nianbao/converter/internal/edition"
	"nianbao/converter/internal/numbering"
	"nianbao/converter/internal/runeset"
	"nianbao/converter/report"
)

// tokenKind is what a word or mark means to the grammar of claims.
type tokenKind uint8

const (
	subjectToken   tokenKind = iota // what is counted
	actToken                        // what was done with it
	noneToken                       // 未, 没有
	zeroToken                       // 为零
	scopeToken                      // makes what is counted another thing
	elsewhereToken                  // makes the rest of the sentence another organ's
	partToken                       // 其中
	moreToken                       // 增长
	lessToken                       // 下降
	sameToken                       // 持平
	thanToken                       // 同比
	organToken                      // the end of an organ's name: 局
	plainToken                      // nothing
	numberToken                     // a figure with its counter
	percentToken
	yearToken
	markToken // a punctuation mark
)

// token is a piece of text that means something to the grammar.
type token struct {
	kind     tokenKind
	id       string // of a subject or an act
	from, to int    // bytes of the text
	value    report.Decimal
	unit     string // of a figure: 元, 万元; "" for a counter
	vague    bool   // of a figure: 约, 余
	mark     rune
}

// word is a word of the lexicon.
type word struct {
	text string
	kind tokenKind
	id   string
}

// lexer cuts text into tokens. It is immutable.
type lexer struct {
	words       map[rune][]word // by their first character, the longest first
	first       *runeset.Set    // these characters
	counters    []string        // the longest first
	things      []string        // counters with what they count, where that is no claim
	approximate []string        // before a figure and behind it
	behind      []string        // behind a figure alone
	marks       *runeset.Set    // of punctuation
	numerals    *runeset.Set    // what a figure begins with
}

func newLexer(x *edition.Lexicon) *lexer {
	l := &lexer{words: map[rune][]word{}, first: &runeset.Set{}, marks: runeset.Of(claimMarks), numerals: runeset.Of(asciiDigits, numeralRunes), counters: longestFirst(x.Counters), things: x.Things, approximate: longestFirst(x.Approximate),
		behind: longestFirst(slices.Concat(x.Approximate, x.ApproximateBehind))}
	add := func(kind tokenKind, id string, words []string) {
		for _, text := range words {
			first, _ := utf8.DecodeRuneInString(text)
			l.words[first] = append(l.words[first], word{text, kind, id})
			l.first.Add(first)
		}
	}
	for id, words := range x.Subjects {
		add(subjectToken, id, words)
	}
	for id, words := range x.Acts {
		add(actToken, id, words)
	}
	add(noneToken, overAct, x.NoneLast)
	for kind, words := range map[tokenKind][]string{noneToken: x.None, zeroToken: x.Zero, scopeToken: x.Scope, elsewhereToken: x.Elsewhere, partToken: x.Part, moreToken: x.More,
		lessToken: x.Less, sameToken: x.Same, thanToken: x.Than, organToken: x.Organs, plainToken: x.Plain} {
		add(kind, "", words)
	}
	for _, list := range l.words {
		slices.SortFunc(list, func(a, b word) int {
			return cmp.Or(cmp.Compare(len(b.text), len(a.text)), cmp.Compare(a.text, b.text), cmp.Compare(a.kind, b.kind), cmp.Compare(a.id, b.id))
		})
	}
	return l
}

func longestFirst(words []string) []string {
	list := slices.Clone(words)
	slices.SortFunc(list, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	return list
}

const claimMarks = "，,。；;：:（）()！？\n"

// scan appends the tokens of condensed text to a list; what is no word of the lexicon is left out.
func (l *lexer) scan(list []token, text string) []token {
	for at := 0; at < len(text); {
		c, size := utf8.DecodeRuneInString(text[at:])
		if l.marks.Has(c) {
			list = append(list, token{kind: markToken, mark: c, from: at, to: at + size})
			at += size
			continue
		}
		if l.numerals.Has(c) {
			if t, ok := l.figure(text, at); ok {
				list = append(list, t)
				at = t.to
				continue
			}
		}
		if !l.first.Has(c) {
			at += size
			continue
		}
		if w, ok := l.word(c, text[at:]); ok {
			list = append(list, token{kind: w.kind, id: w.id, from: at, to: at + len(w.text)})
			at += len(w.text)
			continue
		}
		at += size
	}
	return list
}

func (l *lexer) word(first rune, text string) (word, bool) {
	for _, w := range l.words[first] {
		if strings.HasPrefix(text, w.text) {
			return w, true
		}
	}
	return word{}, false
}

// numeralRunes are the characters of a Chinese figure.
const (
	numeralRunes = "零〇一二三四五六七八九十百千两"
	asciiDigits  = "0123456789"
)

// figure reads a year, a percentage or a figure with its counter at a place of the text. A figure without a counter only counts where a
// mark follows: 12345热线 counts nothing.
func (l *lexer) figure(text string, at int) (token, bool) {
	end := at
	for end < len(text) && (text[end] >= '0' && text[end] <= '9' || text[end] == '.' && end > at && digitAt(text, end+1)) {
		end++
	}
	t := token{kind: numberToken, from: at}
	rest := text[end:]
	if end > at {
		d, err := report.ParseDecimal(text[at:end])
		if err != nil {
			return token{}, false
		}
		t.value = d
		switch {
		case end-at == 4 && strings.HasPrefix(rest, "年"):
			return token{kind: yearToken, from: at, to: end + len("年"), value: d}, true
		case strings.HasPrefix(rest, "%"), strings.HasPrefix(rest, "％"):
			_, size := utf8.DecodeRuneInString(rest)
			return token{kind: percentToken, from: at, to: end + size, value: d, vague: l.vagueBefore(text[:at])}, true
		}
	} else {
		for end < len(text) {
			c, size := utf8.DecodeRuneInString(text[end:])
			if !l.numerals.Has(c) || c < utf8.RuneSelf {
				break
			}
			end += size
		}
		n, ok := numbering.Count(strings.ReplaceAll(text[at:end], "两", "二"))
		if end == at || !ok {
			return token{}, false
		}
		t.value, rest = report.Int(n), text[end:]
	}
	t.vague = l.vagueBefore(text[:at])
	return l.counted(t, text, rest, end, text[at] < 0x80)
}

// counted completes a figure by what follows it.
func (l *lexer) counted(t token, text, rest string, end int, digits bool) (token, bool) {
	for _, word := range l.behind {
		if strings.HasPrefix(rest, word) {
			t.vague, end, rest = true, end+len(word), rest[len(word):]
			break
		}
	}
	for _, unit := range []string{"亿元", "万元", "元"} {
		if strings.HasPrefix(rest, unit) {
			t.unit, t.to = unit, end+len(unit)
			return t, true
		}
	}
	if large, ok := strings.CutPrefix(rest, "万"); ok { // 5.2万件 is rounded
		t.vague, end, rest = true, end+len("万"), large
	}
	for _, counter := range l.counters {
		if strings.HasPrefix(rest, counter) {
			t.to = end + len(counter)
			return t, !startsWithOne(rest, l.things)
		}
	}
	next, _ := utf8.DecodeRuneInString(rest)
	if digits && (rest == "" || strings.ContainsRune(claimMarks, next)) && strings.HasSuffix(text[:t.from], "为") {
		t.to = end
		return t, true
	}
	return token{}, false
}

// vagueBefore reports whether a word such as 约 stands right in front.
func (l *lexer) vagueBefore(before string) bool {
	for _, word := range l.approximate {
		if strings.HasSuffix(before, word) {
			return true
		}
	}
	return false
}

func startsWithOne(s string, words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(s, word) })
}
