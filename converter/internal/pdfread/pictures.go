package pdfread

import (
	"errors"
	"fmt"
	"image"
	"math"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pdfread/content"
	"nianbao/converter/internal/pdfread/object"
	"nianbao/converter/internal/picture"
)

// Scanned shows what the pages of a scan look like: page by page, as a grey picture with so many pixels a point. It stops with the first
// error that each returns, and returns it. Of a file that cannot be read, or whose pictures are packed in a way that is not known here,
// it says why in the diagnostic.
func Scanned(m *limit.Meter, data []byte, each func(page, pages int, g *image.Gray, perPoint float64) error) (*diag.Diagnostic, error) {
	f, err := object.Open(m, data)
	if errors.Is(err, object.ErrBroken) {
		f, err = object.Repair(m.Anew(), data)
	}
	if err == nil {
		var stopped error
		if err, stopped = scanned(m, f, each); stopped != nil {
			return nil, stopped
		}
	}
	if err == nil {
		return nil, nil
	}
	d := pictureRefusal(m, err)
	return &d, nil
}

func pictureRefusal(m *limit.Meter, err error) diag.Diagnostic {
	unknown, ok := errors.AsType[*picture.UnknownError](err)
	switch {
	case ok:
		return diag.New("input-scan-packed", diag.Place{}, "packed", unknown.What)
	case errors.Is(err, object.ErrFilter):
		return diag.New("input-pdf-filter", diag.Place{})
	case errors.Is(err, picture.ErrBroken):
		return diag.New("scan-picture-broken", diag.Place{})
	}
	return refusal(m, err)
}

func scanned(m *limit.Meter, f *object.File, each func(page, pages int, g *image.Gray, perPoint float64) error) (err, stopped error) {
	pages := pagesOf(f)
	if len(pages) > f.Limits().ScannedPages {
		return &limit.Exceeded{What: pageCount, Limit: int64(f.Limits().ScannedPages)}, nil
	}
	run := content.NewReader(f)
	for i := range pages {
		p := run.Page(sourceOf(f, &pages[i]))
		if f.Err() != nil {
			return f.Err(), nil
		}
		canvas := picture.NewCanvas(m, p.Width, p.Height, f.Limits().Pixels)
		for _, shown := range run.Pictures() {
			if shown.Stream == nil {
				return &picture.UnknownError{What: "inline image"}, nil
			}
			g, err := pictureOf(m, f, shown.Stream)
			if err == nil {
				err = canvas.Draw(g, shown.To)
			}
			if err != nil {
				return err, nil
			}
		}
		if g, perPoint := canvas.Picture(); g != nil {
			if err := each(i+1, len(pages), g, perPoint); err != nil {
				return nil, err
			}
		}
	}
	return f.Err(), nil
}

// pictureOf unpacks a picture (8.9.5).
func pictureOf(m *limit.Meter, f *object.File, s *object.Stream) (*image.Gray, error) {
	whole := func(key, short object.Name) int {
		o := s.Dict[key]
		if o == nil {
			o = s.Dict[short]
		}
		v, ok := f.Number(o)
		if !ok || v < 0 || v > math.MaxInt32 {
			return 0
		}
		return int(v)
	}
	w, h := whole("Width", "W"), whole("Height", "H")
	if err := picture.CheckSize(w, h, f.Limits().Pixels); err != nil {
		return nil, err
	}
	data, filter, with := f.Picture(s)
	if f.Err() != nil {
		return nil, f.Err()
	}
	inverted := false
	if d := f.Array(s.Dict["Decode"]); len(d) >= 2 {
		from, _ := f.Number(d[0])
		to, _ := f.Number(d[1])
		inverted = from > to
	}
	switch filter {
	case "DCTDecode", "DCT":
		g, err := picture.JPEG(m, data, f.Limits().Pixels)
		if err == nil && inverted {
			picture.Invert(g)
		}
		return g, err
	case "CCITTFaxDecode", "CCF":
		fax, err := faxOf(f, with, w, h)
		if err != nil {
			return nil, err
		}
		if fax.Data = data; inverted {
			fax.Inverted = !fax.Inverted
		}
		return picture.Fax(m, fax)
	case "":
		samples, err := samplesOf(f, s)
		if err != nil {
			return nil, err
		}
		samples.Data, samples.Width, samples.Height, samples.Inverted = data, w, h, inverted
		if samples.Bits = whole("BitsPerComponent", "BPC"); samples.Bits == 0 && s.Dict["ImageMask"] == true {
			samples.Bits = 1
		}
		return picture.Raw(m, samples)
	}
	return nil, &picture.UnknownError{What: string(filter)}
}

// faxOf reads the parameters of a fax (7.4.6).
func faxOf(f *object.File, with object.Dict, w, h int) (fax picture.FaxData, err error) {
	k, _ := f.Number(with["K"])
	columns, ok := f.Number(with["Columns"])
	if !ok {
		columns = 1728
	}
	if k > 0 || int(columns) != w {
		return fax, &picture.UnknownError{What: fmt.Sprintf("CCITTFaxDecode, K %v", k)}
	}
	align, _ := f.Resolve(with["EncodedByteAlign"]).(bool)
	black, _ := f.Resolve(with["BlackIs1"]).(bool)
	return picture.FaxData{Width: w, Height: h, Group4: k < 0, Align: align, Inverted: black}, nil
}

// samplesOf reads how samples are grey (8.6): grey, red, green and blue, or one of a list of colours.
func samplesOf(f *object.File, s *object.Stream) (picture.Samples, error) {
	if mask, _ := f.Resolve(s.Dict["ImageMask"]).(bool); mask {
		return picture.Samples{Components: 1}, nil
	}
	space := f.Resolve(s.Dict["ColorSpace"])
	if n := components(f, space); n > 0 {
		return picture.Samples{Components: n}, nil
	}
	list, _ := space.(object.Array)
	if len(list) == 4 && f.Name(list[0]) == "Indexed" {
		base := components(f, f.Resolve(list[1]))
		var colours []byte
		switch lookup := f.Resolve(list[3]).(type) {
		case object.String:
			colours = []byte(lookup)
		case *object.Stream:
			colours = f.Decode(lookup)
		}
		if base > 0 && f.Err() == nil {
			return picture.Samples{Components: 1, Colours: picture.Greys(colours, base)}, nil
		}
	}
	return picture.Samples{}, &picture.UnknownError{What: "ColorSpace"}
}

// components returns of how many numbers a colour of a space is, 0 for spaces that are not known here.
func components(f *object.File, space object.Object) int {
	switch space := space.(type) {
	case object.Name:
		switch space {
		case "DeviceGray", "CalGray", "G":
			return 1
		case "DeviceRGB", "CalRGB", "RGB":
			return 3
		}
	case object.Array:
		if len(space) < 2 {
			return 0
		}
		switch f.Name(space[0]) {
		case "CalGray":
			return 1
		case "CalRGB":
			return 3
		case "ICCBased":
			if profile := f.Stream(space[1]); profile != nil {
				if n, _ := f.Number(profile.Dict["N"]); n == 1 || n == 3 {
					return int(n)
				}
			}
		}
	}
	return 0
}
