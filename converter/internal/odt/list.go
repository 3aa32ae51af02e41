package odt

import (
	"strconv"
	"strings"

	"nianbao/converter/internal/wordml"
	"nianbao/converter/internal/xmlscan"
)

// levels is how many levels of a list are kept, as many as package wordml has.
const levels = 9

// listStyle is text:list-style or text:outline-style (16.30, 16.34).
type listStyle struct {
	level  [levels]wordml.Level
	number int // of its list for package wordml; 0: not used yet
}

func readList(s *xmlscan.Scanner) *listStyle {
	l := &listStyle{}
	for i := range l.level {
		l.level[i] = wordml.Level{Start: 1, Format: "none", Suffix: 'n'}
	}
	s.Children(func() {
		at, ok := whole(s, "text:level")
		if !ok || at < 1 || at > levels {
			return
		}
		level := &l.level[at-1]
		level.Suffix = 't'
		switch s.Name {
		case "text:list-level-style-number", "text:outline-level-style":
			numberLevel(s, level, at)
		case "text:list-level-style-bullet":
			level.Format, level.Text = "bullet", s.Attr("text:bullet-char")
		case "text:list-level-style-image":
			level.Format, level.Text = "bullet", "•"
		}
		s.Children(func() {
			if s.Name == "style:list-level-properties" {
				s.Children(func() {
					switch s.Attr("text:label-followed-by") {
					case "space":
						level.Suffix = 's'
					case "nothing":
						level.Suffix = 'n'
					}
				}, nil)
			}
		}, nil)
	}, nil)
	return l
}

// numberLevel reads what a level writes before its paragraphs (19.800 ff.). LibreOffice writes the whole pattern beside prefix and
// suffix, since those cannot say "第1章第2节".
func numberLevel(s *xmlscan.Scanner, level *wordml.Level, at int) {
	level.Format = formatOf(s.Attr("style:num-format"))
	if n, ok := whole(s, "text:start-value"); ok {
		level.Start = n
	}
	pattern := s.Attr("style:num-list-format")
	if pattern == "" {
		pattern = s.Attr("loext:num-list-format")
	}
	if pattern != "" {
		var b strings.Builder
		for i := 0; i < len(pattern); i++ { // "%1%" is the number of level 1
			if i+2 < len(pattern) && pattern[i] == '%' && pattern[i+2] == '%' && pattern[i+1] >= '1' && pattern[i+1] <= '9' {
				b.WriteString(pattern[i : i+2])
				i += 2
				continue
			}
			b.WriteByte(pattern[i])
		}
		level.Text = b.String()
		return
	}
	shown := 1
	if n, ok := whole(s, "text:display-levels"); ok && n > 0 {
		shown = min(n, at)
	}
	var numbers []string
	for i := at - shown + 1; i <= at; i++ {
		numbers = append(numbers, "%"+strconv.Itoa(i))
	}
	level.Text = s.Attr("style:num-prefix") + strings.Join(numbers, ".") + s.Attr("style:num-suffix")
}

// formatOf translates style:num-format (19.502), with the series that LibreOffice writes for East Asian ones, into ST_NumberFormat. One that
// is not known stays as it is: package docx names it.
func formatOf(format string) string {
	switch strings.ReplaceAll(format, ", ...", "") {
	case "":
		return "none"
	case "1":
		return "decimal"
	case "a":
		return "lowerLetter"
	case "A":
		return "upperLetter"
	case "i":
		return "lowerRoman"
	case "I":
		return "upperRoman"
	case "一, 二, 三":
		return "chineseCountingThousand"
	case "壹, 贰, 叁":
		return "chineseLegalSimplified"
	case "壹, 貳, 參":
		return "ideographLegalTraditional"
	case "①, ②, ③":
		return "decimalEnclosedCircle"
	case "甲, 乙, 丙":
		return "ideographTraditional"
	case "子, 丑, 寅":
		return "ideographZodiac"
	case "１, ２, ３":
		return "decimalFullWidth"
	case "01, 02, 03":
		return "decimalZero"
	case "001, 002, 003":
		return "decimalZero3"
	case "0001, 0002, 0003":
		return "decimalZero4"
	case "00001, 00002, 00003":
		return "decimalZero5"
	case "〇, 一, 二", "一, 二, 三, 四":
		return "ideographDigital"
	}
	return format
}

// counter is one list of a text: its items count together.
type counter struct {
	style  *listStyle
	number int // of the list for package wordml; 0: no paragraph had a number yet
	used   [levels]bool
	list   int // index in reader.lists
}

// open is a text:list that has not ended.
type open struct {
	counter *counter
	fresh   bool // the next paragraph is the first of its item
	start   int  // the item's text:start-value; -1: none
	header  bool // a text:list-header: without a number
}

// list reads text:list (5.3.1).
func (r *reader) list(f *frame) {
	s := r.s
	name, id := s.Attr("text:style-name"), s.Attr("xml:id")
	var c *counter
	if n := len(r.open); n > 0 && (name == "" || r.open[n-1].counter.style == r.sheet.lists[name]) {
		c = r.open[n-1].counter
	} else if of := s.Attr("text:continue-list"); of != "" && r.counters[of] != nil {
		c = r.counters[of]
	} else if s.Attr("text:continue-numbering") == "true" && r.last != nil && r.last.style == r.sheet.lists[name] {
		c = r.last
	} else {
		c = &counter{style: r.sheet.lists[name]}
	}
	r.open = append(r.open, open{counter: c, start: -1})
	if len(r.open) == 1 {
		r.last = c
	}
	if id != "" {
		r.counters[id] = c
	}
	at := len(r.open) - 1
	s.Children(func() {
		switch s.Name {
		case "text:list-item", "text:list-header":
			o := &r.open[at]
			o.fresh, o.header, o.start = true, s.Name == "text:list-header", -1
			if n, ok := whole(s, "text:start-value"); ok {
				o.start = n
			}
			r.blocks(f)
		}
	}, nil)
	r.open = r.open[:at]
}

// numbered gives a paragraph the number of its list, or takes that of its style away.
func (r *reader) numbered(p *wordml.Paragraph) {
	if n := len(r.open); n > 0 {
		o := &r.open[n-1]
		if !o.fresh || o.header || o.counter.style == nil {
			p.List = wordml.Unlisted
			return
		}
		o.fresh = false
		level := min(n, levels) - 1
		p.List, p.Level = r.use(o.counter, level, o.start), level
		return
	}
	if r.sheet.outline != nil && p.Outline > 0 {
		if r.headings == nil {
			r.headings = &counter{style: r.sheet.outline}
		}
		p.List, p.Level = r.use(r.headings, p.Outline-1, -1), p.Outline-1
	}
}

// use returns the number of the list for package wordml. All lists of one style are one there that counts on; so each has its own
// use of it, which starts its levels anew.
func (r *reader) use(c *counter, level, start int) int {
	if c.style.number == 0 {
		r.lists = append(r.lists, wordml.List{Number: len(r.lists) + 1, Levels: c.style.level[:]})
		c.style.number = len(r.lists)
	}
	if c.number == 0 || start >= 0 {
		r.lists = append(r.lists, wordml.List{Number: len(r.lists) + 1, Shared: c.style.number})
		c.number, c.list = len(r.lists), len(r.lists)-1
		if start >= 0 {
			r.lists[c.list].Starts = []wordml.Start{{Level: level, At: start}}
			c.used[level] = true
		}
	}
	if !c.used[level] {
		c.used[level] = true
		r.lists[c.list].Starts = append(r.lists[c.list].Starts, wordml.Start{Level: level, At: c.style.level[level].Start})
	}
	return c.number
}
