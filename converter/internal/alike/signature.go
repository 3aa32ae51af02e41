package alike

import "nianbao/converter/internal/likeness"

// The signature: so many hash functions, in so many bands of so many.
const (
	functions = 256
	bands     = 64
	rows      = functions / bands
)

type signature [functions]uint32

// seeds makes the hash functions: each is the hash of a shingle mixed with a seed of its own.
var seeds = func() (s [functions]uint64) {
	for i := range s {
		s[i] = likeness.Mix(uint64(i) + 0x9e3779b97f4a7c15)
	}
	return s
}()

// signatureOf returns for each function the least value of a set's members.
func signatureOf(set []uint64) *signature {
	s := new(signature)
	for i := range s {
		s[i] = ^uint32(0)
	}
	for _, x := range set {
		for i := range s {
			h := (x ^ seeds[i]) * 0xff51afd7ed558ccd
			h ^= h >> 33
			if v := uint32(h * 0xc4ceb9fe1a85ec53 >> 32); v < s[i] {
				s[i] = v
			}
		}
	}
	return s
}

// agree counts the places in which two signatures agree.
func (s *signature) agree(t *signature) int {
	n := 0
	for i := range s {
		if s[i] == t[i] {
			n++
		}
	}
	return n
}

// band is the hash of a band.
func (s *signature) band(b int) uint64 {
	h := uint64(b)
	for _, v := range s[b*rows : (b+1)*rows] {
		h = likeness.Mix(h ^ uint64(v))
	}
	return h
}
