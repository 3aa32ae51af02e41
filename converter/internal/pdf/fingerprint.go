package pdf

import (
	"encoding/hex"
	"fmt"
	"strconv"

	"nianbao/converter/internal/layout"
)

// The fingerprint of the pages stands in the metadata of a file that carries its data. Whoever reads the attached data
// computes it again (package pdfread), to see whether pages and data still are those that were made of each other. It is the
// SHA-256, in hexadecimal digits, of
//
//	the content stream of every page in order, each behind its length in decimal digits and a line feed
//	"page", width and height of the pages in tenths of a point, a line feed
//	of each font in order: its name in the resources, the Adler-32 of its program in eight hexadecimal digits, a line feed
//	"data", the length of the report's data in decimal digits, a line feed, the data
//
// The Adler-32 is the one with which the program's stream ends anyway (RFC 1950): it notices a font that another program put
// there, and costs nothing.

func (f *file) addToFingerprint(content []byte) {
	f.printed.Write(append(strconv.AppendInt(nil, int64(len(content)), 10), '\n'))
	f.printed.Write(content)
}

func (f *file) fingerprint() string {
	tenths := func(u layout.Unit) int { return roundDiv(u*10, layout.Point) }
	fmt.Fprintf(f.printed, "page %d %d\n", tenths(f.pages.Width), tenths(f.pages.Height))
	for i, t := range f.fonts {
		fmt.Fprintf(f.printed, "F%d %x\n", i+1, t.checksum)
	}
	for i := range f.info.Attachments {
		if a := &f.info.Attachments[i]; a.Name == ReportName {
			fmt.Fprintf(f.printed, "data %d\n", len(a.Data))
			f.printed.Write(a.Data)
		}
	}
	return hex.EncodeToString(f.printed.Sum(nil))
}
