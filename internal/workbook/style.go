package workbook

import "strconv"

// The type of every cell: what spreadsheets have that say nothing else, in points. Chinese characters are taken from the system's own face.
const (
	face = "Calibri"
	size = "11"
)

// Style is how a cell looks. The zero value is what a cell looks like of which nothing is said.
type Style struct {
	Bold                 bool
	Fill                 string // colour of the ground: six hexadecimal digits; "" has none
	Horizontal, Vertical string // as the format names them (18.18.40, 18.18.88): center, right, top; "" by the content, and bottom
	Wrap                 bool
	Format               string // of numbers, as a spreadsheet writes it: 0.00; "" is General
}

// styles are those of a book, by their numbers.
type styles struct {
	ids  map[Style]int
	list []Style
}

func newStyles() styles { return styles{ids: map[Style]int{{}: 0}, list: []Style{{}}} }

func (s *styles) id(style Style) int {
	if id, ok := s.ids[style]; ok {
		return id
	}
	s.ids[style] = len(s.list)
	s.list = append(s.list, style)
	return len(s.list) - 1
}

// A number of a format that is the file's own begins here (18.8.30), a fill behind the two that every file has.
const (
	firstFormat = 164
	firstFill   = 2
)

// numbered gives each value but "" a number, in the order of the styles.
func (s *styles) numbered(first int, value func(Style) string) (list []string, id func(Style) int) {
	ids := map[string]int{"": 0}
	for _, style := range s.list {
		if v := value(style); v != "" {
			if _, ok := ids[v]; !ok {
				ids[v] = first + len(list)
				list = append(list, v)
			}
		}
	}
	return list, func(style Style) int { return ids[value(style)] }
}

// part is the part of the styles (18.8.39, styleSheet).
func (s *styles) part() []byte {
	formats, formatID := s.numbered(firstFormat, func(s Style) string { return s.Format })
	fills, fillID := s.numbered(firstFill, func(s Style) string { return s.Fill })
	b := append([]byte(declaration), `<styleSheet xmlns="`+mainNamespace+`">`...)
	if len(formats) > 0 {
		b = appendCount(b, "numFmts", len(formats))
		for i, f := range formats {
			b = append(b, `<numFmt numFmtId="`+strconv.Itoa(firstFormat+i)+`" formatCode="`...)
			b = append(appendEscaped(b, f), `"/>`...)
		}
		b = append(b, "</numFmts>"...)
	}
	const font = `<sz val="` + size + `"/><color rgb="FF000000"/><name val="` + face + `"/><family val="2"/></font>`
	b = append(b, `<fonts count="2"><font>`+font+`<font><b/>`+font+`</fonts>`...)
	b = appendCount(b, "fills", firstFill+len(fills))
	b = append(b, `<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>`...)
	for _, color := range fills {
		b = append(b, `<fill><patternFill patternType="solid"><fgColor rgb="FF`+color+`"/><bgColor indexed="64"/></patternFill></fill>`...)
	}
	b = append(b, `</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>`+
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>`...)
	b = appendCount(b, "cellXfs", len(s.list))
	for _, style := range s.list {
		b = style.appendFormat(b, formatID(style), fillID(style))
	}
	return append(b, `</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`...)
}

// appendFormat appends what a cell's number of a style stands for (18.8.45, xf).
func (s Style) appendFormat(b []byte, format, fill int) []byte {
	font := "0"
	if s.Bold {
		font = "1"
	}
	b = append(b, `<xf numFmtId="`+strconv.Itoa(format)+`" fontId="`+font+`" fillId="`+strconv.Itoa(fill)+`" borderId="0" xfId="0"`...)
	for _, applied := range []struct {
		name string
		does bool
	}{{"NumberFormat", s.Format != ""}, {"Font", s.Bold}, {"Fill", s.Fill != ""}, {"Alignment", s.aligned()}} {
		if applied.does {
			b = append(b, ` apply`+applied.name+`="1"`...)
		}
	}
	if !s.aligned() {
		return append(b, "/>"...)
	}
	b = append(b, "><alignment"...)
	if s.Horizontal != "" {
		b = append(b, ` horizontal="`+s.Horizontal+`"`...)
	}
	if s.Vertical != "" {
		b = append(b, ` vertical="`+s.Vertical+`"`...)
	}
	if s.Wrap {
		b = append(b, ` wrapText="1"`...)
	}
	return append(b, "/></xf>"...)
}

func (s Style) aligned() bool { return s.Horizontal != "" || s.Vertical != "" || s.Wrap }

func appendCount(b []byte, name string, n int) []byte {
	return append(b, "<"+name+` count="`+strconv.Itoa(n)+`">`...)
}
