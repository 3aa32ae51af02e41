package ofdread

import (
	"path"
	"strings"
)

// located returns the name of the part that a place in another part leads to (ST_Loc, 7.1): from the root of the container, or from
// the folder of the part.
func located(from, loc string) string {
	loc = strings.ReplaceAll(strings.TrimSpace(loc), `\`, "/")
	if strings.HasPrefix(loc, "/") {
		return path.Clean(loc)[1:]
	}
	return path.Join(path.Dir(from), loc)
}

// part reads a part; nil without a fault means that there is none.
func (f *file) part(name string) *element {
	if f.fault != nil || name == "" {
		return nil
	}
	data, fault := f.parts.Read(name)
	if fault != nil {
		f.fail(*fault)
		return nil
	}
	if data == nil {
		return nil
	}
	return f.parse(name, data)
}
