package wordml_test

import (
	"testing"

	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/wordml"
)

// TestFlowIsFull: the length of a translation is counted with all that a paragraph says of itself, which may be most of it.
func TestFlowIsFull(t *testing.T) {
	limits := limit.Default()
	limits.Input = 5000
	f := wordml.NewFlow(limits)
	for n := 0; !f.Full(); n++ {
		if n > 1000 {
			t.Fatal("a thousand paragraphs do not fill it")
		}
		var in wordml.Inline
		in.Text("x", wordml.Look{})
		f.Paragraph(0, wordml.Paragraph{Style: "a", List: 1, Level: 2, Outline: 3, MarkDeleted: true}, &in)
	}
	if n := len(f.Bytes()); n < 10_000 || n > 10_500 {
		t.Errorf("full at %d bytes, want at most twice the file and a paragraph", n)
	}
}
