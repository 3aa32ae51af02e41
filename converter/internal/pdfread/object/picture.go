package object

import "fmt"

// Picture unpacks the stream of a picture as far as a filter that packs pictures and nothing else (DCTDecode, CCITTFaxDecode,
// JPXDecode, JBIG2Decode), and returns that filter with its parameters; "" where the bytes are the samples. nil and an error of the
// file where it cannot be unpacked.
func (f *File) Picture(s *Stream) (data []byte, filter Name, with Dict) {
	if f.err != nil || s == nil {
		return nil, "", nil
	}
	filters, err := f.list(s.Dict["Filter"])
	if err == nil && len(filters) > 0 {
		name, _ := filters[len(filters)-1].(Name)
		if packsPictures(name) {
			filter = name
			var parameters Array
			if parameters, err = f.list(s.Dict["DecodeParms"]); err == nil && len(parameters) == len(filters) {
				with, _ = parameters[len(filters)-1].(Dict)
			}
			bare := *s
			bare.Dict = Dict{"Filter": filters[:len(filters)-1], "F": s.Dict["F"]}
			if len(parameters) == len(filters) {
				bare.Dict["DecodeParms"] = parameters[:len(filters)-1]
			}
			s = &bare
		}
	}
	if err != nil {
		f.err = fmt.Errorf("the filters of a picture: %w", err)
		return nil, "", nil
	}
	return f.Decode(s), filter, with
}

func packsPictures(filter Name) bool {
	switch filter {
	case "DCTDecode", "DCT", "CCITTFaxDecode", "CCF", "JPXDecode", "JBIG2Decode":
		return true
	}
	return false
}
