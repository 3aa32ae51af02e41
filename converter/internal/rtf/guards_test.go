package rtf_test

import (
	"context"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/rtf"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/wordml/wordtest"
)

// Cases that hold a guard, each, which nothing else would notice.
func TestGuards(t *testing.T) {
	for _, c := range []struct{ name, body, want, codes string }{
		{"a substitute ends where a group begins", `\u25919{b}\par`, "政b\n", ""},
		{"a control word is a substitute, a sign as well", `\u25919\emdash x\u25919\~y\u25919\*z\par`, "政x政y政z\n", ""},
		{"a style is the first of its number", `{\stylesheet{\s5\outlinelevel0 A;}{\s5\outlinelevel1 B;}}\pard\s5 a\par`, "1:a\n", ""},
		{"a style of characters is none of paragraphs", `{\stylesheet{\*\cs4\outlinelevel0 X;}}\pard\s4 a\par\pard\s-1 b\par`, "a\nb\n", ""},
		{"an edge beyond all measure", `\trowd\cellx1000\cellx18446744073709551617\intbl a\cell b\cell\row`, "|a|b|\n", ""},
		{"bytes that would lead back", `a\bin-9 b\par`, "ab\n", ""},
		{"two numbers of one paragraph", `{\listtext 1.}{\pntext 2.}a\par`, "1. a\n", ""},
		{"a number is no part of a figure", `\trowd\cellx1000\cellx2000\pard\intbl\ls4{\listtext 1.\tab}5\cell{\listtext 2.}\cell\row`, "|5|2. |\n", ""},
		{"a box in a box's group, a field in a field's", `a{\shp\shptxt\shptxt b\par}c\par{\field\field{\*\fldinst X}{\fldrslt d}}e\par`, "ac\nb\nde\n", "docx-textbox"},
		{"a box right in the group of a field", `{\field\shptxt b{\*\fldinst X}{\fldrslt c}}d\par`, "cd\n", ""},
		{"a text box begins anew", `\b\trowd\cellx1000\pard\intbl\outlinelevel1 a{\shp{\*\shpinst{\shptxt b\par}}}\cell\row`, "|2:*a*¶b|\n", "docx-textbox"},
		{"a title in the text", `{\title T}a\par`, "Ta\n", ""},
		{"the code of a field that is none", `a{\fldinst X}b{\info{\fldinst Y}{\field{\fldinst Z}{\fldrslt 1}}}\par`, "ab\n", ""},
		{"a formula in a formula's group", `{\mmath y{\*\moMath x}}\par`, "yx\n", "docx-math"},
		{"two texts of one that are none", `{\upr x{\*\ud y}}\par`, "xy\n", ""},
		{"two texts of one with braces", `{\upr{a\}b}{\*\ud{c}}}\par`, "c\n", ""},
		{"boxes to tick by their standard", `{\field{\*\fldinst FORMCHECKBOX{\*\formfield{\fftype1\ffres25\ffdefres0}}}{\fldrslt}}{\field{\*\fldinst FORMCHECKBOX{\*\formfield{\fftype1\ffdefres1}}}{\fldrslt}}\par`, "☐☑\n", ""},
		{"a form field does not last", `{\field{\*\fldinst FORMCHECKBOX{\*\formfield{\fftype1\ffdefres1}}}{\fldrslt}}{\field{\*\fldinst X}{\fldrslt y}}\par`, "☑y\n", ""},
		{"lists that begin below nothing", `{\*\listtable{\list{\listlevel\levelnfc0\levelstartat-5\levelfollow2{\leveltext\'02\'00.;}}\listid20}}{\*\listoverridetable{\listoverride\listid20\ls20}{\listoverride\listid20{\lfolevel\listoverridestartat\levelstartat-9}\ls21}}\pard\ls20 a\par\ls21 b\par`, "0.a\n0.b\n", ""},
		{"a start that nobody asked for", `{\*\listoverridetable{\listoverride\listid7{\lfolevel\levelstartat5}\ls5}}\pard\ls5 a\par`, "一、a\n", ""},
		{"an override without a number, another of a list that is not there", `{\*\listoverridetable{\listoverride\listid7}{\listoverride\listid98\ls9}}\pard a\par\ls9 b\par`, "a\nb\n", ""},
		{"a list is the first of its number", `{\*\listtable{\list{\listlevel\levelnfc0\levelstartat1\levelfollow2{\leveltext\'01\'00;}}\listid7}}\pard\ls1 a\par`, "一、a\n", ""},
		{"levels beyond the ninth", `{\*\listtable{\list` + strings.Repeat(`{\listlevel\levelnfc0\levelstartat1\levelfollow2{\leveltext\'02\'00.;}}`, 9) + `{\listlevel\levelnfc23{\leveltext\'01x;}}\listid20}}{\*\listoverridetable{\listoverride\listid20\ls20}}\pard\ls20\ilvl8 a\par\ilvl99 b\par\ilvl-1 c\par`, "1.a\n1.b\n2.c\n", ""},
		{"a start of a level that no list has", `{\*\listoverridetable{\listoverride\listid7\listoverridestartat\levelstartat5` + strings.Repeat(`{\lfolevel\listoverridestartat\levelstartat5}`, 12) + `\ls5}}\pard\ls5 a\par`, "五、a\n", ""},
		{"a pattern as long as a bell", `{\*\listtable{\list{\listlevel\levelnfc0\levelstartat1\levelfollow2{\leveltext\'0babcdefghi\'00;}}\listid20}}{\*\listoverridetable{\listoverride\listid20\ls20}}\pard\ls20 x\par`, "abcdefghi1x\n", ""},
		{"words of tables elsewhere", `a{\info x\cell\par}b\par`, "ab\n", ""},
		{"a cell in a cell without its depth", `\trowd\cellx1000\cellx2000\pard\intbl x\nestcell{\*\nesttableprops\trowd\cellx500\nestrow}b\cell c\cell\row`, "|b[\n|x|\n]|c|\n", ""},
		{"the mark of a cell that is deleted, or hidden", `\trowd\cellx1000\cellx2000\cellx3000\pard\intbl a{\deleted\cell}b{\v\cell}c\cell\row`, "|a|b|c|\n", ""},
		{"symbols in the code of a field", `\f3{\field{\*\fldinst \'fe\u-3842?}{\fldrslt\f0 1}}\par`, "1\n", ""},
		{"pairs of bytes in a Western font, one in none", `\f2\'d5\'fe\f0\'e9\par`, "政é\n", ""},
		{"bytes that are no text", `a\'0a\'0d\'00\u0?b\par`, "ab\n", ""},
		{"bytes that no code page has", `\f1\'ff\par`, "\ufffd\n", ""},
		{"half a character before another", `\u-10187?\u25919?\u-8896?\par`, "政\ufffd\n", ""},
		{"levels that headings do not have", `\pard\outlinelevel9 a\par\outlinelevel-1 b\par\outlinelevel8 c\par`, "a\nb\n9:c\n", ""},
		{"no code page", `\ansicpg0\f0\'d5\'fe\par`, "政\n", ""},
		{"ends of sections, breaks of pages", `a\sect b\par\sect\page c\page d\par`, "a\nb\nc↵d\n", ""},
		{"an empty paragraph whose mark is hidden", `a\par{\v\par}b\par`, "a\nb\n", ""},
		{"a paragraph whose mark is hidden", `a{\v\par}b\par`, "ab\n", ""},
		{"the end is hidden or deleted", `a\par b\v\deleted`, "a\nb\n", ""},
		{"figures off the line", `\trowd\cellx1000\cellx2000\intbl 1{\up6 2}3{\dn 4}{\up0 5}\cell x\cell\row`, "|1 2 3 4 5|x|\n", ""},
		{"text that was moved away", `a{\mvf b}c\par`, "ac\n", "docx-tracked"},
		{"a white figure beside another", `\trowd\cellx1000\cellx2000\intbl 1{\cf2 2}3\cell x\cell\row\pard{\cf99\cf-1 y}\par`, "|1 2 3|x|\ny\n", ""},
	} {
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

// The standard style has no number.
func TestStandardStyle(t *testing.T) {
	doc, found := read(`{\rtf1{\stylesheet{\outlinelevel0 Normal;}{\s1\outlinelevel1 Second;}}\pard a\par\pard\s1 b\par}`)
	if got := wordtest.Dump(doc); got != "1:a\n2:b\n" {
		t.Error(got, found)
	}
}

// What is kept of properties and page headers are the first ones.
func TestFirstOnes(t *testing.T) {
	many := func(n int, piece, last string) string { return strings.Repeat(piece, n) + last }
	property := `{\propname x}\proptype30{\staticval y}`
	for n, want := range map[int]string{63: "某局", 64: ""} {
		doc, _ := read(head + `{\*\userprops` + many(n, property, `{\propname nianbao.organization}\proptype30{\staticval \u26576?\u23616?}`) + `}a\par}`)
		if doc.Meta.Organization != want {
			t.Errorf("behind %d properties: %q", n, doc.Meta.Organization)
		}
	}
	for kind, code := range map[string]string{"header": "docx-header-title", "footer": "docx-header-footer"} {
		for n, want := range map[int]string{5: code, 6: ""} {
			_, found := read(head + many(n, `{\`+kind+`}`, `{\`+kind+`\pard h\par}`) + `a\par}`)
			if got := wordtest.Codes(found); got != want {
				t.Errorf("behind %d of %s: %q, want %q", n, kind, got, want)
			}
		}
	}
	if doc, _ := read(head + `{\*\userprops{\staticval y}}a\par}`); wordtest.Dump(doc) != "a\n" {
		t.Error("a value without a name")
	}
}

// counting is a context that counts how often it is asked.
type counting struct {
	context.Context
	polls int
}

func (c *counting) Err() error { c.polls++; return nil }

// Whatever a file consists of, it is read under the context.
func TestWatched(t *testing.T) {
	const n = 100_000
	for name, data := range map[string]string{"groups": strings.Repeat("{}", n), "words": strings.Repeat(`\b`, n), "a text for other programs": `{\upr{` + strings.Repeat("x", n) + `}{\*\ud{y}}}`} {
		ctx := &counting{Context: context.Background()}
		doc, found := rtf.Read(ctx, []byte(head+data+`a\par}`), limit.Default(), style.Default())
		wordtest.Sound(t, doc, found)
		if ctx.polls < n/2048 {
			t.Errorf("%s: asked %d times", name, ctx.polls)
		}
	}
}

// Tables without end cost what a file is long: no more of them is kept than real ones have.
func TestLongTables(t *testing.T) {
	const n = 200_000
	for name, c := range map[string]struct {
		data string
		most int // bytes that reading allocates
	}{
		"fonts":     {`{\fonttbl` + numbered(n, `{\f%d;}`) + `}`, 6 << 20},
		"styles":    {`{\stylesheet` + numbered(n, `{\s%d;}`) + `}`, 40 << 20},
		"colors":    {`{\colortbl` + strings.Repeat(`;`, 10*n) + `}`, 15 << 20},
		"lists":     {`{\*\listtable` + strings.Repeat(`{\list}`, n) + `}`, 14 << 20},
		"overrides": {`{\*\listoverridetable` + strings.Repeat(`{\listoverride}`, n) + `}`, 14 << 20},
		"uses":      {numbered(n, `\ls%d`) + `{` + numbered(n, `\ls%d{\listtext}`) + `}`, 4 << 20},
		"edges":     {`\trowd` + strings.Repeat(`\cellx1`, n), 4 << 20},
		"a name":    {`{\info{\title ` + strings.Repeat("x ", 10*n) + `}}`, 70 << 20},
		"a picture": {`{\pict ` + strings.Repeat("0f", 10*n) + `}`, 4 << 20},
	} {
		file := []byte(head + c.data + `a\par}`)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		doc, found := rtf.Read(context.Background(), file, limit.Default(), style.Default())
		runtime.ReadMemStats(&after)
		wordtest.Sound(t, doc, found)
		if used := int(after.TotalAlloc - before.TotalAlloc); used > c.most {
			t.Errorf("%s: %d bytes for %d", name, used, len(file))
		}
	}
}

// numbered repeats a piece with numbers.
func numbered(n int, piece string) string {
	before, after, _ := strings.Cut(piece, "%d")
	var b strings.Builder
	for i := range n {
		b.WriteString(before + strconv.Itoa(i) + after)
	}
	return b.String()
}

// What would become far more than it is ends where a limit is passed, and not when all of it has been translated.
func TestUnfolded(t *testing.T) {
	const n = 400_000
	for name, piece := range map[string]string{"cells": `\cell`, "tabs": `\tab`, "notes": `{\footnote}`} {
		data := []byte(head + strings.Repeat(piece, n) + "}")
		limits := limit.Default()
		limits.Input = int64(len(data))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		doc, found := rtf.Read(context.Background(), data, limits, style.Default())
		runtime.ReadMemStats(&after)
		if doc != nil || wordtest.Codes(found) != "office-limit" {
			t.Errorf("%s: %v %v", name, doc != nil, found)
		}
		if used := int(after.TotalAlloc - before.TotalAlloc); used > 20*len(data) {
			t.Errorf("%s: %d bytes for %d", name, used, len(data))
		}
	}
}
