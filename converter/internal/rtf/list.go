package rtf

import (
	"strconv"

	"nianbao/converter/internal/wordml"
)

// lists are \listtable and \listoverridetable: paragraphs name an override (\ls), which names a list.
type lists struct {
	defined   []definition
	overrides []override
	began     bool        // the pattern's length has been read
	numbers   map[int]int // that were looked up by \ls, when the tables had been read
}

type definition struct {
	id     int
	levels []wordml.Level
}

type override struct {
	list, number int // \listid, \ls
	level        int // \lfolevel, counted
	starts       []wordml.Start
	startSaid    bool
}

// mostLists is how many lists are kept. Word's files have a few dozen.
const mostLists = 1 << 12

// listWord does what control words of the list tables ask.
func (r *reader) listWord(word string, n int) bool {
	switch r.dest {
	case listTable:
		return r.definitionWord(word, n)
	case overrideTable:
		return r.overrideWord(word, n)
	}
	return false
}

func (r *reader) definitionWord(word string, n int) bool {
	t := &r.tables
	if word == "list" {
		if len(t.defined) < mostLists {
			t.defined = append(t.defined, definition{})
		}
		return true
	}
	if len(t.defined) == 0 {
		return false
	}
	d := &t.defined[len(t.defined)-1]
	if word == "listid" {
		d.id = n
		return true
	}
	if word == "listlevel" {
		d.levels = append(d.levels, wordml.Level{Format: "decimal"})
		r.begins = endLevel
		r.font = 0
		return true
	}
	if len(d.levels) == 0 {
		return false
	}
	l := &d.levels[len(d.levels)-1]
	switch word {
	case "levelnfc", "levelnfcn":
		l.Format = wordml.FormatOf(n)
	case "levelstartat":
		l.Start = max(n, 0)
	case "levelfollow":
		switch n {
		case 1:
			l.Suffix = 's'
		case 2:
			l.Suffix = 'n'
		}
	case "levellegal":
		l.Legal = n != 0
	case "levelnorestart":
		l.NoRestart = n != 0
	case "leveltext":
		r.take()
		r.dest, r.begins, t.began = levelText, endLevelText, false
	default:
		return false
	}
	return true
}

// levelMark takes a byte of a pattern that is none of its text: first its length, then places of numbers.
func (r *reader) levelMark(c byte) {
	if !r.tables.began {
		r.tables.began = true
		return
	}
	r.words = append(r.words, '%', '1'+c)
}

func (t *lists) endText(text string) {
	if n := len(text); n > 0 && text[n-1] == ';' {
		text = text[:n-1]
	}
	t.open().Text = text
}

func (t *lists) endLevel(font string) {
	t.open().Font = font
}

// open returns the level read last; where another list began inside of its group there is none, and what is set is lost.
func (t *lists) open() *wordml.Level {
	levels := t.defined[len(t.defined)-1].levels
	if len(levels) == 0 {
		return &wordml.Level{}
	}
	return &levels[len(levels)-1]
}

func (r *reader) overrideWord(word string, n int) bool {
	t := &r.tables
	if word == "listoverride" {
		if len(t.overrides) < mostLists {
			t.overrides = append(t.overrides, override{level: -1})
		}
		return true
	}
	if len(t.overrides) == 0 {
		return false
	}
	o := &t.overrides[len(t.overrides)-1]
	switch word {
	case "listid":
		o.list = n
	case "ls":
		o.number = n
	case "lfolevel":
		o.level++
		o.startSaid = false
	case "listoverridestartat":
		o.startSaid = true
	case "levelstartat":
		if o.startSaid {
			o.starts = append(o.starts, wordml.Start{Level: o.level, At: max(n, 0)})
			o.startSaid = false
		}
	default:
		return false
	}
	return true
}

// of returns the number that package wordml knows an override by, 0 where the tables do not have it.
func (t *lists) of(ls int) int {
	if ls <= 0 {
		return 0
	}
	if number, known := t.numbers[ls]; known {
		return number
	}
	ids := map[int]bool{}
	for i := range t.defined {
		ids[t.defined[i].id] = true
	}
	number := 0
	for i := range t.overrides {
		if o := &t.overrides[i]; o.number == ls && ids[o.list] {
			number = len(t.defined) + 1 + i
			break
		}
	}
	if t.numbers == nil {
		t.numbers = map[int]int{}
	}
	if len(t.numbers) < mostLists {
		t.numbers[ls] = number
	}
	return number
}

// numbering returns the lists for package wordml: the definitions first, then their uses, which count together.
func (r *reader) numbering() []wordml.List {
	t := &r.tables
	var all []wordml.List
	first := map[int]int{}
	for i := range t.defined {
		all = append(all, wordml.List{Number: i + 1, Levels: t.defined[i].levels})
		if _, twice := first[t.defined[i].id]; !twice {
			first[t.defined[i].id] = i + 1
		}
	}
	for i := range t.overrides {
		o := &t.overrides[i]
		all = append(all, wordml.List{Number: len(t.defined) + 1 + i, Shared: first[o.list], Starts: o.starts})
	}
	return all
}

func styleID(n int) string { return "s" + strconv.Itoa(n) }

// sheet returns the paragraph styles for package wordml.
func (r *reader) sheet() []wordml.Style {
	var all []wordml.Style
	for i := range r.styles {
		s := &r.styles[i]
		p := wordml.Paragraph{Outline: s.outline, List: r.tables.of(s.list), Level: s.level}
		look := wordml.Look{Bold: wordml.Beside(false, s.look.bold), Hidden: wordml.Beside(false, s.look.hidden), Struck: wordml.Beside(false, s.look.struck)}
		all = append(all, wordml.Style{ID: styleID(s.number), Name: s.name, Default: s.number == 0, Paragraph: p, Look: look})
	}
	return all
}

// styleOf returns the style with the number, or one that says nothing.
func (r *reader) styleOf(n int) *styleEntry {
	if i, known := r.styleAt[n]; known {
		return &r.styles[i]
	}
	return &styleEntry{}
}
