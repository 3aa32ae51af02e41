package converter

import (
	"path"
	"slices"
	"strings"

	"nianbao/converter/diag"
)

// Format is the format of a file.
type Format string

// The formats. JSON is the contract of package report.
const (
	JSON   Format = "json"
	Text   Format = "text"
	HTML   Format = "html"
	DOCX   Format = "docx"
	PDF    Format = "pdf"
	OFD    Format = "ofd"       // GB/T 33190
	Doc    Format = "doc"       // Word 97–2003, WPS
	RTF    Format = "rtf"       // Rich Text Format
	ODT    Format = "odt"       // OpenDocument text, ISO/IEC 26300
	XLSX   Format = "xlsx"      // spreadsheet, ISO/IEC 29500
	Filing Format = "filing_v1" // JSON of another system, by the names of templates/names
	// Other names of the same: a report of an object a section, and tables alone with cells by row and column.
	AnnualStruct  Format = "annual_struct"
	TableSchemaV2 Format = "table_schema_v2"

	CSV Format = "csv" // values divided by commas, semicolons or tabs, RFC 4180
)

// formats says all that is known of each format, in the order in which messages list them.
var formats = [...]struct {
	format     Format
	media      string
	extensions []string // the first is the one that outputs get
	read       bool
	write      bool
}{
	{DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", []string{".docx", ".docm"}, true, true},
	{PDF, "application/pdf", []string{".pdf"}, true, true},
	{OFD, "application/ofd", []string{".ofd"}, true, true},
	{Doc, "application/msword", []string{".doc", ".wps", ".dot", ".wpt"}, true, false},
	{ODT, "application/vnd.oasis.opendocument.text", []string{".odt", ".fodt", ".ott"}, true, false},
	{XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", []string{".xlsx", ".xlsm"}, true, false},
	{CSV, "text/csv", []string{".csv", ".tsv"}, true, false},
	{RTF, "application/rtf", []string{".rtf"}, true, false},
	{JSON, "application/json", []string{".json", ".jsonl", ".ndjson"}, true, true},
	{Filing, "application/json", []string{".filing.json"}, true, true},
	{AnnualStruct, "application/json", []string{".annual.json"}, true, true},
	{TableSchemaV2, "application/json", []string{".tables.json"}, true, true},
	{HTML, "text/html", []string{".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml"}, true, true},
	{Text, "text/plain", []string{".txt", ".text", ".md"}, true, false},
}

// Readable returns the formats that [Converter.Read] takes.
func Readable() []Format {
	var list []Format
	for _, f := range formats {
		if f.read {
			list = append(list, f.format)
		}
	}
	return list
}

// Writable returns the formats that [Converter.Write] makes.
func Writable() []Format {
	var list []Format
	for _, f := range formats {
		if f.write {
			list = append(list, f.format)
		}
	}
	return list
}

// ParseFormat returns the format with the name ("docx"), or a [*Refusal] that lists the known ones.
func ParseFormat(name string) (Format, error) {
	f := Format(strings.ToLower(strings.TrimPrefix(name, ".")))
	if f == "txt" {
		f = Text
	}
	for _, known := range formats {
		if known.format == f {
			return f, nil
		}
	}
	var all []Format
	for _, known := range formats {
		all = append(all, known.format)
	}
	return "", refuse(diag.New("format-unknown", diag.Place{}, "value", name, "known", names(all)))
}

// FormatOfName returns the format that a file name's extension stands for, and false for none.
func FormatOfName(name string) (Format, bool) {
	ext := strings.ToLower(path.Ext(strings.ReplaceAll(name, `\`, "/")))
	for _, f := range formats {
		if slices.Contains(f.extensions, ext) {
			return f.format, true
		}
	}
	return "", false
}

// MediaType returns the format's media type, with the charset for text.
func (f Format) MediaType() string {
	for _, known := range formats {
		if known.format == f {
			if strings.HasPrefix(known.media, "text/") {
				return known.media + "; charset=utf-8"
			}
			return known.media
		}
	}
	return "application/octet-stream"
}

// Extension returns the extension that files of the format get, with its point.
func (f Format) Extension() string {
	for _, known := range formats {
		if known.format == f {
			return known.extensions[0]
		}
	}
	return ""
}

func names(list []Format) string {
	text := make([]string, len(list))
	for i, f := range list {
		text[i] = string(f)
	}
	return strings.Join(text, ", ")
}

// checkTarget returns a [*Refusal] where the format cannot be written.
func checkTarget(f Format) error {
	for _, known := range formats {
		if known.format == f && known.write {
			return nil
		}
	}
	return refuse(diag.New("format-unsupported", diag.Place{}, "value", f, "known", names(Writable())))
}
