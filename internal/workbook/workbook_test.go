package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"testing"

	"nianbao/internal/workbook/booktest"
)

// everything is a book that uses what there is.
func everything() *Book {
	b := New()
	head := Style{Bold: true, Fill: "E8ECF2", Horizontal: "center", Vertical: "center", Wrap: true}
	list := b.Sheet("单位 '一' & 二", Layout{Columns: []Column{{Width: 24}, {Width: 12.5, Style: head}, {}, {Hidden: true}}, FrozenRows: 1, FrozenColumns: 1, Printed: true, Repeated: 1})
	other := b.Sheet("Other", Layout{FrozenRows: 2})
	list.Row(Row{Height: 32, Style: head}, Text("单位").In(head), Text("数").In(head))
	other.Row(Row{}, Formula(`SUM('单位 ''一'' & 二'!B2:B3)&"<"`))
	list.Row(Row{}, Text("甲"), Int(-3), Cell{}.In(head), Text("=1+1"))
	list.Row(Row{})
	list.Row(Row{}, Text(" 乙\n丙 "), Number(12.5).In(Style{Format: "0.00"}), Rich([]Run{{Text: "旧", Strike: true, Color: "9C0018"}, {Text: " 新", Underline: true, Bold: true}}))
	list.Row(Row{Hidden: true}, Text("hidden"))
	list.Merge(1, 6, 3, 7)
	list.Filter(1, 1, 2, 4)
	other.Row(Row{}, Text("_x0041_ \x01\r\t\ufffe"), Text("\xff<&>\""), Number(1e21), Number(0.1))
	series := Series{"数", Reference(list.name, 1, 2, 1, 4), Reference(list.name, 2, 2, 2, 4)}
	other.Bars(3, 1, Bars{Title: "图 <一>", Series: []Series{series}, Width: 400, Height: 200})
	other.Bars(3, 20, Bars{Title: "图二", Series: []Series{series, series}, Width: 400, Height: 200})
	list.Bars(8, 1, Bars{Title: "图三", Series: []Series{series}, Width: 400, Height: 200})
	return b
}

func saved(t testing.TB, b *Book) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := errors.Join(b.Save(&out), b.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestCells(t *testing.T) {
	data := saved(t, everything())
	if !bytes.Equal(data, saved(t, everything())) {
		t.Error("the same content gives other bytes")
	}
	b := booktest.Read(t, data)
	want := "单位 '一' & 二 " + `[["单位" "数"] ["甲" "-3" "" "=1+1"] [] [" 乙\n丙 " "12.50" "旧 新"] ["hidden"]]` + "\nOther " +
		`[["=SUM('单位 ''一'' & 二'!B2:B3)&\"<\""] ["_x0041_ \x01\r\t\ufffe" "` + "\ufffd" + `<&>\"" "1000000000000000000000" "0.1"]]` + "\n"
	if b.String() != want {
		t.Errorf("%s\nwant\n%s", b, want)
	}
	if c := b.Cell(b.Names[0], "D2"); c.Type != "inlineStr" {
		t.Errorf("words became a formula: %+v", c)
	}
	if c := b.Cell(b.Names[0], "C2"); c.Style == 0 {
		t.Error("a blank cell lost its style")
	}
}

// What a spreadsheet cannot hold is refused and not cut.
func TestRefused(t *testing.T) {
	long := strings.Repeat("字", LongestText)
	for name, make := range map[string]func(*Book){
		"no sheet":       func(*Book) {},
		"no name":        func(b *Book) { b.Sheet("", Layout{}) },
		"a long name":    func(b *Book) { b.Sheet(strings.Repeat("长", 32), Layout{}) },
		"a strange name": func(b *Book) { b.Sheet("a/b", Layout{}) },
		"quotes":         func(b *Book) { b.Sheet("'a", Layout{}) },
		"twice":          func(b *Book) { b.Sheet("a", Layout{}); b.Sheet("A", Layout{}) },
		"a long text":    func(b *Book) { b.Sheet("a", Layout{}).Row(Row{}, Text(long+"字")) },
		"a long rich text": func(b *Book) {
			b.Sheet("a", Layout{}).Row(Row{}, Rich([]Run{{Text: long}, {Text: "字"}}))
		},
		"no number":       func(b *Book) { b.Sheet("a", Layout{}).Row(Row{}, Number(math.NaN())) },
		"infinite":        func(b *Book) { b.Sheet("a", Layout{}).Row(Row{}, Number(math.Inf(-1))) },
		"too many cells":  func(b *Book) { b.Sheet("a", Layout{}).Row(Row{}, make([]Cell, MostColumns+1)...) },
		"too many widths": func(b *Book) { b.Sheet("a", Layout{Columns: make([]Column, MostColumns+1)}) },
		"too many rows": func(b *Book) {
			s := b.Sheet("a", Layout{})
			for range MostRows + 1 {
				s.Row(Row{})
			}
		},
	} {
		b := New()
		make(b)
		if err := b.Save(io.Discard); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	b := New()
	s := b.Sheet(strings.Repeat("长", 31), Layout{Columns: make([]Column, MostColumns)})
	for range MostRows - 1 {
		s.Row(Row{})
	}
	s.Row(Row{}, Text(long), Rich([]Run{{Text: long}}))
	if err := b.Save(io.Discard); err != nil {
		t.Errorf("what just fits: %v", err)
	}
}

// rows fills two sheets in turn with what does not pack well.
func rows(b *Book, n int) {
	one, two := b.Sheet("one", Layout{}), b.Sheet("two", Layout{})
	for i := range n {
		for k, s := range []*Sheet{one, two} {
			s.Row(Row{}, Int(i*7919%1_000_003), Text(fmt.Sprintf("%x", i*2_654_435_761+k)))
		}
	}
}

// A sheet that goes to the disk is the same, and leaves nothing there.
func TestSpilt(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	files := func() int {
		list, err := os.ReadDir(os.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	const n = 4_000
	b := New()
	rows(b, n)
	if files() != 0 {
		t.Error("a small book is on the disk")
	}
	inMemory := saved(t, b)
	b = New()
	b.spill = 10_000
	rows(b, n)
	if files() != 2 {
		t.Errorf("%d files", files())
	}
	if !bytes.Equal(saved(t, b), inMemory) {
		t.Error("what was on the disk comes back as something else")
	}
	if files() != 0 {
		t.Error("a file is left")
	}
	if got := booktest.Read(t, inMemory).Rows("two"); len(got) != n || got[1][1] != "9e3779b2" || got[n-1][0] != fmt.Sprint((n-1)*7919%1_000_003) {
		t.Errorf("%d rows, %q", len(got), got[:2])
	}
	t.Setenv("TMPDIR", "/nowhere")
	b = New()
	b.spill = 10_000
	rows(b, n)
	if err := errors.Join(b.Save(io.Discard), b.Close()); err == nil {
		t.Error("rows that could not be kept are not told")
	}
}

// Memory does not grow with the rows: ten times as many take no more that stays.
func TestRowsAreNotKept(t *testing.T) {
	row := []Cell{Text("某市某局"), Int(2023), Text("a.docx"), {}}
	one := func(n int) float64 {
		b := New()
		s := b.Sheet("a", Layout{})
		return testing.AllocsPerRun(1, func() {
			for range n {
				s.Row(Row{}, row...)
			}
		}) / float64(n)
	}
	if got := one(10_000); got > 0.01 {
		t.Errorf("%.3f allocations a row", got)
	}
}

type broken struct{ left int }

func (w *broken) Write(b []byte) (int, error) {
	if w.left -= len(b); w.left < 0 {
		return 0, errors.New("full")
	}
	return len(b), nil
}

// A target that takes only a part of the file is an error, wherever it ends.
func TestFull(t *testing.T) {
	whole := len(saved(t, everything()))
	for n := 0; n < whole; n += 97 {
		if err := everything().Save(&broken{n}); err == nil {
			t.Fatalf("no error after %d of %d bytes", n, whole)
		}
	}
}

func TestColumnName(t *testing.T) {
	for column, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA", MostColumns: "XFD"} {
		if got := ColumnName(column); got != want {
			t.Errorf("%d: %s, want %s", column, got, want)
		}
	}
}

func ExampleBook() {
	b := New()
	defer b.Close()
	s := b.Sheet("年报", Layout{Columns: []Column{{Width: 24}, {Width: 11}}, FrozenRows: 1})
	s.Row(Row{}, Text("单位").In(Style{Bold: true}), Text("申请").In(Style{Bold: true}))
	s.Row(Row{}, Text("某市商务局"), Int(12))
	s.Row(Row{}, Text("合计"), Formula("SUM(B2:B2)"))
	fmt.Println(b.Save(io.Discard))
	// Output: <nil>
}

func BenchmarkRows(b *testing.B) {
	row := []Cell{Text("某市某局"), Int(2023), Text("2024-01-15"), Text("a/b/c.docx"), {}, Number(12.5)}
	b.ReportAllocs()
	for b.Loop() {
		book := New()
		s := book.Sheet("a", Layout{})
		for range 10_000 {
			s.Row(Row{}, row...)
		}
		if err := errors.Join(book.Save(io.Discard), book.Close()); err != nil {
			b.Fatal(err)
		}
	}
}
