// Package encoding turns bytes of an unknown character encoding into text: UTF-8, UTF-16 of either byte order, and
// GB18030 with its subsets GBK and GB2312, which is what Chinese offices have been writing for thirty years.
//
// The order of evidence is: a byte order mark; then the bytes themselves, because a label that somebody's template
// printed is wrong more often than a thousand bytes are valid UTF-8 by accident; then the label, where the bytes leave
// a choice. Nothing is decoded silently with losses: bytes that stand for no character become U+FFFD and are reported
// with their number and the first line, and bytes that are no text at all are refused.
package encoding

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
)

// The names that Decode returns.
const (
	UTF8    = "utf-8"
	UTF16LE = "utf-16le"
	UTF16BE = "utf-16be"
	GB18030 = "gb18030"
)

// Decode returns data as text, without byte order mark, and the name of the encoding it was in. hint is what a label
// says (the charset of a page's meta element or of an HTTP header), "" for none. The text is "" and the list holds an
// error where the bytes are no text, or where the meter ends the work.
func Decode(m *limit.Meter, data []byte, hint string) (text, name string, diags diag.List) {
	name, skip := byMark(data)
	if name == "" {
		if name = byEvidence(data, Canonical(hint)); name == "" {
			return "", "", diag.List{diag.New("encoding-unknown", diag.Place{})}
		}
		if label := Canonical(hint); label != "" && label != name && !ascii(data) {
			diags = append(diags, diag.New("encoding-label-wrong", diag.Place{}, "label", hint, "found", name))
		}
	}
	text, bad, line := decode(m, data[skip:], name)
	if m.Err() != nil {
		return "", "", diag.List{m.Refusal()}
	}
	switch {
	case bad > 0:
		diags = append(diags, diag.New("encoding-invalid-bytes", diag.Place{Line: line}, "count", bad, "encoding", name))
	case name == UTF8 || name == GB18030:
		// Text that somebody decoded wrongly before us: U+FFFD is spelt out, or went through GBK once more.
		if at := damaged(text); at >= 0 {
			diags = append(diags, diag.New("encoding-damaged", diag.Place{Line: 1 + strings.Count(text[:at], "\n")}))
		}
	}
	return text, name, diags
}

// Canonical returns the name that Decode uses for a label, or "" for an encoding that this package does not read and
// for labels that servers send without looking (iso-8859-1, windows-1252).
func Canonical(label string) string {
	switch strings.ToLower(strings.Trim(label, " \t\r\n\f\"'")) {
	case "utf-8", "utf8", "unicode-1-1-utf-8", "utf8mb4":
		return UTF8
	case "gb18030", "gbk", "gb2312", "gb_2312", "gb_2312-80", "gb2312-80", "x-gbk", "cp936", "ms936", "936", "windows-936", "euc-cn", "chinese", "csgb2312", "iso-ir-58":
		return GB18030
	case "utf-16", "utf-16le", "unicode", "ucs-2", "utf16", "utf16le":
		return UTF16LE
	case "utf-16be", "utf16be":
		return UTF16BE
	}
	return ""
}

// byMark looks for a byte order mark and returns the encoding and the mark's length.
func byMark(data []byte) (name string, length int) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		return UTF8, 3
	case bytes.HasPrefix(data, []byte("\xFF\xFE\x00\x00")), bytes.HasPrefix(data, []byte("\x00\x00\xFE\xFF")):
		return "", 0 // UTF-32, which nobody writes; evidence refuses it
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return UTF16LE, 2
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return UTF16BE, 2
	case bytes.HasPrefix(data, []byte("\x84\x31\x95\x33")):
		return GB18030, 4
	}
	return "", 0
}

// decode returns the text, how many stretches of bytes stood for no character, and the line of the first of them.
func decode(m *limit.Meter, data []byte, name string) (text string, bad, line int) {
	switch name {
	case UTF16LE, UTF16BE:
		return decodeUTF16(m, data, name == UTF16BE)
	case GB18030:
		text, err := decodeGB(m, data)
		if err != nil {
			return "", 1, 1
		}
		before := bytes.Count(data, []byte(escapedReplacement))
		bad = strings.Count(text, "\uFFFD") - before
		if bad > 0 {
			line = 1 + strings.Count(text[:strings.Index(text, "\uFFFD")], "\n")
		}
		return text, max(bad, 0), line
	}
	if utf8.Valid(data) {
		return string(data), 0, 0
	}
	return repairUTF8(m, data)
}

// escapedReplacement is U+FFFD itself in GB18030.
const escapedReplacement = "\x84\x31\xA4\x37"

// piece is how many bytes are decoded between two looks at the meter.
const piece = 64 << 10

func decodeGB(m *limit.Meter, data []byte) (string, error) {
	decoder := simplifiedchinese.GB18030.NewDecoder()
	out := make([]byte, 0, len(data)+len(data)/2+16) // two bytes become three
	for len(data) > 0 && m.Step(piece/32) {
		next := data[:min(len(data), piece)]
		written, read, err := decoder.Transform(out[len(out):cap(out)], next, len(next) == len(data))
		out, data = out[:len(out)+written], data[read:]
		switch {
		case errors.Is(err, transform.ErrShortDst): // one byte that is none of a pair becomes three
			out = slices.Grow(out, len(data)+piece)
		case err != nil && !errors.Is(err, transform.ErrShortSrc): // the piece ends inside a character
			return "", err
		}
	}
	return string(out), nil
}

// repairUTF8 replaces each stretch of invalid bytes, at most three at a time, by one U+FFFD.
func repairUTF8(m *limit.Meter, data []byte) (text string, bad, line int) {
	var b strings.Builder
	b.Grow(len(data) + 16)
	for len(data) > 0 && m.Step(1) {
		r, size := utf8.DecodeRune(data)
		if r != utf8.RuneError || size > 1 {
			b.Write(data[:size])
			data = data[size:]
			continue
		}
		if bad++; bad == 1 {
			line = 1 + strings.Count(b.String(), "\n")
		}
		b.WriteRune(utf8.RuneError)
		data = data[1:]
		for n := 0; n < 2 && len(data) > 0 && data[0]&0xC0 == 0x80; n++ {
			data = data[1:] // what is left of the same character
		}
	}
	return b.String(), bad, line
}

// decodeUTF16 decodes code units; half a surrogate pair and a last odd byte count as bad.
func decodeUTF16(m *limit.Meter, data []byte, bigEndian bool) (text string, bad, line int) {
	var b strings.Builder
	b.Grow(len(data)/2*3 + 4)
	lines := 1
	reject := func() {
		if bad++; bad == 1 {
			line = lines
		}
		b.WriteRune(utf8.RuneError)
	}
	for len(data) >= 2 && m.Step(1) {
		u := unit(data, bigEndian)
		data = data[2:]
		switch {
		case u >= 0xD800 && u < 0xDC00 && len(data) >= 2 && unit(data, bigEndian)&0xFC00 == 0xDC00:
			low := unit(data, bigEndian)
			data = data[2:]
			b.WriteRune(0x10000 + rune(u-0xD800)<<10 + rune(low-0xDC00))
		case u >= 0xD800 && u < 0xE000:
			reject()
		default:
			if u == '\n' {
				lines++
			}
			b.WriteRune(rune(u))
		}
	}
	if len(data) > 0 {
		reject()
	}
	return b.String(), bad, line
}

func unit(data []byte, bigEndian bool) uint16 {
	if bigEndian {
		return uint16(data[0])<<8 | uint16(data[1])
	}
	return uint16(data[1])<<8 | uint16(data[0])
}

// damaged returns where the text shows that it was decoded wrongly before, or -1.
func damaged(text string) int {
	if at := strings.Index(text, "\uFFFD"); at >= 0 {
		return at
	}
	return strings.Index(text, "锟斤拷")
}

func ascii(data []byte) bool {
	for _, c := range data {
		if c >= 0x80 {
			return false
		}
	}
	return true
}
