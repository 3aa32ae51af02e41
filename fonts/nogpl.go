//go:build nogplfonts

package fonts

import "embed"

// gpl is empty in this build.
var gpl embed.FS
