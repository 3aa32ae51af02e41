package pdftest

import "unicode"

// checkMarked: all content is tagged or an artifact (UA 7.1).
func checkMarked(r *report, pages []*Page) {
	for _, page := range pages {
		for _, i := range page.Items {
			if i.MCID < 0 && !i.Artifact {
				r.add("content-marked", "page %d: %s %q at %.1f %.1f is neither tagged nor an artifact", page.Number, i.What, i.Text, i.X, i.Y)
			}
		}
	}
}

// checkFonts: fonts are embedded, and every character that is shown says what it stands for (A 6.2.11.4.1, 6.2.11.7;
// UA 7.21.4.1, 7.21.7).
func (f *File) checkFonts(r *report, p Profile, pages []*Page) {
	done := map[*font]bool{}
	for _, page := range pages {
		for name, t := range page.fonts {
			if done[t] || len(t.used) == 0 {
				continue
			}
			done[t] = true
			descendant := f.Dict(t.dict)
			if list := f.Array(t.dict["DescendantFonts"]); len(list) == 1 {
				descendant = f.Dict(list[0])
			}
			descriptor := f.Dict(descendant["FontDescriptor"])
			embedded := false
			for _, key := range []Name{"FontFile", "FontFile2", "FontFile3"} {
				if s, ok := f.Get(descriptor[key]).(*Stream); ok && len(s.Data) > 0 {
					embedded = true
				}
			}
			if !embedded {
				r.add("font-embedded", "font %s has no program", name)
			}
			if t.dict["Encoding"] == Name("Identity-H") && f.Get(descendant["CIDToGIDMap"]) == nil {
				r.add("font-embedded", "font %s has no map from characters to glyphs", name)
			}
			for code, where := range t.used {
				text, ok := t.text[code]
				if !ok || text == "" {
					r.add("font-unicode", "font %s, %s stands for nothing", name, where)
				}
				for _, c := range text {
					if c == 0 || c == 0xFEFF || c == 0xFFFE {
						r.add("font-unicode", "font %s, %s stands for U+%04X", name, where, c)
					}
				}
			}
			for code, where := range t.bare { // A 6.2.11.7.3, for level A; files with tags are read aloud all the same
				if !p.Tagged {
					break
				}
				for _, c := range t.text[code] {
					if unicode.Is(unicode.Co, c) {
						r.add("private-use", "font %s, %s: U+%04X without ActualText", name, where, c)
					}
				}
			}
		}
	}
}
