package ofdread

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
)

// parsed returns the elements of a part, and the code it is refused with, "" where it is not.
func parsed(t *testing.T, part string, set func(*limit.Limits)) (*element, diag.Code) {
	t.Helper()
	limits := limit.Default()
	if set != nil {
		set(&limits)
	}
	f := &file{meter: limit.NewMeter(t.Context(), limits)}
	root := f.parse("P.xml", []byte(part))
	if (root == nil) != (f.fault != nil) {
		t.Errorf("%s: %v with %v", part, root, f.fault)
	}
	if f.fault != nil {
		return root, f.fault.Code
	}
	return root, ""
}

// dump writes elements with what is kept of them.
func dump(e *element) string {
	var b strings.Builder
	b.WriteString(e.name)
	for _, a := range e.attrs {
		fmt.Fprintf(&b, " %d=%s", a.name, a.value)
	}
	fmt.Fprintf(&b, " %q", e.text)
	n := 0
	for c := e.first; c != nil; c = c.next {
		b.WriteString("(" + dump(c) + ")")
		n++
	}
	if n != e.children {
		fmt.Fprintf(&b, " %d children of %d", n, e.children)
	}
	return b.String()
}

// TestParse: elements have their text in one piece, and the attributes that are read, each once, whatever their prefixes.
func TestParse(t *testing.T) {
	x, id := int(attrX), int(attrID)
	for part, want := range map[string]string{
		`<a/>`: `a ""`,
		"\xef\xbb\xbf" + `<!DOCTYPE a><o:a xmlns:o="u"><o:b>1</o:b></o:a>`:  `a ""(b "1")`,
		`<a>1<b>2<c>3</c>4</b>5<b/>6</a>`:                                   `a "156"(b "24"(c "3"))(b "")`,
		`<a><b>1<c/>2</b><b>3</b><b>4<c/>5<c/>6</b></a>`:                    `a ""(b "12"(c ""))(b "3")(b "456"(c "")(c ""))`,
		`<a>&lt;<![CDATA[<]]>&#x41;</a>`:                                    `a "<<A"`,
		"<a>1\r\n2</a>":                                                     `a "1\n2"`,
		`<a X="1" Other="2" X="3" o:ID="4" ID="5"><b ID="&#x36;"/><c/></a>`: fmt.Sprintf(`a %d=1 %d=4 ""(b %d=6 "")(c "")`, x, id, id),
	} {
		if root, code := parsed(t, part, nil); code != "" || dump(root) != want {
			t.Errorf("%s: %s %v, want %s", part, code, root, want)
		}
	}
	// More than a block of each.
	var many strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&many, `<b X="%d" Y="1" ID="%d">%d</b>`, i, i, i)
	}
	root, _ := parsed(t, `<a>`+many.String()+`</a>`, nil)
	i := 0
	for c := root.first; c != nil; c = c.next {
		if s := fmt.Sprint(i); c.name != "b" || c.attr(attrX) != s || c.attr(attrID) != s || c.attr(attrY) != "1" || c.text != s || len(c.attrs) != 3 {
			t.Fatalf("%d: %s", i, dump(c))
		}
		i++
	}
	for i := range 1000 {
		fmt.Fprintf(&many, `<c%d/>`, i)
	}
	if root, code := parsed(t, `<a>`+many.String()+`</a>`, nil); code != "" || root.children != 2000 || root.child("c999") == nil {
		t.Errorf("many names: %s", code)
	}
}

// TestEveryAttribute: each attribute has a name of its own.
func TestEveryAttribute(t *testing.T) {
	var all strings.Builder
	names := []string{"Alpha", "BaseLoc", "Boundary", "CTM", "CharDirection", "DeltaX", "DeltaY", "DrawParam", "Fill", "HScale", "ID", "ImageMask", "LineWidth", "Relative",
		"ResourceID", "Size", "Stroke", "TemplateID", "Type", "Value", "Visible", "Weight", "X", "Y", "ZOrder"}
	for _, name := range names {
		fmt.Fprintf(&all, ` %s="%s"`, name, name)
	}
	root, _ := parsed(t, `<a`+all.String()+`/>`, nil)
	if len(root.attrs) != len(names) || len(names) != int(attrZOrder) {
		t.Fatalf("%d kept", len(root.attrs))
	}
	for i, name := range names {
		if got := root.attr(attributeName(i + 1)); got != name {
			t.Errorf("%s is %q", name, got)
		}
	}
}

// TestParseLimits: at a limit a part is read, one above it is refused.
func TestParseLimits(t *testing.T) {
	for _, c := range []struct {
		name string
		set  func(l *limit.Limits)
		part func(n int) string
		n    int
	}{
		{"elements", func(l *limit.Limits) { l.HTMLNodes = 10 }, func(n int) string { return "<a>" + strings.Repeat("<b/>", n-1) + "</a>" }, 10},
		{"levels", func(l *limit.Limits) { l.XMLDepth = 10 }, func(n int) string { return strings.Repeat("<a>", n) + strings.Repeat("</a>", n) }, 10},
		{"attributes", func(l *limit.Limits) { l.XMLAttributes = 10 }, func(n int) string { return "<a" + strings.Repeat(` b=""`, n) + "/>" }, 10},
		{"a text", func(l *limit.Limits) { l.XMLToken = 50 }, func(n int) string { return "<a>" + strings.Repeat("x", n) + "</a>" }, 50},
		{"a text of two", func(l *limit.Limits) { l.XMLToken = 50 }, func(n int) string {
			return "<a>" + strings.Repeat("x", 30) + "<b/>" + strings.Repeat("x", n-30) + "</a>"
		}, 50},
		{"a text of three", func(l *limit.Limits) { l.XMLToken = 50 }, func(n int) string {
			return "<a>" + strings.Repeat("x", 20) + "<b/>" + strings.Repeat("x", 20) + "<b/>" + strings.Repeat("x", n-40) + "</a>"
		}, 50},
	} {
		if _, code := parsed(t, c.part(c.n), c.set); code != "" {
			t.Errorf("%s: %s at the limit", c.name, code)
		}
		if _, code := parsed(t, c.part(c.n+1), c.set); code != "ofd-limit" {
			t.Errorf("%s: %q above the limit", c.name, code)
		}
	}
}

// TestRunsCounted: what a page makes the reader look through is counted as often as it is done, however little of it is an object.
func TestRunsCounted(t *testing.T) {
	many := strings.Repeat("<ofd:Other/>", 40)
	unit := func(inside string) string {
		return `<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="9">` + inside + `</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>`
	}
	for name, c := range map[string]struct{ objects, resources string }{
		"objects":                        {many, ""},
		"operators of a path":            {drawn("", "", strings.Repeat("M 0 0 ", 40)), ""},
		"words of a path":                {drawn("", "", strings.Repeat("x ", 40)), ""},
		"elements in a path":             {`<ofd:PathObject Boundary="0 0 9 9">` + many + `</ofd:PathObject>`, ""},
		"elements in a text":             {`<ofd:TextObject Boundary="0 0 9 9" Size="4" DrawParam="7">` + many + `</ofd:TextObject>`, ""},
		"elements of a composite":        {`<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="9"/>`, unit(many)},
		"elements of drawing parameters": {drawn(`DrawParam="5"`, "", "M 0 0"), `<ofd:DrawParams><ofd:DrawParam ID="5">` + many + `</ofd:DrawParam></ofd:DrawParams>`},
	} {
		limits := limit.Default()
		limits.PDFOperators = 40
		_, found := Read(limit.NewMeter(t.Context(), limits), packed(t, parts(written(10, 60, "1", "", "")+c.objects, "", c.resources)))
		if !slices.Equal(codesOf(found), []diag.Code{"ofd-limit"}) {
			t.Errorf("%s: %v", name, found)
		}
		limits.PDFOperators = 200
		if doc, found := Read(limit.NewMeter(t.Context(), limits), packed(t, parts(written(10, 60, "1", "", "")+c.objects, "", c.resources))); doc == nil {
			t.Errorf("%s: refused below the limit: %v", name, found)
		}
	}
}

// TestThrifty: elements, attributes and distances between characters take room in blocks, and no more than a page can have.
func TestThrifty(t *testing.T) {
	part := []byte(`<a>` + strings.Repeat(`<TextCode X="1" Y="2">3</TextCode>`, 5000) + `</a>`)
	if n := testing.AllocsPerRun(5, func() {
		(&file{meter: limit.NewMeter(t.Context(), limit.Default())}).parse("P.xml", part)
	}); n > 100 {
		t.Errorf("%.0f allocations", n)
	}
	limits := limit.Default()
	limits.PDFMarks, limits.ZipRatio = 1000, 10_000
	data := packed(t, parts(`<ofd:TextObject Boundary="0 0 9 9" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="g 999999 1 g 999999 1">`+strings.Repeat("1", 1<<20)+`</ofd:TextCode></ofd:TextObject>`, "", ""))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, found := Read(limit.NewMeter(t.Context(), limits), data)
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 16<<20 || !slices.Equal(codesOf(found), []diag.Code{"ofd-limit"}) {
		t.Errorf("%d MiB, %v", used>>20, found)
	}
}

// TestNumbers: a list has as many numbers as it must have, and nothing else.
func TestNumbers(t *testing.T) {
	for list, want := range map[string]bool{"1 2": true, " 1\n-2.5\t": true, "1": false, "1 2 3": false, "": false, "1 x": false, "1 1e9": false, "NaN 1": false} {
		if got := numbers(list, make([]float64, 2)); got != want {
			t.Errorf("%q: %v", list, got)
		}
	}
}
