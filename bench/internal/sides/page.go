package sides

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"nianbao/converter"
)

// block is what stands on the pages of a report, from top to bottom, for the libraries that have to be told everything. The scripts
// in peers/ make the same ones.
type block struct {
	kind  string // title, section, heading, body, sign, table
	text  string
	table *drawn
}

// look is how a kind of block is set: a face of the house style, and a size in points.
type look struct {
	face string
	size float64
}

var looks = map[string]look{"title": {"xiaobiaosong", 22}, "section": {"heiti", 16}, "heading": {"kaiti", 16}, "body": {"fangsong", 16},
	"sign": {"fangsong", 16}, "table": {"song", 9}, "number": {"song", 14}}

// The page of GB/T 9704, in points.
const (
	pageWidth, pageHeight     = 595.3, 841.9
	topMargin, bottomMargin   = 104.9, 99.2
	leftMargin, rightMargin   = 79.35, 73.7
	lineHeight, titleLeading  = 28.95, 34
	textWidth                 = pageWidth - leftMargin - rightMargin
	cellPitch, cellPad, inset = 11, 2, 2
)

var subheading = regexp.MustCompile(`^（[一二三四五六七八九十]+）[^。]*$`)

// blocks turns a report into blocks.
func blocks(form *converter.Form, data []byte) ([]block, error) {
	var r map[string]any
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, err
	}
	text := func(key string) string { s, _ := r[key].(string); return s }
	list := []block{{kind: "title", text: text("title")}}
	for _, s := range form.Sections {
		if s.Heading != "" {
			list = append(list, block{kind: "section", text: s.Heading})
		}
		for i := range form.Tables {
			if form.Tables[i].Key == s.Table {
				list = append(list, block{kind: "table", table: draw(&form.Tables[i], r)})
			}
		}
		paragraphs, _ := r[s.Key].([]any)
		if s.Table != "" {
			continue
		}
		for _, p := range paragraphs {
			text := strings.ReplaceAll(fmt.Sprint(p), "**", "")
			kind := "body"
			if subheading.MatchString(text) {
				kind = "heading"
			}
			list = append(list, block{kind: kind, text: text})
		}
	}
	var year, month, day int
	if _, err := fmt.Sscanf(text("date"), "%d-%d-%d", &year, &month, &day); err != nil {
		return nil, fmt.Errorf("date %q: %w", text("date"), err)
	}
	return append(list, block{kind: "sign", text: text("signature")}, block{kind: "sign", text: fmt.Sprintf("%d年%d月%d日", year, month, day)}), nil
}

// drawn is a table with its cells at their places, in points from its corner.
type drawn struct {
	height float64
	cells  []drawnCell
}

type drawnCell struct {
	x, y, width, height float64
	lines               []string
	row, rows           int
}

// draw places the cells of a table: rows as high as their cells need, text broken into lines of whole characters.
func draw(t *converter.FormTable, r map[string]any) *drawn {
	whole := 0
	for _, w := range t.Widths {
		whole += w
	}
	unit := textWidth / float64(whole)
	covered := make([]int, t.Columns)
	heights := make([]float64, len(t.Rows))
	d := &drawn{}
	for i, row := range t.Rows {
		heights[i] = cellPitch + 2*cellPad
		column, x := 0, 0.0
		skip := func() {
			for column < t.Columns && covered[column] > 0 {
				covered[column]--
				x += float64(t.Widths[column]) * unit
				column++
			}
		}
		for _, c := range row {
			skip()
			cell := drawnCell{x: x, row: i, rows: max(c.RowSpan, 1)}
			for range max(c.ColSpan, 1) {
				cell.width += float64(t.Widths[column]) * unit
				covered[column] = cell.rows - 1
				column++
			}
			x += cell.width
			text := c.Text
			if c.Pointer != "" {
				text = figure(r, c.Pointer)
			}
			fit := max(1, int((cell.width-2*inset)/looks["table"].size))
			for runes := []rune(text); ; runes = runes[fit:] {
				if len(runes) <= fit {
					cell.lines = append(cell.lines, string(runes))
					break
				}
				cell.lines = append(cell.lines, string(runes[:fit]))
			}
			if cell.rows == 1 {
				heights[i] = max(heights[i], float64(len(cell.lines)*cellPitch+2*cellPad))
			}
			d.cells = append(d.cells, cell)
		}
		skip()
	}
	tops := []float64{0}
	for _, h := range heights {
		tops = append(tops, tops[len(tops)-1]+h)
	}
	for i := range d.cells {
		c := &d.cells[i]
		c.y = tops[c.row]
		c.height = tops[c.row+c.rows] - c.y
	}
	d.height = tops[len(tops)-1]
	return d
}

// figure is the printed form of the cell that a JSON Pointer leads to.
func figure(r map[string]any, pointer string) string {
	var at any = r
	for _, key := range strings.Split(pointer, "/")[1:] {
		m, _ := at.(map[string]any)
		at = m[key]
	}
	if m, ok := at.(map[string]any); ok {
		at = m["text"]
	}
	if at == nil {
		return ""
	}
	return fmt.Sprint(at)
}

// readForm reads the form's grids from the place's folder, and readFonts the faces by their roles.
func readForm(folder string) (*converter.Form, error) {
	data, err := os.ReadFile(filepath.Join(folder, "form.json"))
	if err != nil {
		return nil, err
	}
	var form converter.Form
	return &form, json.Unmarshal(data, &form)
}

func readFonts(folder string) (map[string][]byte, error) {
	faces := map[string][]byte{}
	for _, l := range looks {
		data, err := os.ReadFile(filepath.Join(folder, "fonts", l.face+".ttf"))
		if err != nil {
			return nil, err
		}
		faces[l.face] = data
	}
	return faces, nil
}
