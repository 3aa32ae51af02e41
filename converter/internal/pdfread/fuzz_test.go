package pdfread

import (
	"bytes"
	"testing"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pdfread/object"
)

// FuzzAttached: whatever is done to a file, either its data come back exactly as they were attached, or an error says why they do
// not, or it has none.
func FuzzAttached(f *testing.F) {
	want := []byte(`{"format": "2021"}`)
	tiny := tinyFile(f, want)
	f.Add(tiny)
	f.Add(updated(f, tiny, func(u *update) { u.set(u.page(0), "Annots", object.Array{u.add("<</Subtype/Widget/FT/Sig>>")}) }))
	f.Add(updated(f, tiny, func(u *update) { u.set(u.page(0), "Rotate", object.Integer(90)) }))
	f.Add(bytes.Replace(tiny, []byte("startxref"), []byte("startxxxx"), 1))
	f.Fuzz(func(t *testing.T, data []byte) {
		limits := limit.Default()
		limits.PDFValues, limits.PDFTotal = 20_000, 2<<20
		got, found := Attached(limit.NewMeter(t.Context(), limits), data)
		if got != nil && !bytes.Equal(got, want) {
			t.Errorf("other data: %q", got)
		}
		if worst, any := found.Worst(); any && (got == nil) != (worst == diag.Error) {
			t.Errorf("%q with %v", got, found)
		}
	})
}
