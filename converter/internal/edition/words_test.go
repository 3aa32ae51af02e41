package edition_test

import (
	"encoding/json"
	"io/fs"
	"strconv"
	"strings"
	"testing"

	"nianbao/converter/internal/edition"
	"nianbao/templates"
)

// A file of words that lacks something, or that the program would not understand, is refused by line and field.
func TestParseWordsRefuses(t *testing.T) {
	data, err := fs.ReadFile(templates.FS, "families/disclosure.json")
	if err != nil {
		t.Fatal(err)
	}
	good := string(data)
	line := func(text string) string { // where it stands
		before, _, ok := strings.Cut(good, text)
		if !ok {
			t.Fatalf("%s is not in the file", text)
		}
		return strconv.Itoa(1+strings.Count(before, "\n")) + ": "
	}
	for _, c := range []struct{ name, old, new, want string }{
		{"unknown key", `"organ": {`, `"organe": {`, `unknown field "organe"`},
		{"empty text", `"about": "关于"`, `"about": ""`, line(`"about"`) + "/title/about: it is empty"},
		{"missing text", ` "about": "关于",`, ``, "/title/about: it is empty"},
		{"empty list", `["通知", "格式"]`, `[]`, line(`["通知", "格式"]`) + "/title/never_contains: it is empty"},
		{"empty word", `["通知", "格式"]`, `["通知", ""]`, "/title/never_contains: it is empty"},
		{"wrong type", `"about": "关于"`, `"about": 1`, "cannot unmarshal number"},
		{"no such part", `"year": "{year}年"`, `"year": "{yaer}年"`, line(`"year": "{year}年"`) + "/text/year: there is no part {yaer}"},
		{"no expression", `"label": "^(?:`, `"label": "^(?:(`, "/title/label: error parsing regexp"},
		{"a group too many", `"year": "{year}年"`, `"year": "({year})年"`, "/text/year: it has 1 groups, not 0"},
		{"a group too few", `"own_title": "`, `"own_title": "(x)`, "/draft/own_title: it has 1 groups, not 0"},
		{"missing pattern", `"aside": `, `"asides": `, `unknown field "asides"`},
		{"cut off", "\n}\n", "\n", "unexpected end"},
	} {
		if !strings.Contains(good, c.old) {
			t.Fatalf("%s: %s is not in the file", c.name, c.old)
		}
		w, err := edition.ParseWords([]byte(strings.Replace(good, c.old, c.new, 1)))
		if w != nil || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
	for _, bad := range []string{"", "null", "[]", good + "{}"} {
		if _, err := edition.ParseWords([]byte(bad)); err == nil {
			t.Errorf("%.20q is taken", bad)
		}
	}
}

func FuzzParseWords(f *testing.F) {
	data, err := fs.ReadFile(templates.FS, "families/disclosure.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`{"parts": {"a": "{a}"}, "title": {"year": "{a}("}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		w, err := edition.ParseWords(data)
		if (w == nil) == (err == nil) {
			t.Fatalf("%v, %v", w, err)
		}
		if w != nil {
			if _, err := json.Marshal(w); err != nil {
				t.Fatal(err)
			}
		}
	})
}
