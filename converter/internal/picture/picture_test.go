package picture

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"runtime"
	"slices"
	"testing"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/plane"
)

func meter() *limit.Meter { return limit.NewMeter(context.Background(), limit.Default()) }

// claimed is a PNG file that claims a size and holds nothing.
func claimed(w, h uint32) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte("IHDR"), w), h)
	head = append(head, 8, 0, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(head))
}

// Sizes are looked at before anything is allocated.
func TestSize(t *testing.T) {
	for _, c := range []struct{ w, h, most int }{{7000, 7000, 40_000_000}, {1, 40_000_000, 40_000_000}, {40_000_000, 1, 40_000_000}, {101, 1, 100}} {
		exceeded, ok := errors.AsType[*limit.Exceeded](CheckSize(c.w, c.h, c.most))
		if !ok || exceeded.Limit != int64(c.most) {
			t.Errorf("%d by %d: %v", c.w, c.h, exceeded)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := File(meter(), claimed(uint32(c.w), uint32(c.h)), c.most)
		runtime.ReadMemStats(&after)
		if allocated := after.TotalAlloc - before.TotalAlloc; !errors.Is(err, limit.ErrTooLarge) || allocated > 1_000_000 {
			t.Errorf("%d by %d: %v, %d bytes", c.w, c.h, err, allocated)
		}
	}
	if err := CheckSize(0, 5, 100); !errors.Is(err, ErrBroken) {
		t.Errorf("no pixels: %v", err)
	}
	if err := CheckSize(10, 10, 100); err != nil {
		t.Error(err)
	}
}

func TestFile(t *testing.T) {
	colour := image.NewNRGBA(image.Rect(0, 0, 3, 1))
	colour.Set(0, 0, color.NRGBA{255, 255, 255, 255})
	colour.Set(1, 0, color.NRGBA{255, 0, 0, 255})
	colour.Set(2, 0, color.NRGBA{0, 0, 0, 0}) // shines through: paper
	var packed bytes.Buffer
	if err := png.Encode(&packed, colour); err != nil {
		t.Fatal(err)
	}
	if g, err := File(meter(), packed.Bytes(), 100); err != nil || !slices.Equal(g.Pix, []uint8{255, 76, 255}) {
		t.Errorf("%v, %v", g, err)
	}
	packed.Reset()
	if err := jpeg.Encode(&packed, colour, nil); err != nil {
		t.Fatal(err)
	}
	if g, err := File(meter(), packed.Bytes(), 100); err != nil || g.Rect.Dx() != 3 {
		t.Errorf("%v, %v", g, err)
	}
	for name, c := range map[string]struct {
		data string
		want error
	}{
		"half a PNG":  {string(claimed(5, 5)), ErrBroken},
		"half a JPEG": {packed.String()[:packed.Len()/2], ErrBroken},
		"JPEG mark":   {"\xff\xd8\xff", ErrBroken},
	} {
		if g, err := File(meter(), []byte(c.data), 100); !errors.Is(err, c.want) || g != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := File(meter(), []byte("GIF89a"), 100); err == nil || err.Error() != "pictures of the kind GIF are not read" {
		t.Error(err)
	}
}

func TestSamples(t *testing.T) {
	for name, c := range map[string]struct {
		s    Samples
		want []uint8
	}{
		"1 bit":            {Samples{Data: []byte{0b10100000}, Width: 3, Height: 1, Bits: 1, Components: 1}, []uint8{255, 0, 255}},
		"1 bit, inverted":  {Samples{Data: []byte{0b10100000}, Width: 3, Height: 1, Bits: 1, Components: 1, Inverted: true}, []uint8{0, 255, 0}},
		"2 lines":          {Samples{Data: []byte{0x80, 0x40}, Width: 2, Height: 2, Bits: 1, Components: 1}, []uint8{255, 0, 0, 255}},
		"4 bit":            {Samples{Data: []byte{0x0f}, Width: 2, Height: 1, Bits: 4, Components: 1}, []uint8{0, 255}},
		"8 bit":            {Samples{Data: []byte{7, 9}, Width: 2, Height: 1, Bits: 8, Components: 1}, []uint8{7, 9}},
		"16 bit":           {Samples{Data: []byte{128, 0}, Width: 1, Height: 1, Bits: 16, Components: 1}, []uint8{127}},
		"colours":          {Samples{Data: []byte{255, 0, 0}, Width: 1, Height: 1, Bits: 8, Components: 3}, []uint8{76}},
		"a palette":        {Samples{Data: []byte{0b01000000}, Width: 2, Height: 1, Bits: 1, Components: 1, Colours: Greys([]byte{255, 255, 255, 0, 0, 0}, 3)}, []uint8{255, 0}},
		"beyond a palette": {Samples{Data: []byte{9}, Width: 1, Height: 1, Bits: 8, Components: 1, Colours: Greys([]byte{1}, 1)}, []uint8{255}},
		"too few":          {Samples{Data: []byte{1}, Width: 2, Height: 1, Bits: 8, Components: 1}, nil},
		"5 bit":            {Samples{Data: []byte{1}, Width: 1, Height: 1, Bits: 5, Components: 1}, nil},
		"4 colours":        {Samples{Data: []byte{1, 1, 1, 1}, Width: 1, Height: 1, Bits: 8, Components: 4}, nil},
	} {
		g, err := Raw(meter(), c.s)
		if (err != nil) != (c.want == nil) || err == nil && !slices.Equal(g.Pix, c.want) {
			t.Errorf("%s: %v, %v, want %v", name, g, err, c.want)
		}
	}
}

// In ITU-T T.6, a line like the one above is the code 1; above the first one is a white line.
func TestFax(t *testing.T) {
	for _, c := range []struct {
		data     string
		inverted bool
		want     []uint8
	}{{"\xff", false, []uint8{255, 255, 255, 255}}, {"\xff", true, []uint8{0, 0, 0, 0}}, {"", false, nil}} {
		g, err := Fax(meter(), FaxData{Data: []byte(c.data), Width: 2, Height: 2, Group4: true, Inverted: c.inverted})
		if (err != nil) != (c.want == nil) || err == nil && !slices.Equal(g.Pix, c.want) {
			t.Errorf("%+v: %v, %v", c, g, err)
		}
	}
}

// Strips of a page are put together; a picture may be turned.
func TestCanvas(t *testing.T) {
	upper, lower := image.NewGray(image.Rect(0, 0, 4, 2)), image.NewGray(image.Rect(0, 0, 4, 2))
	for i := range upper.Pix {
		upper.Pix[i], lower.Pix[i] = uint8(i), uint8(100+i)
	}
	c := NewCanvas(meter(), 4, 4, 1000)
	// From the square, whose y grows upwards, to the page, whose y grows downwards.
	for _, err := range []error{c.Draw(upper, plane.Matrix{4, 0, 0, -2, 0, 2}), c.Draw(lower, plane.Matrix{4, 0, 0, -2, 0, 4})} {
		if err != nil {
			t.Fatal(err)
		}
	}
	g, perPoint := c.Picture()
	if perPoint != 1 || !slices.Equal(g.Pix, slices.Concat(upper.Pix, lower.Pix)) {
		t.Errorf("%v pixels a point, %v", perPoint, g.Pix)
	}
	c = NewCanvas(meter(), 2, 4, 1000)
	if err := c.Draw(upper, plane.Matrix{0, 4, 2, 0, 0, 0}); err != nil { // turned clockwise
		t.Fatal(err)
	}
	if g, _ := c.Picture(); !slices.Equal(g.Pix, []uint8{4, 0, 5, 1, 6, 2, 7, 3}) {
		t.Errorf("turned: %v", g.Pix)
	}
	c = NewCanvas(meter(), 14_400, 14_400, 1000)
	if err := c.Draw(upper, plane.Matrix{4, 0, 0, -2, 0, 2}); !errors.Is(err, limit.ErrTooLarge) {
		t.Errorf("a large page: %v", err)
	}
	if g, _ := NewCanvas(meter(), 4, 4, 1000).Picture(); g != nil {
		t.Error("a page without a picture has one")
	}
}
