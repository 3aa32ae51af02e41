package converter_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"nianbao/converter"
	"nianbao/converter/report"
)

// zipped packs files, with names in GBK as Chinese Windows writes them.
func zipped(t testing.TB, files ...[2]string) *bytes.Reader {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, file := range files {
		name, err := simplifiedchinese.GBK.NewEncoder().String(file[0])
		if err != nil {
			t.Fatal(err)
		}
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, NonUTF8: true})
		if err == nil {
			_, err = f.Write([]byte(file[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(b.Bytes())
}

// Reports of every format in an archive are read as they are by themselves, each under its own name.
func TestArchiveOfReports(t *testing.T) {
	c := newConverter(t)
	want := map[string]*report.Report{}
	var files [][2]string
	for seed := range uint64(100) {
		r := official(seed)
		format := []converter.Format{converter.JSON, converter.DOCX, converter.HTML, converter.PDF}[seed%4]
		name := fmt.Sprintf("青溪县/第%d镇/年报%s", seed, format.Extension())
		want["a.zip/"+name] = r
		files = append(files, [2]string{name, written(t, c, r, converter.Target{Format: format})})
	}
	z := zipped(t, append(files, [2]string{"说明.png", "x"}, [2]string{"青溪县/第1镇/年报.pdf", "the printed copy"}, [2]string{"青溪县/里面.zip", "PK"}, [2]string{"a.check.docx", "x"})...)
	inputs, found, err := converter.OpenArchive(t.Context(), "a.zip", z, z.Size(), c.Limits())
	if err != nil || len(inputs) != 101 || codesOf(found) != "archive-passed" || !strings.Contains(found.Error(), "3 files") {
		t.Fatal(len(inputs), found, err)
	}
	in := 0
	for readings, err := range c.ReadBatchAll(t.Context(), func(yield func(converter.Input) bool) {
		for _, input := range inputs {
			if !yield(input) {
				return
			}
		}
	}, 4) {
		name := inputs[in].Name
		in++
		if strings.HasSuffix(name, "里面.zip") {
			refusal, ok := errors.AsType[*converter.Refusal](err)
			if !ok || codesOf(refusal.Diagnostics) != "archive-nested" || refusal.Diagnostics[0].Place.File != name {
				t.Errorf("%v", err)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		reading := readings[0]
		for table, cells := range want[name].Tables {
			for key, cell := range cells {
				if got := reading.Report.Tables[table][key]; got != cell {
					t.Errorf("%s: %s.%v is %s, want %s", name, table, key, got, cell)
				}
			}
		}
		for _, d := range reading.Diagnostics {
			if d.Place.File != name {
				t.Errorf("%+v does not name %s", d, name)
			}
		}
	}
}

func TestArchiveRefused(t *testing.T) {
	document, picture := zipped(t, [2]string{"word/document.xml", "x"}), zipped(t, [2]string{"a.png", "x"})
	if _, _, err := converter.OpenArchive(t.Context(), "a.docx", document, document.Size(), converter.DefaultLimits()); !errors.Is(err, converter.ErrDocument) {
		t.Error(err)
	}
	_, _, err := converter.OpenArchive(t.Context(), "a.zip", picture, picture.Size(), converter.DefaultLimits())
	refusal, ok := errors.AsType[*converter.Refusal](err)
	if !ok || codesOf(refusal.Diagnostics) != "archive-passed archive-empty" || refusal.Diagnostics[1].Place.File != "a.zip" {
		t.Error(err)
	}
	pictures := zipped(t, [2]string{"a.png", "x"}, [2]string{"b.png", "x"})
	_, _, err = converter.OpenArchive(t.Context(), "a.zip", pictures, pictures.Size(), converter.Limits{ArchiveEntries: 1})
	if refusal, ok := errors.AsType[*converter.Refusal](err); !ok || refusal.Reason != converter.TooLarge {
		t.Error(err)
	}
}

func ExampleOpenArchive() {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.Create("青溪县/水务局.json")
	if err != nil {
		panic(err)
	}
	_, _ = f.Write([]byte(`{"format": "2021", "organization": "青溪县水务局"}`))
	_ = w.Close()
	c, err := converter.New(converter.Options{})
	if err != nil {
		panic(err)
	}
	inputs, _, err := converter.OpenArchive(context.Background(), "county.zip", bytes.NewReader(b.Bytes()), int64(b.Len()), c.Limits())
	if err != nil {
		panic(err)
	}
	for _, in := range inputs {
		reading, err := c.Read(context.Background(), in)
		fmt.Println(in.Name, reading.Report.Organization, err)
	}
	// Output: county.zip/青溪县/水务局.json 青溪县水务局 <nil>
}
