package numbering_test

import (
	"strconv"
	"testing"
	"unicode/utf8"

	"nianbao/converter/internal/numbering"
)

// Every number from 0 to 9999 is read back from each way in which it can be written, and from no other way.
func TestNumbersComeBack(t *testing.T) {
	for n := range 10_000 {
		counted := numbering.Chinese(n)
		if got, ok := numbering.Count(counted); !ok || got != n {
			t.Fatalf("%d is counted %s and read %d (%v)", n, counted, got, ok)
		}
		for _, written := range []string{strconv.Itoa(n), string(numbering.AppendDigits(nil, n, '〇')), string(numbering.AppendDigits(nil, n, '○')), string(numbering.AppendFullWidth(nil, n))} {
			if got, ok := numbering.Digits(written); !ok || got != n {
				t.Fatalf("%d is written %s and read %d (%v)", n, written, got, ok)
			}
			if got, ok := numbering.Number(written); !ok || got != n {
				t.Fatalf("%d is written %s and taken for %d (%v)", n, written, got, ok)
			}
		}
		if got, ok := numbering.Number(counted); !ok || got != n {
			t.Fatalf("%d is counted %s and taken for %d (%v)", n, counted, got, ok)
		}
		if _, ok := numbering.Count(string(numbering.AppendDigits(nil, n, '〇'))); ok && n > 9 {
			t.Fatalf("the digits of %d are taken for counting", n)
		}
	}
	for n := 10_000; n < 100_000_000; n = n*3 + 7 {
		if got, ok := numbering.Count(numbering.Chinese(n)); !ok || got != n {
			t.Fatalf("%d is counted %s and read %d (%v)", n, numbering.Chinese(n), got, ok)
		}
	}
}

func TestCount(t *testing.T) {
	for text, want := range map[string]int{"廿": 20, "廿三": 23, "卅一": 31, "一十": 10, "一百一十": 110, "一百零五": 105, "一百〇五": 105, "零": 0, "两": -1, "": -1,
		"一二": -1, "十十": -1, "一百五": -1, "一万五": -1, "百": -1, "一十百": -1, "二廿": -1, "十廿": -1, "一百零": -1, "零五": -1, "一百零零五": -1, "12": -1, "１２": -1,
		"二〇二三": -1, "一万万": -1, "万": -1, "十、": -1, "一百零十": -1} {
		got, ok := numbering.Count(text)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
}

func TestDigits(t *testing.T) {
	for text, want := range map[string]int{"二〇二三": 2023, "二○二三": 2023, "二零二三": 2023, "２０２３": 2023, "2０2三": 2023, "007": 7, "": -1, "十": -1, "2023年": -1, "1234567890": -1} {
		got, ok := numbering.Digits(text)
		if !ok {
			got = -1
		}
		if got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
}

func TestNumeral(t *testing.T) {
	for n := -1; n <= 11; n++ {
		r := numbering.Numeral(n)
		if (r != 0) != (n >= 1 && n <= 10) || r != 0 && !numbering.IsNumeral(r) {
			t.Errorf("the numeral of %d is %q", n, r)
		}
		if d, ok := numbering.Digit(r); ok != (n >= 1 && n <= 9) || ok && d != n {
			t.Errorf("%q is the digit %d (%v)", r, d, ok)
		}
	}
	if numbering.IsNumeral('〇') || numbering.IsNumeral('百') {
		t.Error("more than ten numerals")
	}
}

func TestEnclosed(t *testing.T) {
	for e, marks := range map[numbering.Enclosure]string{numbering.Circled: "①⑩⑳", numbering.Bracketed: "⑴⑽⒇", numbering.Stopped: "⒈⒑⒛",
		numbering.BracketedCount: "㈠㈩", numbering.CircledCount: "㊀㊉"} {
		for i, mark := range []rune(marks) {
			n := []int{1, 10, 20}[i]
			if got, ok := e.Append(nil, n); !ok || string(got) != string(mark) || e.Value(mark) != n {
				t.Errorf("%d in %c: %s (%v), back %d", n, rune(e), got, ok, e.Value(mark))
			}
		}
		for _, n := range []int{-1, 21} {
			if got, ok := e.Append(nil, n); ok || len(got) != 0 {
				t.Errorf("%d in %c: %s", n, rune(e), got)
			}
		}
		if e.Value(rune(e)-1) != 0 || e.Value('x') != 0 || e.Value(utf8.MaxRune) != 0 {
			t.Errorf("%c holds more than it does", rune(e))
		}
	}
	if got, ok := numbering.Circled.Append(nil, 0); !ok || string(got) != "⓪" {
		t.Errorf("nought in a circle is %s", got)
	}
}

func FuzzCount(f *testing.F) {
	for _, seed := range []string{"一百零五", "廿三", "二〇二三", "十万", "一万零一十", "\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if n, ok := numbering.Count(s); ok && (n < 0 || n > 99_999_999) {
			t.Fatalf("%q is %d", s, n)
		}
	})
}
