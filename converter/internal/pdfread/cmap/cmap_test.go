package cmap_test

import (
	"fmt"
	"testing"

	"nianbao/converter/internal/pdfread/cmap"
)

// free counts nothing.
type free struct{ left int }

func (f *free) Count(n int) bool { f.left -= n; return f.left > 0 }

func parse(text string) *cmap.Map { return cmap.Parse(&free{1 << 20}, []byte(text), nil) }

// TestText: what codes stand for.
func TestText(t *testing.T) {
	m := parse(`/CIDInit /ProcSet findresource begin 1 begincodespacerange <0000> <FFFF> endcodespacerange
3 beginbfchar <0003> <0020> <0005> <53F09AD8> <0006> <D842DFB7> endbfchar % 𠮷
2 beginbfrange <0010> <0019> <0030> <0020> <0021> [<4E00> <4E8C>] endbfrange
1 beginbfrange <0030> <002F> <0041> endbfrange`)
	for code, want := range map[uint32]string{3: " ", 5: "台高", 6: "𠮷", 0x10: "0", 0x19: "9", 0x1A: "", 0x20: "一", 0x21: "二", 0x22: "", 0x30: "", 0: ""} {
		if got := m.Text(code, 2); got != want {
			t.Errorf("%04x: %q, want %q", code, got, want)
		}
	}
}

// TestCodes: how strings are cut, and which characters of a font codes select.
func TestCodes(t *testing.T) {
	own := parse(`/WMode 1 def 2 begincodespacerange <00> <7F> <8140> <FEFE> endcodespacerange
1 begincidchar <41> 7 endcidchar 1 begincidrange <8140> <8150> 100 endcidrange`)
	if !own.Vertical {
		t.Error("not vertical")
	}
	for _, c := range []struct {
		m      *cmap.Map
		bytes  string
		length int
		cid    int
		text   string
	}{
		{own, "A", 1, 7, ""}, {own, "\x81\x42", 2, 102, ""}, {own, "\x81", 1, 0, ""}, {own, "\x81\x01", 1, 0, ""},
		{cmap.Predefined("Identity-H"), "\x00\x13", 2, 0x13, ""}, {cmap.Predefined("Identity-H"), "\x13", 1, 0x13, ""},
		{cmap.Predefined("UniGB-UCS2-H"), "\x00\x31", 2, 18, "1"}, {cmap.Predefined("UniGB-UTF16-H"), "\xd8\x42\xdf\xb7", 4, 0, "𠮷"}, {cmap.Predefined("UniGB-UCS2-H"), "\x4e\x00", 2, 0, "一"},
		{cmap.Predefined("GBK-EUC-H"), "1x", 1, 830, "1"}, {cmap.Predefined("GBK-EUC-H"), " ", 1, 7716, " "}, {cmap.Predefined("GBK-EUC-H"), "~", 1, 907, "~"}, {cmap.Predefined("GB-EUC-H"), "0", 1, 829, "0"},
		{cmap.Predefined("GBK2K-H"), "0", 1, 17, "0"}, {cmap.Predefined("GBpc-EUC-H"), "0", 1, 17, "0"}, {cmap.Predefined("GBK-EUC-H"), "\xd5\xfe", 2, 0, "政"}, {cmap.Predefined("GBKp-EUC-H"), "1", 1, 18, "1"},
		{cmap.Predefined("GB-EUC-V"), "\xb8\xae", 2, 0, "府"}, {cmap.Predefined("GBK2K-H"), "\x95\x32\x82\x36", 4, 0, "𠀀"},
	} {
		code, length := c.m.Next([]byte(c.bytes))
		if length != c.length || c.m.CID(code, length) != c.cid || c.m.Text(code, length) != c.text {
			t.Errorf("%x: %d bytes, CID %d, %q; want %d, %d, %q", c.bytes, length, c.m.CID(code, length), c.m.Text(code, length), c.length, c.cid, c.text)
		}
	}
	for _, name := range []string{"", "Identity", "UniGB-UCS2-X", "ETen-B5-H"} {
		if cmap.Predefined(name) != nil {
			t.Errorf("%q is known", name)
		}
	}
}

// TestGB1: Adobe's table is unpacked as it was: CIDs that technical note 5079 names, the first, the last, and how many there are.
func TestGB1(t *testing.T) {
	for cid, want := range map[int]string{-1: "", 0: "", 1: " ", 17: "0", 95: "~", 96: "\u3000", 814: "!", 829: "0", 4162: "一", 1705: "府", 30283: "\uA4C6", 30284: "", 1 << 30: ""} {
		if got := cmap.GB1(cid); got != want {
			t.Errorf("CID %d: %q, want %q", cid, got, want)
		}
	}
	named := 0
	for cid := range 40_000 {
		if cmap.GB1(cid) != "" {
			named++
		}
	}
	if named != 30_283 {
		t.Errorf("%d CIDs have a text", named)
	}
}

// FuzzParse: no text is no CMap, and none costs more than its counter allows.
func FuzzParse(f *testing.F) {
	f.Add([]byte("1 beginbfrange <00> <ff> [<41> <42>] endbfrange"), []byte("AB"))
	f.Add([]byte("/GBK-EUC-H usecmap 1 begincidrange <8140> <ffff> 1 endcidrange"), []byte("\x81\x40"))
	f.Fuzz(func(t *testing.T, data, shown []byte) {
		m := cmap.Parse(&free{10_000}, data, nil)
		for len(shown) > 0 {
			code, n := m.Next(shown)
			if n < 1 || n > len(shown) || m.CID(code, n) < 0 && code < 1<<31 {
				t.Fatalf("%d bytes of %d", n, len(shown))
			}
			m.Text(code, n)
			shown = shown[n:]
		}
	})
}

func ExampleParse() {
	m := cmap.Parse(&free{100}, []byte("1 beginbfrange <0010> <0019> <0030> endbfrange"), nil)
	fmt.Println(m.Text(0x12, 2))
	// Output: 2
}
