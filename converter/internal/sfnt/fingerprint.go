package sfnt

import "hash/fnv"

// Fingerprint returns a number that tells fonts apart: that of their head table, which holds the checksum of the whole file
// (OpenType 1.9, checksumAdjustment), and of their name. It is the same in every process.
func (f *Font) Fingerprint() uint64 {
	h := fnv.New64a()
	h.Write([]byte(f.head + f.name)) // a hash takes everything
	return h.Sum64()
}
