package object_test

import (
	"testing"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/pdfread/object"
)

// FuzzFile: whatever the bytes, reading ends with values or an error, and within the limits.
func FuzzFile(f *testing.F) {
	f.Add(simple("[1 2.5 (a) <62> /C true null 1 0 R <</D 2 0 R>>]"))
	f.Add(simple(stream("/Filter[/AHx/Fl]", []byte("789c4b040000620062>"))))
	f.Add(packedFile("/Size 7/Index[1 6]", "4"))
	f.Add(newFile().object(1, catalog).table("").object(1, "<</Type/Catalog/A 1 0 R>>").table("").Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		limits := limit.Default()
		limits.PDFValues, limits.PDFStream, limits.PDFTotal = 20_000, 1<<20, 2<<20
		for _, how := range []func(*limit.Meter, []byte) (*object.File, error){object.Open, object.Repair} {
			file, err := how(limit.NewMeter(t.Context(), limits), data)
			if err != nil {
				continue
			}
			for n := range 20 {
				file.Decode(file.Stream(object.Ref(n)))
			}
			if file.Err() != nil && file.Resolve(object.Ref(1)) != nil {
				t.Error("it goes on behind an error")
			}
		}
	})
}
