package rtf

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"nianbao/converter/internal/wordml"
)

// font is an entry of the font table.
type font struct {
	name     string
	codePage int // 0: not said
	symbol   bool
}

// codePageOf returns the code page of a \fcharset; 0 where it says nothing.
func codePageOf(charset int) int {
	switch charset {
	case 0:
		return 1252
	case 77:
		return 10000
	case 128:
		return 932
	case 129:
		return 949
	case 134:
		return 936
	case 136:
		return 950
	case 161:
		return 1253
	case 162:
		return 1254
	case 163:
		return 1258
	case 177:
		return 1255
	case 178:
		return 1256
	case 186:
		return 1257
	case 204:
		return 1251
	case 222:
		return 874
	case 238:
		return 1250
	}
	return 0
}

func encodingOf(codePage int) encoding.Encoding {
	switch codePage {
	case 936, 54936:
		return simplifiedchinese.GB18030
	case 950:
		return traditionalchinese.Big5
	case 932:
		return japanese.ShiftJIS
	case 949:
		return korean.EUCKR
	case 65001:
		return encoding.Nop
	case 874:
		return charmap.Windows874
	case 1250:
		return charmap.Windows1250
	case 1251:
		return charmap.Windows1251
	case 1253:
		return charmap.Windows1253
	case 1254:
		return charmap.Windows1254
	case 1255:
		return charmap.Windows1255
	case 1256:
		return charmap.Windows1256
	case 1257:
		return charmap.Windows1257
	case 1258:
		return charmap.Windows1258
	case 437:
		return charmap.CodePage437
	case 850:
		return charmap.CodePage850
	case 10000:
		return charmap.Macintosh
	}
	return charmap.Windows1252
}

// char takes a byte of text.
func (r *reader) char(c byte) {
	if r.skip > 0 {
		r.skip--
		return
	}
	if r.dest == ignored {
		return
	}
	r.pending = append(r.pending, c)
}

// escaped takes a byte that was written as \'hh.
func (r *reader) escaped(c byte) {
	if r.skip > 0 {
		r.skip--
		return
	}
	switch {
	case r.dest == levelText && (c < 9 || !r.tables.began):
		r.flush()
		r.levelMark(c)
	case r.fonts[r.font].symbol && r.dest == body:
		r.flush()
		r.target.in.Symbol(r.fonts[r.font].name, 0xF000|uint16(c), r.look())
	case c == '\n': // no line break
	default:
		r.pending = append(r.pending, c)
	}
}

// flush decodes the bytes gathered. The font's character set names the code page; where it is that of Western Europe, or none, in a file
// of an Asian code page, characters above ASCII are of the file's if they can be.
func (r *reader) flush() {
	if len(r.pending) == 0 {
		return
	}
	raw := r.pending
	r.pending = r.pending[:0]
	for _, c := range raw {
		if c >= 0x80 {
			r.text(r.decode(raw))
			return
		}
	}
	r.text(string(raw))
}

func (r *reader) decode(raw []byte) string {
	page := r.fonts[r.font].codePage
	if page == 0 || page == 1252 && paired(raw) {
		page = r.codePage
	}
	out, err := r.decoder(page).Bytes(raw)
	if text := string(out); err == nil && !strings.ContainsRune(text, utf8.RuneError) {
		return text
	}
	if page == r.codePage && r.fonts[r.font].codePage != page { // a Western character in an Asian file
		if western, err := charmap.Windows1252.NewDecoder().Bytes(raw); err == nil {
			return string(western)
		}
	}
	return string(out)
}

// decoder returns the decoder of a code page, the same one each time: most files have one page.
func (r *reader) decoder(page int) *encoding.Decoder {
	if r.decodes == nil || r.decodesPage != page {
		r.decodes, r.decodesPage = encodingOf(page).NewDecoder(), page
	}
	return r.decodes
}

// paired reports whether all bytes above ASCII come in pairs, as those of GB 2312 do, and hardly any accented letters.
func paired(raw []byte) bool {
	for i := 0; i < len(raw); i++ {
		if raw[i] >= 0xA1 && i+1 < len(raw) && raw[i+1] >= 0xA1 {
			i++
		} else if raw[i] >= 0x80 {
			return false
		}
	}
	return true
}

// unicode takes \u: a UTF-16 unit as a signed number, followed by a substitute.
func (r *reader) unicode(n int) {
	u := rune(uint16(n))
	r.skip = r.uc
	switch {
	case utf16.IsSurrogate(u) && u < 0xDC00:
		r.high = u
		return
	case utf16.IsSurrogate(u):
		u = utf16.DecodeRune(r.high, u)
	}
	r.high = 0
	if u >= 0xF000 && u <= 0xF0FF && r.fonts[r.font].symbol && r.dest == body {
		r.target.in.Symbol(r.fonts[r.font].name, uint16(u), r.look())
		return
	}
	r.text(string(u))
}

// text takes decoded text to where the group's destination wants it.
func (r *reader) text(text string) {
	switch r.dest {
	case body:
		r.target.in.Text(text, r.look())
	case fieldCode:
		r.target.in.FieldCode(text)
	case ignored, quiet, listTable, overrideTable:
	case colorTable:
		for range strings.Count(text, ";") {
			if len(r.colors) < mostFonts {
				r.colors = append(r.colors, 0)
			}
		}
	default:
		if len(r.words) < longestWords {
			r.words = append(r.words, text...)
		}
	}
}

// longestWords is how much text of a name, a title or a number's pattern is kept.
const longestWords = 1 << 12

// look is the look of text that comes now.
func (r *reader) look() wordml.Look {
	base := r.styleOf(r.paragraph.style)
	white := r.color > 0 && r.color < len(r.colors) && r.colors[r.color] == 0xFFFFFF
	return wordml.Look{Bold: wordml.Beside(base.look.bold, r.chars.bold), Hidden: wordml.Beside(base.look.hidden, r.chars.hidden),
		Struck: wordml.Beside(base.look.struck, r.chars.struck), Deleted: r.chars.deleted, Inserted: r.chars.inserted, Raise: r.chars.raise, Position: r.chars.position, White: white}
}
