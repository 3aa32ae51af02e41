package sfnt

import (
	"cmp"
	"slices"

	"nianbao/converter/diag"
	"nianbao/converter/internal/script"
)

// Pack is a font of a user's folder that covers a script which the faces of the program do not have (package script). It
// draws the characters of that script in text of every role.
type Pack struct {
	Font   *Font
	Script *script.Script
	File   string
	open   func() (*Shaper, error)
}

// Shaper returns a shaper for words in the pack's script. It is for one goroutine.
func (p *Pack) Shaper() (*Shaper, error) { return p.open() }

// Pack returns the font for a script, nil where there is none.
func (s *Set) Pack(of *script.Script) *Pack { return s.packs[of] }

// Packed reports whether there is a font for any script.
func (s *Set) Packed() bool { return len(s.packs) > 0 }

// covers reports whether a font has the letters of a script, all with ink.
func covers(f *Font, s *script.Script) bool {
	for _, r := range s.Letters {
		if g := f.Glyph(r); g == 0 || !f.HasInk(g) {
			return false
		}
	}
	return true
}

// packs collects the fonts of a folder that cover scripts, in the order of their files.
type packs []*Pack

// offer takes a face of a file for the scripts that it covers, and reports whether there are any. A script whose letters the
// font cannot set by its own rules is not taken, which the diagnostics say.
func (list *packs) offer(f *Font, file, data string, index int) (covered bool, found diag.List) {
	for _, s := range script.All() {
		if !covers(f, s) {
			continue
		}
		covered = true
		open, err := shaping(f, data, index, s)
		if err == nil {
			err = tries(open, s)
		}
		if err != nil {
			found = append(found, diag.New("font-pack-refused", diag.Place{File: file}, "file", file, "script", s.Name, "problem", err))
			continue
		}
		*list = append(*list, &Pack{f, s, file, open})
	}
	return covered, found
}

// tries sets the letters of a script, each by itself and all as one word.
func tries(open func() (*Shaper, error), s *script.Script) error {
	shaper, err := open()
	if err != nil {
		return err
	}
	letters := []rune(s.Letters)
	for i := range letters {
		if _, err := shaper.Shape(nil, letters[i:i+1]); err != nil {
			return err
		}
	}
	_, err = shaper.Shape(nil, letters)
	return err
}

// choose returns the font for each script: the one whose weight is nearest to regular, of several the first by file name. It
// says which were taken and which were not.
func (list packs) choose() (map[*script.Script]*Pack, diag.List) {
	if len(list) == 0 {
		return nil, nil
	}
	chosen := map[*script.Script]*Pack{}
	var found diag.List
	for _, s := range script.All() {
		of := slices.DeleteFunc(slices.Clone(list), func(p *Pack) bool { return p.Script != s })
		slices.SortStableFunc(of, func(a, b *Pack) int { return cmp.Compare(a.heaviness(), b.heaviness()) })
		for i, p := range of {
			args := []any{"file", p.File, "script", s.Name, "name", p.Font.Name()}
			if i == 0 {
				chosen[s] = p
				found = append(found, diag.New("font-pack", diag.Place{File: p.File}, args...))
			} else {
				found = append(found, diag.New("font-pack-spare", diag.Place{File: p.File}, append(args, "chosen", of[0].File)...))
			}
		}
	}
	return chosen, found
}

// heaviness is how far the font's weight is from regular.
func (p *Pack) heaviness() int { return max(p.Font.Weight()-400, 400-p.Font.Weight()) }
