package layout

import (
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/style"
)

// tableFoot is where the lowest rule of a page lies.
func tableFoot(p *Page) Unit {
	foot := 0
	for _, r := range p.Rules {
		foot = max(foot, r.Y+r.Height/2)
	}
	return foot
}

// TestTablesBreathe: the room above and below the text of a cell, and beside a label.
func TestTablesBreathe(t *testing.T) {
	s := *style.Default()
	s.Table.RowHeight = 0
	height := func(s *style.Style) Unit {
		pages, _ := layIn(t, s, table([]int{4000, 4845}, 0, []string{"甲", "1"}), body("末"))
		return tableFoot(&pages.Pages[0]) - s.Page.Top*Twip
	}
	breathing := height(&s)
	pages, _ := layIn(t, &s, table([]int{4000, 4845}, 0, []string{"甲", "1"}))
	label := contentLines(&pages.Pages[0])[0]
	if got := label.left - s.Page.Left*Twip; got != 2800 {
		t.Errorf("the label stands %d from its edge, want 2.8 pt", got)
	}
	s.Table.CellTop, s.Table.CellBottom = 0, 0
	if got := breathing - height(&s); got != 3*Point {
		t.Errorf("%d for the padding above and below, want 2 × 1.5 pt", got)
	}
}

// TestStretchedTables: rows become higher where the page below the table stays empty, by a quarter at most.
func TestStretchedTables(t *testing.T) {
	withFangSong(t)
	page := style.Default().Page
	bottom := (page.Height - page.Bottom) * Twip
	twenty := func() *document.Table { return table([]int{8845}, 0, slicesOf("项目", 20)...) }
	natural := func() Unit {
		pages, _ := lay(t, twenty(), body("末"))
		return tableFoot(&pages.Pages[0])
	}()
	for _, c := range []struct {
		name   string
		blocks []document.Block
		want   Unit
	}{
		{"text goes on below", []document.Block{twenty(), linesOf(30)}, natural},
		{"the last of the document", []document.Block{twenty()}, natural},
		{"another table that must be whole", []document.Block{twenty(), table([]int{8845}, 0, slicesOf("项目", 30)...)}, natural + (natural-page.Top*Twip)/4},
		{"little room", []document.Block{linesOf(10), twenty(), table([]int{8845}, 0, slicesOf("项目", 30)...)}, bottom},
	} {
		pages, _ := lay(t, c.blocks...)
		if got := tableFoot(&pages.Pages[0]); got < c.want-20 || got > c.want+20 {
			t.Errorf("%s: the table ends at %d, want %d", c.name, got, c.want)
		}
	}
}
