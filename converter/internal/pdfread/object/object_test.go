package object_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pdfread/object"
)

// TestValues: every kind of value in every way of writing it (ISO 32000-1 7.3).
func TestValues(t *testing.T) {
	for text, want := range map[string]object.Object{
		"null": nil, "true": true, "false": false, "0": object.Integer(0), "+17": object.Integer(17), "-98": object.Integer(-98), "00012": object.Integer(12),
		"34.5": object.Real(34.5), "-.002": object.Real(-.002), "4.": object.Real(4), "+.5": object.Real(.5), "123456789012345678901": object.Real(123456789012345678901),
		"3 0 R": nil, // an object that is not there
		"()":    object.String(""), "(a(b)c)": object.String("a(b)c"), `(\(\)\\)`: object.String(`()\`), "(a\r\nb\rc)": object.String("a\nb\nc"), "(a\\\r\nb\\\nc)": object.String("abc"),
		`(\n\r\t\b\f\101\7z\0053\x)`: object.String("\n\r\t\b\fA\az\x053x"), "<901FA3>": object.String("\x90\x1f\xa3"), "<90 1f\na>": object.String("\x90\x1f\xa0"), "<>": object.String(""),
		"/": object.Name(""), "/A;_-*B": object.Name("A;_-*B"), "/a#20b#2f#zz#": object.Name("a b/#zz#"),
		"[]": object.Array{}, "[1 0 R 2 0 R3 4 R 5]": nil,
		"[/A(b)<63>[1]<</K null/L 1>>]":  object.Array{object.Name("A"), object.String("b"), object.String("c"), object.Array{object.Integer(1)}, object.Dict{"L": object.Integer(1)}},
		"[1 2 3 0 R 4]":                  object.Array{object.Integer(1), object.Integer(2), object.Ref(3), object.Integer(4)},
		"<</A 1/A 2% (a comment\n/B/C>>": object.Dict{"A": object.Integer(2), "B": object.Name("C")},
	} {
		f := open(t, simple(text))
		got := f.Resolve(object.Ref(2))
		if text == "[1 0 R 2 0 R3 4 R 5]" { // R3 is no keyword
			if f.Err() == nil {
				t.Errorf("%s: %v", text, got)
			}
			continue
		}
		if f.Err() != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %#v, want %#v (%v)", text, got, want, f.Err())
		}
	}
}

// TestBrokenValues: what is no value is an error, and the error stays.
func TestBrokenValues(t *testing.T) {
	for _, text := range []string{"(", "(a(b)", "<9", "<9g>", "[1", "[1 2>>", "<</A", "<</A 1", "<<1 2>>", "</A>", "1e5", "--1", "1-2", "0x10", "nul", "obj", "}", "truely", ")", ">>"} {
		f := open(t, simple(text))
		if got := f.Resolve(object.Ref(2)); got != nil || !errors.Is(f.Err(), object.ErrBroken) {
			t.Errorf("%s: %#v, %v", text, got, f.Err())
		}
		if f.Catalog() != nil && f.Resolve(object.Ref(1)) != nil {
			t.Errorf("%s: it goes on", text)
		}
	}
}

// TestStreams: the bytes between the marks, whatever Length says.
func TestStreams(t *testing.T) {
	for text, want := range map[string]string{
		"<</Length 3>>stream\nabc\nendstream": "abc", "<</Length 3>> stream\r\nabcendstream": "abc", "<</Length 3 0 R>>stream\nabc\nendstream": "abc", "<</Length 7>>stream\na\r\nendstream": "a",
		"<</Length 0>>stream\nabc\nendstream": "abc", "<</Length -1>>stream\nabc\nendstream": "abc", "<</Length 99999999999>>stream\nabc\nendstream": "abc", "<<>>stream\nabc\nendstream": "abc",
		"<</Length 14>>stream\na\nendstream\nb\n\nendstream": "a\nendstream\nb\n", "<</Length 2 0 R>>stream\nabc\nendstream": "!",
		stream("/Filter/FlateDecode", deflated([]byte("甲乙"))):                                                        "甲乙",
		stream("/Filter[/ASCIIHexDecode/FlateDecode]", []byte("789c4b040000620062>")):                                "a",
		stream("/Filter[/A85 /AHx]", []byte("1,'hE1,'hE~>")):                                                         "!",
		stream("/Filter 4 0 R", []byte("61 62>junk")):                                                                "ab",
		stream("/Filter/ASCII85Decode", []byte("87cURD]i,\"Ebo80z~>")):                                               "Hello World!\x00\x00\x00\x00",
		stream("/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 2>>", deflated([]byte("\x02ab\x02\x01\x01"))): "abbc",
	} {
		f := open(t, newFile().object(1, catalog).object(2, text).object(3, "3").object(4, "[/AHx]").table("").Bytes())
		got := f.Decode(f.Stream(object.Ref(2)))
		if want == "!" {
			if f.Err() == nil {
				t.Errorf("%s: %q", text, got)
			}
		} else if f.Err() != nil || string(got) != want {
			t.Errorf("%s: %q, want %q (%v)", text, got, want, f.Err())
		}
	}
}

// TestPredictors: each filter of PNG and TIFF's, worked out by hand.
func TestPredictors(t *testing.T) {
	for _, c := range []struct{ parameters, packed, want string }{
		{"/Predictor 1", "ab", "ab"},
		{"/Predictor 2/Columns 2/Colors 2", "abcdxy\x01\x01", "ab\xc4\xc6xyyz"},
		{"/Predictor 10/Columns 3", "\x00abc", "abc"},
		{"/Predictor 11/Columns 3", "\x01a\x01\x01", "abc"},
		{"/Predictor 12/Columns 3", "\x00abc\x02\x01\x01\x01", "abcbcd"},
		{"/Predictor 13/Columns 2", "\x00\x04\x08\x03\x01\x01", "\x04\x08\x03\x06"},
		{"/Predictor 15/Columns 2", "\x00\x0a\x14\x04\x01\x01", "\x0a\x14\x0b\x15"},
		{"/Predictor 15/Columns 3", "\x00abc\x02\x01", "abcb"}, // the last row is short
	} {
		f := open(t, simple(stream("/Filter/FlateDecode/DecodeParms<<"+c.parameters+">>", deflated([]byte(c.packed)))))
		if got := f.Decode(f.Stream(object.Ref(2))); f.Err() != nil || string(got) != c.want {
			t.Errorf("%s: %q, want %q (%v)", c.parameters, got, c.want, f.Err())
		}
	}
}

// TestUnknownFilters are named, and sound filters that hold nonsense are broken.
func TestUnknownFilters(t *testing.T) {
	for text, want := range map[string]error{
		stream("/Filter/DCTDecode", []byte("a")): object.ErrFilter, stream("/Filter[/AHx/AHx/AHx/AHx/AHx]", []byte("61>")): object.ErrFilter, stream("/F(other)", nil): object.ErrFilter,
		stream("/Filter/FlateDecode", []byte("abc")): object.ErrBroken, stream("/Filter/FlateDecode", deflated([]byte("abc"))[:9]): object.ErrBroken,
		stream("/Filter/FlateDecode/DecodeParms<</Predictor 12>>", deflated([]byte("\x09ab"))):              object.ErrBroken,
		stream("/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 0>>", deflated([]byte("\x00a"))):     object.ErrBroken,
		stream("/Filter/FlateDecode/DecodeParms<</Predictor 2/BitsPerComponent 4>>", deflated([]byte("a"))): object.ErrFilter,
		stream("/Filter/AHx", []byte("xy")): object.ErrBroken, stream("/Filter/A85", []byte("s8W-\"!")): object.ErrBroken, stream("/Filter/A85", []byte("v")): object.ErrBroken, stream("/Filter/A85", []byte("s8W-\"")): object.ErrBroken,
	} {
		f := open(t, simple(text))
		if got := f.Decode(f.Stream(object.Ref(2))); got != nil || !errors.Is(f.Err(), want) {
			t.Errorf("%.60q: %q, %v", text, got, f.Err())
		}
	}
}

// TestLimits: each limit holds its number and refuses one more.
func TestLimits(t *testing.T) {
	zeros := func(n int) string { return stream("/Filter/FlateDecode", deflated(make([]byte, n))) }
	for _, c := range []struct {
		name string
		set  func(l *limit.Limits, n int)
		at   int
		file []byte
	}{
		{"objects", func(l *limit.Limits, n int) { l.PDFObjects = n }, 4, simple("1")},     // rows: the section, the free one, two objects
		{"values", func(l *limit.Limits, n int) { l.PDFValues = n }, 9, simple("[1 2 3]")}, // trailer 3, catalog 2, array 4
		{"nesting", func(l *limit.Limits, n int) { l.PDFNesting = n }, 3, simple("[<</A[1]>>]")},
		{"bytes of a stream", func(l *limit.Limits, n int) { l.PDFStream = int64(n) }, 5000, simple(zeros(5000))},
		{"bytes of all", func(l *limit.Limits, n int) { l.PDFTotal = int64(n) }, 5000, simple(zeros(5000))},
		{"bytes of a raw stream", func(l *limit.Limits, n int) { l.PDFTotal = int64(n) }, 4, simple(stream("", []byte("abcd")))},
		{"ratio", func(l *limit.Limits, n int) { l.ZipRatio, l.ZipRatioMin = 1, int64(n) }, 5000, simple(zeros(5000))},
	} {
		for n, ok := range map[int]bool{c.at: true, c.at - 1: false} {
			limits := limit.Default()
			c.set(&limits, n)
			f, err := object.Open(limit.NewMeter(t.Context(), limits), c.file)
			if err == nil {
				f.Decode(f.Stream(object.Ref(2)))
				err = f.Err()
			}
			if ok && err != nil || !ok && !errors.Is(err, limit.ErrTooLarge) {
				t.Errorf("%s, limit %d: %v", c.name, n, err)
			}
		}
	}
}

// TestOverlappingObjects: objects that lie in each other must not cost their length again and again.
func TestOverlappingObjects(t *testing.T) {
	f := newFile().object(1, catalog)
	const n = 1000
	for i := 2; i < n; i++ {
		f.at[i] = f.Len()
		f.WriteString(strings.Replace("@ 0 obj (", "@", itoa(i), 1))
	}
	f.WriteString(strings.Repeat(")", n))
	opened := open(t, f.table("").Bytes())
	for i := 2; i < n; i++ {
		opened.Resolve(object.Ref(i))
	}
	if !errors.Is(opened.Err(), object.ErrBroken) {
		t.Errorf("%v", opened.Err())
	}
}
