//go:build !nogplfonts

package fonts

import "embed"

// gpl holds the face under GPL 3 with font exception.
//
//go:embed fangsong/GWFangSong.ttf
var gpl embed.FS
