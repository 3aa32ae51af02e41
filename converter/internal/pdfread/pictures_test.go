package pdfread

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"image"
	"slices"
	"testing"

	"nianbao/converter/internal/limit"
)

// pictured is a file of one page of 40 by 40 points that shows a picture of 4 by 2 pixels on all of it.
func pictured(entries string, data []byte) []byte {
	content := "40 0 0 40 0 0 cm /I Do"
	return fmt.Appendf(nil, `%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 40 40]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>endobj
4 0 obj<</Length %d>>stream
%s
endstream endobj
5 0 obj<</Type/XObject/Subtype/Image/Width 4/Height 2%s/Length %d>>stream
%s
endstream endobj
trailer<</Root 1 0 R>>
`, len(content), content, entries, len(data), data)
}

// shownPicture is what the first page of a file looks like, in its middle from left to right above and below.
func shownPicture(t *testing.T, data []byte) (seen []uint8, refusal string) {
	t.Helper()
	d, err := Scanned(meter(t), data, func(_, _ int, g *image.Gray, perPoint float64) error {
		w, h := g.Rect.Dx(), g.Rect.Dy()
		for _, y := range []int{h / 4, 3 * h / 4} {
			for x := range 4 {
				seen = append(seen, g.Pix[y*g.Stride+(2*x+1)*w/8])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if d != nil {
		refusal = string(d.Code)
	}
	return seen, refusal
}

func TestPictures(t *testing.T) {
	bits := []byte{0b10100000, 0b01010000}
	want := []uint8{255, 0, 255, 0, 0, 255, 0, 255}
	inverted := []uint8{0, 255, 0, 255, 255, 0, 255, 0}
	var flate bytes.Buffer
	z := zlib.NewWriter(&flate)
	_, _ = z.Write(bits)
	_ = z.Close()
	for name, c := range map[string]struct {
		entries string
		data    []byte
		want    []uint8
		refusal string
	}{
		"1 bit":       {"/BitsPerComponent 1/ColorSpace/DeviceGray", bits, want, ""},
		"flate":       {"/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/FlateDecode", flate.Bytes(), want, ""},
		"hexadecimal": {"/BitsPerComponent 1/ColorSpace/DeviceGray/Filter[/ASCIIHexDecode]", []byte("A0 50>"), want, ""},
		"inverted":    {"/BitsPerComponent 1/ColorSpace/DeviceGray/Decode[1 0]", bits, inverted, ""},
		"a mask":      {"/ImageMask true", bits, want, ""},
		"a palette":   {"/BitsPerComponent 1/ColorSpace[/Indexed/DeviceRGB 1(\xff\xff\xff\x00\x00\x00)]", bits, inverted, ""},
		"ICC":         {"/BitsPerComponent 1/ColorSpace[/ICCBased 6 0 R]", bits, nil, "input-scan-packed"},
		"a fax":       {"/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 4>>", []byte{0xff}, slices.Repeat([]uint8{255}, 8), ""},
		"a black fax": {"/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 4/BlackIs1 true>>", []byte{0xff}, slices.Repeat([]uint8{0}, 8), ""},
		"another fax": {"/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode/DecodeParms<</K 4/Columns 4>>", []byte{0xff}, nil, "input-scan-packed"},
		"JPX":         {"/Filter/JPXDecode", bits, nil, "input-scan-packed"},
		"JBIG2":       {"/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode", bits, nil, "input-scan-packed"},
		"no JPEG":     {"/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/DCTDecode", bits, nil, "scan-picture-broken"},
		"too few":     {"/BitsPerComponent 8/ColorSpace/DeviceGray", bits, nil, "scan-picture-broken"},
		"too large":   {"/Width 50001/BitsPerComponent 1/ColorSpace/DeviceGray", bits, nil, "pdf-limit"},
	} {
		seen, refusal := shownPicture(t, pictured(c.entries, c.data))
		if refusal != c.refusal || c.refusal == "" && !slices.Equal(seen, c.want) {
			t.Errorf("%s: %v, %q", name, seen, refusal)
		}
	}
}

func TestScannedStops(t *testing.T) {
	stop := errors.New("stop")
	file := pictured("/BitsPerComponent 1/ColorSpace/DeviceGray", []byte{0xa0, 0x50})
	if _, err := Scanned(meter(t), file, func(int, int, *image.Gray, float64) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("error %v", err)
	}
	limits := limit.Default()
	limits.ScannedPages = 0
	d, err := Scanned(limit.NewMeter(t.Context(), limits), file, func(int, int, *image.Gray, float64) error { return nil })
	if err != nil || d == nil || d.Code != "pdf-limit" {
		t.Errorf("more pages than may be: %v, %v", d, err)
	}
	if d, err := Scanned(meter(t), []byte("%PDF-1.4"), nil); err != nil || d == nil || d.Code != "pdf-broken" {
		t.Errorf("no file: %v, %v", d, err)
	}
}

func meter(t *testing.T) *limit.Meter { return limit.NewMeter(t.Context(), limit.Default()) }
