package converter_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"nianbao/converter"
	"nianbao/converter/internal/accounting"
	"nianbao/converter/internal/damage"
	"nianbao/converter/internal/edits"
	"nianbao/converter/internal/encoding"
	"nianbao/converter/internal/seeded"
)

// account reads an input and returns what of it nobody accounts for; nothing of what is refused.
func account(t *testing.T, c *converter.Converter, name string, data []byte) (problems []string, refused bool) {
	t.Helper()
	in := converter.Input{Name: name, Data: data}
	all, err := c.ReadAll(context.Background(), in)
	if refusal := (*converter.Refusal)(nil); errors.As(err, &refusal) {
		return nil, true
	} else if err != nil {
		t.Fatal(err)
	}
	var readings []accounting.Reading
	for _, r := range all {
		readings = append(readings, accounting.Reading{Report: r.Report, Evidence: r.Evidence, Found: r.Diagnostics})
	}
	var pieces []string
	switch all[0].Source {
	case converter.DOCX:
		pieces, err = accounting.Word(data)
	case converter.HTML:
		text, _, _ := encoding.Decode(nil, data, "")
		pieces, err = accounting.Page(text)
	default:
		text, _, _ := encoding.Decode(nil, data, "")
		pieces = accounting.Text(text)
	}
	if err != nil {
		t.Fatal(err)
	}
	return accounting.Check(pieces, readings), false
}

// tell reports the problems of an input: the first few.
func tell(t *testing.T, name string, problems []string) {
	t.Helper()
	const most = 6
	if n := len(problems); n > most {
		problems = append(problems[:most:most], "and "+strconv.Itoa(n-most)+" more")
	}
	if len(problems) > 0 {
		t.Errorf("%s:\n  %s", name, strings.Join(problems, "\n  "))
	}
}

// TestDamagedTextsAreAccountedFor: NIANBAO_SEED and NIANBAO_TEXTS give another window.
func TestDamagedTextsAreAccountedFor(t *testing.T) {
	t.Parallel()
	c := newConverter(t)
	first := seeded.Environment(t, "NIANBAO_SEED", 1)
	for seed := first; seed < first+seeded.Environment(t, "NIANBAO_TEXTS", uint64(seeded.Part(150, 40))); seed++ {
		text := damage.Generate(seed, damage.Options{})
		name := "text.txt"
		if text.Page {
			name = "page.html"
		} else if text.Word {
			name = "file.docx"
		}
		problems, _ := account(t, c, name, []byte(text.Text))
		tell(t, "seed "+strconv.FormatUint(seed, 10)+" "+text.Form+" "+strings.Join(text.Damages, "+"), problems)
	}
}

// TestEditedFilesAreAccountedFor: NIANBAO_SEED and NIANBAO_FILES give another window.
func TestEditedFilesAreAccountedFor(t *testing.T) {
	t.Parallel()
	c := newConverter(t)
	first := seeded.Environment(t, "NIANBAO_SEED", 1)
	for seed := first; seed < first+seeded.Environment(t, "NIANBAO_FILES", uint64(seeded.Part(100, 25))); seed++ {
		f, err := edits.Generate(seed, edits.Options{})
		if err != nil {
			t.Fatal(err)
		}
		name := "seed " + strconv.FormatUint(seed, 10) + " " + f.Format
		for _, e := range f.Edits {
			name += " " + e.Kind
		}
		problems, _ := account(t, c, "file."+f.Format, f.Data)
		tell(t, name, problems)
	}
}

// TestFilesAreAccountedFor reads the inputs under testdata, and those that the patterns of NIANBAO_ACCOUNT match (divided by
// colons).
func TestFilesAreAccountedFor(t *testing.T) {
	t.Parallel()
	c := newConverter(t)
	patterns := []string{"../testdata/*/input.*", "../testdata/*/*/input.*"}
	if more := os.Getenv("NIANBAO_ACCOUNT"); more != "" {
		patterns = append(patterns, strings.Split(more, ":")...)
	}
	read, refused := 0, 0
	for _, pattern := range patterns {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, ".json") {
				continue
			}
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			problems, not := account(t, c, name, data)
			if not {
				refused++
			} else {
				read++
			}
			tell(t, name, problems)
		}
	}
	if read == 0 {
		t.Fatal("no input was read")
	}
	t.Logf("%d files read, %d refused", read, refused)
}
