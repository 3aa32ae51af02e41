package rtf_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/rtf"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/wordml/wordtest"
)

// head has the tables that the cases use. Font 1 is Chinese, font 2 Western, font 3 of symbols, font 4 Japanese.
const head = `{\rtf1\ansi\ansicpg936\deff0\uc1{\fonttbl{\f0\fnil Standard;}{\f1\fnil\fcharset134 \'cb\'ce\'cc\'e5;}{\f2\froman\fcharset0 Times;}{\f3\ftech\fcharset2 Wingdings;}{\f4\fcharset128 Mincho;}}` +
	`{\colortbl;\red0\green0\blue0;\red255\green255\blue255;}` +
	`{\stylesheet{\snext0 Normal;}{\s1\outlinelevel0\b heading 1;}{\s2\ls1\ilvl1 Numbered;}{\*\cs3\b Strong;}}` +
	`{\*\listtable{\list{\listlevel\levelnfc39\levelnfcn39\levelstartat1\levelfollow2{\leveltext\'02\'00\u12289?;}{\levelnumbers\'01;}}{\listlevel\levelnfc0\levelstartat1\levelfollow1{\leveltext\'03\'00.\'01;}{\levelnumbers\'01\'03;}}\listid7}` +
	`{\list{\listlevel\levelnfc23{\leveltext\'01\u-3913?;}\f3}\listid8}}{\*\listoverridetable{\listoverride\listid7\ls1}{\listoverride\listid7{\lfolevel\listoverridestartat\levelstartat5}\ls2}{\listoverride\listid8\ls3}{\listoverride\listid99\ls4}}`

func read(data string) (*document.Document, diag.List) {
	return rtf.Read(context.Background(), []byte(data), limit.Default(), style.Default())
}

// cases are texts and what they are read as, with the codes of what is said of them.
var cases = []struct{ name, body, want, codes string }{
	{"paragraphs", `\pard a\par\par b{\b c}d\par e`, "a\nb*c*d\ne\n", ""},
	{"line breaks of the file are none", "a\r\nb\\\nc\\par", "ab\nc\n", ""},
	{"escapes and signs", `\{a\\b\}\~c\_d\-e\emdash\ldblquote x\rdblquote\tab y\line z\par`, "{a\\b}\u00a0c-de—“x”→y↵z\n", ""},
	{"GBK in a Chinese font", `\f1\'d5\'fe\'b8\'ae\par`, "政府\n", ""},
	{"GBK whose second byte is a letter or a mark", `\f1\'8bn\'81\'5c\par`, "媙乗\n", ""},
	{"GBK in a font that says nothing", `\f0\'d5\'fe\par`, "政\n", ""},
	{"raw bytes", "\\f1\xd5\xfe\\par", "政\n", ""},
	{"a Western sign in a Western font", `\f2 a\'b7b\par`, "a·b\n", ""},
	{"Shift-JIS", `\f4\'93\'fa\par`, "日\n", ""},
	{"Unicode with substitutes", `\u25919?\u-26472\'3f\uc2\u25919\'d5\'fex\uc0\u25919y\par`, "政题政x政y\n", ""},
	{"a substitute ends with its group", `{\uc3\u25919?}ab\par`, "政ab\n", ""},
	{"beyond the basic plane", `\u-10187?\u-8896?\par`, "\U0001D540\n", ""},
	{"two texts of one", `{\upr{\*\bkmkstart x}{\*\ud{\*\bkmkstart y}}}a{\upr{old}{\*\ud{\u25919?}}}\par`, "a政\n", ""},
	{"symbols", `\f3\'fe\u-3842?\par`, "☑☑\n", ""},
	{"hidden, struck out, deleted, inserted", `a{\v b}c{\strike d}{\deleted e}{\revised f}\par{\v all\par}g\par`, "acf\ng\n", "docx-hidden docx-struck docx-tracked"},
	{"a deleted paragraph mark joins", `a{\deleted\par}b\par`, "ab\n", "docx-tracked"},
	{"white text is kept", `{\cf2 a}\par`, "a\n", ""},
	{"\\plain resets", `\b\v a\plain b\par`, "b\n", "docx-hidden"},
	{"bold of East Asian text", `{\rtlch\ab \ltrch a\dbch\ab b}\par`, "a*b*\n", ""},
	{"headings", `\pard\s1\outlinelevel0\b A\b0\par\pard\outlinelevel1 b\par\pard c\par`, "1:*A*\n2:b\nc\n", ""},
	{"lists", `\pard\ls1{\listtext x\tab}a\par\ls1\ilvl1 b\par\ilvl0\ls1 c\par\pard d\par\ls2 e\par`, "一、a\n一.1 b\n二、c\nd\n五、e\n", ""},
	{"bullets", `\pard\ls3 a\par`, "• a\n", ""},
	{"a list that is in no table keeps its number", `\pard\ls4{\listtext\pard\plain (1)\tab}a\par{\pntext 2.\tab}b\par`, "(1) a\n2. b\n", ""},
	{"a style's number taken away", `\pard\s2 a\par\pard\s2\ls1\ilvl1 b\par`, "a\n一.1 b\n", ""},
	{"fields", `a{\field{\*\fldinst{ HYPERLINK "x" }}{\fldrslt{\b l}}}b{\field{\*\fldinst PAGE}{\fldrslt 3}}\par`, "a*l*b3\n", ""},
	{"a table of contents", `{\field{\*\fldinst TOC}{\fldrslt x\par y}}\par z\par`, "z\n", "docx-contents"},
	{"boxes to tick and lists to choose from", `{\field{\*\fldinst FORMCHECKBOX{\*\formfield{\fftype1\ffres25\ffdefres1}}}{\fldrslt}}{\field{\*\fldinst FORMCHECKBOX{\*\formfield{\fftype1\ffres0}}}{\fldrslt}}` +
		`{\field{\*\fldinst FORMDROPDOWN{\*\formfield{\fftype2\ffres1{\*\ffl a}{\*\ffl b}}}}{\fldrslt}}\par`, "☑☐b\n", ""},
	{"notes, comments, pictures, objects", `a{\footnote n}{\*\annotation c}{\*\shppict{\pict\pngblip 00ff}}{\nonshppict{\pict 00}}{\object{\*\objdata 00}{\result x}}b\par`, "ab\n", "docx-footnote docx-comment docx-image docx-embedded"},
	{"raw bytes of a picture", "a{\\pict\\bin5 {}}}\\}b\\par", "ab\n", "docx-image"},
	{"text boxes, once", `a{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt \pard b\par c\par}}{\shprslt{\*\do{\dptxbxtext b\par}}}}d\par`, "ad\nb\nc\n", "docx-textbox"},
	{"an old text box", `a{\*\do\dptxbx{\dptxbxtext\pard b\par}}\par`, "a\nb\n", "docx-textbox"},
	{"headers", `{\header\pard h{\field{\*\fldinst PAGE}{\fldrslt 1}}\par}{\footer\pard f\par}a\par`, "a\n", "docx-header-footer docx-header-title"},
	{"what nobody knows", `a{\*\unknown b{c}}\unknown d{\xe index}\par`, "ad\n", ""},
	{"formulas", `{\mmath{\*\moMath{\mr x+1}}}\par`, "x+1\n", "docx-math"},
	{"a table", `\trowd\cellx1000\cellx2000\pard\intbl a\cell 1\cell\row\trowd\cellx1000\cellx2000 b\cell 2\cell\row\pard c\par`, "|a|1|\n|b|2|\nc\n", ""},
	{"a definition holds for rows that follow", `\trowd\cellx1000\cellx2000\intbl a\cell 1\cell\row b\cell 2\cell\row`, "|a|1|\n|b|2|\n", ""},
	{"merged cells", `\trowd\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000\intbl a\cell b\cell\cell\row\trowd\clvmrg\cellx1000\cellx2000\cellx3000\cell 1\cell 2\cell\row`, "|2×1 a|1×2 b|\n|1|2|\n", ""},
	{"spans from edges, rounded", `\trowd\trleft-108\cellx1000\cellx2000\cellx3000\intbl a\cell b\cell c\cell\row\trowd\trleft-108\cellx2010\cellx3000 d\cell e\cell\row`, "|a|b|c|\n|1×2 d|e|\n", ""},
	{"rows that begin and end inside", `\trowd\cellx1000\cellx2000\cellx3000\intbl a\cell b\cell c\cell\row\trowd\trleft1000\cellx2000 d\cell\row`, "|a|b|c|\n|@1 d|\n", ""},
	{"more cells than edges, fewer cells than edges", `\trowd\cellx1000\intbl a\cell b\cell\row\trowd\cellx1000\cellx2000 c\cell\row`, "|a|b|\n|c||\n", ""},
	{"paragraphs in a cell", `\trowd\cellx1000\intbl a\par b\cell\row`, "|a¶b|\n", ""},
	{"a table in a cell", `\trowd\cellx1000\cellx4000\intbl a\cell b\par\itap2 x\nestcell y\nestcell{\*\nesttableprops\trowd\cellx2000\cellx3000\nestrow}{\nonesttables\par}\itap1 c\cell\row`, "|a|b¶c[\n|x|y|\n]|\n", ""},
	{"a row that does not end", `\trowd\cellx1000\intbl a\cell\pard b\par`, "a\nb\n", ""},
	{"a title", `{\info{\title T}{\author X}{\*\userprops{\propname n}\proptype30{\staticval v}}}a\par`, "a\n", ""},
}

func TestRead(t *testing.T) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc, found := read(head + c.body + "}")
			wordtest.Sound(t, doc, found)
			if got := wordtest.Dump(doc); got != c.want {
				t.Errorf("got\n%swant\n%s%v", got, c.want, found)
			}
			if got := wordtest.Codes(found); got != c.codes {
				t.Errorf("found %s, want %s", got, c.codes)
			}
		})
	}
}

func TestProperties(t *testing.T) {
	doc, _ := read(head + `{\info{\title \u39064?\'c3\'fb}}{\*\userprops{\propname nianbao.organization}\proptype30{\staticval \u30002?}}a\par}`)
	if doc.Title != "题名" || doc.Meta.Organization != "甲" {
		t.Errorf("title %q, meta %+v", doc.Title, doc.Meta)
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct{ name, data, code string }{
		{"nothing", "", "office-damaged"},
		{"no RTF", "{a}", "office-damaged"},
		{"cut off", head + `a\par`, "office-damaged"},
		{"cut off in a control word", head + `a\par{\b`, "office-damaged"},
		{"groups in groups", `{\rtf1 ` + strings.Repeat("{", 300) + strings.Repeat("}", 301), "office-damaged"},
		{"columns", head + `\trowd` + columns(70) + `\intbl ` + strings.Repeat(`a\cell`, 70) + `\row}`, "docx-table-limit"},
		{"tables in tables", head + nested(12) + "}", "docx-table-limit"},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, found := read(c.data)
			wordtest.Sound(t, doc, found)
			if got := wordtest.Codes(found); (doc == nil) != (c.code != "") || !strings.HasSuffix(got, c.code) {
				t.Errorf("read: %v, found %s, want %s", doc != nil, got, c.code)
			}
		})
	}
}

func columns(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `\cellx%d`, 200*(i+1))
	}
	return b.String()
}

// nested is a table in a table and so on.
func nested(depth int) string {
	var b strings.Builder
	for i := depth; i > 1; i-- {
		fmt.Fprintf(&b, `\pard\intbl\itap%d a\nestcell{\*\nesttableprops\trowd\cellx1000\nestrow}`, i)
	}
	return b.String() + `\pard\intbl a\cell\trowd\cellx1000\row`
}

func TestLimits(t *testing.T) {
	long := head + strings.Repeat(`\pard abcdefghij\par`, 100) + strings.Repeat(`\trowd\cellx1000\cellx2000\intbl a\cell b\cell\row`, 20) + "}"
	for _, c := range []struct {
		name string
		set  func(*limit.Limits)
		code string
	}{
		{"bytes", func(l *limit.Limits) { l.Input = 100 }, "input-limit"},
		{"paragraphs", func(l *limit.Limits) { l.Paragraphs = 99 }, "document-limit"},
		{"characters", func(l *limit.Limits) { l.Characters = 999 }, "document-limit"},
		{"groups", func(l *limit.Limits) { l.HTMLNodes = 20 }, "office-limit"},
		{"cells", func(l *limit.Limits) { l.TableCells = 39 }, "office-limit"},
		{"rows", func(l *limit.Limits) { l.TableRows = 19 }, "docx-table-limit"},
		{"columns", func(l *limit.Limits) { l.TableColumns = 1 }, "docx-table-limit"},
	} {
		limits := limit.Default()
		c.set(&limits)
		doc, found := rtf.Read(context.Background(), []byte(long), limits, style.Default())
		wordtest.Sound(t, doc, found)
		if got := wordtest.Codes(found); got != c.code {
			t.Errorf("%s: %s, want %s", c.name, got, c.code)
		}
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(errors.New("enough"))
	doc, found := rtf.Read(ctx, []byte(head+strings.Repeat(`a\par `, 3000)+"}"), limit.Default(), style.Default())
	if doc != nil || wordtest.Codes(found) != "time-limit" {
		t.Error(doc != nil, found)
	}
}

func ExampleRead() {
	data := `{\rtf1\ansi\ansicpg936\outlinelevel0\'d7\'dc\'cc\'e5\'c7\'e9\'bf\'f6\par\pard\trowd\cellx2000\cellx3000\intbl\'b9\'e6\'d5\'c2\cell 12\cell\row}`
	doc, found := rtf.Read(context.Background(), []byte(data), limit.Default(), style.Default())
	fmt.Print(wordtest.Dump(doc), len(found))
	// Output:
	// 1:总体情况
	// |规章|12|
	// 0
}

func FuzzRead(f *testing.F) {
	for _, body := range []string{`a\par`, `\'d5\'fe\u25919?\uc2\par`, `\trowd\clvmgf\cellx1000\cellx2000\intbl a\cell b\cell\row`, `{\field{\*\fldinst X}{\fldrslt y}}`,
		`{\shp{\*\shpinst{\shptxt b\par}}}`, `\itap2 x\nestcell{\*\nesttableprops\trowd\cellx2000\nestrow}`, `{\*\listtable{\list{\listlevel\levelnfc0{\leveltext\'02\'00.;}}\listid1}}{\*\listoverridetable{\listoverride\listid1\ls1}}\ls1 a\par`} {
		f.Add([]byte(`{\rtf1` + body + "}"))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, found := read(string(data))
		wordtest.Sound(t, doc, found)
	})
}

func BenchmarkRead(b *testing.B) {
	var body strings.Builder
	for range 60 {
		body.WriteString(`\pard\plain\s0\f1 ` + strings.Repeat(`\'d5\'fe\'b8\'ae\u20449?\u24687?`, 20) + `\par`)
	}
	for range 40 {
		body.WriteString(`\trowd` + strings.Repeat(`\clbrdrt\brdrs\cellx1000`, 8) + `\pard\intbl ` + strings.Repeat(`{\f1\'d5\'fe}\cell `, 8) + `\row`)
	}
	data := []byte(head + body.String() + "}")
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if doc, found := rtf.Read(context.Background(), data, limit.Default(), style.Default()); doc == nil {
			b.Fatal(found)
		}
	}
}
