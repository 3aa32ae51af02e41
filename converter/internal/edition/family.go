package edition

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"nianbao/converter/internal/datafile"
)

// A family is the editions of one form, with the words that its reports are known by and the rules that its editions share: the yearly
// report on information disclosure is one, the yearly statement of a government website another. Its file (templates/families)
// is the [Words], and:
//
//	"family":  "website"                         its key, which an edition names as its "form"
//	"like":    "disclosure"                      what it does not say is as in that family
//	"default": true                              editions that name no form, and reports that name no edition, are of it
//	"rules":   [{"file": "rules/website.json"}]  rules that all of its editions share
type family struct {
	Family  string      `json:"family"`
	Like    string      `json:"like"`
	Default bool        `json:"default"`
	Rules   []rulesFile `json:"rules"`
	Words

	source *datafile.Source
	file   string
}

// rulesFile names a file of rules. A rule of the form says what the form says; one of a reviewer rests on a clause, and has a case that
// breaks it and one that does not.
type rulesFile struct {
	File     string `json:"file"`
	Reviewer bool   `json:"reviewer"`
}

// fault says where in the family's file something is wrong. nil stays nil.
func (f *family) fault(err error) error { return datafile.InFile(f.file, f.source.Locate(err)) }

// families is the families by their keys, as their files say them.
type families map[string]*brought

// brought is a family's file, and what it says by itself.
type brought struct {
	File
	said *family
}

// readFamilies returns the families of a folder and further ones.
func readFamilies(files fs.FS, further []File) (families, []string, error) {
	names, err := fs.Glob(files, path.Join(familyFolder, "*.json"))
	if err != nil {
		return nil, nil, fmt.Errorf("listing families of forms: %w", err)
	}
	var all []File
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, nil, fmt.Errorf("reading a family of forms: %w", err)
		}
		all = append(all, File{name, data})
	}
	known := families{}
	var keys []string
	first := "" // the default family
	for _, f := range append(all, further...) {
		head := &family{}
		source, err := datafile.Decode(f.Data, head)
		if err != nil {
			return nil, nil, datafile.InFile(f.Name, err)
		}
		head.source, head.file = source, f.Name
		_, twice := known[head.Family]
		switch {
		case head.Family == "":
			return nil, nil, head.fault(datafile.At("/family", "it is empty"))
		case twice:
			return nil, nil, head.fault(datafile.At("/family", "family %s exists already", head.Family))
		case head.Default && first != "":
			return nil, nil, head.fault(datafile.At("/default", "%s is the default family", first))
		}
		known[head.Family] = &brought{f, head}
		if head.Default {
			first = head.Family
			keys = slices.Insert(keys, 0, head.Family)
		} else {
			keys = append(keys, head.Family)
		}
	}
	if first == "" {
		return nil, nil, fmt.Errorf("no default family of forms in %s", familyFolder)
	}
	return known, keys, nil
}

// IsFamily reports whether a file describes a family, and no edition. A file that is no JSON is neither: whoever reads it says so.
func IsFamily(data []byte) bool {
	var head struct {
		Family *json.RawMessage `json:"family"`
	}
	return json.Unmarshal(data, &head) == nil && head.Family != nil
}

// read reads a family by its key, over the one that it is like. compiled is the patterns that were compiled so far.
func (f families) read(key string, compiled patterns) (*family, error) {
	one := f[key].said
	if one.Like != "" {
		var err error
		if one, err = f.over(key); err != nil {
			return nil, err
		}
	}
	if err := one.compile(compiled); err != nil {
		return nil, one.fault(err)
	}
	return one, nil
}

// over reads the family that another is like, the one that this is like, and so on, each over the one before.
func (f families) over(key string) (*family, error) {
	var chain []string
	for name, liker := key, f[key].said; name != ""; name = liker.Like {
		if f[name] == nil || slices.Contains(chain, name) {
			return nil, liker.fault(datafile.At("/like", "there is no family %q to be like", name))
		}
		chain, liker = append(chain, name), f[name].said
	}
	slices.Reverse(chain)
	one := &family{}
	for _, name := range chain {
		one.Rules, one.Default, one.file, one.source = nil, false, f[name].Name, f[name].said.source
		if _, err := datafile.Decode(f[name].Data, one); err != nil {
			return nil, datafile.InFile(one.file, err)
		}
	}
	return one, nil
}

// CheckFamily says what is wrong with a family by itself: no edition of it is needed.
func CheckFamily(files fs.FS, f File, others ...File) error {
	_, further := split(others)
	known, keys, err := readFamilies(files, append(further, f))
	if err != nil {
		return err
	}
	_, err = known.read(keys[len(keys)-1], patterns{})
	return err
}

// familyFolder is where the families lie in package templates.
const familyFolder = "families"

// split parts files of editions from those of families.
func split(further []File) (editions, families []File) {
	for _, f := range further {
		if IsFamily(f.Data) {
			families = append(families, f)
		} else {
			editions = append(editions, f)
		}
	}
	return editions, families
}

// rulesAt puts a rules file that is not there, or is another family's, at the place where the family names it.
func (f *family) rulesAt(i int, err error) error {
	if _, located := errors.AsType[*datafile.Fault](err); located || err == nil {
		return err
	}
	return f.fault(datafile.At(at("/rules", i)+"/file", "%w", err))
}

// named returns the families' keys for a message.
func named(keys []string) string { return strings.Join(keys, ", ") }
