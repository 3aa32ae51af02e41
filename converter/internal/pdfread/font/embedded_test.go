package font

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pdfread/object"
)

// fontOf reads the font that is object 2 of a file of these objects, from 2 on.
func fontOf(t *testing.T, objects ...string) (*Font, *object.File) {
	t.Helper()
	var b strings.Builder
	b.WriteString("%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+2, o)
	}
	b.WriteString("trailer\n<</Root 1 0 R>>\n")
	f, err := object.Repair(limit.NewMeter(t.Context(), limit.Default()), []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return New(f, f.Dict(object.Ref(2))), f
}

func streamOf(data []byte) string {
	return fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(data), data)
}

func words(values ...int) []byte {
	var b []byte
	for _, v := range values {
		b = binary.BigEndian.AppendUint16(b, uint16(v))
	}
	return b
}

// trueType is a font of nothing but a cmap with one subtable.
func trueType(platform, encoding int, subtable []byte) []byte {
	cmap := append(words(0, 1, platform, encoding, 0, 12), subtable...)
	head := append(words(0, 1, 1, 0, 0, 0), "cmap\x00\x00\x00\x00"...)
	head = binary.BigEndian.AppendUint32(head, 28)
	head = binary.BigEndian.AppendUint32(head, uint32(len(cmap)))
	return append(head, cmap...)
}

// segmented is a subtable of format 4: the digits are the glyphs from 19 on, 府 is 40 by the array, U+00A0 and U+E000 are 41, U+E001 is 42.
func segmented() []byte {
	return append(words(4, 0, 0, 10, 0, 0, 0), words(
		'9', 0xA0, 0x5E9C, 0xE001, 0xFFFF, 0,
		'0', 0xA0, 0x5E9C, 0xE000, 0xFFFF,
		(19-'0')&0xFFFF, (41-0xA0)&0xFFFF, 0, (41-0xE000)&0xFFFF, 1,
		0, 0, 6, 0, 0, 40)...)
}

func grouped() []byte {
	b := words(12, 0, 0, 0, 0, 0, 0, 2)
	for _, v := range []uint32{'0', '9', 19, 0x20BB7, 0x20BB7, 50} {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	return b
}

// compact is a font in CFF of a name and a dictionary.
func compact(top string) []byte {
	b := []byte{1, 0, 4, 1, 0, 1, 1, 1, 2, 'A', 0, 1, 1, 1, byte(1 + len(top))}
	return append(b, top...)
}

// TestEmbedded: what the glyphs of composite fonts without a ToUnicode CMap are. CID 18 of Adobe-GB1 is 1, CID 1705 is 府.
func TestEmbedded(t *testing.T) {
	const (
		one, fu, nineteen = "\x00\x12", "\x06\xa9", "\x00\x13"
		gb1               = "/CIDSystemInfo<</Ordering(GB1)>>"
	)
	renumbered := words(0, 0, 0, 7)
	for name, c := range map[string]struct {
		descendant string
		streams    []string
		shown      string
		want       string
	}{
		"GB1, nothing embedded":             {gb1, nil, one + fu, "1府"},
		"half as wide":                      {gb1, nil, "\x03\x3d\x1e\x24", "0 "},
		"Japan1, nothing embedded":          {"/CIDSystemInfo<</Ordering(Japan1)>>", nil, one + fu, "1\uFFFD"},
		"a collection of the program's own": {"/CIDSystemInfo<</Ordering(Identity)>>", nil, one, "\uFFFD"},
		"GB1, CIDs in CFF":                  {gb1 + "/FontDescriptor<</FontFile3 3 0 R>>", []string{streamOf(compact("\x8b\x1c\x01\x00\x8b\x0c\x1e"))}, one + fu, "1府"},
		"GB1, names in CFF":                 {gb1 + "/FontDescriptor<</FontFile3 3 0 R>>", []string{streamOf(compact("\x8b\x00\x8b\x8b\x8b\x0c\x1e"))}, one, "\uFFFD"},
		"GB1, CFF that is cut off":          {gb1 + "/FontDescriptor<</FontFile3 3 0 R>>", []string{streamOf(compact("\x8b\x1c\x01\x00\x8b\x0c\x1e")[:20])}, one, "\uFFFD"},
		"GB1, TrueType":                     {gb1 + "/FontDescriptor<</FontFile2 3 0 R>>", []string{streamOf(nil)}, one, "\uFFFD"},
		"GB1, TrueType with numbers":        {gb1 + "/FontDescriptor<</FontFile2 3 0 R>>/CIDToGIDMap 4 0 R", []string{streamOf(nil), streamOf(renumbered)}, one + fu, "1府"},
		"GB1, TrueType, the same numbers":   {gb1 + "/FontDescriptor<</FontFile2 3 0 R>>/CIDToGIDMap 4 0 R", []string{streamOf(nil), streamOf(words(0, 1, 2, 0, 4))}, one, "\uFFFD"},
		"code points":                       {"/CIDSystemInfo<</Ordering(UCS)>>/FontDescriptor<</FontFile2 3 0 R>>/CIDToGIDMap 4 0 R", []string{streamOf(nil), streamOf(renumbered)}, "\x00\x31\x5e\x9c", "1府"},
		"a table of segments":               {"/FontDescriptor<</FontFile2 3 0 R>>", []string{streamOf(trueType(3, 1, segmented()))}, nineteen + "\x00\x1c\x00\x28\x00\x29\x00\x2a", "09府 \uFFFD"},
		"a table of groups":                 {"/FontDescriptor<</FontFile2 3 0 R>>", []string{streamOf(trueType(3, 10, grouped()))}, nineteen + "\x00\x32\x00\x33", "0𠮷\uFFFD"},
		"a table of Unicode":                {"/FontDescriptor<</FontFile2 3 0 R>>", []string{streamOf(trueType(0, 3, segmented()))}, nineteen, "0"},
		"a table of symbols":                {"/FontDescriptor<</FontFile2 3 0 R>>", []string{streamOf(trueType(3, 0, segmented()))}, nineteen, "\uFFFD"},
		"a table of variations":             {"/FontDescriptor<</FontFile2 3 0 R>>", []string{streamOf(trueType(0, 5, segmented()))}, nineteen, "\uFFFD"},
		"a table that is cut off":           {"/FontDescriptor<</FontFile2 3 0 R>>", []string{streamOf(trueType(3, 1, segmented())[:70])}, nineteen, "\uFFFD"},
		"an array that is cut off":          {"/FontDescriptor<</FontFile2 3 0 R>>", []string{streamOf(trueType(3, 1, segmented()[:len(segmented())-2]))}, nineteen + "\x00\x28", "0\uFFFD"},
		"glyphs by numbers":                 {"/FontDescriptor<</FontFile2 3 0 R>>/CIDToGIDMap 4 0 R", []string{streamOf(trueType(3, 1, segmented())), streamOf(words(0, 20))}, "\x00\x01\x00\x02", "1\uFFFD"},
	} {
		font, f := fontOf(t, append([]string{"<</Subtype/Type0/Encoding/Identity-H/DescendantFonts[<<" + c.descendant + ">>]>>"}, c.streams...)...)
		got := ""
		for s := []byte(c.shown); len(s) > 0; {
			g, n := font.Next(s)
			got, s = got+g.Text, s[n:]
		}
		if got != c.want || f.Err() != nil {
			t.Errorf("%s: %q, want %q, %v", name, got, c.want, f.Err())
		}
	}
	said, _ := fontOf(t, "<</Subtype/Type0/Encoding/Identity-H/ToUnicode 3 0 R/DescendantFonts[<<"+gb1+">>]>>", streamOf([]byte("1 beginbfchar <0012> <0037> endbfchar")))
	if g, _ := said.Next([]byte(one)); g.Text != "7" {
		t.Errorf("a ToUnicode CMap says %q", g.Text)
	}
}

// names is a font in CFF of four glyphs with a charset, an encoding and one name of its own, number 391.
func names(charset, encoding, own string) []byte {
	const room = 12 // three numbers of three bytes with their operators
	data := compact(strings.Repeat("\x8b", room))
	dictionary := len(data) - room
	data = append(append(data, 0, 1, 1, 1, byte(1+len(own))), own...)
	for i, table := range [...]string{charset, encoding, "\x00\x04\x01\x01\x01\x01\x01\x01"} {
		copy(data[dictionary+4*i:], []byte{28, byte(len(data) >> 8), byte(len(data)), byte(15 + i)})
		data = append(data, table...)
	}
	return data
}

// TestBuiltIn: what codes mean in fonts of type 1 that are embedded and say no encoding.
func TestBuiltIn(t *testing.T) {
	const postscript = "%!PS-AdobeFont-1.0\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 1 /one put\ndup 2/two put\nreadonly def\ncurrentfile eexec dup 3 /three put"
	for name, c := range map[string]struct {
		key   string
		flags int
		font  []byte
		want  string // of the codes 1, 2, 3 and of the code of A
	}{
		"PostScript":                   {"FontFile", 4, []byte(postscript), "12\uFFFD\uFFFD"},
		"PostScript, by name":          {"FontFile", 4, []byte("/Encoding StandardEncoding def"), "\uFFFD\uFFFD\uFFFDA"},
		"PostScript that is cut off":   {"FontFile", 4, []byte(postscript[:110]), "\uFFFD\uFFFD\uFFFD\uFFFD"},
		"PostScript, standard by flag": {"FontFile", 32, nil, "\uFFFD\uFFFD\uFFFDA"},
		"CFF":                          {"FontFile3", 4, names("\x00\x00\x12\x00\x13\x01\x87", "\x00\x03\x01\x02\x03", "uni4E00"), "12一\uFFFD"},
		"CFF in ranges":                {"FontFile3", 4, names("\x01\x00\x12\x01\x01\x87\x00", "\x01\x02\x02\x01\x01\x00", "three"), "312\uFFFD"},
		"CFF in long ranges":           {"FontFile3", 4, names("\x02\x00\x12\x00\x02", "\x00\x03\x01\x02\x03", "x"), "123\uFFFD"},
		"CFF with forms of codes":      {"FontFile3", 4, names("\x00\x00\x12\x00\x13\x00\x14", "\x80\x02\x01\x03", "x"), "1\uFFFD2\uFFFD"},
		"CFF, an unknown format":       {"FontFile3", 4, names("\x00\x00\x12\x00\x13\x00\x14", "\x07\x02\x01\x03", "x"), "\uFFFD\uFFFD\uFFFD\uFFFD"},
		"CFF, a charset of no format":  {"FontFile3", 4, names("\x09\x00\x12\x00\x13\x00\x14", "\x00\x02\x01\x02", "x"), "\uFFFD\uFFFD\uFFFD\uFFFD"},
		"CFF, the standard encoding":   {"FontFile3", 4, compact("\x8b\x0f"), "\uFFFD\uFFFD\uFFFDA"},
		"CFF with CIDs":                {"FontFile3", 4, compact("\x8b\x8b\x8b\x0c\x1e"), "\uFFFD\uFFFD\uFFFD\uFFFD"},
		"CFF that is cut off":          {"FontFile3", 4, compact("\x8b\x0f")[:8], "\uFFFD\uFFFD\uFFFD\uFFFD"},
	} {
		font, f := fontOf(t, fmt.Sprintf("<</Subtype/Type1/BaseFont/X/FontDescriptor<</Flags %d/%s 3 0 R>>>>", c.flags, c.key), streamOf(c.font))
		got := ""
		for s := []byte("\x01\x02\x03A"); len(s) > 0; {
			g, n := font.Next(s)
			got, s = got+g.Text, s[n:]
		}
		if got != c.want || f.Err() != nil {
			t.Errorf("%s: %q, want %q, %v", name, got, c.want, f.Err())
		}
	}
}

// FuzzPrograms: no font makes the readers of its tables panic, and none of them goes on without end.
func FuzzPrograms(f *testing.F) {
	for _, seed := range [][]byte{trueType(3, 1, segmented()), trueType(3, 10, grouped()), compact("\x8b\x1c\x01\x00\x8b\x0c\x1e"), names("\x00\x00\x12\x00\x13\x01\x87", "\x00\x03\x01\x02\x03", "uni4E00"), []byte("/Encoding dup 1 /one put def")} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		limits := limit.Default()
		limits.PDFValues = 50_000
		file, err := object.Repair(limit.NewMeter(t.Context(), limits), []byte("%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n"))
		if err != nil {
			t.Fatal(err)
		}
		cidKeyed(data)
		compactEncoding(data)
		typeOneEncoding(data)
		textsOfGlyphs(file, data)
	})
}
