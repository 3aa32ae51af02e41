// Package fonts embeds the font files of this folder; README.md says where each comes from, what was changed and under
// which licence it stands. They are separate data in the program: faces of different licences are never merged.
//
// A file is a string that lies in the program's read-only data: [Read] copies nothing, and a page of it enters memory
// only when a glyph on it is used. Package sfnt reads them.
//
// The build tag nogplfonts leaves out GWFangSong (GPL 3 with font exception), and the Latin face that was made for it; 仿宋
// is then set in GWSong.
package fonts

import _ "embed"

// The faces whose licences need no build tag. They are strings because an embed.FS copies a file whenever it is read.
var (
	//go:embed fangsong/GWFangSongSup.ttf
	fangSongSup string
	//go:embed heiti/GWHei.ttf
	hei string
	//go:embed kaiti/GWKai.ttf
	kai string
	//go:embed kaiti/GWKaiLatin.ttf
	kaiLatin string
	//go:embed kaiti/GWKaiSup.ttf
	kaiSup string
	//go:embed song/GWSong.ttf
	song string
	//go:embed xiaobiaosong/GWTitleSong.ttf
	titleSong string
)

// Chains lists, for each face role of a style, the files in the order in which a character is looked for: own face,
// supplement, GWSong.
func Chains() map[string][]string {
	return map[string][]string{
		"fangsong":     {"fangsong/GWFangSong.ttf", "fangsong/GWFangSongSup.ttf", "song/GWSong.ttf"},
		"kaiti":        {"kaiti/GWKai.ttf", "kaiti/GWKaiSup.ttf", "song/GWSong.ttf"},
		"heiti":        {"heiti/GWHei.ttf", "song/GWSong.ttf"},
		"song":         {"song/GWSong.ttf"},
		"xiaobiaosong": {"xiaobiaosong/GWTitleSong.ttf", "song/GWSong.ttf"},
	}
}

// Latin lists the files that draw Latin letters, digits, the signs of ASCII and the blank for a role instead of its own
// face, where that draws them badly. Each is made to stand beside that one face, on its baseline.
func Latin() map[string]string {
	return map[string]string{"fangsong": "fangsong/GWFangSongLatin.ttf", "kaiti": "kaiti/GWKaiLatin.ttf"}
}

// Withheld returns the characters whose glyph in a file is wrong, so that the next face of the chain must draw them:
// FandolFang, and GWFangSong after it, draws U+FFE5 (yuan) as a dollar sign and U+FFE3 (overline) as a hyphen.
func Withheld(name string) string {
	if name == "fangsong/GWFangSong.ttf" {
		return "\uFFE5\uFFE3"
	}
	return ""
}

// Read returns the content of a font file, and false if there is none of this name or this build leaves it out.
func Read(name string) (string, bool) {
	var data string
	switch name {
	case "fangsong/GWFangSong.ttf":
		data = fangSong
	case "fangsong/GWFangSongLatin.ttf":
		data = fangSongLatin
	case "fangsong/GWFangSongSup.ttf":
		data = fangSongSup
	case "heiti/GWHei.ttf":
		data = hei
	case "kaiti/GWKai.ttf":
		data = kai
	case "kaiti/GWKaiLatin.ttf":
		data = kaiLatin
	case "kaiti/GWKaiSup.ttf":
		data = kaiSup
	case "song/GWSong.ttf":
		data = song
	case "xiaobiaosong/GWTitleSong.ttf":
		data = titleSong
	}
	return data, data != ""
}
