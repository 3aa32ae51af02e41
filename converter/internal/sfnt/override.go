package sfnt

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
)

// Override returns the faces of the program with those of a user's folder before them, for an office with licences of
// its own. names gives for each role the names that its face may go by (the style's name and alternatives); a file
// serves a role if its own name without the ending, or one of the names inside it, is the role or one of these. Where
// several files serve a role, the first by file name is taken. A file with the letters of a script that the program's faces
// do not have is that script's [Pack], whatever its name.
//
// The files are untrusted: one that cannot be used is left out with a diagnostic, and the folder's subfolders are not
// entered. The error is about the folder itself.
func Override(folder fs.FS, names map[string][]string, limits limit.Limits) (*Set, diag.List, error) {
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil, nil, fmt.Errorf("reading the font folder: %w", err)
	}
	var list diag.List
	own := map[string]*Font{}
	var offered packs
	read := 0
	for _, entry := range entries { // sorted by name
		if !isFontFile(entry.Name()) {
			continue
		}
		place := diag.Place{File: entry.Name()}
		if read++; read > limits.FontFiles {
			list = append(list, diag.New("font-folder-limit", place, "file", place.File, "limit", limits.FontFiles))
			break
		}
		data, err := readFile(folder, entry.Name(), limits.FontFile)
		if err != nil {
			list = append(list, refused(place, err))
			continue
		}
		list = append(list, claim(own, &offered, place, data, names)...)
	}
	if len(own) == 0 && len(offered) == 0 {
		list = append(list, diag.New("font-folder-empty", diag.Place{}))
	}
	set := newSet(own)
	var chosen diag.List
	set.packs, chosen = offered.choose()
	return set, append(list, chosen...), nil
}

// claim gives the faces of one file to the roles that they serve, and offers them for scripts.
func claim(own map[string]*Font, offered *packs, place diag.Place, data string, names map[string][]string) diag.List {
	var list diag.List
	base := strings.TrimSuffix(place.File, path.Ext(place.File))
	used := false
	for index := range max(Faces(data), 1) {
		font, err := Parse(data, index)
		if err != nil {
			list = append(list, refused(place, err))
			used = true // said already why it is not
			continue
		}
		covered, found := offered.offer(font, place.File, data, index)
		list, used = append(list, found...), used || covered
		for _, role := range slices.Sorted(maps.Keys(names)) {
			if own[role] == nil && serves(font, base, role, names[role]) {
				own[role] = font
				list = append(list, diag.New("font-taken", place, "file", place.File, "role", role, "name", font.name))
				used = true
			}
		}
	}
	if !used {
		list = append(list, diag.New("font-unused", place, "file", place.File, "names", strings.Join(slices.Sorted(maps.Keys(names)), ", ")))
	}
	return list
}

func serves(font *Font, base, role string, names []string) bool {
	known := append([]string{role}, names...)
	matches := func(name string) bool {
		return slices.ContainsFunc(known, func(k string) bool { return strings.EqualFold(k, name) })
	}
	return matches(base) || slices.ContainsFunc(font.family, matches)
}

// isFontFile goes by the ending; .otf is looked at too, so that it is refused with its reason rather than ignored.
func isFontFile(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".ttf", ".ttc", ".otf", ".otc":
		return true
	}
	return false
}

func readFile(folder fs.FS, name string, most int64) (string, error) {
	f, err := folder.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", fmt.Errorf("%w: not a regular file", ErrFormat)
	}
	data, err := limit.Read(f, most, "the font file")
	if err != nil {
		return "", err
	}
	return string(data), nil
}

func refused(place diag.Place, err error) diag.Diagnostic {
	code := diag.Code("font-unreadable")
	switch {
	case errors.Is(err, ErrCFF):
		code = "font-cff"
	case errors.Is(err, ErrRestricted):
		code = "font-restricted"
	case errors.Is(err, limit.ErrTooLarge):
		code = "font-too-large"
	}
	return diag.New(code, place, "file", place.File, "problem", err)
}
