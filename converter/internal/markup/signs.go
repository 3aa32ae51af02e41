package markup

// signs is which of the bytes stand in a line with which tables begin. Most lines have none, and are not looked at by any syntax.
type signs uint32

// signOf has a bit for each sign.
var signOf = func() (bits [256]signs) {
	for i, c := range []byte("<{|\\+\xe2^[( ,;\t\"-=") {
		bits[c] = 1 << i
	}
	return bits
}()

func signsIn(s string) (all signs) {
	for i := 0; i < len(s); i++ {
		all |= signOf[s[i]]
	}
	return all
}

// signsAt returns the signs of a line; none behind the last.
func (r *reader) signsAt(at int) signs {
	if at >= len(r.lines) {
		return 0
	}
	return signsIn(r.text(at))
}
