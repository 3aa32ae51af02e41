package results

import (
	"fmt"
	"html"
	"math"
	"slices"
	"strings"
)

// Chart draws the CPU time of a report, for each verb that has rivals, as bars on a logarithmic scale: an SVG that depends on the
// data only.
func (d *Data) Chart() string {
	const (
		left, width, bar, gap, head = 250, 560, 15, 5, 40
		decades, first              = 6, -2 // from 0.01 ms to 10 s
	)
	x := func(ms float64) float64 {
		return left + width*(max(math.Log10(ms), first)-first)/decades
	}
	var body strings.Builder
	y := head
	for _, h := range headings {
		if h.verb != "pdf" && h.verb != "docx" && h.verb != "read" {
			continue
		}
		var list []Side
		for _, s := range d.Sides {
			if s.Verb == h.verb && len(s.Distinct) > 0 {
				list = append(list, s)
			}
		}
		slices.SortStableFunc(list, func(a, b Side) int {
			switch x, y := of(a.Distinct).median, of(b.Distinct).median; {
			case x < y:
				return -1
			case x > y:
				return 1
			}
			return 0
		})
		if len(list) == 0 {
			continue
		}
		fmt.Fprintf(&body, "<text class=\"h\" x=\"10\" y=\"%d\">%s</text>\n", y, html.EscapeString(h.heading))
		y += 10
		for _, s := range list {
			t := of(s.Distinct)
			class := "o"
			if strings.HasPrefix(s.Key, "nianbao") {
				class = "n"
			}
			how := strings.ReplaceAll(s.How, "`", "")
			fmt.Fprintf(&body, "<text class=\"l\" x=\"%d\" y=\"%d\">%s</text>\n", left-6, y+12, html.EscapeString(s.Name+", "+how))
			fmt.Fprintf(&body, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n", class, left, y, x(t.median)-left, bar)
			fmt.Fprintf(&body, "<path d=\"M%.1f %.1fH%.1f\"/>\n", x(t.least), float64(y)+bar/2., x(t.most))
			fmt.Fprintf(&body, "<text x=\"%.1f\" y=\"%d\">%s</text>\n", max(x(t.median), x(t.most))+5, y+12, figure(t.median))
			y += bar + gap
		}
		y += 30
	}
	height := y + 10
	var b strings.Builder
	fmt.Fprintf(&b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n", left+width+60, height)
	fmt.Fprintf(&b, "<title>CPU milliseconds a report, %d distinct reports, %s; the scale is logarithmic</title>\n", d.Reports, html.EscapeString(d.Date))
	b.WriteString("<style>.h{font-weight:bold;font-size:14px}.l{text-anchor:end}.n{fill:#b3261e}.o{fill:#7a8699}.g{stroke:#d5d8de}.a{text-anchor:middle;fill:#555}path{stroke:#111}</style>\n")
	fmt.Fprintf(&b, "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n")
	for k := range decades + 1 {
		at := x(math.Pow10(first + k))
		fmt.Fprintf(&b, "<path class=\"g\" d=\"M%.1f 22V%d\"/><text class=\"a\" x=\"%.1f\" y=\"16\">%s</text>\n", at, height, at, scale(first+k))
	}
	b.WriteString(body.String())
	b.WriteString("</svg>\n")
	return b.String()
}

// scale names a power of ten of milliseconds.
func scale(power int) string {
	if power >= 3 {
		return fmt.Sprintf("%.0f s", math.Pow10(power-3))
	}
	return fmt.Sprintf("%g ms", math.Pow10(power))
}
