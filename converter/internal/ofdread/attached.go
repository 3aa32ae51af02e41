package ofdread

import (
	"hash/crc32"
	"slices"
	"strings"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/ofd"
	"nianbao/converter/internal/zipfile"
)

// Attached returns the report's data that a file of this program carries, as JSON, as long as its pages and everything else that was written
// with them are still what they were: the identifier of the document is a fingerprint of them. What was put into the container
// since and is no part of the document, seals and signatures, is named. The data are nil where the file carries none, is of another program, cannot be
// read, or was changed; then the list says that it was, and the pages are what there is to read.
func Attached(m *limit.Meter, data []byte) ([]byte, diag.List) {
	parts, fault := zipfile.Open(m, data)
	if fault != nil || !parts.Has(ofd.ReportPart) {
		return nil, nil // reading the pages says what is wrong
	}
	f := &file{meter: m, parts: parts}
	root := f.part(entrance)
	if root == nil {
		return nil, nil
	}
	body := root.child("DocBody")
	if body == nil || body.next != nil || located(entrance, body.value("DocRoot")) != ofd.DocumentPart {
		return nil, nil
	}
	info := body.child("DocInfo")
	if info == nil || info.value("Creator") != ofd.Creator {
		return nil, nil
	}
	var print ofd.Fingerprint
	var report []byte
	var added []string
	for _, name := range parts.Names() {
		if !ofd.IsOurs(name) {
			if name != entrance && !strings.HasSuffix(name, "/") {
				added = append(added, name)
			}
			continue
		}
		part, fault := parts.Read(name)
		if fault != nil || part == nil {
			return nil, nil
		}
		print.Part(name, len(part), crc32.ChecksumIEEE(part))
		if name == ofd.ReportPart {
			report = part
		}
	}
	if print.Sum(info.value("Title"), info.value("Author"), info.value("Subject"), info.value("CreationDate")) != info.value("DocID") {
		return nil, diag.List{diag.New("ofd-data-changed", diag.Place{})}
	}
	if len(added) == 0 {
		return report, nil
	}
	const most = 5
	slices.Sort(added)
	return report, diag.List{diag.New("ofd-added", diag.Place{}, "count", len(added), "names", strings.Join(added[:min(len(added), most)], "、"))}
}
