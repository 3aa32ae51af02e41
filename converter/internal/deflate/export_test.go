package deflate

// For tests of package deflate_test, which make streams with package pdf.

// StreamLengths returns the lengths of the best codes for streams.
func StreamLengths(list [][]byte) string {
	var f finder
	return lengthsFor(list, f.find)
}

// LengthsOf returns the lengths of the code that there is.
func LengthsOf(kind Kind) string {
	return [kinds]string{Page: pageLengths, ToUnicode: toUnicodeLengths, WordProperties: wordPropertiesLengths}[kind]
}

// StreamBits is how long streams become under a code.
func StreamBits(list [][]byte, lengths string) int {
	c := newCode(lengths)
	var f finder
	var w bits
	for _, data := range list {
		c.write(&w, f.find(data))
	}
	return len(w.out)*8 + int(w.count)
}
