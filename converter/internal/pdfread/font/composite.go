package font

import (
	"nianbao/converter/internal/pdfread/cmap"
	"nianbao/converter/internal/pdfread/object"
)

// composite is a Type 0 font (9.7): a CMap that makes CIDs of codes, and one descendant font with the widths of CIDs.
type composite struct {
	codes    *cmap.Map
	widths   map[int]float64
	width    float64 // of CIDs that are not named
	vertical map[int]metrics
	down     metrics
	meaning  func(cid int) string // of the collection that CIDs belong to; nil where they are numbers of glyphs
	program  *program             // nil where none is embedded that says more
}

// metrics is how a glyph stands in lines that run downwards, in parts of the font size.
type metrics struct{ advance, left, up float64 }

// mostCIDs is how many CIDs a list of widths may name: collections have 30,000.
const mostCIDs = 70_000

func newComposite(f *object.File, dict object.Dict) *composite {
	c := &composite{codes: encodingOf(f, dict["Encoding"], 0), width: 1, widths: map[int]float64{}, down: metrics{advance: -1, up: 0.88}}
	var descendant object.Dict
	if list := f.Array(dict["DescendantFonts"]); len(list) > 0 {
		descendant = f.Dict(list[0])
	}
	if w, ok := f.Number(descendant["DW"]); ok {
		c.width = w / 1000
	}
	c.readWidths(f, f.Array(descendant["W"]))
	if d := f.Array(descendant["DW2"]); len(d) == 2 {
		up, _ := f.Number(d[0])
		advance, _ := f.Number(d[1])
		c.down = metrics{advance: advance / 1000, up: up / 1000}
	}
	descriptor := f.Dict(descendant["FontDescriptor"])
	c.program = programOf(f, descendant, descriptor)
	if numbersCIDs(f, descriptor, c.program) {
		c.meaning = meaningOf(f.Text(f.Dict(descendant["CIDSystemInfo"])["Ordering"]))
	}
	if c.codes.Vertical {
		c.vertical = map[int]metrics{}
		c.readVertical(f, f.Array(descendant["W2"]))
	}
	return c
}

// meaningOf returns what the CIDs of one of Adobe's collections stand for, nil for a collection that is none of them.
func meaningOf(ordering string) func(cid int) string {
	switch ordering {
	case "GB1":
		return cmap.GB1
	case "CNS1", "Japan1", "Korea1":
		return latin
	case "UCS": // code points of 16 bits, as programs in PHP write them
		return func(cid int) string { return string(rune(cid)) }
	}
	return nil
}

// latin is what the first CIDs stand for in each of Adobe's collections: ASCII, with the yen sign for the backslash in one of them.
func latin(cid int) string {
	if cid < 1 || cid > 95 {
		return ""
	}
	return string(rune(' ' + cid - 1))
}

// numbersCIDs reports whether the CIDs of a font are those of the collection that it names. Programs that embed a font in which glyphs have
// no CIDs claim a collection and number glyphs as the font does: glyph 19 is 0 there, and CID 19 is 2.
func numbersCIDs(f *object.File, descriptor object.Dict, p *program) bool {
	switch {
	case descriptor["FontFile2"] != nil:
		return p != nil && p.renumbers()
	case descriptor["FontFile3"] != nil:
		return cidKeyed(f.Decode(f.Stream(descriptor["FontFile3"])))
	}
	return true
}

// mostBases is how many CMaps may be built on each other.
const mostBases = 4

// encodingOf reads the CMap of a font: a name or a stream. One that is not known cuts strings into pairs of bytes and knows no CID.
func encodingOf(f *object.File, o object.Object, depth int) *cmap.Map {
	if stream := f.Stream(o); stream != nil {
		var base *cmap.Map
		if use := stream.Dict["UseCMap"]; use != nil && depth < mostBases {
			base = encodingOf(f, use, depth+1)
		}
		m := cmap.Parse(f, f.Decode(stream), base)
		if mode, ok := f.Number(stream.Dict["WMode"]); ok {
			m.Vertical = mode == 1
		}
		return m
	}
	if m := cmap.Predefined(string(f.Name(o))); m != nil {
		return m
	}
	return &cmap.Map{}
}

// readWidths reads W (9.7.4.3): "first [w1 w2 …]" and "first last w".
func (c *composite) readWidths(f *object.File, w object.Array) {
	for len(w) >= 2 && f.Count(1) {
		first, ok := f.Number(w[0])
		if !ok {
			return
		}
		if list := f.Array(w[1]); list != nil {
			for i, o := range list {
				if n, ok := f.Number(o); ok && len(c.widths) < mostCIDs {
					c.widths[int(first)+i] = n / 1000
				}
			}
			w = w[2:]
			continue
		}
		if len(w) < 3 {
			return
		}
		last, _ := f.Number(w[1])
		n, _ := f.Number(w[2])
		for cid := int(first); cid <= int(last) && len(c.widths) < mostCIDs && f.Count(1); cid++ {
			c.widths[cid] = n / 1000
		}
		w = w[3:]
	}
}

// readVertical reads W2: as W, with three numbers each.
func (c *composite) readVertical(f *object.File, w object.Array) {
	three := func(list object.Array) metrics {
		advance, _ := f.Number(list[0])
		left, _ := f.Number(list[1])
		up, _ := f.Number(list[2])
		return metrics{advance / 1000, left / 1000, up / 1000}
	}
	for len(w) >= 2 && f.Count(1) {
		first, _ := f.Number(w[0])
		if list := f.Array(w[1]); list != nil {
			for cid := int(first); len(list) >= 3 && len(c.vertical) < mostCIDs; cid++ {
				c.vertical[cid] = three(list)
				list = list[3:]
			}
			w = w[2:]
			continue
		}
		if len(w) < 5 {
			return
		}
		last, _ := f.Number(w[1])
		for cid := int(first); cid <= int(last) && len(c.vertical) < mostCIDs && f.Count(1); cid++ {
			c.vertical[cid] = three(w[2:5])
		}
		w = w[5:]
	}
}

func (c *composite) glyph(code uint32, length int) Glyph {
	cid := c.codes.CID(code, length)
	g := Glyph{Text: c.codes.Text(code, length), Width: c.width}
	if g.Text == "" && c.meaning != nil {
		g.Text = c.meaning(cid)
	}
	if w, ok := c.widths[cid]; ok {
		g.Width = w
	}
	g.Advance = g.Width
	if c.codes.Vertical {
		m, ok := c.vertical[cid]
		if !ok {
			m = c.down
			m.left = g.Width / 2
		}
		g.Advance, g.Left, g.Up = m.advance, m.left, m.up
	}
	return g
}
