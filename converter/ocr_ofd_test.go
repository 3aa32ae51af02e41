package converter

import (
	"archive/zip"
	"bytes"
	"fmt"
	"reflect"
	"testing"

	"nianbao/converter/diag"
)

// scannedOFD is an OFD file of one page that shows a picture and no text.
func (d *drawn) scannedOFD(t *testing.T) []byte {
	t.Helper()
	const ns = ` xmlns:ofd="http://www.ofdspec.org/2016"`
	width := pageWidth / 72.0 * 25.4
	height := width * float64(d.page.Rect.Dy()) / float64(d.page.Rect.Dx())
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"OFD.xml": `<ofd:OFD` + ns + `><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
		"Doc_0/Document.xml": fmt.Sprintf(`<ofd:Document%s><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 %g %g</ofd:PhysicalBox></ofd:PageArea><ofd:DocumentRes>Res.xml</ofd:DocumentRes></ofd:CommonData>`+
			`<ofd:Pages><ofd:Page ID="2" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>`, ns, width, height),
		"Doc_0/Res.xml":      `<ofd:Res` + ns + ` BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image" Format="PNG"><ofd:MediaFile>page.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>`,
		"Doc_0/P.xml":        fmt.Sprintf(`<ofd:Page%s><ofd:Content><ofd:Layer><ofd:ImageObject Boundary="0 0 %[2]g %[3]g" CTM="%[2]g 0 0 %[3]g 0 0" ResourceID="7"/></ofd:Layer></ofd:Content></ofd:Page>`, ns, width, height),
		"Doc_0/Res/page.png": string(d.file(t)),
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestScanInOFD: the pictures of an OFD file are recognised as those of a PDF are.
func TestScanInOFD(t *testing.T) {
	figures := []string{"1", "0", "12", "0", "13", "1", "0", "0", "0", "2", "", "1", "0", "0", "1"}
	d := drawPage(t, figures)
	c, err := New(Options{Recognizer: d})
	if err != nil {
		t.Fatal(err)
	}
	r, err := c.Read(t.Context(), Input{Data: d.scannedOFD(t)})
	if err != nil {
		t.Fatal(err)
	}
	if r.Source != OFD || r.Diagnostics[0].Code != "scan-read" {
		t.Errorf("source %q, %v", r.Source, r.Diagnostics)
	}
	again := drawPage(t, figures)
	if c, err = New(Options{Recognizer: again}); err != nil {
		t.Fatal(err)
	}
	asPicture, err := c.Read(t.Context(), Input{Name: "page.png", Data: again.file(t)})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(r.Report, asPicture.Report) {
		t.Errorf("%v, as a picture %v", r.Report, asPicture.Report)
	}
	without, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = without.Read(t.Context(), Input{Data: d.scannedOFD(t)})
	if refusal, ok := err.(*Refusal); !ok || refusal.Diagnostics[0].Code != diag.Code("input-ofd-scan") {
		t.Errorf("without a program: %v", err)
	}
}
