package sides

import (
	"bytes"
	"strconv"

	"github.com/signintech/gopdf"
)

// gopdf is a library of Go that can keep parsed fonts from one document to the next.
func gopdfSides() []Side {
	return []Side{{Key: "gopdf", Verb: PDF, Name: "gopdf", How: "library, parsed fonts kept", Jobs: 12, Passes: 1, Extension: "pdf", Version: moduleVersion("github.com/signintech/gopdf"), Open: again("gopdf"),
		Does: "tables drawn line by line; no tags; a character that the font has not is replaced in silence"}}
}

func withGopdf(folder string) (maker, error) {
	form, err := readForm(folder)
	if err != nil {
		return nil, err
	}
	faces, err := readFonts(folder)
	if err != nil {
		return nil, err
	}
	fonts := gopdf.FontContainer{}
	for _, role := range faceOrder {
		if err := fonts.AddTTFFontByReader(role, bytes.NewReader(faces[role])); err != nil {
			return nil, err
		}
	}
	reports, err := readReports(folder, "json")
	if err != nil {
		return nil, err
	}
	return func(job int) ([]byte, error) {
		data, err := reports.of(job)
		if err != nil {
			return nil, err
		}
		list, err := blocks(form, data)
		if err != nil {
			return nil, err
		}
		g := &gopdfPage{}
		g.pdf.Start(gopdf.Config{PageSize: gopdf.Rect{W: pageWidth, H: pageHeight}})
		for _, role := range faceOrder {
			g.do(g.pdf.AddTTFFontFromFontContainer(role, &fonts))
		}
		g.turn()
		for _, b := range list {
			g.block(b)
		}
		if g.err != nil {
			return nil, g.err
		}
		return g.pdf.GetBytesPdfReturnErr()
	}, nil
}

// gopdfPage writes from top to bottom; gopdf itself knows no flow of text over pages.
type gopdfPage struct {
	pdf    gopdf.GoPdf
	y      float64
	number int
	err    error
}

func (g *gopdfPage) do(err error) {
	if g.err == nil {
		g.err = err
	}
}

func (g *gopdfPage) set(kind string) { g.do(g.pdf.SetFont(looks[kind].face, "", looks[kind].size)) }

func (g *gopdfPage) cell(x, y, width, height float64, text string, align int) {
	g.pdf.SetXY(x, y)
	g.do(g.pdf.CellWithOption(&gopdf.Rect{W: width, H: height}, text, gopdf.CellOption{Align: align | gopdf.Middle}))
}

// turn begins a page, with its number.
func (g *gopdfPage) turn() {
	g.pdf.AddPage()
	g.number++
	g.set("number")
	g.cell(0, pageHeight-70, pageWidth, 14, "— "+strconv.Itoa(g.number)+" —", gopdf.Center)
	g.y = topMargin
}

func (g *gopdfPage) room(height float64, kind string) {
	if g.y+height > pageHeight-bottomMargin {
		g.turn()
	}
	g.set(kind)
}

func (g *gopdfPage) block(b block) {
	if b.kind == "table" {
		g.room(b.table.height, b.kind)
		g.pdf.SetLineWidth(0.5)
		for _, c := range b.table.cells {
			g.pdf.RectFromUpperLeft(leftMargin+c.x, g.y+c.y, c.width, c.height)
			pad := (c.height - float64(len(c.lines)*cellPitch)) / 2
			for i, line := range c.lines {
				g.cell(leftMargin+c.x, g.y+c.y+pad+float64(i*cellPitch), c.width, cellPitch, line, gopdf.Center)
			}
		}
		g.y += b.table.height
		return
	}
	text, align, height := b.text, gopdf.Left, float64(lineHeight)
	switch b.kind {
	case "title":
		align, height = gopdf.Center, titleLeading
	case "sign":
		align = gopdf.Right
	default:
		text = "　　" + text
	}
	g.set(b.kind)
	lines, err := g.pdf.SplitText(text, textWidth)
	g.do(err)
	for _, line := range lines {
		g.room(height, b.kind)
		g.cell(leftMargin, g.y, textWidth, height, line, align)
		g.y += height
	}
}
