package write

import (
	"bytes"

	"github.com/klauspost/compress/flate"

	"nianbao/converter/internal/zipfile"
)

// constant is the parts of a file that depend on the style alone, compressed as well as can be.
type constant struct {
	before  []zipfile.Entry // in front of word/document.xml
	between []zipfile.Entry // between it and docProps/core.xml
}

// constantParts makes and compresses the parts of a file, or of a form that knows its cells.
func (w *Writer) constantParts(form bool) constant {
	pack := packer()
	c := constant{
		before: []zipfile.Entry{pack("[Content_Types].xml", contentTypes(form)), pack("_rels/.rels", packageRelationships())},
		between: []zipfile.Entry{
			pack("word/_rels/document.xml.rels", documentRelationships(form)),
			pack(partStyles, w.stylesPart(false, false)),
			pack("word/settings.xml", settingsPart(form)),
		},
	}
	if form {
		c.between = append(c.between, pack("customXml/_rels/item1.xml.rels", cellsRelationships()), pack("customXml/itemProps1.xml", cellsProperties()))
	}
	c.between = append(c.between,
		pack("word/fontTable.xml", w.fontTablePart()),
		pack("word/footer1.xml", w.footerPart(false)),
		pack("word/footer2.xml", w.footerPart(true)),
		pack("docProps/app.xml", appPart()),
	)
	return c
}

// packer returns a function that compresses parts one after the other. Of the memory of a compressor at this level, more
// than a megabyte, one is enough for all of them.
func packer() func(name string, data []byte) zipfile.Entry {
	var b bytes.Buffer
	f, _ := flate.NewWriter(&b, flate.BestCompression) // the level is valid
	deflate := func(dst, data []byte) []byte {
		b.Reset()
		f.Reset(&b)
		f.Write(data) // a bytes.Buffer takes everything
		f.Close()
		return append(dst, b.Bytes()...)
	}
	return func(name string, data []byte) zipfile.Entry { return zipfile.New(name, data, deflate) }
}
