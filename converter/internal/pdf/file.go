package pdf

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"nianbao/converter/internal/layout"
)

// file is one PDF being written. Objects are appended as they come; their offsets become the cross-reference table
// (ISO 32000-1 7.5.4).
type file struct {
	*scratch
	out     []byte
	offsets []int // of object i+1; 0: number given out, not written yet
	info    Info
	pages   *layout.Pages
	fonts   []*font
}

// header is the version and a comment of bytes above 127, which tells programs that the file is binary (7.5.2).
const header = "%PDF-1.7\n%\xE5\xB9\xB4\xE6\x8A\xA5\n"

func (f *file) write(ctx context.Context) error {
	if f.info.Title == "" {
		f.info.Title = f.pages.Title
	}
	if f.info.Language == "" {
		f.info.Language = "zh-CN"
	}
	f.out = append(f.out, header...)
	catalog, tree := f.reserve(), f.reserve()
	f.collectFonts()
	for _, t := range f.fonts {
		t.object = f.reserve()
	}
	leaves := make([]int, len(f.pages.Pages))
	for i := range leaves {
		leaves[i] = f.reserve()
	}
	for i := range f.pages.Pages {
		if err := ctx.Err(); err != nil {
			return err
		}
		f.writePage(&f.pages.Pages[i], leaves[i], tree)
	}
	for _, t := range f.fonts {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := f.writeFont(t); err != nil {
			return err
		}
	}
	f.writePageTree(tree, leaves)
	outline := f.writeOutline(leaves)
	information, metadata, intent := f.writeInfo(), f.writeMetadata(), f.writeOutputIntent()

	f.begin(catalog)
	f.text("<</Type/Catalog/Pages ").ref(tree)
	if outline != 0 {
		f.text("/Outlines ").ref(outline)
		f.text("/PageMode/UseOutlines")
	}
	f.text("/Metadata ").ref(metadata)
	f.text("/OutputIntents[").ref(intent)
	f.text("]/Lang")
	f.str(f.info.Language)
	f.text("/ViewerPreferences<</DisplayDocTitle true>>>>")
	f.end()
	f.writeTrailer(catalog, information)
	return nil
}

func (f *file) writePageTree(tree int, leaves []int) {
	f.begin(tree)
	f.text("<</Type/Pages/Count ").int(len(leaves))
	f.text("/MediaBox[0 0 ").length(f.pages.Width)
	f.text(" ").length(f.pages.Height)
	f.text("]/Resources<</ProcSet[/PDF/Text]/Font<<")
	for i, t := range f.fonts {
		f.text("/F").int(i + 1)
		f.text(" ").ref(t.object)
	}
	f.text(">>>>/Kids[")
	for i, leaf := range leaves {
		if i > 0 {
			f.text(" ")
		}
		f.ref(leaf)
	}
	f.text("]>>")
	f.end()
}

// writeTrailer writes the cross-reference table and the trailer. The identifier is a hash of all that stands before it,
// so it is the same for the same content (14.4 asks for uniqueness, not for time).
func (f *file) writeTrailer(catalog, information int) {
	sum := sha256.Sum256(f.out)
	id := hex.EncodeToString(sum[:16])
	at := len(f.out)
	f.text("xref\n0 ").int(len(f.offsets) + 1)
	f.text("\n0000000000 65535 f \n")
	for _, offset := range f.offsets {
		f.out = append10(f.out, offset)
		f.text(" 00000 n \n")
	}
	f.text("trailer\n<</Size ").int(len(f.offsets) + 1)
	f.text("/Root ").ref(catalog)
	f.text("/Info ").ref(information)
	f.text("/ID[<" + id + "><" + id + ">]>>\nstartxref\n").int(at)
	f.text("\n%%EOF\n")
}

func append10(b []byte, n int) []byte {
	var digits [10]byte
	for i := 9; i >= 0; i-- {
		digits[i] = byte('0' + n%10)
		n /= 10
	}
	return append(b, digits[:]...)
}

// reserve gives out the next object number.
func (f *file) reserve() int {
	f.offsets = append(f.offsets, 0)
	return len(f.offsets)
}

func (f *file) begin(object int) {
	f.offsets[object-1] = len(f.out)
	f.int(object).text(" 0 obj\n")
}

func (f *file) end() { f.text("\nendobj\n") }

// stream writes an object with a deflated stream; dict is the dictionary's further entries.
func (f *file) stream(object int, dict string, data []byte) {
	f.packed.Reset()
	f.deflater.Reset(&f.packed)
	f.deflater.Write(data) // a bytes.Buffer takes everything
	f.deflater.Close()
	f.begin(object)
	f.text("<<" + dict + "/Filter/FlateDecode/Length ").int(f.packed.Len())
	f.text(">>stream\n")
	f.out = append(f.out, f.packed.Bytes()...)
	f.text("\nendstream")
	f.end()
}

func (f *file) text(s string) *file {
	f.out = append(f.out, s...)
	return f
}

func (f *file) int(n int) *file {
	f.out = strconv.AppendInt(f.out, int64(n), 10)
	return f
}

func (f *file) ref(object int) *file { return f.int(object).text(" 0 R") }

func (f *file) length(u layout.Unit) *file {
	f.out = appendUnits(f.out, u)
	return f
}

// str writes a text string (7.9.2.2).
func (f *file) str(s string) *file {
	f.out = appendTextString(f.out, s)
	return f
}
