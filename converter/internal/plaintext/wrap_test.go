package plaintext_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/plaintext"
)

// sampleLines is lines of many lengths, as prose and rows of a table have them.
func sampleLines() []string {
	var all []string
	for i := range 40 {
		all = append(all, fmt.Sprintf("（%d）%s\t%d\t%d", i, strings.Repeat("公开政府信息、", i%13), i*37%91, i*i))
	}
	return all
}

// broken breaks lines after so many characters.
func broken(lines []string, width int) string {
	var out []string
	for _, l := range lines {
		runes := []rune(l)
		for len(runes) > width {
			out = append(out, string(runes[:width]))
			runes = runes[width:]
		}
		out = append(out, string(runes))
	}
	return strings.Join(out, "\n")
}

func textOf(t *testing.T, data string) (texts []string, numbers []int) {
	t.Helper()
	doc, found := plaintext.Read(context.Background(), []byte(data), limit.Default())
	if doc == nil {
		t.Fatal(found)
	}
	for _, l := range doc.Blocks[0].(*document.Loose).Lines {
		texts, numbers = append(texts, l.Text), append(numbers, l.Number)
	}
	return texts, numbers
}

// TestBrokenLines puts lines together that a program broke at a fixed number of characters; each keeps the number of the
// line on which it began.
func TestBrokenLines(t *testing.T) {
	lines := sampleLines()
	for _, width := range []int{24, 40, 60} {
		texts, numbers := textOf(t, broken(lines, width))
		whole := 0
		for _, l := range lines {
			if len([]rune(l))%width != 0 {
				whole++ // a line that fills its last piece cannot be told from one that goes on
			}
		}
		same := 0
		for _, l := range texts {
			for _, want := range lines {
				if l == want {
					same++
					break
				}
			}
		}
		if same < whole-3 { // and the line behind such a one is not alone
			t.Errorf("width %d: %d of %d lines are whole again", width, same, whole)
		}
		if numbers[0] != 1 || numbers[len(numbers)-1] <= len(numbers) {
			t.Errorf("width %d: lines are numbered %v", width, numbers)
		}
	}
}

// TestNotBroken leaves lines alone that only look broken.
func TestNotBroken(t *testing.T) {
	var drawn, ruled, page, few []string
	for i := range 30 {
		drawn = append(drawn, fmt.Sprintf("| %-20d | %-20d |", i, i*i))                            // a drawn table: all lines are equally wide
		ruled = append(ruled, "+"+strings.Repeat("-", 44)+"+", fmt.Sprintf("| %-*d |", 20+i%5, i)) // its rules are the widest lines
		page = append(page, strings.Repeat("公", 28-i%3))                                           // a page: letters of several widths
		few = append(few, strings.Repeat("数", i%7))
	}
	few = append(few, strings.Repeat("长", 40))
	for name, lines := range map[string][]string{"drawn": drawn, "ruled": ruled, "page": page, "one long line": few} {
		texts, _ := textOf(t, strings.Join(lines, "\n"))
		if len(texts) != len(lines) {
			t.Errorf("%s: %d lines became %d", name, len(lines), len(texts))
		}
	}
}
