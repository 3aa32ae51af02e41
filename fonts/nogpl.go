//go:build nogplfonts

package fonts

// These are left out of this build.
const (
	fangSong      = ""
	fangSongLatin = ""
)
