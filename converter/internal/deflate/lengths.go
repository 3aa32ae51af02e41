package deflate

// lengths are those of the symbols of both alphabets, a hexadecimal digit each: of the best codes for what a report takes of
// the faces of the program. `go test -train` makes them anew.
const lengths = "55556655666666666676666577777777777787658888888888778765888888888898999999999999999999999999999999999999aa999aaaaaaaaaaaaaaaaaaa" +
	"aaaaaaaaaaaaaaaaaaaaaaabaabbaabbbbbbbbaaabbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbcbbcbccbcccccccbccbbccccccccbcbbbccccca978" +
	"f6789aabcceefeffffffffffffffff96745434343335687899abeeeeeeee"
