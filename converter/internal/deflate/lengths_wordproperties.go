package deflate

// wordPropertiesLengths are those of the symbols of both alphabets, a hexadecimal digit each: of the best code for
// docProps/custom.xml. `go test -train` makes them anew.
const wordPropertiesLengths = "ffffeeeeee9eeeeeeeeeeeeeeeeeeeee6e5eeeeeeeeee67656577677777e6668e987688eeeeeeeee9eee899eeeeeeeeee586647785ee65556e5557797799e9ee" +
	"899ee9eeee89eeeee9ee9eeeeeee8eeee9ee989eeeee7ee9e9ee8ee9987e9998eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee7578eeeeeeeeeeeeeeeeeeeeeeee" +
	"ee7767999e86b99eeee886eeeeeeeeaaaaaa54aa5a322a34995999999999"
