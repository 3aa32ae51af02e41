package font

// Fonts in CFF (Adobe technical note 5176): a name, a dictionary, strings, and behind them what the dictionary says where to find.

// compactFont is as much of such a font as says what its glyphs are.
type compactFont struct {
	data    []byte
	strings [][]byte
	cids    bool // the dictionary begins with the collection that its CIDs belong to (the operator ROS, 12 30)
	// Places of the tables; 0 and 1 stand for predefined ones.
	charset, encoding, glyphs int
}

// cidKeyed reports whether a font in CFF numbers its glyphs by CIDs. Of others the codes are numbers of glyphs, whatever the file claims
// (ISO 32000-1 9.7.4.2).
func cidKeyed(data []byte) bool {
	font, ok := parseCompact(data)
	return ok && font.cids
}

func parseCompact(data []byte) (*compactFont, bool) {
	if len(data) < 4 || data[0] != 1 {
		return nil, false
	}
	_, rest, ok := indexOf(data[min(int(data[2]), len(data)):]) // the names
	if !ok {
		return nil, false
	}
	dictionaries, rest, ok := indexOf(rest)
	if !ok || len(dictionaries) == 0 {
		return nil, false
	}
	font := &compactFont{data: data}
	font.strings, _, _ = indexOf(rest)
	font.readDictionary(dictionaries[0])
	return font, true
}

// readDictionary reads a dictionary (4): operands, and behind them the operator that they belong to.
func (font *compactFont) readDictionary(d []byte) {
	last, first := 0, true
	for len(d) > 0 {
		if d[0] > 21 {
			value, length := operandOf(d)
			last, d = value, d[min(length, len(d)):]
			continue
		}
		length := 1
		switch {
		case d[0] == 12:
			length = 2
			font.cids = font.cids || first && len(d) > 1 && d[1] == 30
		case d[0] == 15:
			font.charset = last
		case d[0] == 16:
			font.encoding = last
		case d[0] == 17:
			font.glyphs = last
		}
		first = false
		d = d[min(length, len(d)):]
	}
}

// operandOf reads a number in a dictionary (table 3) and how many bytes it takes. Of a real number the value is not needed.
func operandOf(d []byte) (value, length int) {
	switch first := int(d[0]); {
	case first == 28 && len(d) >= 3:
		return int(int16(uint16(d[1])<<8 | uint16(d[2]))), 3
	case first == 29 && len(d) >= 5:
		return int(int32(uint32(d[1])<<24 | uint32(d[2])<<16 | uint32(d[3])<<8 | uint32(d[4]))), 5
	case first == 30:
		for length = 1; length < len(d); length++ {
			if d[length]&15 == 15 || d[length]>>4 == 15 {
				return 0, length + 1
			}
		}
		return 0, length
	case first >= 32 && first <= 246:
		return first - 139, 1
	case first >= 247 && first <= 250 && len(d) >= 2:
		return (first-247)*256 + int(d[1]) + 108, 2
	case first >= 251 && first <= 254 && len(d) >= 2:
		return -(first-251)*256 - int(d[1]) - 108, 2
	}
	return 0, len(d)
}

// indexOf returns the objects of an INDEX (5) and what stands behind it.
func indexOf(data []byte) (objects [][]byte, rest []byte, ok bool) {
	if len(data) < 2 {
		return nil, nil, false
	}
	count := int(data[0])<<8 | int(data[1])
	if count == 0 {
		return nil, data[2:], true
	}
	if len(data) < 3 || data[2] < 1 || data[2] > 4 {
		return nil, nil, false
	}
	size := int(data[2])
	start := 3 + size*(count+1) // offsets count from the byte before
	if start > len(data) {
		return nil, nil, false
	}
	from := start
	for i := range count {
		to := start - 1
		for k, b := range data[3+size*(i+1):][:size] {
			to += int(b) << (8 * (size - 1 - k))
		}
		if to < from || to > len(data) {
			return nil, nil, false
		}
		objects = append(objects, data[from:to])
		from = to
	}
	return objects, data[from:], true
}

// compactEncoding returns what the codes of a font mean by its own encoding (12), nil where it cannot be read.
func compactEncoding(data []byte) *[256]string {
	font, ok := parseCompact(data)
	if !ok || font.cids || font.encoding == 1 {
		return nil
	}
	if font.encoding == 0 {
		return texts(standard)
	}
	names := font.names()
	if names == nil || font.encoding < 0 || font.encoding+2 > len(data) {
		return nil
	}
	t := data[font.encoding:]
	format, count := t[0]&0x7F, int(t[1])
	t = t[2:]
	var all [256]string
	glyph := 1
	note := func(code int) {
		if code < len(all) && glyph < len(names) {
			all[code] = names[glyph]
		}
		glyph++
	}
	switch {
	case format == 0 && len(t) >= count:
		for _, code := range t[:count] {
			note(int(code))
		}
	case format == 1 && len(t) >= 2*count:
		for ; count > 0; count-- {
			for more := range int(t[1]) + 1 {
				note(int(t[0]) + more)
			}
			t = t[2:]
		}
	default:
		return nil
	}
	return &all
}

// names returns what the glyphs stand for by their names (13), nil where they have none that can be read.
func (font *compactFont) names() []string {
	if font.glyphs <= 0 || font.glyphs+2 > len(font.data) || font.charset < 0 || font.charset >= len(font.data) {
		return nil
	}
	count := int(font.data[font.glyphs])<<8 | int(font.data[font.glyphs+1])
	names := make([]string, 1, count+1)
	if font.charset <= 2 {
		for glyph := 1; font.charset == 0 && glyph < count; glyph++ {
			names = append(names, font.named(glyph))
		}
		return names
	}
	t := font.data[font.charset:]
	format := t[0]
	size := map[byte]int{0: 2, 1: 3, 2: 4}[format]
	for t = t[1:]; size > 0 && len(names) < count; t = t[size:] {
		if len(t) < size {
			return nil
		}
		first, more := int(t[0])<<8|int(t[1]), 0
		for _, b := range t[2:size] {
			more = more<<8 | int(b)
		}
		for n := 0; n <= more && len(names) < count; n++ {
			names = append(names, font.named(first+n))
		}
	}
	return names
}

// named returns what a glyph stands for by the number of its name: the standard strings (appendix A) begin with the glyphs of the standard
// encoding from the space on, those of the font follow at 391. Of the others none is a digit or a sign of a figure.
func (font *compactFont) named(number int) string {
	switch {
	case number >= 1 && number <= 95:
		return encoded(standard, byte(' '+number-1))
	case number >= 391 && number-391 < len(font.strings):
		return named(string(font.strings[number-391]))
	}
	return ""
}
