//go:build nogplfonts

package fonts

// fangSong is left out of this build.
const fangSong = ""
