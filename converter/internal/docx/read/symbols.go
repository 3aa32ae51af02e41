package read

import (
	"strings"
	"unicode/utf8"
)

// Fonts of symbols put them at U+F020 to U+F0FF, where no other font has anything (17.3.3.30 w:sym). wingdings, symbol
// and the like list those that people use in reports, by the byte in the font.
var (
	wingdings = map[byte]string{
		0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆",
		0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xAA: "✦", 0xAB: "★",
		0xB6: "☆", 0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗",
		0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x2A: "✉", 0x28: "☎", 0x4A: "☺", 0x46: "☞", 0x80: "⓪", 0x81: "①", 0x82: "②",
		0x83: "③", 0x84: "④", 0x85: "⑤", 0x86: "⑥", 0x87: "⑦", 0x88: "⑧", 0x89: "⑨", 0x8A: "⑩", 0x8C: "❶", 0x8D: "❷",
		0x8E: "❸", 0x8F: "❹", 0x90: "❺", 0x91: "❻", 0x92: "❼", 0x93: "❽", 0x94: "❾", 0x95: "❿",
	}
	wingdings2 = map[byte]string{0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x96: "•", 0x98: "●",
		0x99: "○", 0xA2: "■", 0xA3: "□"}
	symbol = map[byte]string{
		0xB7: "•", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xA3: "≤", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
		0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xA5: "∞", 0x2D: "−", 0xA7: "♣", 0xA8: "♦", 0xA9: "♥",
		0xAA: "♠", 0xD6: "√", 0xE5: "∑", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6D: "μ", 0x70: "π", 0x73: "σ",
		0x77: "ω", 0x57: "Ω", 0x44: "Δ",
	}
)

// symbolOf returns the character that a symbol font shows for a code; known is false where that cannot be said.
func symbolOf(font string, code rune) (s string, known bool) {
	if code < 0xE000 || code > 0xF8FF { // not in the private area: the code is the character
		if code < 0x20 || code > utf8.MaxRune || !utf8.ValidRune(code) || code == 0xFFFE || code == 0xFFFF {
			return "\uFFFD", false
		}
		if !strings.EqualFold(font, "Wingdings") && !strings.EqualFold(font, "Wingdings 2") && !strings.EqualFold(font, "Symbol") || code > 0xFF {
			return string(code), true
		}
	}
	var table map[byte]string
	switch strings.ToLower(font) {
	case "wingdings":
		table = wingdings
	case "wingdings 2":
		table = wingdings2
	case "symbol":
		table = symbol
	}
	if code&0xF000 == 0xF000 || code <= 0xFF {
		if s, known = table[byte(code)]; known {
			return s, true
		}
		// ASCII digits and letters of Symbol look like themselves.
		if c := byte(code); table != nil && font != "" && strings.EqualFold(font, "Symbol") && c > ' ' && c < 0x40 {
			return string(rune(c)), true
		}
	}
	return "\uFFFD", false
}

// bullet returns the mark of a bulleted list: what its font shows, or a plain • where that is not known.
func bullet(text, font string) string {
	if text == "" {
		return ""
	}
	r, _ := utf8.DecodeRuneInString(text)
	if r >= 0xE000 && r <= 0xF8FF {
		if font == "" {
			font = "Symbol"
		}
		if s, known := symbolOf(font, r); known {
			return s
		}
		return "•"
	}
	if strings.EqualFold(font, "Wingdings") && len(text) == 1 { // a letter, meant as its symbol
		if s, known := symbolOf(font, r); known {
			return s
		}
		return "•"
	}
	return text
}
