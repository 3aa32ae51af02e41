package converter

import (
	"bytes"
	"os"
	"testing"

	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/webpage"
)

// The limits are there for files that are no reports: the reports of two hundred townships in one file stay within them,
// in every format, and as text even where every cell stands on a line of its own.
func TestTwoHundredReportsStayWithinTheLimits(t *testing.T) {
	const reports = 200
	c, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	lines, err := os.ReadFile("../testdata/cells-tab/input.txt")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("../testdata/cells-tab/report.json")
	if err != nil {
		t.Fatal(err)
	}
	r, found := contract.Decode(data, c.vocabulary())
	if r == nil {
		t.Fatal(found)
	}
	one, _ := compose.Document(r, c.editions, c.style)
	all := &document.Document{}
	for range reports {
		all.Blocks = append(all.Blocks, one.Blocks...)
	}
	word, err := c.word.Write(t.Context(), all)
	if err != nil {
		t.Fatal(err)
	}
	for format, file := range map[Format][]byte{Text: bytes.Repeat(append(lines, '\n'), reports), HTML: webpage.Write(all, c.style, false), DOCX: word} {
		if doc, found := c.document(t.Context(), format, file); doc == nil {
			t.Errorf("%s, %d KB: %v", format, len(file)>>10, found)
		}
	}
}
