package deflate

// pageLengths are those of the symbols of both alphabets, a hexadecimal digit each: of the best code for
// contents of pages. `go test -train` makes them anew.
const pageLengths = "3488989999799f9a9a999999aa999aaa69999a9978aa96576556666666a98a9aa988888a999aa8aa9aaa7aaaa9a879aaa8a99989a8aaaa899a898aaaa99aaaaa" +
	"99aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaabaaaaaabaaabaaaaaaaaaaabaaaabbbbbbbbbbbbbbbbbbbbbbbbbbbccbbbbcbb" +
	"ff55656676778679989cdfffffffffebec898a65553445443445454668ee"
