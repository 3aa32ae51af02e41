package queue

import (
	"strings"
	"testing"
)

func TestStemOf(t *testing.T) {
	long := strings.Repeat("长", 100)
	for label, want := range map[Name]Name{
		"a/b.docx":                  "a/b",
		"a/b.v2.docx":               "a/b.v2_", // what was corrected is called so
		"a/b.check.html":            "a/b.check_",
		"a/b_.txt":                  "a/b__", // else it could meet what an underline was put behind
		"a.docx/b.txt":              "a.docx_/b",
		"a.reports/b.txt":           "a.reports_/b",
		"a_/b.txt":                  "a__/b",
		"a/b":                       "a/b",
		"a/b.xyz":                   "a/b.xyz",
		"../../etc/passwd":          "etc/passwd",
		"/a//./b.txt":               "a/b",
		"C:\\x\\y.txt":              "C__x_y",
		".nianbao/journal.txt":      "_.nianbao/journal",
		".txt":                      "_",
		"":                          "_",
		"..":                        "_",
		"a/con\x01trol.txt":         "a/con_trol",
		"a/trailing. .txt":          "a/trailing",
		Name("d/" + long + ".docx"): Name("d/" + long[:180]),
		"\xc9\xcf/\xba\xa3.txt":     "\xc9\xcf/\xba\xa3",
	} {
		if got := stemOf(label); got != want {
			t.Errorf("%q: %q, want %q", label, got, want)
		}
	}
}

// No two inputs get one name, and what belongs to one item never meets another's.
func TestStemsAreApart(t *testing.T) {
	s := stems{newIndex(t)}
	labels := []Name{"a.txt", "A.docx", "a-2.txt", "a.html", "a.v2.txt", "a.v2_.txt", "a.check.txt", "a.txt/x.txt", "a.txt_/x.txt", "a.txt_/X.html",
		"a.reports/x.txt", "a.reports_/x.txt", "\xc9\xcf.txt", "\xe9\xcf.txt"}
	taken := map[string]Name{}
	for _, label := range labels {
		stem, err := s.take(stemOf(label))
		if err != nil {
			t.Fatal(err)
		}
		for version := 1; version <= 3; version++ {
			for _, suffix := range []string{".txt", ".check.json", ".docx", ".reports/x.docx"} {
				name := folded(versioned(stem, version) + Name(suffix))
				if other, twice := taken[name]; twice {
					t.Errorf("%q and %q both get %q", other, label, name)
				}
				taken[name] = label
			}
		}
	}
}

// The thousandth input of one name costs what the tenth does.
func TestManyOfOneName(t *testing.T) {
	s := stems{newIndex(t)}
	cost := func(n int) int64 {
		before := s.index.probes
		for range n {
			if _, err := s.take("a"); err != nil {
				t.Fatal(err)
			}
		}
		return s.index.probes - before
	}
	cost(100)
	if first, later := cost(100), cost(900)/9; later > 2*first {
		t.Errorf("%d slots read for a hundred, later %d", first, later)
	}
}
