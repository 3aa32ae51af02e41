package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"hash/crc32"
	"io"
	"strconv"

	"github.com/klauspost/compress/flate"
)

const (
	declaration       = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainNamespace     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relationNamespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageRelations  = "http://schemas.openxmlformats.org/package/2006/relationships"
	contentTypes      = "http://schemas.openxmlformats.org/package/2006/content-types"
)

// part is a file of the package, with what the package says that it is.
type part struct {
	name, kind string
	data       []byte
}

// Kinds of parts, in the middle of their content types.
const (
	kindBook    = "spreadsheetml.sheet.main"
	kindSheet   = "spreadsheetml.worksheet"
	kindStyles  = "spreadsheetml.styles"
	kindDrawing = "drawing"
	kindChart   = "drawingml.chart"
)

// pack writes the package (ECMA-376 part 2): what is in it first, then the parts.
func (b *Book) pack(to io.Writer) error {
	parts := []part{
		{"_rels/.rels", "", relations(relation{"officeDocument", "xl/workbook.xml"})},
		{"xl/workbook.xml", kindBook, b.bookPart()},
		{"xl/_rels/workbook.xml.rels", "", b.bookRelations()},
		{"xl/styles.xml", kindStyles, b.styles.part()},
	}
	chart, drawing := 0, 0
	for i, s := range b.sheets {
		if len(s.bars) == 0 {
			continue
		}
		drawing++
		file := "drawing" + strconv.Itoa(drawing) + ".xml"
		parts = append(parts, part{"xl/worksheets/_rels/" + sheetFile(i) + ".rels", "", relations(relation{"drawing", "../drawings/" + file})},
			part{"xl/drawings/" + file, kindDrawing, s.drawing()})
		var charts []relation
		for k := range s.bars {
			chart++
			name := "chart" + strconv.Itoa(chart) + ".xml"
			charts = append(charts, relation{"chart", "../charts/" + name})
			parts = append(parts, part{"xl/charts/" + name, kindChart, s.bars[k].part()})
		}
		parts = append(parts, part{"xl/drawings/_rels/" + file + ".rels", "", relations(charts...)})
	}
	p, err := newPacker(to)
	if err != nil {
		return err
	}
	err = p.add("[Content_Types].xml", b.types(parts))
	for _, one := range parts {
		err = errors.Join(err, p.add(one.name, one.data))
	}
	for i, s := range b.sheets {
		err = errors.Join(err, p.sheet("xl/worksheets/"+sheetFile(i), &s.body))
	}
	if err != nil {
		return err
	}
	return p.zip.Close()
}

func sheetFile(i int) string { return "sheet" + strconv.Itoa(i+1) + ".xml" }

func (b *Book) types(parts []part) []byte {
	t := append([]byte(declaration), `<Types xmlns="`+contentTypes+`"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`+
		`<Default Extension="xml" ContentType="application/xml"/>`...)
	say := func(name, kind string) {
		t = append(t, `<Override PartName="/`+name+`" ContentType="application/vnd.openxmlformats-officedocument.`+kind+`+xml"/>`...)
	}
	for _, one := range parts {
		if one.kind != "" {
			say(one.name, one.kind)
		}
	}
	for i := range b.sheets {
		say("xl/worksheets/"+sheetFile(i), kindSheet)
	}
	return append(t, "</Types>"...)
}

type relation struct{ kind, target string }

func relations(list ...relation) []byte {
	b := append([]byte(declaration), `<Relationships xmlns="`+packageRelations+`">`...)
	for i, r := range list {
		b = append(b, `<Relationship Id="rId`+strconv.Itoa(i+1)+`" Type="`+relationNamespace+"/"+r.kind+`" Target="`+r.target+`"/>`...)
	}
	return append(b, "</Relationships>"...)
}

func (b *Book) bookRelations() []byte {
	var list []relation
	for i := range b.sheets {
		list = append(list, relation{"worksheet", "worksheets/" + sheetFile(i)})
	}
	return relations(append(list, relation{"styles", "styles.xml"})...)
}

// bookPart is the workbook (18.2.27): its sheets, and the names of what is filtered and repeated.
func (b *Book) bookPart() []byte {
	t := append([]byte(declaration), `<workbook xmlns="`+mainNamespace+`" xmlns:r="`+relationNamespace+`"><bookViews><workbookView/></bookViews><sheets>`...)
	for i, s := range b.sheets {
		t = appendEscaped(append(t, `<sheet name="`...), s.name)
		t = append(t, `" sheetId="`+strconv.Itoa(i+1)+`" r:id="rId`+strconv.Itoa(i+1)+`"/>`...)
	}
	t = append(t, "</sheets>"...)
	var names []byte
	for i, s := range b.sheets {
		if f := s.filter; f != (area{}) {
			names = append(names, `<definedName name="_xlnm._FilterDatabase" localSheetId="`+strconv.Itoa(i)+`" hidden="1">`...)
			names = append(appendEscaped(names, Reference(s.name, f.column, f.row, f.toColumn, f.toRow)), "</definedName>"...)
		}
		if n := s.layout.Repeated; n > 0 {
			names = append(names, `<definedName name="_xlnm.Print_Titles" localSheetId="`+strconv.Itoa(i)+`">`...)
			names = append(appendEscaped(names, rowsReference(s.name, n)), "</definedName>"...)
		}
	}
	if names != nil {
		t = append(append(append(t, "<definedNames>"...), names...), "</definedNames>"...)
	}
	return append(t, `<calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>`...)
}

// packer writes the parts into a container.
type packer struct {
	zip   *zip.Writer
	flate *flate.Writer
	out   bytes.Buffer
}

func newPacker(to io.Writer) (*packer, error) {
	p := &packer{zip: zip.NewWriter(to)}
	var err error
	p.flate, err = flate.NewWriter(&p.out, level)
	return p, err
}

func (p *packer) add(name string, data []byte) error {
	p.out.Reset()
	p.flate.Reset(&p.out)
	_, err := p.flate.Write(data)
	if err := errors.Join(err, p.flate.Close()); err != nil {
		return err
	}
	w, err := p.entry(name, crc32.ChecksumIEEE(data), int64(len(data)), int64(p.out.Len()))
	if err != nil {
		return err
	}
	_, err = w.Write(p.out.Bytes())
	return err
}

func (p *packer) sheet(name string, s *spool) error {
	if s.small() {
		return p.add(name, s.plain)
	}
	w, err := p.entry(name, s.crc, s.size, s.length)
	if err != nil {
		return err
	}
	return s.copyTo(w)
}

// entry begins an entry whose lengths stand before its data, which not every reader finds behind them. The date is the first that a
// container can name, as in all files of this program.
func (p *packer) entry(name string, crc uint32, size, packed int64) (io.Writer, error) {
	header := &zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: crc, UncompressedSize64: uint64(size), CompressedSize64: uint64(packed)}
	//lint:ignore SA1019 CreateRaw looks at no other date
	header.ModifiedDate = 1<<5 | 1
	return p.zip.CreateRaw(header)
}
