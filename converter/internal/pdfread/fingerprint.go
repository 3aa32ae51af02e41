package pdfread

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/adler32"
	"math"
	"slices"
	"strings"

	"nianbao/converter/internal/pdfread/object"
)

// fingerprint returns the fingerprint of pages and data as package pdf defines it. ok is false where a page shows what no page of
// this product does: cut, turned, of another size than its neighbour, or with two fonts of one name.
func fingerprint(f *object.File, pages []page, data []byte) (sum string, ok bool) {
	h := sha256.New()
	var width, height int
	fonts := map[object.Name]uint32{}
	seen := map[object.Object]bool{}
	for i := range pages {
		p := &pages[i]
		if f.Err() != nil {
			return "", false
		}
		content := contentOf(f, p)
		fmt.Fprintf(h, "%d\n", len(content))
		h.Write(content)
		w, ht, plain := sizeOf(f, p)
		if i == 0 {
			width, height = w, ht
		}
		if !plain || w != width || ht != height || !addFonts(f, p.entry("Resources"), fonts, seen) {
			return "", false
		}
	}
	fmt.Fprintf(h, "page %d %d\n", width, height)
	names := make([]object.Name, 0, len(fonts))
	for name := range fonts {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b object.Name) int { // F2 before F10
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return strings.Compare(string(a), string(b))
	})
	for _, name := range names {
		fmt.Fprintf(h, "%s %08x\n", name, fonts[name])
	}
	fmt.Fprintf(h, "data %d\n", len(data))
	h.Write(data)
	return hex.EncodeToString(h.Sum(nil)), true
}

// contentOf returns a page's content: that of several streams with a line feed between them (ISO 32000-1 7.8.2).
func contentOf(f *object.File, p *page) []byte {
	contents := f.Array(p.dict["Contents"])
	if contents == nil {
		return f.Decode(f.Stream(p.dict["Contents"]))
	}
	var all []byte
	for i, c := range contents {
		if !f.Count(1) {
			return nil
		}
		if i > 0 {
			all = append(all, '\n')
		}
		all = append(all, f.Decode(f.Stream(c))...)
	}
	return all
}

// sizeOf returns what a page shows, in tenths of a point; plain is false where it is turned, cut or scaled.
func sizeOf(f *object.File, p *page) (width, height int, plain bool) {
	media, ok := boxOf(f, p.entry("MediaBox"))
	if !ok || media[0] != 0 || media[1] != 0 {
		return 0, 0, false
	}
	if crop := p.entry("CropBox"); crop != nil {
		if visible, ok := boxOf(f, crop); !ok || visible != media {
			return 0, 0, false
		}
	}
	turned, _ := f.Number(p.entry("Rotate"))
	unit, scaled := f.Number(p.dict["UserUnit"])
	return media[2], media[3], math.Mod(turned, 360) == 0 && (!scaled || unit == 1)
}

// boxOf returns a rectangle (7.9.5) in tenths of a point.
func boxOf(f *object.File, o object.Object) (box [4]int, ok bool) {
	sides := f.Array(o)
	if len(sides) != len(box) {
		return box, false
	}
	for i := range box {
		n, ok := f.Number(sides[i])
		if !ok || math.Abs(n) > 1e6 {
			return box, false
		}
		box[i] = int(math.Round(n * 10))
	}
	return box, true
}

// addFonts notes the programs of a page's fonts by their names. Resources that were looked at are not looked at again.
func addFonts(f *object.File, resources object.Object, fonts map[object.Name]uint32, seen map[object.Object]bool) bool {
	if ref, ok := resources.(object.Ref); ok {
		if seen[ref] {
			return true
		}
		seen[ref] = true
	}
	for name, o := range f.Dict(f.Dict(resources)["Font"]) {
		if !f.Count(1) {
			return false
		}
		descendants := f.Array(f.Dict(o)["DescendantFonts"])
		if len(descendants) != 1 {
			return false
		}
		program := f.Stream(f.Dict(f.Dict(descendants[0])["FontDescriptor"])["FontFile2"])
		sum := adler32.Checksum(f.Decode(program)) // 1 where there is none
		if other, known := fonts[name]; known && other != sum {
			return false
		}
		fonts[name] = sum
	}
	return true
}
