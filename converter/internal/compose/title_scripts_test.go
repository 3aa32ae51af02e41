package compose

import (
	"strings"
	"testing"
	"unicode/utf8"

	"nianbao/converter/internal/edition"
)

// TestTitleInTwoScripts: lines end between the two names, at blanks, and behind the mark of a Tibetan syllable, never inside a
// word.
func TestTitleInTwoScripts(t *testing.T) {
	words := titleWords{whole: []string{"文化", "旅游"}, ends: &edition.LineWords{Organs: "局厅", Places: "市区", Units: "办", Tails: "局"}}
	for name, want := range map[string][]string{
		"新疆维吾尔自治区文化和旅游厅شىنجاڭ ئۇيغۇر ئاپتونوم رايونلۇق مەدەنىيەت ۋە ساياھەت نازارىتى": {"新疆维吾尔自治区文化和旅游厅"},
		"西藏自治区文化和旅游局བོད་རང་སྐྱོང་ལྗོངས་རིག་གནས་དང་ཡུལ་སྐོར་ཅུས།":                      nil,
	} {
		lines := titleLines(name+"2023年政府信息公开工作年度报告", name, words, 40)
		if want != nil && lines[0] != want[0] {
			t.Errorf("the first line is %q", lines[0])
		}
		if strings.Join(lines, "") != name+"2023年政府信息公开工作年度报告" {
			t.Errorf("lines %q", lines)
		}
		for _, l := range lines[:len(lines)-1] {
			if last, _ := utf8.DecodeLastRuneInString(l); !strings.ContainsRune(" ་厅局ى།", last) {
				t.Errorf("a line ends inside a word: %q", l)
			}
		}
	}
}
