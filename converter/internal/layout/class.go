package layout

// class says how a character takes part in line breaking; it is a set of properties.
type class uint32

const (
	han        class = 1 << iota // an ideograph or a full-width mark: a line may break before and after it
	word                         // a letter, digit or mark of a Latin word or figure: no break beside another
	digit                        // also word
	space                        // hangs at the end of a line
	notStart                     // never begins a line
	notEnd                       // never ends a line
	dash                         // — and …: two of a kind are one mark
	opening                      // its left half is free
	closing                      // its right half is free
	pause                        // a closing mark of the kind 、，；：
	stop                         // a closing mark of the kind 。？！
	connector                    // no justification beside it
	splitAfter                   // a URL that is longer than a line may break after it
	newline                      // ends its line
	tab                          // also space
	address                      // part of a URL
	shaped                       // of a word that is shaped as a whole, see words.go
	inside                       // of a cluster that another character begins
	leftward                     // runs from right to left, or is in text that does
	numeral                      // runs from left to right in such text
	fromRight                    // of a paragraph in which nothing runs from left to right
)

// classOf gives the properties of a character. The lists are those of GB/T 15834-2011 5.1 and CLREQ, level strict, with
// the practice of word processors for %, ℃ and currency.
func classOf(r rune) class {
	if r < 0x80 {
		return ascii[r&0x7F]
	}
	switch r {
	case '、', '，', '；', '：':
		return han | notStart | closing | pause
	case '。', '．', '？', '！':
		return han | notStart | closing | stop
	case '’', '”', '〉', '》', '」', '』', '】', '〕', '〗', '〞', '）', '］', '｝':
		return han | notStart | closing
	case '‘', '“', '〈', '《', '「', '『', '【', '〔', '〖', '〝', '（', '［', '｛':
		return han | notEnd | opening
	case '—', '…', '⋯':
		return han | notStart | dash
	case '⸺', '‐', '–', '－', '～', '〜', '·', '‧', '・':
		return han | notStart | connector
	case '／':
		return han | notStart | notEnd | connector
	case '％', '‰', '℃', '°', '′', '″', '㎡', '²', '³', '々', '‼', '⁇', '⁈', '⁉':
		return han | notStart
	case '＄', '£', '￡', '¥', '￥', '€', '№', '§', '＃':
		return han | notEnd
	case 0xA0, 0x202F, 0x2060:
		return word // joins what stands beside it
	case 0x3000, 0x205F:
		return space
	}
	switch {
	case r >= 0x2000 && r <= 0x200A:
		return space
	case r >= '０' && r <= '９':
		return word | digit
	case r >= 0xC0 && r < 0x2000: // letters of other scripts; × and ÷ are no letters, but stand between figures
		return word
	}
	return han
}

// ascii is classOf for the first 128 characters.
var ascii = func() (table [128]class) {
	for r := range table {
		switch c := byte(r); {
		case c == '\n':
			table[r] = newline
		case c == '\t':
			table[r] = space | tab
		case c == ' ':
			table[r] = space
		case c >= '0' && c <= '9':
			table[r] = word | digit
		case c > ' ':
			table[r] = word
		}
	}
	for _, c := range "%!),.:;?]}" {
		table[c] |= notStart
	}
	for _, c := range "([{$" {
		table[c] |= notEnd
	}
	for _, c := range "/.-_?&=" {
		table[c] |= splitAfter
	}
	return table
}()

// ignorable reports whether a character is invisible by its nature, so that nothing is drawn for it.
func ignorable(r rune) bool {
	switch {
	case r < ' ' && r != '\n' && r != '\t', r == 0x7F, r == 0xAD, r >= 0x80 && r < 0xA0:
		return true
	case r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F, r == 0xFEFF:
		return true
	case r >= 0xE0000 && r <= 0xE007F:
		return true
	}
	return variation(r)
}

// variation reports whether r chooses among shapes of the character before it.
func variation(r rune) bool { return r >= 0xFE00 && r <= 0xFE0F || r >= 0xE0100 && r <= 0xE01EF }
