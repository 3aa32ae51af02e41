package edition

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"nianbao/converter/internal/contract"
	"nianbao/converter/internal/datafile"
	"nianbao/templates"
)

// Forms is all families of forms that reports are read, checked and printed by. It is immutable and may be shared.
type Forms struct {
	Families   []*Set // that of reports which name no edition first
	vocabulary contract.Vocabulary
}

// Of returns the family that has an edition, the default one where none has.
func (f *Forms) Of(version string) *Set {
	for _, s := range f.Families[1:] {
		if s.Get(version) != nil {
			return s
		}
	}
	return f.Families[0]
}

// Default returns the family of reports that name no edition.
func (f *Forms) Default() *Set { return f.Families[0] }

// Get returns the edition with the version, or nil.
func (f *Forms) Get(version string) *Edition { return f.Of(version).Get(version) }

// Editions returns the editions of all families, those of the default one first, newest first.
func (f *Forms) Editions() []*Edition {
	var all []*Edition
	for _, s := range f.Families {
		all = append(all, s.Editions...)
	}
	return all
}

// Vocabulary returns the keys of all families, for package report.
func (f *Forms) Vocabulary() *contract.Vocabulary { return &f.vocabulary }

// editionFolder is where the editions lie in package templates.
const editionFolder = "editions"

// File is a file that somebody brings: an edition, or a family of forms.
type File struct {
	Name string
	Data []byte
}

// Load parses families and their editions from files laid out as package templates is, and further
// editions and families. The rules that editions share are read by [Set.WithRules]. One that exists already is refused, and not put in its place. What is wrong with a file is a
// [*datafile.Fault], with its name, line and field.
func Load(files fs.FS, further ...File) (*Forms, error) {
	moreEditions, moreFamilies := split(further)
	known, keys, err := readFamilies(files, moreFamilies)
	if err != nil {
		return nil, err
	}
	editions, err := readEditions(files, moreEditions)
	if err != nil {
		return nil, err
	}
	f, compiled := &Forms{}, patterns{}
	for i, key := range keys {
		words, err := known.read(key, compiled)
		if err != nil {
			return nil, err
		}
		s, err := loadFamily(files, words, i == 0, editions)
		if err != nil {
			return nil, err
		}
		f.Families = append(f.Families, s)
	}
	for _, e := range editions {
		if e.Form != "" && !slices.Contains(keys, e.Form) {
			return nil, e.Fault(datafile.At("/form", "there is no family %q of forms; there are %s", e.Form, named(keys)))
		}
	}
	f.vocabulary = *f.Families[0].Vocabulary()
	for _, s := range f.Families[1:] {
		f.vocabulary.Others = append(f.vocabulary.Others, s.Vocabulary())
	}
	return f, nil
}

// readEditions parses the editions of all families.
func readEditions(files fs.FS, further []File) ([]*Edition, error) {
	names, err := fs.Glob(files, path.Join(editionFolder, "*.json"))
	if err != nil {
		return nil, fmt.Errorf("listing editions: %w", err)
	}
	var all []File
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("reading edition: %w", err)
		}
		all = append(all, File{name, data})
	}
	var editions []*Edition
	for _, f := range append(all, further...) {
		e, err := Parse(f.Data)
		if err != nil {
			return nil, datafile.InFile(f.Name, err)
		}
		e.file = f.Name
		if slices.ContainsFunc(editions, func(other *Edition) bool { return other.Version == e.Version }) {
			return nil, e.Fault(datafile.At("/version", "edition %s exists already", e.Version))
		}
		editions = append(editions, e)
	}
	return editions, nil
}

// loadFamily puts a family together.
func loadFamily(files fs.FS, words *family, isDefault bool, editions []*Edition) (*Set, error) {
	key := words.Family
	s := &Set{Family: key, Words: &words.Words}
	for _, e := range editions {
		if e.Form == key || e.Form == "" && isDefault {
			s.Editions = append(s.Editions, e)
		}
	}
	if len(s.Editions) == 0 {
		return nil, words.fault(datafile.At("/family", "there is no edition of the family %s", key))
	}
	slices.SortFunc(s.Editions, func(a, b *Edition) int {
		return cmp.Or(cmp.Compare(b.AppliesTo.FirstYear, a.AppliesTo.FirstYear), strings.Compare(b.Version, a.Version))
	})
	for _, e := range s.Editions {
		if err := s.readsOrgan(e); err != nil {
			return nil, e.Fault(err)
		}
	}
	s.vocabulary = vocabularyOf(s.Editions)
	s.complete = sync.OnceValues(func() (*Set, error) { return s.withRules(files, words) })
	return s, nil
}

func (s *Set) withRules(files fs.FS, words *family) (*Set, error) {
	full := &Set{Family: s.Family, Words: s.Words, vocabulary: s.vocabulary}
	for _, e := range s.Editions {
		one := *e
		one.Rules = slices.Clip(one.Rules) // what is added stands elsewhere
		full.Editions = append(full.Editions, &one)
	}
	shared := map[string]bool{}
	for i, rules := range words.Rules {
		if err := full.addRules(files, rules.File, rules.Reviewer, shared); err != nil {
			return nil, words.rulesAt(i, err)
		}
	}
	return full, full.leftOut(shared)
}

// readsOrgan makes sure that the line with the organ which an edition prints is read back as such.
func (s *Set) readsOrgan(e *Edition) error {
	if e.Title.Organ == "" {
		return nil
	}
	const organ = "示例市商务局"
	if label := s.Words.Organ.Label; label.Given() {
		if m := label.FindStringSubmatch(e.OrganLine(organ)); m != nil && m[1] == organ {
			return nil
		}
	}
	return datafile.At("/title/organ", "by organ.label of the family %s the organ would not be read in this line", s.Family)
}

// leftOut makes sure that the rules which editions leave out are there.
func (s *Set) leftOut(known map[string]bool) error {
	for _, e := range s.Editions {
		for i, id := range e.LeavesOut {
			if !known[id] {
				return e.Fault(datafile.At(at("/leaves_out", i), "the family has no rule %q", id))
			}
		}
	}
	return nil
}

// Embedded returns the forms embedded in the program, parsed once, or what is wrong with them.
func Embedded() (*Forms, error) { return embedded() }

var embedded = sync.OnceValues(func() (*Forms, error) { return Load(templates.FS) })

// OfficialForms is [Embedded] for callers behind a converter.New, which has returned that error. It stops the program where the
// files that it was built with do not load: there is nothing to serve without them, and an empty set would find
// nothing in any report.
func OfficialForms() *Forms {
	f, err := Embedded()
	if err != nil {
		panic(fmt.Errorf("the editions that the program was built with: %w", err))
	}
	return f
}

// OfficialWithRules is [Official] with the rules that its editions share.
func OfficialWithRules() *Set {
	s, err := Official().WithRules()
	if err != nil {
		panic(fmt.Errorf("the rules that the program was built with: %w", err))
	}
	return s
}

// Official returns the default family of [OfficialForms].
func Official() *Set { return OfficialForms().Default() }
