package layout

import "nianbao/converter/internal/script"

// scriptWithoutFont returns the script that a character belongs to where no font of the user's folder covers it, else nil.
func (l *layouter) scriptWithoutFont(r rune) *script.Script {
	if s := script.Of(r); s != nil && l.fonts.Pack(s) == nil {
		return s
	}
	return nil
}
