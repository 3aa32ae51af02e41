package edition

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"nianbao/converter/internal/datafile"
)

// RuleFile is a file of rules that the editions of a family share: rules about prose, names and dates, which do not change
// when a table does.
type RuleFile struct {
	Family  string            `json:"family"`
	Parts   map[string]string `json:"parts"`   // what {name} stands for in its patterns
	Lexicon *Lexicon          `json:"lexicon"` // of claims, nil in a file without any
	Rules   []Rule            `json:"rules"`

	source   *datafile.Source
	name     string
	reviewer bool // each of its rules rests on a clause, and has its cases
}

// Lexicon is the words that claims about figures are made of, in lists under an id: “收到” and “受理” are one act. The longest word at
// a place counts.
type Lexicon struct {
	Subjects map[string][]string `json:"subjects"`  // what is counted
	Acts     map[string][]string `json:"acts"`      // what was done with it
	Counters []string            `json:"counters"`  // 件, 份
	Things   []string            `json:"things"`    // counters with what they count, where that is neither requests nor decisions: 个工作日
	None     []string            `json:"none"`      // in front of an act: 未, 没有
	NoneLast []string            `json:"none_last"` // the same of last year's: 上年无
	Zero     []string            `json:"zero"`      // behind a subject: 为零
	Part     []string            `json:"part"`      // 其中
	// Approximate words make a figure that cannot be compared: 约, 余.
	Approximate []string `json:"approximate"`
	// ApproximateBehind words do so behind the figure alone: 余 in 剩余16件 is a remainder.
	ApproximateBehind []string `json:"approximate_behind"`
	// Scope words make what is counted another thing: 通过网络, 下属单位, 上年.
	Scope []string `json:"scope"`
	// Elsewhere words make the rest of the sentence another organ's: 下属单位.
	Elsewhere []string `json:"elsewhere"`
	// Change words tell of a difference to last year, in either direction.
	More []string `json:"more"`
	Less []string `json:"less"`
	Same []string `json:"same"` // 持平: there is none
	Than []string `json:"than"` // 比上年
	// Organs are the last characters of an organ's name, behind which a clause is about that organ: 县公安局收到.
	Organs []string `json:"organs"`
	Plain  []string `json:"plain"` // hold words of the other lists and mean nothing: 申请人
}

// addRules appends the rules of a file to those of the editions that they hold for.
func (s *Set) addRules(files fs.FS, name string, reviewer bool, known map[string]bool) error {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return fmt.Errorf("reading rules: %w", err)
	}
	f := &RuleFile{name: name, reviewer: reviewer}
	if f.source, err = datafile.Decode(data, f); err != nil {
		return datafile.InFile(name, err)
	}
	if f.Family != s.Family {
		return f.Fault(datafile.At("/family", "these are the rules of %q, and not of %q", f.Family, s.Family))
	}
	for _, e := range s.Editions {
		e.Rules = slices.Grow(e.Rules, len(f.Rules))
	}
	for i := range f.Rules {
		r := &f.Rules[i]
		r.owner, r.at = f, i
		known[r.ID] = true
		if err := s.addRule(f, r); err != nil {
			return r.Fault(err)
		}
	}
	if f.Lexicon != nil {
		s.Lexicon = f.Lexicon
	}
	return nil
}

// Fault says where in the file something is wrong. nil stays nil.
func (f *RuleFile) Fault(err error) error { return datafile.InFile(f.name, f.source.Locate(err)) }

// Fault says where in its file a rule is wrong.
func (r *Rule) Fault(err error) error { return r.owner.Fault(datafile.Under(at("/rules", r.at), err)) }

// Reviewer reports whether the rule is a reviewer's, with the clause that it rests on and its cases, and none of the form.
func (r *Rule) Reviewer() bool {
	f, ok := r.owner.(*RuleFile)
	return ok && f.reviewer
}

func (s *Set) addRule(f *RuleFile, r *Rule) error {
	parts := maps.Clone(f.Parts)
	for field, text := range map[string]*string{"pattern": &r.Pattern, "skip": &r.Skip, "require": &r.Require,
		"exclude": &r.Exclude, "organization": &r.Organization, "not_organization": &r.NotOrganization} {
		expanded, err := expand(*text, parts)
		if err != nil {
			return datafile.Under("/"+field, err)
		}
		*text = expanded
	}
	for i := range r.Patterns {
		expanded, err := expand(r.Patterns[i].Pattern, parts)
		if err != nil {
			return datafile.Under(at("/patterns", i), err)
		}
		r.Patterns[i].Pattern = expanded
	}
	switch {
	case r.Kind == "":
		return datafile.At("/kind", "rule %s: it is empty", r.ID)
	case f.reviewer && r.Clause == "":
		return datafile.At("/clause", "rule %s: it rests on nothing", r.ID)
	case f.reviewer && (len(r.Example.Wrong) == 0 || len(r.Example.Right) == 0):
		return datafile.At("/example", "rule %s: an example that breaks it and one that does not", r.ID)
	}
	if err := s.mentions(r); err != nil {
		return err
	}
	for _, e := range s.Editions {
		if len(r.Editions) > 0 && !slices.Contains(r.Editions, e.Version) || slices.Contains(e.LeavesOut, r.ID) {
			continue
		}
		one, ok := e.narrowed(*r)
		if !ok {
			continue
		}
		if err := e.validateRule(&one); err != nil {
			return datafile.At("", "edition %s: %w; where a rule does not hold for an edition, its file says so in leaves_out", e.Version, err)
		}
		e.Rules = append(e.Rules, one)
	}
	return nil
}
