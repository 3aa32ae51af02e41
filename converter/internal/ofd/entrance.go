package ofd

import (
	"time"

	"nianbao/converter/internal/xmltext"
)

// creator names the program, without a version: the same report gives the same file in every release that lays it out the
// same way.
const creator = "nianbao"

// appendEntrance is OFD.xml (7.4). The version is that of the format, not of the standard's year.
func (f *file) appendEntrance(b []byte) []byte {
	b = append(b, xmlHead+`<ofd:OFD xmlns:ofd="`+namespace+`" Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>`...)
	b = append(b, f.documentID()...)
	b = append(b, `</ofd:DocID>`...)
	b = appendElement(b, "Title", f.info.Title)
	b = appendElement(b, "Author", f.info.Author)
	b = appendElement(b, "Subject", f.info.Subject)
	if !f.info.Date.IsZero() {
		date := f.info.Date.Format(time.DateOnly)
		b = appendElement(b, "CreationDate", date)
		b = appendElement(b, "ModDate", date)
	}
	b = appendElement(b, "Creator", creator)
	return append(b, `</ofd:DocInfo><ofd:DocRoot>`+folder+`Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`...)
}

// appendElement appends an element with a text, nothing where the text is empty.
func appendElement(b []byte, name, text string) []byte {
	if text == "" {
		return b
	}
	b = append(b, "<ofd:"+name+">"...)
	b = xmltext.Append(b, text)
	return append(b, "</ofd:"+name+">"...)
}

// documentID is the identifier of 32 characters (table 4, DocID): see [Fingerprint].
func (f *file) documentID() string {
	date := ""
	if !f.info.Date.IsZero() {
		date = f.info.Date.Format(time.DateOnly)
	}
	return f.print.Sum(f.info.Title, f.info.Author, f.info.Subject, date)
}
