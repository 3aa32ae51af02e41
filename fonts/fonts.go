// Package fonts embeds the font files of this folder; README.md says where each comes from, what was changed and under
// which licence it stands. They are separate data in the program: faces of different licences are never merged.
//
// The build tag nogplfonts leaves out GWFangSong (GPL 3 with font exception); 仿宋 then falls back to its supplement
// and GWSong.
package fonts

import "embed"

// files holds every face whose licence needs no build tag.
//
//go:embed fangsong/GWFangSongSup.ttf heiti/*.ttf kaiti/*.ttf song/*.ttf xiaobiaosong/*.ttf
var files embed.FS

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

// Read returns the bytes of a font file, which must not be changed, and false if this build does not have it.
func Read(name string) ([]byte, bool) {
	if data, err := gpl.ReadFile(name); err == nil {
		return data, true
	}
	data, err := files.ReadFile(name)
	return data, err == nil
}
