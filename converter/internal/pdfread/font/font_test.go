package font

import (
	"testing"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pdfread/object"
)

// TestGlyphs: what the bytes of a string are in fonts of each kind.
func TestGlyphs(t *testing.T) {
	f, err := object.Repair(limit.NewMeter(t.Context(), limit.Default()), []byte("%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n"))
	if err != nil {
		t.Fatal(err)
	}
	number := func(n int) object.Object { return object.Integer(n) }
	descendant := func(program bool) object.Array {
		descriptor := object.Dict{}
		if program {
			descriptor["FontFile2"] = object.Dict{"Length": number(0)}
		}
		return object.Array{object.Dict{"CIDSystemInfo": object.Dict{"Ordering": object.String("GB1")}, "FontDescriptor": descriptor, "DW": number(900),
			"W": object.Array{number(17), object.Array{number(450)}, number(20), number(22), number(600)}}}
	}
	differences := object.Dict{"Differences": object.Array{number(1), object.Name("one"), object.Name("uni4E00"), object.Name("g17"), object.Name("five.lnum")}}
	for name, c := range map[string]struct {
		dict  object.Dict
		bytes string
		text  string
		width float64
	}{
		"Windows":                          {object.Dict{"Subtype": object.Name("TrueType"), "Encoding": object.Name("WinAnsiEncoding"), "FirstChar": number(0x96), "Widths": object.Array{number(700)}}, "\x96", "–", 0.7},
		"Macintosh":                        {object.Dict{"Subtype": object.Name("TrueType"), "Encoding": object.Name("MacRomanEncoding")}, "\xd0", "–", usual},
		"standard":                         {object.Dict{"Subtype": object.Name("Type1"), "BaseFont": object.Name("Helvetica")}, "'", "’", usual},
		"a name":                           {object.Dict{"Subtype": object.Name("Type3"), "Encoding": differences, "FontMatrix": object.Array{object.Real(0.01), number(0), number(0), object.Real(0.01), number(0), number(0)}, "FirstChar": number(1), "Widths": object.Array{number(55)}}, "\x01", "1", 0.55},
		"a name of a code point":           {object.Dict{"Subtype": object.Name("Type1"), "Encoding": differences}, "\x02", "一", usual},
		"a name that says nothing":         {object.Dict{"Subtype": object.Name("Type1"), "Encoding": differences}, "\x03", Unknown, usual},
		"a form of a digit":                {object.Dict{"Subtype": object.Name("Type1"), "Encoding": differences}, "\x04", "5", usual},
		"symbolic, but not embedded":       {object.Dict{"Subtype": object.Name("TrueType"), "BaseFont": object.Name("ArialMT"), "FontDescriptor": object.Dict{"Flags": number(4)}}, "(", "(", 0.333},
		"symbols, not embedded":            {object.Dict{"Subtype": object.Name("TrueType"), "BaseFont": object.Name("Wingdings-Regular"), "FontDescriptor": object.Dict{"Flags": number(4)}}, "1", Unknown, usual},
		"a symbolic font without encoding": {object.Dict{"Subtype": object.Name("TrueType"), "FontDescriptor": object.Dict{"Flags": number(4), "FontFile2": object.Dict{}}}, "1", Unknown, usual},
		"bold":                             {object.Dict{"Subtype": object.Name("Type1"), "BaseFont": object.Name("Times-Bold"), "Encoding": object.Name("WinAnsiEncoding")}, ":", ":", 0.333},
		"a typewriter":                     {object.Dict{"Subtype": object.Name("Type1"), "BaseFont": object.Name("Courier"), "Encoding": object.Name("WinAnsiEncoding")}, "i", "i", 0.6},
		"a width that is missing":          {object.Dict{"Subtype": object.Name("Type1"), "BaseFont": object.Name("Arial"), "FontDescriptor": object.Dict{"MissingWidth": number(440)}}, ".", ".", 0.44},
		"a name in GBK":                    {object.Dict{"Subtype": object.Name("TrueType"), "BaseFont": object.Name("\xb7\xc2\xcb\xce_GB2312"), "Encoding": object.Name("WinAnsiEncoding")}, "\xd5\xfe", "政", 1},
		"a name in GBK, digits":            {object.Dict{"Subtype": object.Name("TrueType"), "BaseFont": object.Name("\xb7\xc2\xcb\xce"), "Encoding": object.Name("WinAnsiEncoding")}, "7", "7", usual},
		"a name in GBK, embedded":          {object.Dict{"Subtype": object.Name("TrueType"), "BaseFont": object.Name("\xb7\xc2\xcb\xce"), "Encoding": object.Name("WinAnsiEncoding"), "FontDescriptor": object.Dict{"FontFile2": object.Dict{}}}, "\xd5", "Õ", usual},
		"a name in UTF-8":                  {object.Dict{"Subtype": object.Name("TrueType"), "BaseFont": object.Name("宋体"), "Encoding": object.Name("WinAnsiEncoding")}, "\xd5", "Õ", usual},
		"a CID of a collection":            {object.Dict{"Subtype": object.Name("Type0"), "Encoding": object.Name("Identity-H"), "DescendantFonts": descendant(false)}, "\x00\x11", "0", 0.45},
		// The font that is embedded numbers its glyphs by itself: 19 is a digit 0 in most.
		"a glyph of an embedded font": {object.Dict{"Subtype": object.Name("Type0"), "Encoding": object.Name("Identity-H"), "DescendantFonts": descendant(true)}, "\x00\x13", Unknown, 0.9},
		"a radical":                   {object.Dict{"Subtype": object.Name("Type0"), "Encoding": object.Name("UniGB-UCS2-H"), "DescendantFonts": descendant(true)}, "\x2f\x64", "用", 0.9},
		"a range of widths":           {object.Dict{"Subtype": object.Name("Type0"), "Encoding": object.Name("Identity-H"), "DescendantFonts": descendant(false)}, "\x00\x15", "4", 0.6},
	} {
		g, n := New(f, c.dict).Next([]byte(c.bytes))
		if g.Text != c.text || g.Width < c.width-1e-9 || g.Width > c.width+1e-9 || n != len(c.bytes) {
			t.Errorf("%s: %q, %v wide, %d bytes; want %q, %v", name, g.Text, g.Width, n, c.text, c.width)
		}
	}
	down, _ := New(f, object.Dict{"Subtype": object.Name("Type0"), "Encoding": object.Name("UniGB-UCS2-V"), "DescendantFonts": descendant(true)}).Next([]byte("\x4e\x00"))
	if down.Advance != -1 || down.Left != 0.45 || down.Up != 0.88 {
		t.Errorf("down the page: %+v", down)
	}
}
