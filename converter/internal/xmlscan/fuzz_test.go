package xmlscan

import "testing"

// FuzzScan compares with encoding/xml.
func FuzzScan(f *testing.F) {
	for _, c := range wellFormed {
		f.Add([]byte(c))
	}
	for _, c := range malformed {
		f.Add([]byte(c.data))
	}
	f.Fuzz(func(t *testing.T, data []byte) { compare(t, data) })
}
