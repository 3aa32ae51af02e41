package pdfread

import (
	"slices"
	"strconv"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/pdfread/object"
)

// addition is one kind of thing that was put on pages.
type addition struct {
	code  diag.Code
	count int
	pages []int
	kinds []string
}

// added names what was put on the pages or beside them: files of ours have none of it.
func added(f *object.File, pages []page, others []string) diag.List {
	additions := []*addition{{code: "pdf-added-signature"}, {code: "pdf-added-stamp"}, {code: "pdf-added-note"}}
	for i := range pages {
		for _, o := range f.Array(pages[i].dict["Annots"]) {
			if !f.Count(1) {
				return nil
			}
			annotation := f.Dict(o)
			kind := f.Name(annotation["Subtype"])
			if annotation == nil || kind == "Popup" { // the window of another one
				continue
			}
			a := additions[2]
			switch {
			case kind == "Widget" && fieldType(f, annotation) == "Sig":
				a = additions[0]
			case kind == "Stamp":
				a = additions[1]
			}
			a.note(i+1, string(kind))
		}
	}
	var found diag.List
	for _, a := range additions {
		if a.count > 0 {
			found = append(found, diag.New(a.code, diag.Place{}, "count", a.count, "pages", listed(a.pages), "kinds", strings.Join(a.kinds, ", ")))
		}
	}
	if len(others) > 0 {
		found = append(found, diag.New("pdf-added-file", diag.Place{}, "count", len(others), "names", strings.Join(clipped(others), ", ")))
	}
	return found
}

// mostNamed is how many pages, kinds or names a message lists.
const mostNamed = 10

func (a *addition) note(page int, kind string) {
	a.count++
	if !slices.Contains(a.pages, page) && len(a.pages) < mostNamed {
		a.pages = append(a.pages, page)
	}
	kind = clipped([]string{strings.ToValidUTF8(kind, "\uFFFD")})[0]
	if !slices.Contains(a.kinds, kind) && len(a.kinds) < mostNamed {
		a.kinds = append(a.kinds, kind)
	}
}

// clipped returns the first names, each no longer than names are.
func clipped(names []string) []string {
	var list []string
	for _, name := range names[:min(len(names), mostNamed)] {
		if letters := []rune(name); len(letters) > longestName {
			name = string(letters[:longestName]) + "…"
		}
		list = append(list, name)
	}
	return list
}

// longestName is how many characters of a name a message repeats.
const longestName = 60

func listed(pages []int) string {
	list := make([]string, len(pages))
	for i, p := range pages {
		list[i] = strconv.Itoa(p)
	}
	return strings.Join(list, ", ")
}

// fieldType returns the type of a form field (ISO 32000-1 12.7.3.1), its own or that of a field above it.
func fieldType(f *object.File, field object.Dict) object.Name {
	for range mostNamed {
		if t := f.Name(field["FT"]); t != "" {
			return t
		}
		if field = f.Dict(field["Parent"]); field == nil {
			break
		}
	}
	return ""
}
