package ofd

import (
	"fmt"
	"path"
	"strings"
	"time"

	"nianbao/converter/internal/fixed"
	"nianbao/converter/internal/xmltext"
)

// ReportName is what the report's data are called in a file that carries them.
const ReportName = "report.json"

const (
	attachmentFolder = "Attachs/"
	attachmentList   = attachmentFolder + "Attachments.xml"
)

// Attachment is a file inside the file.
type Attachment struct {
	Name string    // with its extension: letters, digits, hyphens, underscores and points of ASCII
	Date time.Time // of the last change; zero: none is written
	Data []byte
}

// writeAttachments writes the files and the list of them (18).
func (f *file) writeAttachments() error {
	if len(f.info.Attachments) == 0 {
		return nil
	}
	var list []byte
	list = append(list, xmlHead+`<ofd:Attachments xmlns:ofd="`+namespace+`">`...)
	for i, a := range f.info.Attachments {
		if !plainName(a.Name) {
			return fmt.Errorf("attaching %q: the name is not one that every system can store", a.Name)
		}
		for _, other := range f.info.Attachments[:i] {
			if strings.EqualFold(other.Name, a.Name) {
				return fmt.Errorf("attaching %q: there are two of the name", a.Name)
			}
		}
		list = append(list, `<ofd:Attachment ID="A`...) // an xs:ID begins with a letter
		list = appendInt(list, i+1)
		list = append(list, `" Name="`...)
		list = xmltext.Append(list, a.Name)
		if ext := strings.TrimPrefix(path.Ext(a.Name), "."); ext != "" {
			list = append(list, `" Format="`...)
			list = xmltext.Append(list, ext)
		}
		if !a.Date.IsZero() {
			date := a.Date.Format("2006-01-02T15:04:05-07:00")
			list = append(list, `" CreationDate="`+date+`" ModDate="`+date...)
		}
		list = append(list, `" Size="`...) // in KB
		list = fixed.Append(list, (len(a.Data)*1000+512)/1024)
		list = append(list, `" Visible="true"><ofd:FileLoc>`...)
		list = xmltext.Append(list, a.Name)
		list = append(list, `</ofd:FileLoc></ofd:Attachment>`...)
		f.entries = append(f.entries, f.entry(folder+attachmentFolder+a.Name, a.Data)) // the data stay the caller's
	}
	f.add(folder+attachmentList, append(list, `</ofd:Attachments>`...))
	return nil
}

// plainName keeps names to what a ZIP container, a URI and every file system hold as it is.
func plainName(s string) bool {
	if s == "" || s[0] == '.' || strings.EqualFold(s, path.Base(attachmentList)) {
		return false
	}
	for _, c := range []byte(s) {
		if !(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '-' || c == '_' || c == '.') {
			return false
		}
	}
	return true
}
