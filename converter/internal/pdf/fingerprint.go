package pdf

import (
	"encoding/hex"
	"strconv"
)

// The fingerprint of the pages stands in the metadata of a file that carries its data. It is the SHA-256, in hexadecimal
// digits, of the content stream of every page in order, each behind its length in decimal digits and a line feed. Whoever
// reads the attached data computes it again, to see whether the pages were changed since.

func (f *file) addToFingerprint(content []byte) {
	f.printed.Write(append(strconv.AppendInt(nil, int64(len(content)), 10), '\n'))
	f.printed.Write(content)
}

func (f *file) fingerprint() string { return hex.EncodeToString(f.printed.Sum(nil)) }
