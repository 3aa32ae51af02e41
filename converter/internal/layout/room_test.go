package layout

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/sfnt"
	"nianbao/converter/internal/style"
)

// TestRoom: pages are the same whatever was laid out in their room before: longer, shorter, set anew for their last page, refused. What is longer than a room keeps
// is laid out too.
func TestRoom(t *testing.T) {
	table := &document.Table{Rows: 2, HeaderRows: 1, Columns: []int{4000, 4800}, Cells: []document.Cell{
		{RowSpan: 1, ColSpan: 2, Role: document.Header, Paragraphs: []*document.Paragraph{paragraph(document.Header, "表头")}},
		{Row: 1, RowSpan: 1, ColSpan: 1, Role: document.Label, Paragraphs: []*document.Paragraph{paragraph(document.Label, "标签")}},
		{Row: 1, Col: 1, RowSpan: 1, ColSpan: 1, Role: document.Number, Paragraphs: []*document.Paragraph{paragraph(document.Number, "12")}},
	}}
	documents := [][]document.Block{
		{paragraph(document.Title, "示例县2023年报告"), body("短。")},
		{body(strings.Repeat("今年公开的信息比去年多。", 400)), table, body("末。")},
		{body("短。"), table},
		{body(strings.Repeat("国", 3*mostKept))},
	}
	for n := range 40 { // one of them ends a line or two behind a page, and is set anew
		documents = append(documents, []document.Block{body(strings.Repeat("今年公开的信息比去年多。", 48+n)), body("末。")})
	}
	var room Room
	again := 0
	for i, blocks := range append(documents, documents[0], documents[2]) {
		doc := &document.Document{Blocks: blocks}
		options := Options{Limits: limit.Default()}
		want, wantFound, err := Lay(t.Context(), doc, style.Default(), sfnt.Embedded(), options)
		if err != nil {
			t.Fatal(err)
		}
		options.Room = &room
		got, found, err := Lay(t.Context(), doc, style.Default(), sfnt.Embedded(), options)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(found, wantFound) {
			t.Errorf("document %d is laid out otherwise in a room", i)
		}
		if slices.ContainsFunc(got.Pages, func(p Page) bool {
			return len(p.Runs) > 0 && cap(room.glyphs.all) > 0 && !within(room.glyphs.all, p.Runs[0].Glyphs)
		}) && i != 3 {
			again++
		}
		room.Reset()
		if room.elements.all != nil && slices.ContainsFunc(room.elements.all[:cap(room.elements.all)], func(e Element) bool { return e.Headers != nil || e.Caption != "" }) {
			t.Error("a room refers to what was laid out in it before")
		}
		if cap(room.chars.all) > 2*mostKept {
			t.Errorf("a room keeps %d characters", cap(room.chars.all))
		}
	}
	if _, _, err := Lay(t.Context(), &document.Document{Blocks: []document.Block{body(strings.Repeat("1234567890", 3000))}}, style.Default(), sfnt.Embedded(),
		Options{Limits: limit.Default(), Room: &room}); err != nil {
		t.Fatal(err)
	}
	if room.Reset(); cap(room.chars.all) < 30_000 { // it was asked for a third of that: most characters take three bytes
		t.Errorf("a room has forgotten what a list has grown to: %d", cap(room.chars.all))
	}
	if again == 0 {
		t.Error("no document is set anew: what is given out once is not tried")
	}
}

// within reports whether a list lies in the memory of another.
func within[E any](all, part []E) bool {
	all = all[:cap(all)]
	for i := range all {
		if &all[i] == &part[0] {
			return true
		}
	}
	return false
}
