package cmap

import (
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"io"
	"strings"
	"sync"
	"unicode/utf8"
)

// gb1Packed is Adobe's table Adobe-GB1-UCS2, packed by make/: the code point of each CID in order, as the difference to the one
// before in a varint, deflated. LICENSE.Adobe holds its licence.
//
//go:embed gb1.deflate
var gb1Packed string

// gb1 are the code points of the CIDs of Adobe-GB1, unpacked when the first file needs them.
var gb1 = sync.OnceValue(func() []rune {
	data, err := io.ReadAll(flate.NewReader(strings.NewReader(gb1Packed)))
	if err != nil {
		return nil // TestGB1 sees to that it does not happen
	}
	all := make([]rune, 0, 30_300)
	r := rune(0)
	for len(data) > 0 {
		by, n := binary.Varint(data)
		if n <= 0 {
			return nil
		}
		r += rune(by)
		all = append(all, r)
		data = data[n:]
	}
	return all
})

// GB1 returns what a CID of the collection Adobe-GB1 (Adobe technical note 5079) stands for, "" for CIDs that it does not have or that
// are no character.
func GB1(cid int) string {
	all := gb1()
	if cid < 1 || cid >= len(all) || all[cid] == utf8.RuneError || all[cid] == 0 {
		return ""
	}
	return string(all[cid])
}
