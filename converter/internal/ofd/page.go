package ofd

import "nianbao/converter/internal/layout"

// appendPageName appends where a page stands in the document's folder.
func appendPageName(b []byte, index int) []byte {
	b = append(b, "Pages/Page_"...)
	b = appendInt(b, index)
	return append(b, "/Content.xml"...)
}

// writePage writes the content of a page (7.7): one layer with the rules first and the text above them, in reading order.
func (f *file) writePage(index int) {
	page := &f.pages.Pages[index]
	b := append(f.part[:0], xmlHead+`<ofd:Page xmlns:ofd="`+namespace+`">`...)
	if len(page.Rules)+len(page.Runs) > 0 {
		b = append(b, `<ofd:Content><ofd:Layer Type="Body" ID="`...)
		b = appendInt(b, f.identifier())
		b = append(b, `">`...)
		for rules := page.Rules; len(rules) > 0; {
			n := 1
			for n < len(rules) && rules[n].Colour == rules[0].Colour {
				n++
			}
			b = f.appendRules(b, rules[:n])
			rules = rules[n:]
		}
		for i := range page.Runs {
			b = f.appendRun(b, &page.Runs[i], index)
		}
		b = append(b, `</ofd:Layer></ofd:Content>`...)
	}
	name := appendPageName([]byte(folder), index)
	f.add(string(name), append(b, `</ofd:Page>`...))
}

// appendRules appends rules of one colour as one filled path (9.1, 9.3); its lines count from the corner of its boundary.
func (f *file) appendRules(b []byte, rules []layout.Rule) []byte {
	bounds := edges(rules[0])
	for _, r := range rules[1:] {
		bounds.around(edges(r))
	}
	b = append(b, `<ofd:PathObject ID="`...)
	b = appendInt(b, f.identifier())
	b = append(b, `" Boundary="`...)
	b = appendBox(b, bounds)
	b = append(b, `" Stroke="false" Fill="true">`...)
	b = appendColour(b, rules[0].Colour)
	b = append(b, `<ofd:AbbreviatedData>`...)
	for i, r := range rules {
		e := edges(r)
		point := func(operator byte, x, y micron) {
			b = append(b, operator, ' ')
			b = append(appendMM(b, x-bounds.left), ' ')
			b = append(appendMM(b, y-bounds.top), ' ')
		}
		point('M', e.left, e.top)
		point('L', e.right, e.top)
		point('L', e.right, e.bottom)
		point('L', e.left, e.bottom)
		b = append(b, 'C')
		if i < len(rules)-1 {
			b = append(b, ' ')
		}
	}
	return append(b, `</ofd:AbbreviatedData></ofd:PathObject>`...)
}

// appendColour appends the colour that fills an object (8.3.2), in RGB.
func appendColour(b []byte, colour uint32) []byte {
	b = append(b, `<ofd:FillColor Value="`...)
	b = append(appendInt(b, int(colour>>16&255)), ' ')
	b = append(appendInt(b, int(colour>>8&255)), ' ')
	b = appendInt(b, int(colour&255))
	return append(b, `"/>`...)
}

// edges rounds the edges, not the width: rules that meet in the layout meet on the page.
func edges(r layout.Rule) box {
	return box{microns(r.X), microns(r.Y), microns(r.X + r.Width), microns(r.Y + r.Height)}
}
