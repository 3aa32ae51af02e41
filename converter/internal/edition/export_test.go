package edition

import "nianbao/converter/internal/datafile"

// ParseWords reads a family by itself, for tests outside of the package.
func ParseWords(data []byte) (*Words, error) {
	head := family{}
	if _, err := datafile.Decode(data, &head); err != nil {
		return nil, err
	}
	if head.Family == "" {
		return nil, datafile.At("/family", "it is empty")
	}
	f, err := families{head.Family: {Data: data}}.read(head.Family)
	if err != nil {
		return nil, err
	}
	return &f.Words, nil
}
