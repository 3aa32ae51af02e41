package pdf

import (
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
)

// ReportName is what the attachment is called that holds the report's data.
const ReportName = "report.json"

// Attachment is a file inside the file.
type Attachment struct {
	Name        string // with its extension, ASCII
	MIME        string
	Description string
	Date        time.Time // of the last change; zero: none is written
	Data        []byte
}

// writeAttachments writes the embedded files (ISO 32000-1 7.11.4) and returns their file specifications. AFRelationship,
// which ISO 19005-3 6.8 asks for, is Data: the pages show what the file holds.
func (f *file) writeAttachments() []int {
	if !f.info.Profile.Attaches() {
		return nil
	}
	specifications := make([]int, len(f.info.Attachments))
	for i := range f.info.Attachments {
		a := &f.info.Attachments[i]
		embedded := f.reserve()
		specifications[i] = f.reserve()
		sum := md5.Sum(a.Data) // a checksum by the standard (table 46), no protection
		params := fmt.Sprintf("/Size %d/CheckSum<%s>", len(a.Data), hex.EncodeToString(sum[:]))
		if !a.Date.IsZero() {
			params += "/ModDate(" + pdfDate(a.Date) + ")"
		}
		f.stream(embedded, "/Type/EmbeddedFile/Subtype/"+name(a.MIME)+"/Params<<"+params+">>", a.Data)
		f.begin(specifications[i])
		f.text("<</Type/Filespec/F").str(a.Name)
		f.text("/UF").str(a.Name)
		if a.Description != "" {
			f.text("/Desc").str(a.Description)
		}
		f.text("/AFRelationship/Data/EF<</F ").ref(embedded)
		f.text("/UF ").ref(embedded)
		f.text(">>>>")
		f.end()
	}
	return specifications
}

// attachmentEntries writes the catalog's entries: the name tree by which viewers list the files (7.7.4) and the files
// that belong to the document as a whole (ISO 19005-3 6.8).
func (f *file) attachmentEntries(specifications []int) {
	if len(specifications) == 0 {
		return
	}
	f.text("/Names<</EmbeddedFiles<</Names[")
	for i, s := range specifications {
		f.str(f.info.Attachments[i].Name)
		f.ref(s)
	}
	f.text("]>>>>/AF[").refs(specifications).text("]")
}

// name escapes what a name object may not hold as it is (7.3.5).
func name(s string) string { return strings.NewReplacer("#", "#23", "/", "#2F", " ", "#20").Replace(s) }
