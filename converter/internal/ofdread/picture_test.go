package ofdread

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/picture"
)

const media = `<ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image"><ofd:MediaFile>a.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>`

// TestCovered: text below the picture of a scan is not seen.
func TestCovered(t *testing.T) {
	text := written(10, 60, "12", "", "")
	const scan = `<ofd:ImageObject Boundary="0 0 200 150" CTM="200 0 0 150 0 0" ResourceID="7"`
	layered := func(text, scan, kind string) map[string]string {
		p := parts(text, "", media)
		p["Doc_0/Pages/P.xml"] = strings.Replace(p["Doc_0/Pages/P.xml"], "<ofd:Layer>", `<ofd:Layer Type="`+kind+`">`+scan+`</ofd:Layer><ofd:Layer>`, 1)
		return p
	}
	templated := func(order string) map[string]string {
		p := parts(text, scan+"/>", media)
		p["Doc_0/Pages/P.xml"] = strings.Replace(p["Doc_0/Pages/P.xml"], `TemplateID="1"`, `TemplateID="1"`+order, 1)
		return p
	}
	for name, c := range map[string]struct {
		parts  map[string]string
		hidden bool
	}{
		"below":                      {parts(text+scan+"/>", "", media), true},
		"above":                      {parts(scan+"/>"+text, "", media), false},
		"below, by its boundary":     {parts(text+`<ofd:ImageObject Boundary="0 0 200 150" ResourceID="7"/>`, "", media), true},
		"below something clear":      {parts(text+scan+` Alpha="120"/>`, "", media), false},
		"below something opaque":     {parts(text+scan+` Alpha="255"/>`, "", media), true},
		"below a mask":               {parts(text+scan+` ImageMask="8"/>`, "", media), false},
		"below a seal":               {parts(text+`<ofd:ImageObject Boundary="0 0 140 100" CTM="140 0 0 100 0 0" ResourceID="7"/>`, "", media), false},
		"beside":                     {parts(text+`<ofd:ImageObject Boundary="50 0 150 150" CTM="150 0 0 150 0 0" ResourceID="7"/>`, "", media), false},
		"a background after it":      {layered(text, scan+"/>", "Background"), false},
		"a foreground before it":     {layered(text, scan+"/>", "Foreground"), true},
		"a layer that says nothing":  {layered(text, scan+"/>", ""), false},
		"a template behind":          {templated(""), false},
		"a template in the front":    {templated(` ZOrder="Foreground"`), true},
		"a template, said to behind": {templated(` ZOrder="Background"`), false},
	} {
		doc, found := Read(limit.NewMeter(t.Context(), limit.Default()), packed(t, c.parts))
		want := []diag.Code{"ofd-pages-read"}
		if c.hidden {
			want = []diag.Code{"input-ofd-recognised"}
		}
		if !slices.Equal(codesOf(found), want) {
			t.Errorf("%s: %q, %v", name, shown(doc), found)
		}
	}
}

// marked is a picture of two by two pixels whose top left one is black.
func marked(t *testing.T) string {
	t.Helper()
	g := image.NewGray(image.Rect(0, 0, 2, 2))
	for i := range g.Pix {
		g.Pix[i] = 255
	}
	g.SetGray(0, 0, color.Gray{})
	var b bytes.Buffer
	if err := png.Encode(&b, g); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestScanned: pictures lie on their pages as the file says: this one in the right half, its black corner at the top.
func TestScanned(t *testing.T) {
	const half = `<ofd:ImageObject Boundary="100 0 100 150" CTM="100 0 0 150 0 0" ResourceID="7"/>`
	for name, c := range map[string]struct {
		resources string
		part      string
	}{
		"beside the resources":      {media, "Doc_0/a.png"},
		"from the root":             {strings.Replace(media, "a.png", "/b/a.png", 1), "b/a.png"},
		"in a folder for resources": {media, "Doc_0/Res/a.png"},
	} {
		p := parts(half, "", c.resources)
		if strings.Contains(c.part, "/Res/") {
			p["Doc_0/Res.xml"] = strings.Replace(p["Doc_0/Res.xml"], "<ofd:Res", `<ofd:Res BaseLoc="Res"`, 1)
		}
		p[c.part] = marked(t)
		pages := 0
		refusal, err := Scanned(limit.NewMeter(t.Context(), limit.Default()), packed(t, p), func(page, of int, g *image.Gray, perPoint float64) error {
			pages++
			dark := func(x, y float64) bool {
				return g.GrayAt(int(x*float64(g.Rect.Dx())), int(y*float64(g.Rect.Dy()))).Y < 128
			}
			if page != 1 || of != 1 || !dark(0.6, 0.2) || dark(0.9, 0.2) || dark(0.6, 0.8) || dark(0.2, 0.2) {
				t.Errorf("%s: page %d of %d, %v", name, page, of, g.Rect)
			}
			return nil
		})
		if refusal != nil || err != nil || pages != 1 {
			t.Errorf("%s: %v, %v, %d pages", name, refusal, err, pages)
		}
	}
}

// TestNotScanned: what stands in the way is named, and an error of who looks at the pages comes back.
func TestNotScanned(t *testing.T) {
	const whole = `<ofd:ImageObject Boundary="0 0 200 150" CTM="200 0 0 150 0 0" ResourceID="7"/>`
	stopped := errors.New("stopped")
	with := func(data string) map[string]string {
		p := parts(whole, "", media)
		p["Doc_0/a.png"] = data
		return p
	}
	many := with(marked(t))
	many["Doc_0/Document.xml"] = strings.Replace(many["Doc_0/Document.xml"], `<ofd:Page ID="2" BaseLoc="Pages/P.xml"/>`, strings.Repeat(`<ofd:Page ID="2" BaseLoc="Pages/P.xml"/>`, 3), 1)
	small := limit.Default()
	small.ScannedPages = 2
	for name, c := range map[string]struct {
		parts map[string]string
		code  diag.Code
		err   error
	}{
		"no picture":          {parts(whole, "", media), "ofd-broken", nil},
		"a picture that ends": {with(marked(t)[:40]), "", picture.ErrBroken},
		"who looks, stops":    {with(marked(t)), "", stopped},
		"too many pages":      {many, "ofd-limit", nil},
		"no page":             {map[string]string{"OFD.xml": "<a/>"}, "ofd-broken", nil},
	} {
		refusal, err := Scanned(limit.NewMeter(t.Context(), small), packed(t, c.parts), func(int, int, *image.Gray, float64) error { return stopped })
		if (refusal == nil) != (c.code == "") || refusal != nil && refusal.Code != c.code || !errors.Is(err, c.err) {
			t.Errorf("%s: %v, %v", name, refusal, err)
		}
	}
}
