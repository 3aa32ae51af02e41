package sfnt

import (
	"fmt"
	"maps"
	"slices"
	"sync"

	"nianbao/converter/internal/script"
	"nianbao/fonts"
)

// lastResort is the role that stands in for a role that a set does not know.
const lastResort = "song"

// Set holds a chain for each face role. It is immutable and may be shared.
type Set struct {
	chains map[string]*Chain
	packs  map[*script.Script]*Pack
}

// Chain returns the chain of a role (a key of the style's faces); a role without one is drawn in 宋体.
func (s *Set) Chain(role string) *Chain {
	if c := s.chains[role]; c != nil {
		return c
	}
	if c := s.chains[lastResort]; c != nil {
		return c
	}
	return &Chain{}
}

// Roles returns the roles that have a chain of their own, sorted.
func (s *Set) Roles() []string { return slices.Sorted(maps.Keys(s.chains)) }

// Embedded returns the faces of the program. They are opened when first used, once in a process.
func Embedded() *Set { return embeddedSet() }

var embeddedSet = sync.OnceValue(func() *Set { return newSet(nil) })

// newSet makes the chains of package fonts, with a face of the user's before them where own has one for the role. A
// file that several chains share is opened once.
func newSet(own map[string]*Font) *Set {
	s := &Set{chains: map[string]*Chain{}}
	shared := map[string]*face{}
	add := func(c *Chain, name string) {
		if shared[name] == nil {
			shared[name] = embedded(name)
		}
		c.faces = append(c.faces, shared[name])
	}
	latin := fonts.Latin()
	for role, names := range fonts.Chains() {
		c := &Chain{square: own[role] == nil}
		if font := own[role]; font != nil {
			c.faces = append(c.faces, &face{open: func() (*Font, error) { return font, nil }})
		}
		if _, ok := fonts.Read(names[0]); !ok && len(c.faces) == 0 {
			// The role's own face is not in this build: all of it is set in the last fallback, rather than a few rare
			// characters in a supplement that was made to fit the absent face.
			c.absent = true
			names = names[len(names)-1:]
		} else if name := latin[role]; name != "" {
			c.main = 1 - len(c.faces) // behind a face of the user's, it is a fallback like the others
			add(c, name)
		}
		for _, name := range names {
			add(c, name)
		}
		s.chains[role] = c
	}
	return s
}

// embedded is a face of the program; a face that this build leaves out has an error and is passed over.
func embedded(name string) *face {
	return &face{withheld: fonts.Withheld(name), open: sync.OnceValues(func() (*Font, error) {
		data, ok := fonts.Read(name)
		if !ok {
			return nil, fmt.Errorf("the font %s is not in this build", name)
		}
		font, err := Parse(data, 0)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, err)
		}
		return font, nil
	})}
}
