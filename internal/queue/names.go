package queue

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"nianbao/converter"
)

// Results mirror the names of their inputs: county/report.docx becomes county/report.pdf. A name is given out once, when the input is
// listed, and stands in the manifest from then on. Three forms are kept free of inputs, so that what belongs to one item never meets
// another's: report.v2 (what was corrected under the same name), report.reports/ (a file that holds several reports) and report.check.

// longestStem is how many bytes a result's name has before its extension: file systems allow 255 for all of it.
const longestStem = 180

// A name that ends like those is given an underline.
var reserved = regexp.MustCompile(`(\.v[0-9]+|\.check|\.evidence|_)$`)

// stemOf is what the results of a label are called, without extension, before it is known whether another's are called so.
func stemOf(label Name) Name {
	parts := strings.Split(string(label), "/")
	var kept []string
	for i, part := range parts {
		last := i == len(parts)-1
		if last {
			if _, known := converter.FormatOfName(part); known {
				part = strings.TrimSuffix(part, path.Ext(part))
			}
		}
		part = component(part, last)
		if part != "" {
			kept = append(kept, part)
		}
	}
	if len(kept) == 0 {
		kept = []string{"_"}
	}
	return Name(strings.Join(kept, "/"))
}

// component is one part of a path as it is safe in a folder of results.
func component(part string, last bool) string {
	if part == "." || part == ".." || part == "" {
		return ""
	}
	if utf8.ValidString(part) { // else it is a name that the file system gave us, by its bytes
		part = safe(part)
	}
	part = shortened(part)
	_, isResult := converter.FormatOfName(part)
	switch {
	case strings.HasPrefix(part, "."): // hidden, as this package's own folder is
		part = "_" + part
	case last && reserved.MatchString(part), !last && (isResult || strings.HasSuffix(part, ".reports") || strings.HasSuffix(part, "_")):
		part += "_"
	}
	return part
}

// safe replaces what some file system does not allow in a name.
func safe(name string) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) || !unicode.IsPrint(r) {
			return '_'
		}
		return r
	}, name)
	return strings.TrimRight(name, ". ")
}

// SafeName returns an organisation's name as a file's: without what some file system does not allow in one, and short enough.
func SafeName(organization string) string {
	return strings.Trim(shortened(safe(organization)), ". ")
}

func shortened(name string) string {
	for len(name) > longestStem {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	return name
}

// stems gives names out.
type stems struct{ index *Index }

// take returns a free name like the one that is wished for, and keeps it: the second of a name is report-2. Names that differ in case
// only are the same, as they are on some file systems.
func (s stems) take(wish Name) (Name, error) {
	free, err := s.claim(wish)
	if err != nil || free {
		return wish, err
	}
	counter := KeyOf("stems", folded(wish))
	for {
		n, more, err := s.index.Get(counter) // kept, so that the thousandth of a name need not try all before it
		if err != nil {
			return "", err
		}
		if !more {
			n = 2
		}
		if err := s.index.Put(counter, n+1); err != nil {
			return "", err
		}
		name := Name(fmt.Sprintf("%s-%d", wish, n))
		if free, err := s.claim(name); err != nil || free {
			return name, err
		}
	}
}

// claim keeps a name, and says whether it was free.
func (s stems) claim(name Name) (bool, error) {
	key := KeyOf("stem", folded(name))
	_, taken, err := s.index.Get(key)
	if err != nil || taken {
		return false, err
	}
	return true, s.index.Put(key, 1)
}

// folded is a name as some file systems see it. One that is no UTF-8 stays as it is: in lower case all its bytes would become the same
// character.
func folded(name Name) string {
	if utf8.ValidString(string(name)) {
		return strings.ToLower(string(name))
	}
	return string(name)
}

// versioned is the name of what came under a name the n-th time.
func versioned(stem Name, version int) Name {
	if version < 2 {
		return stem
	}
	return Name(fmt.Sprintf("%s.v%d", stem, version))
}
