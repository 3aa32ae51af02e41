package content

import (
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pdfread/object"
)

// fileOf is a file of these objects, from 3 on, with more in its catalog. Object 2 is Helvetica.
func fileOf(t testing.TB, limits limit.Limits, catalog string, objects ...string) *object.File {
	t.Helper()
	var b strings.Builder
	b.WriteString("%PDF-1.7\n1 0 obj\n<</Type/Catalog" + catalog + ">>\nendobj\n2 0 obj\n<</Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>\nendobj\n")
	for i, o := range objects {
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+3, o)
	}
	b.WriteString("trailer\n<</Root 1 0 R>>\n")
	f, err := object.Repair(limit.NewMeter(t.Context(), limits), []byte(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func stream(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(data), data)
}

// seen runs a page of 100 by 100 points and writes down what it shows: each character with its corner, ? behind those that are hidden and ! behind
// those outside of what is shown; each rule with its sides; the number of pictures.
func seen(t testing.TB, f *object.File, source Source) string {
	t.Helper()
	if source.Box[2] == 0 {
		source.Box = [4]float64{0, 0, 100, 100}
	}
	p := NewReader(f).Page(source)
	if f.Err() != nil {
		t.Fatal(f.Err())
	}
	var out []string
	for _, c := range p.Chars {
		s := fmt.Sprintf("%c %.0f %.0f", c.Rune, c.X0, c.Y1)
		if c.Hidden {
			s += "?"
		}
		if c.Outside {
			s += "!"
		}
		out = append(out, s)
	}
	for _, r := range p.Rules {
		out = append(out, fmt.Sprintf("%.1f-%.1f/%.1f-%.1f", r.X0, r.X1, r.Y0, r.Y1))
	}
	if p.Images > 0 {
		out = append(out, fmt.Sprintf("%d pictures", p.Images))
	}
	return strings.Join(out, ", ")
}

// shows is a text of 10 points with its corner at a place; y counts from the bottom.
func shows(c string, x, y int) string {
	return fmt.Sprintf("BT /F 10 Tf 1 0 0 1 %d %d Tm (%s) Tj ET ", x, y, c)
}

// TestPage: what operators show. The page is 100 points wide and high; in the results y counts from the top.
func TestPage(t *testing.T) {
	const image = "/Subtype/Image/Width 9/Height 9"
	rule := "20.0-80.0/49.5-50.5"
	for name, c := range map[string]struct {
		content   string
		resources string
		objects   []string
		want      string
	}{
		// Paths.
		"a line":                        {"20 50 m 80 50 l S", "", nil, rule},
		"a line and its way back":       {"20 50 m 80 50 l s", "", nil, rule + ", " + rule},
		"an open path is closed":        {"20 50 m 80 50 l 80 90 l h S", "", nil, rule + ", 79.5-80.5/10.0-50.0"},
		"filled and drawn":              {"20 20 40 40 re B", "", nil, "20.0-60.0/39.5-40.5, 20.0-60.0/79.5-80.5, 19.5-20.5/40.0-80.0, 59.5-60.5/40.0-80.0"},
		"closed, filled and drawn":      {"20 50 m 80 50 l b", "", nil, rule + ", " + rule + ", 20.0-80.0/50.0-50.0"},
		"a thin rectangle, drawn":       {"20 50 60 1 re S", "", nil, "19.5-80.5/48.5-50.5"},
		"an upright one":                {"20 20 1 60 re S", "", nil, "19.5-21.5/19.5-80.5"},
		"a thin outline, filled":        {"20 50 m 80 50 l 80 51 l 20 51 l f", "", nil, "20.0-80.0/49.0-50.0"},
		"two outlines":                  {"20 50 m 80 50 l 80 51 l h 20 60 m 80 60 l 80 61 l f", "", nil, "20.0-80.0/49.0-50.0, 20.0-80.0/39.0-40.0"},
		"a thin area with curves":       {"20 50 m 80 50 l 80 51 80 51 80 51 c f", "", nil, ""},
		"curves are no lines":           {"20 50 m 30 50 40 50 80 50 c 30 50 40 50 v 30 50 40 50 y S", "", nil, ""},
		"a line behind a curve":         {"20 20 m 0 0 0 0 20 50 c 80 50 l S", "", nil, rule},
		"a line behind a short curve":   {"20 20 m 0 0 20 50 v 80 50 l S", "", nil, rule},
		"a rectangle moves":             {"20 50 5 5 re 80 50 l n 20 50 40 0 re 80 50 l S", "", nil, rule + ", 19.5-60.5/49.5-50.5"},
		"a slope is none":               {"20 50 m 80 51.5 l S", "", nil, ""},
		"nearly level":                  {"20 50 m 80 50.8 l S", "", nil, "20.0-80.0/48.7-50.5"},
		"nearly upright":                {"50 20 m 50.8 80 l S", "", nil, "49.5-51.3/20.0-80.0"},
		"a hair":                        {"0 w 20 50 m 80 50 l S", "", nil, "20.0-80.0/50.0-50.0"},
		"at the clipping's edge":        {"20 50 60 40 re W n 2 w 20 50 m 80 50 l S", "", nil, "20.0-80.0/49.0-50.5"},
		"beyond the clipping's edge":    {"20 52 60 40 re W n 20 50 m 80 50 l S", "", nil, ""},
		"a clipping within a clipping":  {"20 0 60 99 re W n 0 0 50 99 re W n 0 50 m 99 50 l S", "", nil, "19.5-50.5/49.5-50.5"},
		"a clipping that ends":          {"q 0 0 50 99 re W n Q 20 50 m 80 50 l S", "", nil, rule},
		"no path clips nothing":         {"W n 20 50 m 80 50 l S", "", nil, rule},
		"white, but drawn":              {"1 g 20 50 m 80 50 l B", "", nil, rule},
		"grey is seen":                  {"0.9 G 20 50 m 80 50 l S", "", nil, rule},
		"white is not":                  {"0.995 G 20 50 m 80 50 l S", "", nil, ""},
		"a colour without numbers":      {"1 G G 20 50 m 80 50 l S", "", nil, rule},
		"ink by number":                 {"/S CS 0 SCN 0 0 0 1 K 1 1 1 RG 20 50 m 80 50 l S", "/ColorSpace<</S[/Separation/A/DeviceCMYK<<>>]>>", nil, ""},
		"ink after light":               {"1 G 0 0 0 0 K 20 50 m 80 50 l S 0 0 0 1 K 20 60 m 80 60 l S", "", nil, "20.0-80.0/39.5-40.5"},
		"filled with ink":               {"0 0 0 0 k 20 50 60 1 re f 0 0 0 1 k 20 60 60 1 re f 1 1 1 rg 20 70 60 1 re f", "", nil, "20.0-80.0/39.0-40.0"},
		"the first colour is black":     {"1 g /DeviceGray cs 20 50 60 1 re f", "", nil, "20.0-80.0/49.0-50.0"},
		"a space by another name":       {"/A cs 1 sc 20 50 60 1 re f", "/ColorSpace<</A/DeviceGray>>", nil, ""},
		"a space that is not there":     {"/A cs 1 sc 20 50 60 1 re f", "", nil, "20.0-80.0/49.0-50.0"},
		"a space of itself":             {"/A cs 1 sc 20 50 60 1 re f", "/ColorSpace<</A/A>>", nil, "20.0-80.0/49.0-50.0"},
		"a line of a dictionary's font": {"/G gs " + "BT 1 0 0 1 20 50 Tm (ab) Tj ET", "/ExtGState<</G<</Font[2 0 R 20]>>>>", nil, "a 20 52, b 31 52"},
		"an image among the operators":  {"20 50 m BI /W 1 ID 80 90 l S EI 80 50 l S", "", nil, rule},

		// Forms, layers.
		"a form has a matrix":           {"/X Do", "/XObject<</X 3 0 R>>", []string{stream("/Subtype/Form/BBox[0 0 100 100]/Matrix[1 0 0 1 10 20]", shows("a", 20, 30))}, "a 30 51"},
		"half a matrix is none":         {"/X Do", "/XObject<</X 3 0 R>>", []string{stream("/Subtype/Form/BBox[0 0 100 100]/Matrix[1 0 0 1 /A 20]", shows("a", 20, 30))}, "a 20 71"},
		"a form is as large as it says": {"/X Do " + shows("b", 60, 30), "/XObject<</X 3 0 R>>", []string{stream("/Subtype/Form/BBox[0 0 50 100]", shows("a", 60, 30))}, "a 60 71!, b 60 71"},
		"a form leaves the path alone":  {"20 50 m /X Do 80 50 l S", "/XObject<</X 3 0 R>>", []string{stream("/Subtype/Form/BBox[0 0 50 100]", "0 0 m 0 90 l")}, rule},
		"a form has no path of others":  {"20 50 m 80 50 l /X Do n", "/XObject<</X 3 0 R>>", []string{stream("/Subtype/Form/BBox[0 0 100 100]", "S")}, ""},
		"a form keeps what it saves":    {"/X Do " + shows("b", 20, 30), "/XObject<</X 3 0 R>>", []string{stream("/Subtype/Form/BBox[0 0 100 100]", "q 1 0 0 1 50 50 cm")}, "b 20 71"},
		"a form restores nothing":       {"q 1 0 0 1 10 10 cm /X Do " + shows("b", 20, 30), "/XObject<</X 3 0 R>>", []string{stream("/Subtype/Form/BBox[0 0 100 100]", "Q Q")}, "b 30 61"},
		"a form with its own fonts":     {"/X Do", "/XObject<</X 3 0 R>>", []string{stream("/Subtype/Form/BBox[0 0 100 100]/Resources<</Font<</F 2 0 R>>>>", shows("a", 20, 30))}, "a 20 71"},
		"forms in each other":           {"/X Do", "/XObject<</X 3 0 R/Y 4 0 R>>", []string{stream("/Subtype/Form/BBox[0 0 100 100]", shows("a", 20, 30)+" /Y Do"), stream("/Subtype/Form/BBox[0 0 100 100]", shows("b", 20, 30)+" /X Do")}, "a 20 71, b 20 71"},

		// What is painted over.
		"below a box":                  {shows("a", 20, 50) + "10 40 30 30 re f", "", nil, "a 20 51?"},
		"left of a box":                {shows("a", 20, 50) + "40 40 30 30 re f", "", nil, "a 20 51"},
		"right of a box":               {shows("a", 20, 50) + "0 40 15 30 re f", "", nil, "a 20 51"},
		"above a box":                  {shows("a", 20, 50) + "10 20 30 25 re f", "", nil, "a 20 51"},
		"under a box":                  {shows("a", 20, 50) + "10 70 30 25 re f", "", nil, "a 20 51"},
		"below a box, turned":          {shows("a", 20, 50) + "0 1 -1 0 100 0 cm 30 40 30 50 re f", "", nil, "a 20 51?"},
		"below a box, slanted":         {shows("a", 20, 50) + "0.8 0.6 -0.6 0.8 20 30 cm 0 0 30 30 re f", "", nil, "a 20 51"},
		"below two boxes":              {shows("a", 20, 50) + "10 40 30 30 re 50 40 9 9 re f", "", nil, "a 20 51"},
		"below a box and a line":       {shows("a", 20, 50) + "10 40 30 30 re 80 80 m 90 90 l 80 90 l f", "", nil, "a 20 51"},
		"below a step":                 {shows("a", 20, 50) + "10 40 m 40 40 l 40 70 l 30 70 l 30 45 l 10 45 l f", "", nil, "a 20 51"},
		"below a zigzag":               {shows("a", 20, 50) + "10 40 m 20 40 l 20 70 l 40 70 l f", "", nil, "a 20 51"},
		"below two sides":              {shows("a", 20, 50) + "10 40 m 40 40 l 40 70 l f", "", nil, "a 20 51"},
		"below three sides":            {shows("a", 20, 50) + "10 40 m 40 40 l 40 70 l 10 70 l f", "", nil, "a 20 51?"},
		"below an upright side first":  {shows("a", 20, 50) + "10 40 m 10 70 l 40 70 l 40 40 l h f", "", nil, "a 20 51?"},
		"below a box with round sides": {shows("a", 20, 50) + "10 40 m 40 40 l 40 70 l 10 70 l 10 60 10 50 10 40 c f", "", nil, "a 20 51"},
		"below a clipped box":          {"q 0 0 15 99 re W n " + shows("b", 5, 5) + "Q " + shows("a", 20, 50) + "q 0 0 15 99 re W n 0 40 50 30 re f Q", "", nil, "b 5 96, a 20 51"},
		"below a box in a clipped one": {shows("a", 20, 50) + "q 0 0 90 99 re W n 10 40 30 30 re f Q", "", nil, "a 20 51?"},
		"below a picture":              {shows("a", 20, 50) + "q 50 0 0 50 5 30 cm /I Do Q", "/XObject<</I 3 0 R>>", []string{stream(image, "x")}, "a 20 51?, 1 pictures"},
		"below a turned picture":       {shows("a", 20, 50) + "q 0 50 -50 0 55 30 cm /I Do Q", "/XObject<</I 3 0 R>>", []string{stream(image, "x")}, "a 20 51?, 1 pictures"},
		"below a slanted picture":      {shows("a", 20, 50) + "q 40 40 -40 40 40 20 cm /I Do Q", "/XObject<</I 3 0 R>>", []string{stream(image, "x")}, "a 20 51, 1 pictures"},
		"below a sheared picture":      {shows("a", 20, 50) + "q 50 0 20 50 5 30 cm /I Do Q", "/XObject<</I 3 0 R>>", []string{stream(image, "x")}, "a 20 51, 1 pictures"},
		"below a picture with a mask":  {shows("a", 20, 50) + "q 50 0 0 50 5 30 cm /I Do Q", "/XObject<</I 3 0 R>>", []string{stream(image+"/Mask[0 1]", "x")}, "a 20 51, 1 pictures"},
		"below a mask":                 {shows("a", 20, 50) + "q 50 0 0 50 5 30 cm /I Do Q", "/XObject<</I 3 0 R>>", []string{stream(image+"/ImageMask true", "x")}, "a 20 51, 1 pictures"},
		"below a picture with alpha":   {shows("a", 20, 50) + "q 50 0 0 50 5 30 cm /I Do Q", "/XObject<</I 3 0 R>>", []string{stream(image+"/SMaskInData 1", "x")}, "a 20 51, 1 pictures"},
		"below what mixes in no way":   {shows("a", 20, 50) + "/G gs 10 40 30 30 re f", "/ExtGState<</G<</BM/Compatible/SMask/None>>>>", nil, "a 20 51?"},
		"below what mixes in some way": {shows("a", 20, 50) + "/G gs 10 40 30 30 re f", "/ExtGState<</G<</BM[/Darken/Normal]>>>>", nil, "a 20 51"},
		"below what mixes again not":   {shows("a", 20, 50) + "/G gs /H gs 10 40 30 30 re f", "/ExtGState<</G<</BM/Multiply/ca 0.5/SMask<<>>>>/H<</BM/Normal/ca 1/SMask/None>>>>", nil, "a 20 51?"},
		"below a pattern":              {shows("a", 20, 50) + "/Pattern cs 10 40 30 30 re f", "", nil, "a 20 51"},
		"below a pattern by name":      {shows("a", 20, 50) + "/P scn 10 40 30 30 re f", "", nil, "a 20 51"},
		"below a form after a veil":    {shows("a", 20, 50) + "q /G gs /X Do Q 10 40 30 30 re f", "/ExtGState<</G<</ca 0.5>>>>/XObject<</X 3 0 R>>", []string{stream("/Subtype/Form/BBox[0 0 9 9]", "")}, "a 20 51?"},

		// White text.
		"white":                    {"1 g " + shows("a", 20, 50), "", nil, "a 20 51?"},
		"white beside a dark area": {"10 60 30 30 re f 10 10 30 35 re f 0 40 15 20 re f 40 40 30 20 re f 1 g " + shows("a", 20, 50), "", nil, "a 20 51?"},
		"white in a dark area":     {"10 40 30 30 re f 1 g " + shows("a", 20, 50), "", nil, "a 20 51"},
		"white below a dark area":  {"1 g " + shows("a", 20, 50) + "/G gs 0 g 10 40 30 30 re f", "/ExtGState<</G<</ca 0.5>>>>", nil, "a 20 51"},
		"white on a picture":       {"q 50 0 0 50 5 30 cm /I Do Q 1 g " + shows("a", 20, 50), "/XObject<</I 3 0 R>>", []string{stream(image, "x")}, "a 20 51, 1 pictures"},
		"white on a shading":       {"q 10 40 30 30 re W n /H sh Q 1 g " + shows("a", 20, 50), "", nil, "a 20 51"},
		"white on white":           {"1 g 10 40 30 30 re f " + shows("a", 20, 50), "", nil, "a 20 51?"},
		"white on something clear": {"/G gs 10 40 30 30 re f /H gs 1 g " + shows("a", 20, 50), "/ExtGState<</G<</ca 0>>/H<</ca 1>>>>", nil, "a 20 51?"},
		"white on a rule":          {"10 52 30 1 re f 1 g " + shows("a", 20, 50), "", nil, "a 20 51?, 10.0-40.0/47.0-48.0"},
		"white edges":              {"1 g 1 Tr " + shows("a", 20, 50), "", nil, "a 20 51"},
		"clear edges":              {"/G gs 1 Tr " + shows("a", 20, 50), "/ExtGState<</G<</ca 0>>>>", nil, "a 20 51"},
		"a clipping":               {"7 Tr " + shows("a", 20, 50), "", nil, "a 20 51?"},

		// Pictures.
		"a small picture":                   {"q 30 0 0 50 5 30 cm /I Do Q q 50 0 0 30 5 30 cm /I Do Q", "/XObject<</I 3 0 R>>", []string{stream(image, "x")}, ""},
		"a picture of which little is seen": {"0 0 20 99 re W n q 50 0 0 50 5 30 cm /I Do Q", "/XObject<</I 3 0 R>>", []string{stream(image, "x")}, ""},
	} {
		f := fileOf(t, limit.Default(), "", c.objects...)
		resources := object.Dict{"Font": object.Dict{"F": object.Ref(2)}}
		if c.resources != "" {
			extra := fileOf(t, limit.Default(), "/R<<"+c.resources+">>")
			for key, value := range extra.Dict(extra.Catalog()["R"]) {
				resources[key] = value
			}
		}
		if got := seen(t, f, Source{Content: []byte(c.content), Resources: resources}); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

// TestTurned: a page is looked at as it is turned.
func TestTurned(t *testing.T) {
	for turn, want := range map[int]string{0: "a 20 71, 20.0-80.0/49.5-50.5", 1: "a 29 26, 49.5-50.5/20.0-80.0", 2: "a 74 39, 20.0-80.0/49.5-50.5", 3: "a 161 80, 149.5-150.5/20.0-80.0", 5: "a 29 26, 49.5-50.5/20.0-80.0", -1: "a 161 80, 149.5-150.5/20.0-80.0"} {
		f := fileOf(t, limit.Default(), "")
		box := [4]float64{0, 0, 100, 100}
		if turn != 0 {
			box[3] = 200
		}
		content := shows("a", 20, 30) + "20 50 m 80 50 l S"
		if got := seen(t, f, Source{Content: []byte(content), Resources: object.Dict{"Font": object.Dict{"F": object.Ref(2)}}, Box: box, Rotate: turn}); got != want {
			t.Errorf("%d quarters: %s, want %s", turn, got, want)
		}
	}
}

// TestLayers: content of groups that are off is not shown (ISO 32000-1 8.11).
func TestLayers(t *testing.T) {
	const on, off = "<</Type/OCG/Name(on)>>", "<</Type/OCG/Name(off)>>"
	marked := func(group string) string {
		return "/OC /" + group + " BDC " + shows("a", 20, 50) + " EMC " + shows("b", 20, 50)
	}
	both, one := "a 20 51, b 20 51", "b 20 51"
	for name, c := range map[string]struct{ catalog, content, want string }{
		"on":                         {"/D<</OFF[4 0 R]>>", marked("A"), both},
		"off":                        {"/D<</OFF[4 0 R]>>", marked("B"), one},
		"all off":                    {"/OCGs[3 0 R 4 0 R]/D<</BaseState/OFF>>", marked("A"), one},
		"all off but one":            {"/OCGs[3 0 R 4 0 R]/D<</BaseState/OFF/ON[3 0 R]>>", marked("A"), both},
		"the other one":              {"/OCGs[3 0 R 4 0 R]/D<</BaseState/OFF/ON[3 0 R]>>", marked("B"), one},
		"any of two":                 {"/D<</OFF[4 0 R]>>", marked("C"), both},
		"any of one":                 {"/D<</OFF[4 0 R]>>", marked("D"), one},
		"one without a list":         {"/D<</OFF[4 0 R]>>", marked("E"), one},
		"none of a list":             {"/D<</OFF[4 0 R]>>", marked("G"), both},
		"another tag":                {"/D<</OFF[4 0 R]>>", strings.Replace(marked("B"), "/OC", "/P", 1), both},
		"a tag without a name":       {"/D<</OFF[4 0 R]>>", strings.Replace(marked("B"), "/B BDC", "BDC", 1), both},
		"no dictionary":              {"/D<</OFF[4 0 R]>>", strings.Replace(marked("B"), "BDC", "BMC", 1), both},
		"in each other":              {"/D<</OFF[4 0 R]>>", "/OC /B BDC /P BMC EMC " + shows("a", 20, 50) + " EMC " + shows("b", 20, 50), one},
		"more ends than there are":   {"/D<</OFF[4 0 R]>>", "EMC EMC " + marked("B"), one},
		"a form that is off":         {"/D<</OFF[4 0 R]>>", "/X Do /Y Do", one},
		"a form among it":            {"/D<</OFF[4 0 R]>>", "/OC /B BDC /Y Do EMC /Y Do", one},
		"a form that leaves it open": {"/D<</OFF[4 0 R]>>", "/Z Do " + shows("b", 20, 50), one},
		"rules":                      {"/D<</OFF[4 0 R]>>", "/OC /B BDC 20 50 m 80 50 l S 20 50 60 1 re f EMC " + shows("b", 20, 50), one},
		"no groups":                  {"", marked("B"), both},
	} {
		catalog := "/OCProperties<<" + c.catalog + ">>"
		if c.catalog == "" {
			catalog = ""
		}
		f := fileOf(t, limit.Default(), catalog, on, off, "<</Type/OCMD/OCGs[3 0 R 4 0 R]>>", "<</Type/OCMD/OCGs[4 0 R]>>", "<</Type/OCMD/OCGs 4 0 R>>", "<</Type/OCMD/OCGs[]>>",
			stream("/Subtype/Form/BBox[0 0 100 100]/OC 4 0 R", shows("a", 20, 50)), stream("/Subtype/Form/BBox[0 0 100 100]", shows("b", 20, 50)), stream("/Subtype/Form/BBox[0 0 100 100]", "/OC /B BDC"))
		resources := object.Dict{
			"Font":       object.Dict{"F": object.Ref(2)},
			"Properties": object.Dict{"A": object.Ref(3), "B": object.Ref(4), "C": object.Ref(5), "D": object.Ref(6), "E": object.Ref(7), "G": object.Ref(8)},
			"XObject":    object.Dict{"X": object.Ref(9), "Y": object.Ref(10), "Z": object.Ref(11)},
		}
		if got := seen(t, f, Source{Content: []byte(c.content), Resources: resources}); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
