//go:build !nogplfonts

package fonts

import _ "embed"

// fangSong is the face under GPL 3 with font exception, fangSongLatin what stands beside it alone (OFL).
var (
	//go:embed fangsong/GWFangSong.ttf
	fangSong string
	//go:embed fangsong/GWFangSongLatin.ttf
	fangSongLatin string
)
