//go:build !nogplfonts

package fonts

import _ "embed"

// fangSong is the face under GPL 3 with font exception.
//
//go:embed fangsong/GWFangSong.ttf
var fangSong string
