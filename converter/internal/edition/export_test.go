package edition

import "nianbao/converter/internal/datafile"

// ParseWords reads a family by itself, for tests outside of the package.
func ParseWords(data []byte) (*Words, error) {
	head := family{}
	source, err := datafile.Decode(data, &head)
	if err != nil {
		return nil, err
	}
	head.source = source
	if head.Family == "" {
		return nil, datafile.At("/family", "it is empty")
	}
	f, err := families{head.Family: {File{Data: data}, &head}}.read(head.Family, patterns{})
	if err != nil {
		return nil, err
	}
	return &f.Words, nil
}
