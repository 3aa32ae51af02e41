// Package sniff tells what a file is from its bytes, and only where they leave it open from its name.
//
// Names lie: a scan is renamed to .txt, an old .doc to .docx, a web page is saved as .doc. So the content decides, and
// a file that this product does not read is called what it is, which is what its owner needs to hear. Nothing is
// unpacked or parsed here; the readers do that.
package sniff

import (
	"bytes"
	"encoding/binary"
	"iter"
	"path"
	"strings"
	"unicode/utf8"
)

// Kind is what a file is.
type Kind string

// The kinds that the product reads.
const (
	JSON Kind = "json"
	Text Kind = "text"
	HTML Kind = "html"
	DOCX Kind = "docx"
	PDF  Kind = "pdf" // its data, where it carries them, else its pages
	OFD  Kind = "ofd" // GB/T 33190 page files
	ODT  Kind = "odt" // OpenDocument text, packed or as one XML file
	RTF  Kind = "rtf"
	Doc  Kind = "doc" // Word 97–2003 and WPS binary files

	XLSX Kind = "xlsx"
	CSV  Kind = "csv" // values divided by commas, semicolons or tabs

	WordXML    Kind = "word-xml"    // Word 2003 XML
	FlatOPC    Kind = "flat-opc"    // a .docx as one XML file
	WebArchive Kind = "web-archive" // MHTML
)

// The kinds that it does not read, named so that a message can say what to do.
const (
	Empty       Kind = "empty"     // no bytes, or nothing but white space
	Sheet       Kind = "sheet"     // a spreadsheet other than .xlsx
	Slides      Kind = "slides"    // a presentation
	Encrypted   Kind = "encrypted" // an office file with a password
	XML         Kind = "xml"
	Image       Kind = "image"
	Archive     Kind = "archive" // zip without a document, rar, 7z, gzip …
	Program     Kind = "program"
	OtherBinary Kind = "binary"
)

// Readable reports whether the product has a reader for the kind.
func (k Kind) Readable() bool {
	switch k {
	case JSON, Text, HTML, DOCX, PDF, OFD, ODT, RTF, Doc, XLSX, CSV, WordXML, FlatOPC, WebArchive:
		return true
	}
	return false
}

// window is how much of a file is looked at for marks that need not stand at its very start.
const window = 4096

// magic lists byte sequences that start a kind of file and nothing else worth reading.
var magic = []struct {
	start string
	kind  Kind
}{
	{"\x89PNG\r\n\x1a\n", Image}, {"\xff\xd8\xff", Image}, {"GIF87a", Image}, {"GIF89a", Image},
	{"II*\x00", Image}, {"MM\x00*", Image}, {"8BPS", Image}, {"\x00\x00\x01\x00", Image},
	{"\x1f\x8b", Archive}, {"Rar!\x1a\x07", Archive}, {"7z\xbc\xaf\x27\x1c", Archive}, {"BZh", Archive},
	{"\xfd7zXZ\x00", Archive}, {"\x28\xb5\x2f\xfd", Archive},
	{"\x7fELF", Program}, {"MZ\x90", Program}, {"\xca\xfe\xba\xbe", Program},
	{`{\rtf`, RTF},
}

// Of returns what data is. name, which may be empty, decides only between kinds that look alike.
func Of(data []byte, name string) Kind {
	for _, m := range magic {
		if bytes.HasPrefix(data, []byte(m.start)) {
			return m.kind
		}
	}
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return inZip(data, name)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return inCompound(data, name)
	case bytes.HasPrefix(data, []byte("RIFF")) && len(data) > 12 && string(data[8:12]) == "WEBP",
		bytes.HasPrefix(data, []byte("BM")) && len(data) > 10 && bytes.Equal(data[6:10], []byte{0, 0, 0, 0}):
		return Image
	case bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")):
		// ISO 32000-1 annex H.3.4.1: readers accept the header anywhere in the first 1024 bytes.
		return PDF
	}
	head := asciiHead(data)
	if len(bytes.TrimSpace(head)) == 0 && (len(data) <= window || len(bytes.TrimSpace(data)) == 0) {
		return Empty
	}
	if isBinary(data) {
		return OtherBinary
	}
	return inText(head, data, name)
}

// inZip looks at the names in a package's directory. They are claims of the sender, but a wrong claim only changes
// which reader refuses the file.
func inZip(data []byte, name string) Kind {
	if !bytes.Contains(data[max(0, len(data)-(1<<16)-64):], []byte("PK\x05\x06")) {
		// Cut short: the directory at the end is gone. What was meant as a document is reported as a broken one.
		return byExtension(name, Archive)
	}
	kind := Archive
	for entry := range entries(data) {
		switch {
		case strings.HasPrefix(entry, "word/"):
			return DOCX
		case strings.HasPrefix(entry, "xl/"):
			return XLSX
		case strings.HasPrefix(entry, "ppt/"):
			return Slides
		case entry == "OFD.xml":
			return OFD
		case entry == "META-INF/manifest.xml" || entry == "mimetype":
			kind = inOpenDocument(data)
		case entry == "[Content_Types].xml":
			kind = DOCX // main part under an unusual name: the reader follows the relationships
		}
	}
	if kind == Archive {
		return byExtension(name, Archive)
	}
	return kind
}

// IsPartOfDocument reports whether an entry of a ZIP file makes it a document of an office program and no archive: such files have
// parts of fixed names. A folder "word" is none: archives have one for their Word files.
func IsPartOfDocument(entry string) bool {
	switch entry {
	case "OFD.xml", "META-INF/manifest.xml", "mimetype", "[Content_Types].xml", "word/document.xml", "xl/workbook.xml", "ppt/presentation.xml":
		return true
	}
	return false
}

// entries yields the first names of a package's directory (APPNOTE.TXT 4.3.12), as far as it can be followed. A parser of
// the whole directory would make an object of each entry before the first can be looked at: of four hundred thousand in 20 MB.
func entries(data []byte) iter.Seq[string] {
	const most = 10_000
	return func(yield func(string) bool) {
		le := binary.LittleEndian
		end := bytes.LastIndex(data, []byte("PK\x05\x06"))
		if end < 0 || end+22 > len(data) {
			return
		}
		// The offset of the directory counts from the start of the archive, which need not be that of the file.
		at := end - int(le.Uint32(data[end+12:]))
		for n := 0; n < most && at >= 0 && at+46 <= end && bytes.HasPrefix(data[at:], []byte("PK\x01\x02")); n++ {
			name, extra, comment := int(le.Uint16(data[at+28:])), int(le.Uint16(data[at+30:])), int(le.Uint16(data[at+32:]))
			if at+46+name > end || !yield(string(data[at+46:at+46+name])) {
				return
			}
			at += 46 + name + extra + comment
		}
	}
}

// byExtension trusts the name of a document that is a package.
func byExtension(name string, otherwise Kind) Kind {
	switch extension(name) {
	case ".docx", ".docm", ".dotx":
		return DOCX
	case ".ofd":
		return OFD
	}
	return otherwise
}

// inCompound tells the old office formats apart by the names of their streams, which stand in the file as UTF-16.
func inCompound(data []byte, name string) Kind {
	has := func(name string) bool {
		wide := make([]byte, 0, 2*len(name))
		for _, c := range []byte(name) {
			wide = append(wide, c, 0)
		}
		return bytes.Contains(data, wide)
	}
	switch {
	case has("EncryptedPackage"):
		return Encrypted
	case has("WordDocument"):
		return Doc
	case has("Workbook"), has("Book\x00"): // the second is that of Excel 95, and a word of texts
		return Sheet
	case has("PowerPoint Document"):
		return Slides
	}
	switch extension(name) { // of WPS, or with streams that are elsewhere: what it was meant as is refused by that name
	case ".xls", ".xlt", ".et", ".ett":
		return Sheet
	case ".ppt", ".pps", ".dps", ".dpt":
		return Slides
	}
	return Doc
}

// asciiHead returns the start of a text with the zero bytes of UTF-16 and the byte order mark taken out, so that marks
// in ASCII can be looked for whatever the encoding.
func asciiHead(data []byte) []byte {
	head := data[:min(len(data), window)]
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return bytes.ReplaceAll(head[2:], []byte{0}, nil)
	}
	return bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
}

// isBinary reports whether data cannot be text: zero bytes outside UTF-16, or more control characters than any text
// has. Legacy Chinese encodings use no byte below 0x30 as a trail byte, so the count holds for them too.
func isBinary(data []byte) bool {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return false
	}
	sample := data[:min(len(data), 1<<16)]
	zeros, control := [2]int{}, 0
	for i, c := range sample {
		switch {
		case c == 0:
			zeros[i%2]++
		case c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && c != 0x1a, c == 0x7f:
			control++
		}
	}
	if n := zeros[0] + zeros[1]; n > 0 {
		// UTF-16 without a byte order mark has its zeros on one side, save for U+4E00 (一) and few others, and many.
		return 4*min(zeros[0], zeros[1]) > max(zeros[0], zeros[1]) || n < len(sample)/50
	}
	return control > len(sample)/50+1
}

// inText tells JSON, pages and the text formats of office programs from plain text.
func inText(head, data []byte, name string) Kind {
	text := bytes.TrimLeft(head, " \t\r\n\f\v\x1a")
	lower := bytes.ToLower(text)
	ext := extension(name)
	switch {
	case startsObject(text):
		if isArrayLines(text) && ext != ".json" {
			return Text
		}
		return JSON
	case isWebArchive(lower):
		return WebArchive
	case bytes.HasPrefix(lower, []byte("<?xml")), bytes.HasPrefix(lower, []byte("<pkg:package")), bytes.HasPrefix(lower, []byte("<w:worddocument")):
		return inXML(lower)
	case startsPage(lower):
		if !isPageName(ext) && isMarkup(data) {
			return Text
		}
		return HTML
	case ext == ".json":
		return JSON
	case isPageName(ext):
		return HTML
	case ext == ".csv", ext == ".tsv", hasHeaderOfPaths(data):
		return CSV
	}
	return Text
}

func isPageName(ext string) bool {
	return ext == ".html" || ext == ".htm" || ext == ".xhtml" || ext == ".shtml"
}

// startsObject reports whether text starts like a JSON object, or like an array of JSON values; a line of text may
// start with a bracket too.
func startsObject(text []byte) bool {
	if len(text) == 0 || text[0] != '{' && text[0] != '[' {
		return false
	}
	rest := bytes.TrimLeft(text[1:], " \t\r\n")
	if len(rest) == 0 {
		return true
	}
	if text[0] == '{' {
		return rest[0] == '"' || rest[0] == '}' || rest[0] == '\'' || rest[0] == '/'
	}
	return rest[0] == '{' || rest[0] == '"' || rest[0] == '[' || rest[0] == ']'
}

// isWebArchive reports whether text begins with the head of a message (RFC 5322) that holds a page: a browser's "From: <Saved by …>",
// Word's "MIME-Version:", or other fields before it.
func isWebArchive(lower []byte) bool {
	version, kind := false, false
	for line := range bytes.Lines(lower) {
		name, value, ok := bytes.Cut(line, []byte(":"))
		switch {
		case line[0] == ' ' || line[0] == '\t': // more of the field before
			continue
		case !ok || bytes.ContainsFunc(name, func(r rune) bool { return r != '-' && (r < 'a' || r > 'z') && (r < '0' || r > '9') }):
			return version && kind && len(bytes.TrimSpace(line)) == 0 // the line behind the head is empty
		case string(name) == "mime-version":
			version = true
		case string(name) == "content-type":
			value = bytes.TrimSpace(value)
			kind = bytes.HasPrefix(value, []byte("multipart/related")) || bytes.HasPrefix(value, []byte("multipart/alternative")) || bytes.HasPrefix(value, []byte("text/html"))
		}
	}
	return version && kind
}

func inXML(lower []byte) Kind {
	switch {
	case bytes.Contains(lower, []byte("<office:document")):
		return flatDocument(lower)
	case bytes.Contains(lower, []byte("<html")):
		return HTML
	case bytes.Contains(lower, []byte("http://schemas.microsoft.com/office/2006/xmlpackage")):
		return FlatOPC
	case bytes.Contains(lower, []byte("http://schemas.microsoft.com/office/word/2003/wordml")), bytes.Contains(lower, []byte("word.document")):
		return WordXML
	}
	return XML
}

// tags are elements that a page, or a piece of one copied out of a portal, starts with. A text with markup can start with
// one as well; isMarkup tells.
var tags = []string{"!doctype", "!--", "html", "head", "body", "meta", "title", "link", "style", "script", "div", "p",
	"table", "tbody", "span", "section", "article", "main", "h1", "h2", "h3", "center", "font", "strong", "b", "ucapcontent",
	"ul", "ol", "br", "img", "a", "input", "form", "td", "tr", "th"}

func startsPage(lower []byte) bool {
	rest, ok := bytes.CutPrefix(lower, []byte("<"))
	if !ok {
		return false
	}
	for _, tag := range tags {
		after, ok := bytes.CutPrefix(rest, []byte(tag))
		if !ok {
			continue
		}
		if tag == "!--" {
			return true
		}
		if r, _ := utf8.DecodeRune(after); len(after) == 0 || strings.ContainsRune(" \t\r\n/>", r) {
			return true
		}
	}
	return false
}

func extension(name string) string {
	return strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))
}
