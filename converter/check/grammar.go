package check

import (
	"slices"
	"strings"

	"nianbao/converter/report"
)

// statement is what a clause says of a quantity: so many of a subject with which something was done. The subjects and acts are those
// of the lexicon, each once and sorted, joined by a plus.
type statement struct {
	subjects, acts string
	value          report.Decimal
	unit           string
	quote          string
	bare           bool // there is no act, and the figure stands right behind the subject
	alone          bool // the sentence counts nothing but requests
	clause         int  // where its clause begins
	// change is what the text says of the difference to last year, nil for nothing.
	change *change
}

// change is a difference to last year: in percent, or as a number.
type change struct {
	value   report.Decimal
	percent bool
	less    bool
	quote   string
}

// ids of the lexicon that the grammar itself knows.
const (
	carryAct   = "carry" // 结转, which the year behind or before it makes one of the next two
	overAct    = "carried_over"
	nextAct    = "carried_forward"
	allAct     = "all"
	madeAct    = "made" // 作出
	newAct     = "new"
	receiveAct = "receive"
	handledAct = "handled"

	requestSubject   = "request"
	onRequestSubject = "on_request" // 依申请公开, which is also what documents are
)

// grammar reads the statements of a paragraph from its tokens: a subject stays until another is named; acts and words of scope hold up
// to the next figure or mark; a word of none turns what follows it, up to the mark, into nothing; the year of a sentence
// that is not the report's makes all that follows in it another year's.
type grammar struct {
	text  string
	year  int
	own   string // the reporting organ's name
	found []statement

	context  []string // subjects named last
	explicit bool     // in this sentence
	clause   int      // where it begins
	subjects []token  // since the last figure or mark
	acts     []token
	none     *token
	scope    bool
	part     bool
	counted  bool // the clause has a figure
	than     bool
	more     bool
	less     bool
	other    bool     // the sentence is about another year, or another organ
	last     int      // the statement that a change is of, -1 for none
	titled   []string // the subjects in front of a colon
	titledAt int
	first    int  // the first statement of the sentence
	mixed    bool // the sentence names what is no request
}

// grammars are what the paragraphs of a report are read with, one after the other: nothing of it is kept but the statements.
type grammars struct {
	tokens         []token
	subjects, acts []token
}

// statements returns what a paragraph says of quantities. own is the name of the reporting organ, context the subject that a heading
// before the paragraph named.
func (room *grammars) statements(l *lexer, text string, year int, own string, context []string) ([]statement, []string) {
	room.tokens = l.scan(room.tokens[:0], text)
	g := &grammar{text: text, year: year, own: own, context: context, last: -1, subjects: room.subjects[:0], acts: room.acts[:0]}
	for i := range room.tokens {
		g.take(room.tokens, i)
	}
	g.endClause(0)
	g.endSentence()
	room.subjects, room.acts = g.subjects, g.acts
	return g.found, g.context
}

func (g *grammar) take(tokens []token, i int) {
	t := &tokens[i]
	switch t.kind {
	case markToken:
		g.endClause(t.mark)
		g.clause = t.to
		if strings.ContainsRune("。；;！？\n", t.mark) {
			g.endSentence()
		}
	case subjectToken:
		if len(g.subjects) == 0 {
			g.context = nil
		}
		g.subjects = append(g.subjects, *t)
		g.context = append(g.context, t.id)
		g.explicit = true
		g.mixed = g.mixed || t.id != requestSubject && t.id != onRequestSubject
	case actToken:
		g.acts = append(g.acts, *t)
		if t.id == carryAct && g.none != nil && g.none.id == overAct {
			g.acts[len(g.acts)-1].id = overAct
		}
	case noneToken:
		if g.none != nil {
			g.nothing() // 无行政复议、无行政诉讼
			g.subjects, g.acts = g.subjects[:0], g.acts[:0]
		}
		g.none, g.counted = t, false
	case scopeToken:
		g.scope = true
	case elsewhereToken:
		if i == 0 || tokens[i-1].kind != yearToken || tokens[i-1].to != t.from || g.offset(tokens[i-1]) != 0 {
			g.other = true // 2023年以来 is the report's own year
		}
	case partToken:
		g.part = true
	case moreToken:
		g.more = true
	case lessToken:
		g.less = true
	case sameToken:
		g.unchanged(t)
	case thanToken:
		g.than = true
	case organToken:
		g.organ(tokens, i)
	case yearToken:
		g.takeYear(tokens, i)
	case numberToken, percentToken:
		g.figure(tokens, i)
	case zeroToken:
		g.figure(tokens, i)
	case plainToken:
	}
}

// endSentence says of the sentence's statements whether they are alone in it.
func (g *grammar) endSentence() {
	for ; g.first < len(g.found); g.first++ {
		g.found[g.first].alone = !g.mixed
	}
	g.other, g.explicit, g.last, g.mixed = false, false, -1, false
}

// unchanged notes that a figure is last year's.
func (g *grammar) unchanged(t *token) {
	if g.than && g.last >= 0 && !g.other && !g.scope {
		g.found[g.last].change = &change{quote: g.text[g.clause:t.to]}
	}
}

// organ makes the rest of the sentence another organ's where the name that ends here is not the reporting one's: 县公安局作出许可. Organs are
// shortened in every way, so that a name whose characters stand in the own one in order is the own.
func (g *grammar) organ(tokens []token, i int) {
	from := g.clause
	if i > 0 {
		from = max(from, tokens[i-1].to)
	}
	name := g.text[from:tokens[i].to]
	if len(name) > len(g.text[tokens[i].from:tokens[i].to]) && g.own != "" && !within(strings.TrimLeft(name, ownWords), g.own) {
		g.other = true
	}
}

// ownWords are characters in front of the reporting organ's own name.
const ownWords = "我本全该"

// takeYear notes a year: that to which requests are carried, or from which, or that of the sentence.
func (g *grammar) takeYear(tokens []token, i int) {
	offset := g.offset(tokens[i])
	carry := func(k int) *token {
		if k < 0 || k >= len(tokens) || tokens[k].kind != actToken || tokens[k].id != carryAct {
			return nil
		}
		return &tokens[k]
	}
	if before := carry(i - 1); before != nil && offset == 1 {
		for k := range g.acts {
			if g.acts[k].from == before.from {
				g.acts[k].id = nextAct
			}
		}
		return
	}
	if after := carry(i + 1); after != nil && offset == -1 {
		after.id = overAct
		return
	}
	g.other = offset != 0
}

// offset returns how many years a year is after the report's. Where that is not known, the first that the paragraph names is it.
func (g *grammar) offset(t token) int {
	n, _ := t.value.Int64()
	if g.year == 0 {
		g.year = int(n)
	}
	return int(n) - g.year
}

// figure makes a statement of a figure and the words before it, or of an act right behind it (12件予以公开).
func (g *grammar) figure(tokens []token, i int) {
	t := tokens[i]
	defer func() {
		g.subjects, g.acts, g.scope, g.none, g.counted = g.subjects[:0], g.acts[:0], false, nil, true
		g.than, g.more, g.less = false, false, false
	}()
	if g.more || g.less {
		if g.than && g.last >= 0 && !t.vague && !g.other && !g.scope && t.kind != zeroToken && g.more != g.less {
			g.found[g.last].change = &change{t.value, t.kind == percentToken, g.less, g.text[g.clause:t.to]}
		}
		return
	}
	if t.kind == percentToken || t.vague || g.scope || g.other || g.than || g.none != nil {
		return
	}
	acts := g.acts
	subjects := g.subjects
	switch {
	case len(acts) == 0:
		acts, subjects = g.behind(tokens[i+1:], subjects)
	case len(subjects) == 0 && needsSubject(acts) && i+1 < len(tokens) && tokens[i+1].kind == subjectToken && tokens[i+1].from == t.to:
		subjects, g.explicit = tokens[i+1:i+2], true // 收到70件申请
	}
	context := g.context
	if len(subjects) > 0 && len(g.subjects) == 0 {
		context = ids(subjects)
	}
	without := []string{allAct}
	if slices.ContainsFunc(acts, func(a token) bool { return a.id != madeAct && a.id != allAct }) {
		without = append(without, madeAct) // 作出答复: the other verb says what
	}
	s := statement{subjects: set(context), acts: set(ids(acts), without...), value: t.value, unit: t.unit, clause: g.clause}
	s.bare = len(acts) == 0 && len(subjects) > 0 && t.from-subjects[len(subjects)-1].to <= bareGap
	if s.subjects+s.acts == "" || len(acts) == 0 && (!s.bare || g.part) || g.part && g.last >= 0 && g.found[g.last].acts == s.acts {
		return
	}
	if !g.explicit && needsSubject(acts) {
		return
	}
	from := g.clause
	for _, list := range [][]token{g.subjects, g.acts} {
		if len(list) > 0 && list[0].from > from {
			from = list[0].from
		}
	}
	for _, list := range [][]token{g.subjects, g.acts} {
		if len(list) > 0 {
			from = min(from, list[0].from)
		}
	}
	to := t.to
	for _, list := range [][]token{subjects, acts} {
		for _, a := range list {
			to = max(to, a.to)
		}
	}
	s.quote = g.text[from:to]
	g.found = append(g.found, s)
	g.last = len(g.found) - 1
}

// bareGap is how many bytes may stand between a subject and its figure where there is no act: 申请数量共计.
const bareGap = 18

// needsSubject reports whether all of the acts can be done with many things, so that the sentence itself has to say with which.
func needsSubject(acts []token) bool {
	return !slices.ContainsFunc(acts, func(t token) bool {
		return t.id != receiveAct && t.id != newAct && t.id != handledAct && t.id != madeAct
	})
}

// behind returns the acts, and the subject, that follow a figure before the next one or a mark.
func (g *grammar) behind(tokens []token, subjects []token) (acts, _ []token) {
	for i, t := range tokens {
		switch t.kind {
		case actToken:
			if t.id == carryAct {
				if i+1 == len(tokens) || tokens[i+1].kind != yearToken || g.offset(tokens[i+1]) != 1 {
					return nil, subjects
				}
				t.id = nextAct
				return append(acts, t), subjects
			}
			acts = append(acts, t)
		case subjectToken:
			if len(acts) == 0 {
				subjects = append(slices.Clip(subjects), t)
			}
		case plainToken:
		default:
			if t.kind != markToken {
				return nil, subjects // what follows belongs to something else
			}
			return acts, subjects
		}
	}
	return acts, subjects
}

// endClause makes statements of none, and of all, at the end of a clause without a figure.
func (g *grammar) endClause(mark rune) {
	titled := g.titled
	g.titled = nil
	switch {
	case g.scope || g.other:
	case g.none != nil:
		if len(g.subjects)+len(g.acts) == 0 && titled != nil {
			g.found = append(g.found, statement{subjects: set(titled), quote: g.text[g.titledAt:g.none.to], bare: true}) // 依申请公开情况：无
		}
		g.nothing()
	case g.all() && (!g.counted || g.receivedHere()):
		g.found = append(g.found, statement{subjects: set(g.context), acts: set(ids(g.acts)), quote: g.text[g.acts[0].from:g.end()]})
	case mark == '：' && !g.counted && len(g.acts) == 0 && len(g.subjects) > 0:
		g.titled, g.titledAt = ids(g.subjects), g.subjects[0].from
	}
	g.subjects, g.acts, g.scope, g.part, g.none, g.counted = g.subjects[:0], g.acts[:0], false, false, nil, false
	g.than, g.more, g.less = false, false, false
}

// all reports whether the clause says that all of something was done.
func (g *grammar) all() bool {
	return len(g.acts) > 1 && !g.part && slices.ContainsFunc(g.acts, func(t token) bool { return t.id == allAct })
}

// receivedHere reports whether the figure of the clause is that of all requests: 新收的118件申请全部办结.
func (g *grammar) receivedHere() bool {
	if g.last < 0 || g.found[g.last].clause != g.clause {
		return false
	}
	return contains([]string{receiveAct, newAct}, g.found[g.last].acts)
}

// nothing makes the statements of a word of none: there is nothing of what follows it.
func (g *grammar) nothing() {
	if g.scope || g.other {
		return
	}
	acts := after(g.acts, g.none.from)
	subjects := ids(after(g.subjects, g.none.from))
	carried := slices.ContainsFunc(acts, func(t token) bool { return t.id == nextAct || t.id == overAct })
	switch {
	case carried:
		subjects = []string{requestSubject} // only requests are carried, whatever they are called: 无结转事项
	case len(subjects) == 0 && len(acts) > 0 && !needsSubject(acts):
		subjects = g.context
	}
	for _, subject := range subjects {
		g.found = append(g.found, statement{subjects: subject, acts: set(ids(acts)), quote: g.text[g.none.from:g.end()], bare: len(acts) == 0})
	}
}

// end is where the last word of the clause ends.
func (g *grammar) end() int {
	to := g.clause
	for _, list := range [][]token{g.subjects, g.acts} {
		for _, t := range list {
			to = max(to, t.to)
		}
	}
	return to
}

func after(tokens []token, at int) []token {
	return slices.DeleteFunc(slices.Clone(tokens), func(t token) bool { return t.from < at })
}

func ids(tokens []token) []string {
	list := make([]string, 0, len(tokens))
	for _, t := range tokens {
		list = append(list, t.id)
	}
	return list
}

// set joins ids, each once and sorted, without those left out.
func set(list []string, without ...string) string {
	list = slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(without, s) })
	slices.Sort(list)
	return strings.Join(slices.Compact(list), "+")
}
