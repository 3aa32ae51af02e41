package font

import (
	"bytes"
	"strconv"

	"nianbao/converter/internal/pdfread/object"
)

// programEncoding returns the encoding that stands in an embedded font of type 1, nil where it cannot be read.
func programEncoding(f *object.File, descriptor object.Dict) *[256]string {
	if stream := f.Stream(descriptor["FontFile3"]); stream != nil {
		return compactEncoding(f.Decode(stream))
	}
	if stream := f.Stream(descriptor["FontFile"]); stream != nil {
		return typeOneEncoding(f.Decode(stream))
	}
	return nil
}

// typeOneEncoding reads the encoding of a font in PostScript (Adobe Type 1 Font Format 2.2): "dup 49 /one put" for each code, or a name.
// It stands before the part that is encrypted.
func typeOneEncoding(data []byte) *[256]string {
	if at := bytes.Index(data, []byte("eexec")); at >= 0 {
		data = data[:at]
	}
	_, data, found := bytes.Cut(data, []byte("/Encoding"))
	if !found {
		return nil
	}
	words := bytes.Fields(bytes.ReplaceAll(data[:min(len(data), 64<<10)], []byte("/"), []byte(" /")))
	if len(words) > 0 && string(words[0]) == "StandardEncoding" {
		return texts(standard)
	}
	var all [256]string
	for i := 0; i < len(words); i++ {
		if string(words[i]) == "def" {
			return &all
		}
		if string(words[i]) != "dup" || i+3 >= len(words) || string(words[i+3]) != "put" {
			continue
		}
		code, err := strconv.Atoi(string(words[i+1]))
		if name, ok := bytes.CutPrefix(words[i+2], []byte("/")); ok && err == nil && code >= 0 && code < len(all) {
			all[code] = named(string(name))
		}
		i += 3
	}
	return nil
}
