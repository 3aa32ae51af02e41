package diag_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"nianbao/converter/diag"
)

var (
	placeholder = regexp.MustCompile(`\{([a-z_0-9]+)\}`)
	kebab       = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)+$`)
)

// placeholders returns the sorted names in a message. A name may have a form for each language: {reason}, {reason_en}.
func placeholders(text string) []string {
	var names []string
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		if name := strings.TrimSuffix(m[1], "_en"); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Every code has a text in both languages, with the same values in it.
func TestCatalogue(t *testing.T) {
	codes := diag.Codes()
	if len(codes) < 50 || !slices.IsSorted(codes) {
		t.Fatalf("%d codes", len(codes))
	}
	for i, code := range codes {
		if i > 0 && codes[i-1] == code {
			t.Errorf("%s stands in the catalogue twice", code)
		}
		if !kebab.MatchString(string(code)) {
			t.Errorf("%s is not in kebab case", code)
		}
		d := diag.New(code, diag.Place{})
		zh, en := d.Message(diag.Chinese), d.Message(diag.English)
		if !strings.ContainsFunc(zh, func(r rune) bool { return unicode.Is(unicode.Han, r) }) || strings.HasSuffix(zh, "。") {
			t.Errorf("%s in Chinese: %q", code, zh)
		}
		if en == "" || en == zh || strings.HasSuffix(en, ".") {
			t.Errorf("%s in English: %q", code, en)
		}
		if a, b := placeholders(zh), placeholders(en); !slices.Equal(a, b) {
			t.Errorf("%s speaks of %v in Chinese and of %v in English", code, a, b)
		}
		if strings.Contains(placeholder.ReplaceAllString(zh, ""), "_en}") || strings.Contains(zh, "_en}") {
			t.Errorf("%s has an English value in its Chinese text: %s", code, zh)
		}
	}
}
