package deflate

// toUnicodeLengths are those of the symbols of both alphabets, a hexadecimal digit each: of the best code for
// maps to Unicode. `go test -train` makes them anew.
const toUnicodeLengths = "ffeeeeeeee7eeeeeeeeeeeeeeeeeeeee7eeeeeee88eee8e75555545555ee5e5ee665655ee8eee9999e9798eeeee9e9eee7876577e6ee97676e6768eee7eeeeee" +
	"eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee" +
	"ee3588889ee9eeeeeeeeeeeeeeeeeebbbb5b665654453434344557baaaaa"
