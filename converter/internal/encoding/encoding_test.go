package encoding

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/converter/diag"
)

const prose = "示例市商务局2023年政府信息公开工作年度报告\n\n一、总体情况\n根据《中华人民共和国政府信息公开条例》，编制本报告。全年收到申请12件，办结11件。\n"

func gb(t testing.TB, s string) []byte {
	t.Helper()
	out, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func wideBytes(order binary.AppendByteOrder, s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, u)
	}
	return out
}

func TestDecode(t *testing.T) {
	cut := []byte(prose)[:len(prose)-len("件。\n")+2] // inside the last character
	tests := []struct {
		name, hint string
		data       []byte
		want, as   string
		codes      []diag.Code
	}{
		{"empty", "", nil, "", UTF8, nil},
		{"ascii", "gbk", []byte("<p>1</p>"), "<p>1</p>", UTF8, nil},
		{"utf-8", "", []byte(prose), prose, UTF8, nil},
		{"utf-8 with mark", "gbk", []byte("\uFEFF" + prose), prose, UTF8, nil},
		{"utf-8 labelled gbk", "gb2312", []byte(prose), prose, UTF8, []diag.Code{"encoding-label-wrong"}},
		{"gbk", "", gb(t, prose), prose, GB18030, nil},
		{"gbk labelled", "GBK", gb(t, prose), prose, GB18030, nil},
		{"gbk labelled utf-8", "utf-8", gb(t, prose), prose, GB18030, []diag.Code{"encoding-label-wrong"}},
		{"gbk that looks like two-byte utf-8", "", gb(t, "联通"), "联通", GB18030, nil},
		{"four-byte gb18030", "gb18030", gb(t, prose+"㐂𠮷"), prose + "㐂𠮷", GB18030, nil},
		{"gb18030 with mark", "", append([]byte("\x84\x31\x95\x33"), gb(t, "年报")...), "年报", GB18030, nil},
		{"utf-16le with mark", "", append([]byte("\xFF\xFE"), wideBytes(binary.LittleEndian, prose)...), prose, UTF16LE, nil},
		{"utf-16be with mark", "", append([]byte("\xFE\xFF"), wideBytes(binary.BigEndian, prose)...), prose, UTF16BE, nil},
		{"utf-16le bare", "", wideBytes(binary.LittleEndian, prose), prose, UTF16LE, nil},
		{"utf-16be bare", "", wideBytes(binary.BigEndian, prose), prose, UTF16BE, nil},
		{"utf-16le ascii", "", wideBytes(binary.LittleEndian, "<table><tr><td>1"), "<table><tr><td>1", UTF16LE, nil},
		{"utf-16 surrogates", "", wideBytes(binary.BigEndian, "a\n𠮷b"), "a\n𠮷b", UTF16BE, nil},
		{"utf-8 cut at the end", "", cut, string(cut[:len(cut)-2]) + "\uFFFD", UTF8, []diag.Code{"encoding-invalid-bytes"}},
		{"utf-8 with a broken byte", "", []byte(prose + "\xFF" + prose), prose + "\uFFFD" + prose, UTF8, []diag.Code{"encoding-invalid-bytes"}},
		{"gbk with a broken byte", "", append(append(gb(t, prose), 0xFF), gb(t, prose)...), prose + "\uFFFD" + prose, GB18030, []diag.Code{"encoding-invalid-bytes"}},
		{"damaged before", "", []byte(prose + "\uFFFD"), prose + "\uFFFD", UTF8, []diag.Code{"encoding-damaged"}},
		{"damaged twice", "", []byte(prose + "锟斤拷"), prose + "锟斤拷", UTF8, []diag.Code{"encoding-damaged"}},
		{"useless label", "iso-8859-1", []byte(prose), prose, UTF8, nil},
		{"a zip", "", []byte("PK\x03\x04\x14\x00\x08\x00\x08\x00\x00\x00\x21\x00\x9a\xf1"), "", "", []diag.Code{"encoding-unknown"}},
		{"noise", "", noise(4000), "", "", []diag.Code{"encoding-unknown"}},
		{"utf-32", "", []byte("\xFF\xFE\x00\x00a\x00\x00\x00b\x00\x00\x00"), "", "", []diag.Code{"encoding-unknown"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text, name, diags := Decode(nil, test.data, test.hint)
			if text != test.want || name != test.as {
				t.Errorf("got %q as %q, want %q as %q", text, name, test.want, test.as)
			}
			if len(diags) != len(test.codes) {
				t.Fatalf("diagnostics %v, want %v", diags, test.codes)
			}
			for _, code := range test.codes {
				if !diags.Has(code) {
					t.Errorf("no %s in %v", code, diags)
				}
			}
		})
	}
}

func TestInvalidBytesNameTheLine(t *testing.T) {
	for _, encode := range []func(string) []byte{
		func(s string) []byte { return []byte(s) },
		func(s string) []byte { return gb(t, s) },
	} {
		data := append(encode(prose), 0xFF)
		_, _, diags := Decode(nil, append(data, encode(prose)...), "")
		if len(diags) != 1 || diags[0].Place.Line != 1+strings.Count(prose, "\n") {
			t.Errorf("diagnostics %+v", diags)
		}
	}
}

// Every text of Chinese, digits and mark-up comes back from each encoding without a label, however short it is.
func TestDecodeFindsEveryEncoding(t *testing.T) {
	words := []string{"规章", "行政许可", "总计", "其他处理", "0", "<td>12</td>", "\n", "（一）", "\u3000", "二、", "不予公开", "申请人情况", "|", "\t"}
	for seed := range 2000 {
		var b strings.Builder
		b.WriteString("<p>申请人情况：行政许可</p>\n")
		for i := range seed % 40 {
			b.WriteString(words[(seed*7+i*(seed%5+1))%len(words)])
		}
		s := b.String()
		for name, data := range map[string][]byte{UTF8: []byte(s), GB18030: gb(t, s),
			UTF16LE: wideBytes(binary.LittleEndian, s), UTF16BE: wideBytes(binary.BigEndian, s)} {
			if text, as, diags := Decode(nil, data, ""); text != s || as != name || len(diags) > 0 {
				t.Fatalf("%q in %s came back as %s: %q %v", s, name, as, text, diags)
			}
		}
	}
}

func noise(n int) []byte {
	out := make([]byte, n)
	state := uint32(1)
	for i := range out {
		state = state*1664525 + 1013904223
		out[i] = byte(state >> 24)
	}
	return out
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(prose), "gbk")
	f.Add(gb(f, prose), "utf-8")
	f.Add(wideBytes(binary.LittleEndian, prose), "")
	f.Add(wideBytes(binary.BigEndian, prose)[1:], "utf-16")
	f.Add(noise(300), "")
	f.Fuzz(func(t *testing.T, data []byte, hint string) {
		text, name, diags := Decode(nil, data, hint)
		if !utf8.ValidString(text) {
			t.Errorf("invalid UTF-8 from %q", data)
		}
		if worst, _ := diags.Worst(); (name == "") != (worst == diag.Error) {
			t.Errorf("name %q with diagnostics %v", name, diags)
		}
		if len(text) > 3*len(data)+3 {
			t.Errorf("%d bytes became %d", len(data), len(text))
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	text := strings.Repeat(prose, 100)
	for _, c := range []struct {
		name string
		data []byte
	}{{"utf-8", []byte(text)}, {"gb18030", gb(b, text)}, {"utf-16", wideBytes(binary.LittleEndian, text)}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.data)))
			b.ReportAllocs()
			for b.Loop() {
				Decode(nil, c.data, "")
			}
		})
	}
}

func ExampleDecode() {
	text, name, diags := Decode(nil, []byte("\xC4\xEA\xB1\xA8"), "utf-8") // 年报 in GBK, labelled wrongly
	fmt.Println(text, name)
	fmt.Println(diags[0].Message(diag.English))
	// Output:
	// 年报 gb18030
	// the file says its encoding is “utf-8” but it is gb18030, and was read as such
}

// A text with bytes missing all over is still what it was: few pairs of one encoding read as the other.
func TestDecodeBelievesTheEncodingWithFewerFaults(t *testing.T) {
	long := strings.Repeat(prose+"规章 0 0 12\n行政许可 1,287 件\n", 20)
	for name, data := range map[string][]byte{UTF8: []byte(long), GB18030: gb(t, long)} {
		for _, every := range []int{400, 100, 50, 24, 16} {
			var damaged []byte
			for i, c := range data {
				if i%every != every/2 || c < 0x80 {
					damaged = append(damaged, c)
				}
			}
			text, as, diags := Decode(nil, damaged, "")
			if as != name {
				t.Errorf("%s without a byte in %d was taken for %q", name, every, as)
			}
			if name == UTF8 && (strings.Count(text, "\uFFFD") == 0 || len(diags) == 0) {
				t.Errorf("%s without a byte in %d: nothing was said", name, every)
			}
		}
	}
}
