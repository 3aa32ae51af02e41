package converter_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/internal/contract"
)

// archiveOf returns the bytes of an archive of files.
func archiveOf(t testing.TB, files ...[2]string) []byte {
	t.Helper()
	data, err := io.ReadAll(zipped(t, files...))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// An archive of one report is read as that report, under the name that it has there; a Word file of it is annotated itself.
func TestReadArchiveOfOne(t *testing.T) {
	c := newConverter(t)
	word := written(t, c, official(3), converter.Target{Format: converter.DOCX})
	in := converter.Input{Name: "县.zip", Data: archiveOf(t, [2]string{"青溪县/水务局.docx", word}, [2]string{"青溪县/水务局.pdf", "printed"}, [2]string{"图.png", "x"})}
	alone, err := c.Check(t.Context(), converter.Input{Name: "县.zip/青溪县/水务局.docx", Data: []byte(word)}, converter.Against{})
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.Check(t.Context(), in, converter.Against{})
	if err != nil {
		t.Fatal(err)
	}
	if got.Input != alone.Input || got.File != alone.File || string(contract.AppendJSON(nil, got.Report, converter.VocabularyOf(c))) != string(contract.AppendJSON(nil, alone.Report, converter.VocabularyOf(c))) {
		t.Errorf("%s is %s", alone.Input, got.Input)
	}
	if len(got.Diagnostics) == 0 || got.Diagnostics[0].Code != "archive-passed" || got.Diagnostics[0].Place.File != "县.zip" || got.Diagnostics[len(got.Diagnostics)-1].Place.File == "" {
		t.Errorf("diagnostics %v", got.Diagnostics)
	}
	a, err := c.WriteFindings(t.Context(), alone, converter.FindingsTarget{Format: converter.DOCX, Lang: "zh"})
	if err != nil {
		t.Fatal(err)
	}
	if b, err := c.WriteFindings(t.Context(), got, converter.FindingsTarget{Format: converter.DOCX, Lang: "zh"}); err != nil || string(b.Data) != string(a.Data) {
		t.Errorf("another Word file is annotated: %v", err)
	}
	text := converter.Input{Data: archiveOf(t, [2]string{"a.txt", "题目\n正文"})}
	if lines, err := c.SourceText(t.Context(), text); err != nil || len(lines) != 2 {
		t.Errorf("source %q: %v", lines, err)
	}
}

// Several reports in an archive are several in one file; where one is wanted the refusal names two. What cannot be read is named by its own
// name and beside those that can be, and refuses the archive where one is wanted, for that may be the one.
func TestReadArchiveOfSeveral(t *testing.T) {
	c := newConverter(t)
	one, two := written(t, c, official(3), converter.Target{Format: converter.JSON}), written(t, c, official(4), converter.Target{Format: converter.HTML})
	nested := string(archiveOf(t, [2]string{"a.json", one}))
	for _, test := range []struct {
		name          string
		files         [][2]string
		read          int
		all, wantsOne string // codes of the refusals
		at            string // the file that the first is about
	}{
		{"several", [][2]string{{"a.json", one}, {"b.html", two}}, 2, "", "archive-several", "x.zip"},
		{"a nested one", [][2]string{{"a.json", one}, {"b.zip", nested}}, 1, "archive-nested", "archive-nested", "x.zip/b.zip"},
		{"a nested one under another name", [][2]string{{"a.json", one}, {"b.txt", nested}}, 1, "input-archive", "input-archive", "x.zip/b.txt"},
		{"no report", [][2]string{{"a.json", one}, {"b.txt", "床前明月光"}}, 1, "not-a-report", "not-a-report", "x.zip/b.txt"},
		{"nothing", [][2]string{{"a.png", one}}, 0, "archive-passed archive-empty", "archive-passed archive-empty", "x.zip"},
	} {
		t.Run(test.name, func(t *testing.T) {
			in := converter.Input{Name: "x.zip", Data: archiveOf(t, test.files...)}
			all, err := c.ReadAll(t.Context(), in)
			if len(all) != test.read || refusalOf(err) != test.all {
				t.Errorf("%d reports, %v", len(all), err)
			}
			_, err = c.Read(t.Context(), in)
			refusal, ok := errors.AsType[*converter.Refusal](err)
			if !ok || refusalOf(err) != test.wantsOne || refusal.Diagnostics[0].Place.File != test.at {
				t.Errorf("one: %v", err)
			}
		})
	}
	if _, err := c.Read(t.Context(), converter.Input{Name: "x.zip", Format: converter.Text, Data: archiveOf(t, [2]string{"a.json", one})}); refusalOf(err) != "input-archive" {
		t.Errorf("as text: %v", err)
	}
}

// What an archive asks of memory is known before it is read; a document that is a ZIP file asks nothing of the kind.
func TestArchiveWork(t *testing.T) {
	c := newConverter(t)
	data := archiveOf(t, [2]string{"a.txt", strings.Repeat("长", 5000)}, [2]string{"b.txt", "短"}, [2]string{"c.zip", strings.Repeat("x", 50000)}, [2]string{"d.png", strings.Repeat("x", 50000)})
	if n, largest := converter.ArchiveWork(t.Context(), data, c.Limits()); n != 2 || largest != 15000 {
		t.Errorf("%d reports, the largest %d bytes", n, largest)
	}
	word := []byte(written(t, c, official(3), converter.Target{Format: converter.DOCX}))
	for _, data := range [][]byte{word, []byte("text"), data[:len(data)-10]} {
		if n, largest := converter.ArchiveWork(t.Context(), data, c.Limits()); n != 0 || largest != 0 {
			t.Errorf("%d reports of %d bytes in what is no archive", n, largest)
		}
	}
}

func refusalOf(err error) string {
	refusal, ok := errors.AsType[*converter.Refusal](err)
	if !ok {
		return ""
	}
	return codesOf(refusal.Diagnostics)
}
