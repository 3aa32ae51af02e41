package worddoc_test

import (
	"bytes"
	"context"
	"runtime"
	"strings"
	"testing"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/worddoc"
	"nianbao/converter/internal/wordml/wordtest"
)

// inStream is where made puts the text in its stream.
const inStream = 0x800

// pieced is a file whose text is cut into pieces of so many characters, each with what modifies it.
func pieced(m made, modifiers [][]byte, lengths []int, prms ...uint16) made {
	starts, offsets := []int{0}, []uint32(nil)
	for _, n := range lengths {
		last := starts[len(starts)-1]
		starts, offsets = append(starts, last+n), append(offsets, uint32(inStream+2*last))
	}
	m.parts = map[int][]byte{33: clx(modifiers, starts, offsets, prms)}
	return m
}

// short makes the modifier of a piece that has a short name ([MS-DOC] 2.9.216).
func short(name, value uint16) uint16 { return name<<1 | value<<8 }

func runsOf(list ...text) par { return par{runs: append(list, text{"\r", nil})} }

// Cases that hold a guard, each, which nothing else would notice.
func TestGuards(t *testing.T) {
	special := sprm(0x0855, 1)
	list, uses := listParts()
	with := func(op uint16, operand ...byte) []byte { return append(sprm(op, operand...), inTable...) }
	three := row([]int{0, 1000, 2000, 3000})
	rowOf := func(changes ...[]byte) par { return endOf(bytes.Join(append([][]byte{three}, changes...), nil)) }
	cells := func(list ...string) []par {
		var all []par
		for _, c := range list {
			all = append(all, cellOf(c))
		}
		return all
	}
	begin := text{"\x13", special}
	middle, end := text{"\x14", special}, text{"\x15", special}
	headed := func(at ...int) made {
		return made{counts: [8]int{mainOf: 2, headersOf: 2, 4: 2}, parts: map[int][]byte{11: positions(at...)}, pars: []par{plain("a"), plain("h"), plain("c")}}
	}
	var nested []byte // modifiers in the Data stream that name themselves
	nested = sprm(0x6646, 0, 0, 0, 0)
	nested = append(append([]byte{byte(len(nested) + 3), 0}, nested...), sprm(0x2640, 1)...)
	for _, c := range []struct {
		name string
		made made
		want string
		code string
	}{
		{"a piece that names modifiers which are not there", pieced(made{pars: []par{plain("a")}}, nil, []int{2}, 9<<1|1), "a\n", ""},
		{"a piece that names modifiers", pieced(made{pars: []par{plain("ab")}}, [][]byte{sprm(0x0837, 0), sprm(0x0835, 1)}, []int{1, 2}, 1<<1|1), "*a*b\n", ""},
		{"a piece made bold", pieced(made{pars: []par{plain("ab")}}, nil, []int{1, 2}, short(0x55, 1)), "*a*b\n", ""},
		{"a piece struck out", pieced(made{pars: []par{plain("ab")}}, nil, []int{1, 2}, short(0x57, 1)), "b\n", "docx-struck"},
		{"a piece hidden", pieced(made{pars: []par{plain("ab")}}, nil, []int{1, 2}, short(0x5C, 1)), "b\n", "docx-hidden"},
		{"a piece deleted", pieced(made{pars: []par{plain("ab")}}, nil, []int{1, 2}, short(0x41, 1)), "b\n", "docx-tracked"},
		{"a piece inserted", pieced(made{pars: []par{plain("ab")}}, nil, []int{1, 2}, short(0x42, 1)), "ab\n", "docx-tracked"},
		{"a piece with a modifier that does not count", pieced(made{pars: []par{plain("ab")}}, nil, []int{1, 2}, short(0x56, 1)), "ab\n", ""},
		{"pieces put into a table", pieced(made{pars: []par{plain("a"), {runs: []text{{"b\a", nil}}}, {runs: []text{{"\a", nil}}}}}, nil, []int{2, 2, 1}, short(0x18, 1), 0, short(0x19, 1)), "|a¶b|\n", ""},
		{"characters that reach over a piece", pieced(made{pars: []par{{runs: []text{{"abc", sprm(0x0835, 1)}, {"\r", nil}}}}}, nil, []int{2, 2}, short(0x55, 0)), "ab*c*\n", ""},
		{"no mark at the end", made{pars: []par{{runs: []text{{"a", nil}}}}}, "a\n", ""},
		{"headers that reach into the part behind", headed(0, 0, 0, 0, 0, 0, 0, 0, 4), "a\n", ""},
		{"headers of the first three sections alone", headed(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2), "a\n", ""},
		{"headers behind all pieces", made{counts: [8]int{mainOf: 2, headersOf: 9}, parts: map[int][]byte{11: positions(0, 0, 0, 0, 0, 0, 0, 4, 9)}, pars: []par{plain("a")}}, "a\n", ""},
		{"a header ends where it ends", made{counts: [8]int{mainOf: 2, headersOf: 3}, parts: map[int][]byte{11: positions(0, 0, 0, 0, 0, 0, 0, 0, 1)}, pars: []par{plain("a"), plain(" x")}}, "a\n", ""},
		{"what a number of notes stands for is not in a header", made{counts: [8]int{mainOf: 2, headersOf: 3}, parts: map[int][]byte{11: positions(0, 0, 0, 0, 0, 0, 0, 0, 3)}, pars: []par{plain("a"), runsOf(text{"h\x02", special})}}, "a\n", "docx-header-title"},
		{"the sign of a note that is none", made{pars: []par{runsOf(text{"a\x02", nil})}}, "a\n", ""},
		{"a special sign that stands for itself", made{pars: []par{runsOf(text{"(1", special}, text{")", nil})}}, "(1)\n", ""},
		{"a tab in the code of a field", made{pars: []par{runsOf(begin, text{"A\tB", nil}, middle, text{"1", nil}, end)}}, "1\n", ""},
		{"data of a form field", made{pars: []par{runsOf(begin, text{"FORMTEXT\x01", special}, middle, text{"1", nil}, text{"\x01", append(bytes.Clone(special), sprm(0x0806, 1)...)}, end)}}, "1\n", ""},
		{"marks of fields where none begins", made{pars: []par{runsOf(middle, text{"a", nil}, end, text{"b", nil}), plain("c")}}, "ab\nc\n", ""},
		{"a field with two results", made{pars: []par{runsOf(begin, text{"X", nil}, middle, text{"a", nil}, middle, text{"b", nil}, end)}}, "ab\n", ""},
		{"half a character at the end of a paragraph", made{pars: []par{plain("a?"), plain("?b")}, change: func(w []byte) { le.PutUint16(w[inStream+2:], 0xD840); le.PutUint16(w[inStream+6:], 0xDC00) }}, "a\n\ufffdb\n", ""},
		{"a mark of cells outside of tables", made{pars: []par{{runs: []text{{"a\a", nil}}}, {runs: []text{{"\a", nil}}, props: sprm(0x2417, 1)}}}, "|a|\n", ""},
		{"the end of a row in the text", made{pars: []par{{runs: []text{{"a\r", nil}}, props: with(0x2417, 1)}, cellOf("b"), rowOf()}}, "|a¶b|||\n", ""},
		{"the end of an inner row outside of one", made{pars: []par{{runs: []text{{"a\r", nil}}, props: sprm(0x244C, 1)}, {runs: []text{{"b\r", nil}}, props: sprm(0x244B, 1)}}}, "a\nb\n", ""},
		{"a depth outside of tables", made{pars: []par{{runs: []text{{"a\r", nil}}, props: sprm(0x6649, 3, 0, 0, 0)}}}, "a\n", ""},
		{"a paragraph in a style of characters", made{parts: map[int][]byte{1: sheet()}, pars: []par{{style: 2, runs: []text{{"a\r", nil}}}}}, "a\n", ""},
		{"characters in a style of paragraphs", made{parts: map[int][]byte{1: sheet()}, pars: []par{runsOf(text{"a", sprm(0x4A30, 1, 0)})}}, "a\n", ""},
		{"a toggle against a style of characters", made{parts: map[int][]byte{1: sheetWith(sprm(0x0835, 1))}, pars: []par{runsOf(text{"a", sprm(0x4A30, 2, 0)}, text{"b", append(sprm(0x4A30, 2, 0), sprm(0x0835, 0x81)...)})}}, "*a*b\n", ""},
		{"a style of a style that is not there", made{parts: map[int][]byte{1: append(append(append([]byte{4, 0, 1, 0, 10, 0}, 18, 0, 0, 0, 0x21, 0x02), make([]byte, 6)...), 1, 0, 'N', 0, 0, 0, 0, 0)}, pars: []par{plain("a")}}, "a\n", ""},
		{"an empty paragraph whose mark is hidden", made{pars: []par{plain("a"), {runs: []text{{"\r", sprm(0x083C, 1)}}}, plain("b")}}, "a\nb\n", ""},
		{"a paragraph whose mark is hidden", made{pars: []par{{runs: []text{{"a", nil}, {"\r", sprm(0x083C, 1)}}}, plain("b")}}, "ab\n", ""},
		{"a mark of a cell that is deleted", made{pars: []par{{runs: []text{{"a", nil}, {"\a", sprm(0x0800, 1)}}, props: inTable}, cellOf("b"), rowOf()}}, "|a|b||\n", ""},
		{"cells merged by a change, others split", made{pars: append(append(cells("a", "", "c"), rowOf(sprm(0x5624, 0, 2))), append(cells("d", "e", "f"), rowOf(sprm(0x5624, 0, 3), sprm(0x5625, 1, 3)))...)}, "|1×2 a|c|\n|d|e|f|\n", ""},
		{"changes of cells that are not there", made{pars: append(cells("a", "b", "c"), rowOf(sprm(0x5624, 1, 99), sprm(0x5625, 2, 99), sprm(0x5622, 9, 99), sprm(0x7623, 3, 99, 1, 0), sprm(0xD62B, 2, 9, 3), sprm(0xD62B, 1, 0)))}, "|a|b|c|\n", ""},
		{"cells put in behind the last", made{pars: append(cells("a", "b", "c", "d"), rowOf(sprm(0x7621, 99, 1, 0xE8, 3)))}, "|a|b|c|d|\n", ""},
		{"an edge of a row without cells", made{pars: append(cells("a"), endOf(sprm(0x9601, 1, 0)))}, "|a|\n", ""},
		{"many tabs in one modifier", made{pars: []par{{runs: []text{{"a\r", nil}}, props: append(sprm(0xC615, 255, 1, 0, 0, 0, 0, 1, 0, 0, 0), sprm(0x2640, 1)...)}}}, "2:a\n", ""},
		{"the level of running text", made{parts: map[int][]byte{1: sheet()}, pars: []par{{style: 1, props: sprm(0x2640, 9), runs: []text{{"a\r", nil}}}}}, "*a*\n", ""},
		{"a level that no list has", made{parts: map[int][]byte{73: list, 74: uses}, pars: []par{{runs: []text{{"a\r", nil}}, props: append(sprm(0x460B, 1, 0), sprm(0x260A, 200)...)}}}, "a\n", ""},
		{"modifiers that name themselves", made{data: nested, pars: []par{{runs: []text{{"a\r", nil}}, props: sprm(0x6646, 0, 0, 0, 0)}}}, "2:a\n", ""},
		{"a text box that holds the anchor of another", made{counts: [8]int{mainOf: 5, boxesOf: 7}, parts: map[int][]byte{40: append(positions(1, 6, 12), append(append([]byte{9, 0, 0, 0}, make([]byte, 22)...), append([]byte{8, 0, 0, 0}, make([]byte, 22)...)...)...), 56: append(positions(0, 4, 6, 7), append(slot(9, 0)[:22], slot(8, 0)...)...)},
			pars: []par{runsOf(text{"a", nil}, text{"\x08", special}), plain("z"), runsOf(text{"x", nil}, text{"\x08", special}, text{"y", nil}), plain("b"), plain("")}}, "a\nxy\nz\nb\n", "docx-textbox"},
		{"a shape that is not in use any more", made{counts: [8]int{mainOf: 2, boxesOf: 3}, parts: map[int][]byte{56: append(positions(0, 2, 3), slot(9, 1)...)}, pars: []par{plain("a"), plain("c"), plain("")}}, "a\n", ""},
		{"a text box that reaches over its part", made{counts: [8]int{mainOf: 2, boxesOf: 2}, parts: map[int][]byte{56: append(positions(0, 4, 4), slot(9, 0)...)}, pars: []par{plain("a"), plain("c"), plain("d")}}, "a\n", ""},
		{"the first of two texts of a shape", made{counts: [8]int{mainOf: 2, boxesOf: 5}, parts: map[int][]byte{56: append(positions(0, 2, 4, 5), append(slot(9, 0)[:22], slot(9, 0)...)...)}, pars: []par{plain("a"), plain("c"), plain("d"), plain("")}}, "a\nc\n", "docx-textbox"},
		{"a text box that says nothing", made{counts: [8]int{mainOf: 2, boxesOf: 2}, parts: map[int][]byte{56: append(positions(0, 1, 2), slot(9, 0)...)}, pars: []par{plain("a"), plain(""), plain("")}}, "a\n", ""},
		{"a list of one level, and levels of its own in a use", made{parts: simpleList(), pars: []par{{runs: []text{{"a\r", nil}}, props: sprm(0x460B, 1, 0)}, {runs: []text{{"b\r", nil}}, props: sprm(0x460B, 2, 0)}}}, "第1条a\n第7条b\n", ""},
		{"white figures, and figures off the line", made{pars: []par{{runs: []text{{"1", nil}, {"2", sprm(0x2A42, 8)}, {"3", sprm(0x6870, 255, 255, 255, 0)}, {"4", sprm(0x6870, 255, 255, 255, 255)}, {"5", sprm(0x4845, 6, 0)}, {"6\a", nil}}, props: inTable}, cellOf("b"), endOf(row([]int{0, 1000, 2000}))}}, "|1 23 4 5 6|b|\n", ""},
		{"macros", made{pars: []par{plain("a")}, names: [3]string{"WordDocument", "1Table", "Macros/VBA"}}, "a\n", "docx-macro"},
		{"a document in a document", made{pars: []par{plain("a")}, names: [3]string{"WordDocument", "1Table", "ObjectPool/WordDocument"}}, "a\n", ""},
		{"a second stream of the same name", made{pars: []par{plain("a")}, data: []byte("xx"), names: [3]string{"WordDocument", "1Table", "WORDDOCUMENT"}}, "a\n", ""},
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

// simpleList makes a list with one level, a use of it, and a use with a level and a start of its own.
func simpleList() map[int][]byte {
	level := []byte{1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0x2C, 0x7B, 0, 0, 0x61, 0x67}
	list := append([]byte{1, 0, 77, 0, 0, 0}, make([]byte, 24)...)
	list[2+26] = 1
	uses := le.AppendUint32(nil, 2)
	for _, overrides := range []byte{0, 3} {
		uses = append(le.AppendUint32(uses, 77), 0, 0, 0, 0, 0, 0, 0, 0, overrides, 0, 0, 0)
	}
	uses = append(uses, 255, 255, 255, 255)
	uses = append(uses, 255, 255, 255, 255)
	own := bytes.Clone(level)
	own[0] = 7
	uses = append(append(uses, 0, 0, 0, 0, 0x30, 0, 0, 0), own...) // level 0: its format and its start
	uses = append(uses, 9, 0, 0, 0, 0x00, 0, 0, 0)                 // nothing said of the start
	uses = append(uses, 9, 0, 0, 0, 0x1F, 0, 0, 0)                 // a level that there is not
	return map[int][]byte{73: append(list, level...), 74: uses}
}

func TestRefusedTables(t *testing.T) {
	one := made{pars: []par{plain("a")}}
	parts := func(clx []byte) made { m := one; m.parts = map[int][]byte{33: clx}; return m }
	good := clx(nil, []int{0, 2}, []uint32{inStream}, nil)
	head := func(change func(w []byte)) made { m := one; m.change = change; return m }
	for _, c := range []struct {
		name string
		made made
		code string
	}{
		{"modifiers that are cut off", parts([]byte{1, 255, 127, 0}), "office-damaged"},
		{"another table than that of pieces", parts(append([]byte{3}, good[1:]...)), "office-damaged"},
		{"a table of pieces without its length", parts([]byte{2, 0}), "office-damaged"},
		{"pieces out of order", parts(clx(nil, []int{0, 5, 2}, []uint32{inStream, inStream}, nil)), "office-damaged"},
		{"pieces that do not begin at the start", parts(clx(nil, []int{1, 2}, []uint32{inStream}, nil)), "office-damaged"},
		{"a piece outside of the file", parts(clx(nil, []int{0, 2}, []uint32{1 << 29}, nil)), "office-damaged"},
		{"no piece and no text", parts([]byte{2, 4, 0, 0, 0, 0, 0, 0, 0}), "office-damaged"},
		{"a Word before 6", head(func(w []byte) { le.PutUint16(w, 0xA5DB) }), "doc-word95"},
		{"an East Asian Word 6", head(func(w []byte) { le.PutUint16(w, 0xA697) }), "doc-word95"},
		{"an East Asian Word 95", head(func(w []byte) { le.PutUint16(w, 0xA699) }), "doc-word95"},
		{"what is near to one", head(func(w []byte) { le.PutUint16(w, 0xA69A) }), "office-damaged"},
		{"what is near to one, too", head(func(w []byte) { le.PutUint16(w, 0xA696) }), "office-damaged"},
		{"a password beside", made{pars: one.pars, names: [3]string{"WordDocument", "1Table", "EncryptedPackage"}}, "input-encrypted"},
		{"a document in a storage alone", made{pars: one.pars, names: [3]string{"Other/WordDocument", "1Table", "Data"}}, "doc-fragment"},
	} {
		doc, found := read(c.made.bytes())
		wordtest.Sound(t, doc, found)
		if got := wordtest.Codes(found); doc != nil || got != c.code {
			t.Errorf("%s: read: %v, found %s, want %s", c.name, doc != nil, got, c.code)
		}
	}
}

// A stream whose chain of sectors ends early is as long as that: a head that is cut off is refused.
func TestShortStream(t *testing.T) {
	data := made{pars: []par{plain("a")}}.bytes()
	const first = 3 // sectors of the table and the directory come before
	le.PutUint32(data[512+4*first:], 0xFFFFFFFE)
	if doc, found := read(data); doc != nil || wordtest.Codes(found) != "office-damaged" {
		t.Error(doc != nil, found)
	}
}

// counting is a context that counts how often it is asked.
type counting struct {
	context.Context
	polls int
}

func (c *counting) Err() error { c.polls++; return nil }

// Every long table is read under the context.
func TestLongTablesAreWatched(t *testing.T) {
	const n = 50_000
	zeros := make([]int, n+1)
	offsets := make([]uint32, n+1)
	zeros[n] = 2
	starts := append(zeros, 2)
	for i := range offsets {
		offsets[i] = inStream
	}
	for name, part := range map[string]map[int][]byte{
		"pieces":  {33: clx(nil, starts, offsets, nil)},
		"anchors": {40: append(positions(zeros...), make([]byte, 26*n)...)},
		"boxes":   {56: append(positions(zeros...), make([]byte, 22*n)...)},
		"styles":  {1: append([]byte{4, 0, 0x50, 0xC3, 10, 0}, make([]byte, 2*n)...)},
	} {
		ctx := &counting{Context: context.Background()}
		doc, found := worddoc.Read(ctx, made{pars: []par{plain("a")}, parts: part}.bytes(), limit.Default(), style.Default())
		wordtest.Sound(t, doc, found)
		if got := wordtest.Dump(doc); got != "a\n" {
			t.Errorf("%s: %q %v", name, got, found)
		}
		if ctx.polls < n/2048 {
			t.Errorf("%s: asked %d times", name, ctx.polls)
		}
	}
}

// allocated returns how many bytes a call allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// What would become far more than it is ends where a limit is passed, and not when all of it has been translated.
func TestUnfolded(t *testing.T) {
	const n = 1_000_000
	for name, c := range map[string]struct {
		chars string
		props []byte
		code  string
	}{
		"cells":      {"\a", nil, "office-limit"},
		"paragraphs": {"\r", nil, "document-limit"},
		"notes":      {"\x02", sprm(0x0855, 1), "office-limit"},
		"tabs":       {"\t", nil, "office-limit"},
	} {
		data := made{narrow: true, pars: []par{{runs: []text{{strings.Repeat(c.chars, n), c.props}}}}}.bytes()
		limits := limit.Default()
		if c.code == "office-limit" {
			limits.Input = int64(len(data))
		}
		used := allocated(func() {
			doc, found := worddoc.Read(context.Background(), data, limits, style.Default())
			if doc != nil || wordtest.Codes(found) != c.code {
				t.Errorf("%s: %v %v", name, doc != nil, found)
			}
		})
		if used > 100<<20 {
			t.Errorf("%s: %d MB", name, used>>20)
		}
	}
}

// Claims of a header, changes of a row that add cells without end, and storages in storages cost what the file is long.
func TestClaims(t *testing.T) {
	for at, name := range map[int]string{40: "sectors of the directory", 44: "tables of sectors", 64: "small tables", 72: "tables of tables"} {
		data := made{pars: []par{plain("a")}}.bytes()
		le.PutUint32(data[at:], 0x00FFFFFF)
		if used := allocated(func() {
			doc, found := read(data)
			wordtest.Sound(t, doc, found)
		}); used > 1<<20 {
			t.Errorf("%s: %d bytes", name, used)
		}
	}
	insertions := bytes.Repeat(sprm(0x7621, 0, 255, 1, 0), 10_000)
	m := made{data: append(le.AppendUint16(nil, uint16(len(insertions))), insertions...), pars: []par{cellOf("a"), endOf(sprm(0x6646, 0, 0, 0, 0))}}
	if used := allocated(func() {
		doc, found := read(m.bytes())
		wordtest.Sound(t, doc, found)
	}); used > 4<<20 {
		t.Errorf("insertions: %d bytes", used)
	}
	deep := storages(20_000)
	if used := allocated(func() {
		if doc, found := read(deep); doc != nil || wordtest.Codes(found) != "office-damaged" {
			t.Error(doc != nil, found)
		}
	}); used > 4<<20 {
		t.Errorf("storages: %d bytes", used)
	}
}
