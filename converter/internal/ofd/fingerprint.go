package ofd

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// Fingerprint is what the identifier of a document is made of (table 4, DocID): every part but the entrance, and what the entrance says of
// the document. Whoever reads the attached data computes it again (package ofdread), to see whether pages and data still are those that
// were made of each other. The order of the parts in the container does not matter, so that a program that packs the container anew to
// add a seal changes nothing of it.
type Fingerprint struct{ lines []string }

// Part adds a part: its name, its size in bytes and the CRC-32 of what is in it. The checksum stands for the part: outlines, most of a
// file, need not be read a third time.
func (p *Fingerprint) Part(name string, size int, crc uint32) {
	p.lines = append(p.lines, fmt.Sprintf("%s %d %08x\n", name, size, crc))
}

// Sum returns the identifier of 32 characters, a UUID of version 8 (RFC 9562 5.8). date is as the entrance has it, "" for none.
func (p *Fingerprint) Sum(title, author, subject, date string) string {
	lines := slices.Clone(p.lines)
	slices.Sort(lines)
	h := sha256.Sum256([]byte(strings.Join(lines, "") + strings.Join([]string{title, author, subject, date}, "\x00")))
	sum := h[:16]
	sum[6] = sum[6]&0x0F | 0x80
	sum[8] = sum[8]&0x3F | 0x80
	return hex.EncodeToString(sum)
}

// IsOurs reports whether a part of that name is written by this package, and so is in the fingerprint.
func IsOurs(name string) bool {
	rest, ok := strings.CutPrefix(name, folder)
	if !ok {
		return false
	}
	for _, own := range []string{"Pages/", "Res/", "Tags/", attachmentFolder} {
		if strings.HasPrefix(rest, own) {
			return true
		}
	}
	return rest == "Document.xml" || rest == "PublicRes.xml"
}

// The parts that lead to the document and to the report's data, and the name of the program, as the entrance has them.
const (
	DocumentPart = folder + "Document.xml"
	ReportPart   = folder + attachmentFolder + ReportName
	Creator      = creator
)
