package worddoc_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/worddoc"
	"nianbao/converter/internal/wordml/wordtest"
)

func read(data []byte) (*document.Document, diag.List) {
	return worddoc.Read(context.Background(), data, limit.Default(), style.Default())
}

// positions makes a PLC without elements.
func positions(list ...int) []byte {
	var b []byte
	for _, p := range list {
		b = le.AppendUint32(b, uint32(p))
	}
	return b
}

// sheet makes a style sheet: Normal, a bold heading of level 1, a character style with hidden text, one based on the heading.
func sheet() []byte { return sheetWith(sprm(0x083C, 1)) }

func sheetWith(secret []byte) []byte {
	std := func(kind, base uint16, name string, parts ...[]byte) []byte {
		b := le.AppendUint16(nil, 0)
		b = le.AppendUint16(b, kind|base<<4)
		b = append(b, make([]byte, 6)...)
		b = le.AppendUint16(b, uint16(len(name)))
		for _, u := range utf16.Encode([]rune(name)) {
			b = le.AppendUint16(b, u)
		}
		b = append(b, 0, 0)
		for _, p := range parts {
			b = append(le.AppendUint16(b, uint16(len(p))), p...)
			if len(p)%2 == 1 {
				b = append(b, 0)
			}
		}
		return append(le.AppendUint16(nil, uint16(len(b))), b...)
	}
	b := []byte{4, 0, 4, 0, 10, 0}
	b = append(b, std(1, 0xFFF, "Normal", []byte{0, 0})...)
	b = append(b, std(1, 0, "Big", append([]byte{1, 0}, sprm(0x2640, 0)...), sprm(0x0835, 1))...)
	b = append(b, std(2, 0xFFF, "Secret", secret)...)
	return append(b, std(1, 1, "Bigger", []byte{3, 0})...)
}

// lists makes one list, "一、" and "1.1 ", and two uses of it of which the second begins at 5.
func listParts() (list, uses []byte) {
	level := func(nfc, follow byte, pattern string) []byte {
		b := le.AppendUint32(nil, 1)
		b = append(b, nfc, 0)
		b = append(b, make([]byte, 9)...)
		b = append(b, follow)
		b = append(b, make([]byte, 12)...)
		units := utf16.Encode([]rune(pattern))
		b = le.AppendUint16(b, uint16(len(units)))
		for _, u := range units {
			b = le.AppendUint16(b, u)
		}
		return b
	}
	list = le.AppendUint16(nil, 1)
	list = le.AppendUint32(list, 77)
	list = append(list, make([]byte, 24)...)
	list = append(list, level(39, 2, "\x00、")...)
	list = append(list, level(0, 1, "\x00.\x01")...)
	for range 7 {
		list = append(list, level(0, 2, "")...)
	}
	uses = le.AppendUint32(nil, 2)
	for _, overrides := range []byte{0, 1} {
		uses = le.AppendUint32(uses, 77)
		uses = append(uses, 0, 0, 0, 0, 0, 0, 0, 0, overrides, 0, 0, 0)
	}
	uses = append(uses, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF)
	uses = le.AppendUint32(le.AppendUint32(uses, 5), 0x10)
	return list, uses
}

func TestRead(t *testing.T) {
	special := sprm(0x0855, 1)
	runs := func(list ...text) par { return par{runs: append(list, text{"\r", nil})} }
	itap := func(n byte) []byte { return append(bytes.Clone(inTable), sprm(0x6649, n, 0, 0, 0)...) }
	nested := func(chars string, more []byte) par {
		return par{runs: []text{{chars + "\r", nil}}, props: append(itap(2), more...)}
	}
	list, uses := listParts()
	numbered := func(chars string, use, level byte) par {
		return par{runs: []text{{chars + "\r", nil}}, props: append(sprm(0x460B, use, 0), sprm(0x260A, level)...)}
	}
	styled := map[int][]byte{1: sheet()}
	huge := row([]int{0, 1000, 2000}, 0x60, 0)
	for _, c := range []struct {
		name string
		made made
		want string
		code string
	}{
		{"paragraphs", made{pars: []par{plain("一"), plain(""), plain("二")}}, "一\n二\n", ""},
		{"Windows-1252", made{pars: []par{{runs: []text{{"a\u0093b\u0094\r", nil}}}}, narrow: true}, "a“b”\n", ""},
		{"beyond the basic plane, and signs", made{pars: []par{plain("\U00020000a\tb\vc\x1ed\x1fe")}}, "\U00020000a→b↵c-de\n", ""},
		{"breaks of pages and ends of sections", made{pars: []par{plain("a\fb"), {runs: []text{{"c\f", nil}}}, plain("d")}}, "a↵b\nc\nd\n", ""},
		{"the look of text", made{pars: []par{runs(text{"a", nil}, text{"b", sprm(0x0835, 1)}, text{"c", sprm(0x083C, 1)}, text{"d", sprm(0x0837, 1)}, text{"e", sprm(0x2A53, 1)}, text{"f", sprm(0x0800, 1)}, text{"g", sprm(0x0801, 1)})}}, "a*b*g\n", "docx-hidden docx-struck docx-tracked"},
		{"a deleted paragraph mark joins", made{pars: []par{{runs: []text{{"a", nil}, {"\r", sprm(0x0800, 1)}}}, plain("b")}}, "ab\n", "docx-tracked"},
		{"styles, and toggles against them", made{parts: styled, pars: []par{{style: 1, runs: []text{{"A", nil}, {"b", sprm(0x0835, 0x81)}, {"C\r", sprm(0x0835, 0x80)}}}, {style: 3, runs: []text{{"D\r", nil}}}, runs(text{"e", nil}, text{"f", sprm(0x4A30, 2, 0)})}}, "1:*A*b*C*\n1:*D*\ne\n", "docx-hidden"},
		{"lists", made{parts: map[int][]byte{73: list, 74: uses}, pars: []par{numbered("a", 1, 0), numbered("b", 1, 1), numbered("c", 1, 0), numbered("d", 2, 0), numbered("e", 0, 0), numbered("f", 9, 0)}}, "一、a\n一.1 b\n二、c\n五、d\ne\nf\n", ""},
		{"fields", made{pars: []par{runs(text{"a", nil}, text{"\x13", special}, text{" PAGE ", nil}, text{"\x14", special}, text{"3", nil}, text{"\x15", special}, text{"b", nil})}}, "a3b\n", ""},
		{"a table of contents", made{pars: []par{runs(text{"\x13", special}, text{"TOC", nil}, text{"\x14", special}, text{"x", nil}), runs(text{"\x15", special}), plain("y")}}, "y\n", "docx-contents"},
		{"a field whose code does not end", made{pars: []par{runs(text{"a", nil}, text{"\x13", special}, text{"b", nil}), plain("c")}}, "a\nc\n", ""},
		{"notes, comments, pictures, objects", made{pars: []par{runs(text{"a", nil}, text{"\x02", special}, text{"\x05", special}, text{"\x01", special}, text{"\x01", append(sprm(0x0855, 1), sprm(0x080A, 1)...)})}}, "a\n", "docx-footnote docx-comment docx-image docx-embedded"},
		{"a table", made{pars: []par{cellOf("a"), cellOf("1"), endOf(row([]int{0, 1000, 2000})), cellOf("b"), cellOf("2"), endOf(row([]int{0, 1000, 2000})), plain("c")}}, "|a|1|\n|b|2|\nc\n", ""},
		{"merged cells", made{pars: []par{cellOf("a"), cellOf("b"), cellOf(""), endOf(row([]int{0, 1000, 2000, 3000}, 0x60, 1, 2)), cellOf(""), cellOf("1"), cellOf("2"), endOf(row([]int{0, 1000, 2000, 3000}, 0x20))}}, "|2×1 a|1×2 b|\n|1|2|\n", ""},
		{"merges across told the other way", made{pars: []par{cellOf("b"), cellOf(""), cellOf(""), endOf(row([]int{0, 1000, 2000, 3000}, 2, 1, 1)), cellOf("1"), cellOf("2"), cellOf("3"), endOf(row([]int{0, 1000, 2000, 3000}))}}, "|1×3 b|\n|1|2|3|\n", ""},
		{"spans from edges", made{pars: []par{cellOf("a"), cellOf("b"), cellOf("c"), endOf(row([]int{-108, 1000, 2000, 3000})), cellOf("d"), cellOf("e"), endOf(row([]int{-108, 2010, 3000}))}}, "|a|b|c|\n|1×2 d|e|\n", ""},
		{"a merge downwards said by itself", made{pars: []par{cellOf("a"), cellOf("1"), endOf(append(row([]int{0, 1000, 2000}), sprm(0xD62B, 2, 0, 3)...)), cellOf(""), cellOf("2"), endOf(append(row([]int{0, 1000, 2000}), sprm(0xD62B, 2, 0, 1)...))}}, "|2×1 a|1|\n|2|\n", ""},
		{"modifiers in the Data stream", made{data: append(le.AppendUint16(nil, uint16(len(huge))), huge...), pars: []par{cellOf("a"), cellOf("1"), endOf(sprm(0x6646, 0, 0, 0, 0)), cellOf(""), cellOf("2"), endOf(row([]int{0, 1000, 2000}, 0x20, 0))}}, "|2×1 a|1|\n|2|\n", ""},
		{"changes of a definition", made{pars: []par{cellOf("a"), cellOf("b"), endOf(bytes.Join([][]byte{row([]int{0, 1000}), sprm(0x7621, 1, 1, 0xE8, 3)}, nil)), cellOf("c"), cellOf("d"), endOf(bytes.Join([][]byte{row([]int{0, 500, 1000, 2000}), sprm(0x5622, 0, 1), sprm(0x7623, 0, 1, 0xE8, 3), sprm(0x9601, 0, 0)}, nil))}}, "|a|b|\n|c|d|\n", ""},
		{"a deleted row", made{pars: []par{cellOf("a"), {runs: []text{{"\a", sprm(0x0800, 1)}}, props: endOf(row([]int{0, 1000})).props}, cellOf("b"), endOf(row([]int{0, 1000}))}}, "|b|\n", "docx-tracked"},
		{"paragraphs in a cell", made{pars: []par{{runs: []text{{"a\r", nil}}, props: inTable}, cellOf("b"), endOf(row([]int{0, 1000}))}}, "|a¶b|\n", ""},
		{"a table in a cell", made{pars: []par{cellOf("a"), nested("x", sprm(0x244B, 1)), nested("y", sprm(0x244B, 1)), nested("", bytes.Join([][]byte{sprm(0x244B, 1), sprm(0x244C, 1), row([]int{0, 500, 1000})}, nil)), cellOf("b"), endOf(row([]int{0, 1000, 4000}))}}, "|a|b[\n|x|y|\n]|\n", ""},
		{"a text box at its anchor", made{counts: [8]int{4, 0, 0, 0, 0, 0, 3, 0}, parts: map[int][]byte{40: append(positions(1, 4), append([]byte{9, 0, 0, 0}, make([]byte, 22)...)...), 56: append(positions(0, 2, 3), slot(9, 0)...)},
			pars: []par{runs(text{"a", nil}, text{"\x08", special}, text{"b", nil}), plain("c"), plain("")}}, "ab\nc\n", "docx-textbox"},
		{"a text box without an anchor", made{counts: [8]int{2, 0, 0, 0, 0, 0, 3, 0}, parts: map[int][]byte{56: append(positions(0, 2, 3), slot(9, 0)...)}, pars: []par{plain("a"), plain("c"), plain("")}}, "a\nc\n", "docx-textbox"},
		{"a drawing without text", made{parts: map[int][]byte{40: append(positions(0, 4), append([]byte{9, 0, 0, 0}, make([]byte, 22)...)...)}, pars: []par{runs(text{"\x08", special}, text{"b", nil})}}, "b\n", "docx-image"},
		{"headers and footers", made{counts: [8]int{2, 0, 4}, parts: map[int][]byte{11: positions(0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 4, 4)}, pars: []par{plain("a"), plain("h"), plain("f")}}, "a\n", "docx-header-footer docx-header-title"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, found := read(c.made.bytes())
			wordtest.Sound(t, doc, found)
			if got := wordtest.Dump(doc); got != c.want {
				t.Errorf("got\n%swant\n%s%v", got, c.want, found)
			}
			if got := wordtest.Codes(found); got != c.code {
				t.Errorf("found %s, want %s", got, c.code)
			}
		})
	}
}

// slot makes two FTXBXS, of which the first is the shape's text.
func slot(shape byte, reused byte) []byte {
	b := make([]byte, 44)
	b[8], b[14] = reused, shape
	return b
}

func TestRefused(t *testing.T) {
	good := made{pars: []par{plain("a")}}
	with := func(change func(word []byte)) []byte {
		m := good
		m.change = change
		return m.bytes()
	}
	many := make([]int, 70)
	for i := range many {
		many[i] = 100 * i
	}
	wide := made{data: append(le.AppendUint16(nil, uint16(len(row(many)))), row(many)...)}
	wide.pars = []par{{runs: []text{{strings.Repeat("\a", 69), nil}}, props: inTable}, endOf(sprm(0x6646, 0, 0, 0, 0))}
	for _, c := range []struct {
		name string
		data []byte
		code string
	}{
		{"nothing", nil, "office-damaged"},
		{"a head alone", good.bytes()[:512], "office-damaged"},
		{"cut off", good.bytes()[:4000], "office-damaged"},
		{"encrypted", with(func(w []byte) { le.PutUint16(w[10:], 0x300) }), "input-encrypted"},
		{"Word 95", with(func(w []byte) { le.PutUint16(w[2:], 104) }), "doc-word95"},
		{"Word 95 by its mark", with(func(w []byte) { le.PutUint16(w, 0xA5DC) }), "doc-word95"},
		{"no Word", with(func(w []byte) { w[0] = 0 }), "office-damaged"},
		{"less than no text", with(func(w []byte) { le.PutUint32(w[0x4C:], 1<<31) }), "office-damaged"},
		{"more text than pieces", with(func(w []byte) { le.PutUint32(w[0x4C:], 999) }), "office-damaged"},
		{"no pieces", with(func(w []byte) { le.PutUint32(w[0x1A6:], 0) }), "office-damaged"},
		{"a fragment", made{pars: good.pars, names: [3]string{"Other", "1Table", "Data"}}.bytes(), "doc-fragment"},
		{"tables that would not fit", append(bytes.Clone(good.bytes()[:64]), append([]byte{255, 255, 255, 127}, good.bytes()[68:]...)...), "office-damaged"},
		{"a directory without an entry", withoutDirectory(good.bytes()), "office-damaged"},
		{"too many columns", wide.bytes(), "docx-table-limit"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, found := read(c.data)
			wordtest.Sound(t, doc, found)
			if got := wordtest.Codes(found); doc != nil || !strings.HasSuffix(got, c.code) {
				t.Errorf("read: %v, found %s, want %s", doc != nil, got, c.code)
			}
		})
	}
}

// withoutDirectory makes the chain of the directory end before it begins, in a file that claims small streams ([MS-CFB] 2.2).
func withoutDirectory(data []byte) []byte {
	le.PutUint32(data[48:], 0xFFFFFFFE) // first sector of the directory: the end of a chain
	le.PutUint32(data[60:], 1)          // first sector of the table of small sectors
	le.PutUint32(data[64:], 1)          // how many there are
	return data
}

func TestNamesOfStreams(t *testing.T) {
	doc, found := read(made{pars: []par{plain("a")}, names: [3]string{"WORDDOCUMENT", "1TABLE", "DATA"}}.bytes())
	if got := wordtest.Dump(doc); got != "a\n" {
		t.Error(got, found)
	}
}

func TestLimits(t *testing.T) {
	data := made{pars: []par{plain("abc"), plain("def"), cellOf("a"), cellOf("1"), endOf(row([]int{0, 1000, 2000})), cellOf("a"), cellOf("1"), endOf(row([]int{0, 1000, 2000}))}}.bytes()
	for _, c := range []struct {
		name string
		set  func(*limit.Limits)
		code string
	}{
		{"bytes", func(l *limit.Limits) { l.Input = 100 }, "input-limit"},
		{"paragraphs", func(l *limit.Limits) { l.Paragraphs = 1 }, "document-limit"},
		{"characters", func(l *limit.Limits) { l.Characters = 5 }, "document-limit"},
		{"cells", func(l *limit.Limits) { l.TableCells = 3 }, "office-limit"},
		{"rows", func(l *limit.Limits) { l.TableRows = 1 }, "docx-table-limit"},
		{"columns", func(l *limit.Limits) { l.TableColumns = 1 }, "docx-table-limit"},
	} {
		limits := limit.Default()
		c.set(&limits)
		doc, found := worddoc.Read(context.Background(), data, limits, style.Default())
		wordtest.Sound(t, doc, found)
		if got := wordtest.Codes(found); got != c.code {
			t.Errorf("%s: %s, want %s", c.name, got, c.code)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(errors.New("enough"))
	doc, found := worddoc.Read(ctx, made{pars: []par{plain(strings.Repeat("a", 40_000))}, narrow: true}.bytes(), limit.Default(), style.Default())
	if doc != nil || wordtest.Codes(found) != "time-limit" {
		t.Error(doc != nil, found)
	}
}

func ExampleRead() {
	data := made{pars: []par{plain("总体情况"), cellOf("规章"), cellOf("12"), endOf(row([]int{0, 2000, 3000}))}}.bytes()
	doc, found := worddoc.Read(context.Background(), data, limit.Default(), style.Default())
	fmt.Print(wordtest.Dump(doc), len(found))
	// Output:
	// 总体情况
	// |规章|12|
	// 0
}

// FuzzRead: any bytes are read or refused, never more.
func FuzzRead(f *testing.F) {
	f.Add(made{pars: []par{plain("a")}}.bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, found := read(data)
		wordtest.Sound(t, doc, found)
	})
}

// FuzzStreams: the same for what stands in the streams of a sound compound file.
func FuzzStreams(f *testing.F) {
	list, uses := listParts()
	f.Add([]byte("a\ab\a\a"), row([]int{0, 1000, 2000}, 0x60, 1), sprm(0x0835, 1), sheet(), list, uses)
	f.Add([]byte("\x13a\x14b\x15\x08\x01\x02\r"), sprm(0x6646, 0, 0, 0, 0), sprm(0x6A09, 1, 0, 2, 0xF0), sheet(), list, uses)
	f.Fuzz(func(t *testing.T, chars, paras, look, styles, list, uses []byte) {
		if len(chars) > 1<<10 || len(paras) > 150 || len(look) > 100 {
			return
		}
		m := made{parts: map[int][]byte{1: styles, 73: list, 74: uses, 40: uses, 56: list, 11: positions(0, 0, 0, 0, 0, 0, 0, 1, 2)}, data: paras, narrow: true, counts: [8]int{len(chars)}}
		latin := make([]rune, len(chars))
		for i, c := range chars {
			latin[i] = rune(c)
		}
		m.pars = []par{{runs: []text{{string(latin), look}}, style: 1, props: paras}}
		doc, found := read(m.bytes())
		wordtest.Sound(t, doc, found)
	})
}

// A style of characters that names itself, and modifiers that many paragraphs name, end.
func TestCircles(t *testing.T) {
	self := sheetWith(append(sprm(0x4A30, 2, 0), sprm(0x0835, 1)...))
	doc, found := read(made{parts: map[int][]byte{1: self}, pars: []par{{runs: []text{{"a\r", sprm(0x4A30, 2, 0)}}}}}.bytes())
	if got := wordtest.Dump(doc); got != "*a*\n" {
		t.Error(got, found)
	}

	limits := limit.Default()
	limits.ZipTotal = 100
	huge := row([]int{0, 1000, 2000}, 0x60, 0)
	m := made{data: append(le.AppendUint16(nil, uint16(len(huge))), huge...)}
	for range 6 {
		m.pars = append(m.pars, cellOf("a"), cellOf("1"), endOf(sprm(0x6646, 0, 0, 0, 0)))
	}
	doc, found = worddoc.Read(context.Background(), m.bytes(), limits, style.Default())
	if doc != nil || wordtest.Codes(found) != "office-limit" {
		t.Error(doc != nil, found)
	}
}
