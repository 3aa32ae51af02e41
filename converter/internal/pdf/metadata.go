package pdf

import (
	"strings"
	"time"

	"nianbao/converter/internal/xmltext"
)

// producer names the program, without a version: the same report gives the same file in every release that lays it out
// the same way.
const producer = "nianbao"

// writeInfo writes the document information dictionary (ISO 32000-1 14.3.3) and returns its object, 0 where the profile
// wants none.
func (f *file) writeInfo() int {
	if f.info.Profile.second() {
		return 0
	}
	object := f.reserve()
	f.begin(object)
	f.text("<</Producer").str(producer)
	for _, entry := range [][2]string{{"/Title", f.info.Title}, {"/Author", f.info.Author}, {"/Subject", f.info.Subject}} {
		if entry[1] != "" {
			f.text(entry[0]).str(entry[1])
		}
	}
	if !f.info.Date.IsZero() {
		date := pdfDate(f.info.Date)
		f.text("/CreationDate").str(date)
		f.text("/ModDate").str(date)
	}
	f.text(">>")
	f.end()
	return object
}

// pdfDate writes a date as 7.9.4 has it, with an offset in digits: some readers refuse the letter Z.
func pdfDate(t time.Time) string {
	zone := t.Format("-07:00")
	return t.Format("D:20060102150405") + zone[:3] + "'" + zone[4:] + "'"
}

// writeMetadata writes the same again as XMP (14.3.2), which PDF/A wants to agree with the information dictionary. It
// is not compressed, so that programs that know nothing of PDF find it.
func (f *file) writeMetadata() int {
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" ` +
		`xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" ` +
		`xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:nianbao="` + Namespace + `">`)
	id := f.identification()
	for _, property := range [][2]string{{"pdfaid:part", id.part}, {"pdfaid:rev", id.revision}, {"pdfaid:conformance", id.conformance},
		{"pdfuaid:part", id.accessible}, {"pdfuaid:rev", id.accessibleRevision}} {
		if property[1] != "" {
			b.WriteString("<" + property[0] + ">" + property[1] + "</" + property[0] + ">")
		}
	}
	var extensions []extension
	if id.accessible != "" {
		extensions = append(extensions, accessibility)
	}
	if f.info.Profile.Attaches() && len(f.info.Attachments) > 0 {
		b.WriteString(`<nianbao:pages>` + f.fingerprint() + `</nianbao:pages>`)
		extensions = append(extensions, pagesOfFile)
	}
	if id.part != "" && !f.info.Profile.second() { // PDF/A-4 asks for no declarations
		writeExtensions(&b, extensions)
	}
	b.WriteString(`<dc:format>application/pdf</dc:format><pdf:Producer>` + producer + `</pdf:Producer>`)
	if f.info.Title != "" {
		b.WriteString(`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + escape(f.info.Title) + `</rdf:li></rdf:Alt></dc:title>`)
	}
	if f.info.Author != "" {
		b.WriteString(`<dc:creator><rdf:Seq><rdf:li>` + escape(f.info.Author) + `</rdf:li></rdf:Seq></dc:creator>`)
	}
	if f.info.Subject != "" {
		b.WriteString(`<dc:description><rdf:Alt><rdf:li xml:lang="x-default">` + escape(f.info.Subject) + `</rdf:li></rdf:Alt></dc:description>`)
	}
	b.WriteString(`<dc:language><rdf:Bag><rdf:li>` + escape(f.info.Language) + `</rdf:li></rdf:Bag></dc:language>`)
	if !f.info.Date.IsZero() {
		date := f.info.Date.Format("2006-01-02T15:04:05-07:00")
		b.WriteString(`<xmp:CreateDate>` + date + `</xmp:CreateDate><xmp:ModifyDate>` + date + `</xmp:ModifyDate>`)
	}
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>")
	object := f.reserve()
	f.rawStream(object, "/Type/Metadata/Subtype/XML", []byte(b.String()))
	return object
}

func escape(s string) string { return string(xmltext.Append(nil, s)) }
