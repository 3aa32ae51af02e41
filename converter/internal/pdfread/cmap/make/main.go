// Command make packs Adobe's table of what the characters of its collection GB1 mean into gb1.deflate of package cmap:
//
//	go run ./converter/internal/pdfread/cmap/make Adobe-GB1-UCS2 > converter/internal/pdfread/cmap/gb1.deflate
//
// The table stands in pdf2unicode/ of github.com/adobe-type-tools/mapping-resources-pdf (BSD 3-clause, LICENSE.Adobe beside the result).
package main

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"nianbao/converter/internal/pdfread/cmap"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// endless counts nothing: the table is no foreign file.
type endless struct{}

func (endless) Count(int) bool { return true }

func run(args []string, out io.Writer) error {
	if len(args) != 1 {
		return fmt.Errorf("name the table Adobe-GB1-UCS2")
	}
	data, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	table := cmap.Parse(endless{}, data, nil)
	const cids = 30_284 // Adobe-GB1-5
	var packed bytes.Buffer
	var buffer [binary.MaxVarintLen32]byte
	before := rune(0)
	for cid := range uint32(cids) {
		// Four texts have a variation selector behind their character, which says how it looks.
		r, _ := utf8.DecodeRuneInString(table.Text(cid, 2))
		packed.Write(buffer[:binary.PutVarint(buffer[:], int64(r-before))])
		before = r
	}
	w, err := flate.NewWriter(out, flate.BestCompression)
	if err != nil {
		return err
	}
	if _, err := w.Write(packed.Bytes()); err != nil {
		return err
	}
	return w.Close()
}
