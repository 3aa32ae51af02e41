package server

import (
	"mime"
	"mime/multipart"
	"net/url"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// partName returns the file name that a part of a form gives, safe to use, and whether it gives one. Browsers send UTF-8 bytes in filename
// (RFC 7578 section 4.2); programs also send the extended form filename*=charset”%XX (RFC 8187), and those of Chinese
// Windows send GBK, in either form. The standard library reads the extended form in UTF-8 only.
func partName(part *multipart.Part) (name string, given bool) {
	disposition := part.Header.Get("Content-Disposition")
	if name, ok := extended(disposition, "filename"); ok {
		return safeName(name), true
	}
	_, parameters, err := mime.ParseMediaType(disposition)
	if err != nil {
		return "", false
	}
	name, given = parameters["filename"]
	return safeName(readable(name)), given
}

// extended returns the extended value of a header's parameter (RFC 8187 section 3.2.1) in UTF-8, GBK or GB 18030.
func extended(header, name string) (string, bool) {
	for parameter := range strings.SplitSeq(header, ";") {
		key, value, ok := strings.Cut(parameter, "=")
		if !ok || !strings.EqualFold(strings.TrimSpace(key), name+"*") {
			continue
		}
		parts := strings.SplitN(strings.TrimSpace(value), "'", 3)
		if len(parts) != 3 {
			return "", false
		}
		raw, err := url.PathUnescape(parts[2])
		if err != nil {
			return "", false
		}
		switch strings.ToLower(parts[0]) {
		case "utf-8":
			return raw, utf8.ValidString(raw)
		case "gbk", "gb2312", "gb18030":
			text, err := simplifiedchinese.GB18030.NewDecoder().String(raw)
			return text, err == nil
		}
		return "", false
	}
	return "", false
}

// readable returns text that came without a word about its encoding: UTF-8 if it is that, else GB 18030, which all that
// Chinese Windows sends is part of.
func readable(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	if decoded, err := simplifiedchinese.GB18030.NewDecoder().String(text); err == nil {
		return decoded
	}
	return strings.ToValidUTF8(text, string(unicode.ReplacementChar))
}

// safeName keeps of a client's file name what can stand in a header and on every file system: no folder, no control
// character, at most 150 bytes (with an extension and a suffix that stays under the 255 bytes a file system allows).
func safeName(name string) string {
	name = filepath.Base(strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`/:*?"<>|;%`, r) || r == unicode.ReplacementChar {
			return '_'
		}
		return r
	}, name)
	const most = 150
	if len(name) > most {
		ext := filepath.Ext(name)
		if len(ext) > 10 {
			ext = ""
		}
		cut := most - len(ext)
		for cut > 0 && name[cut]&0xc0 == 0x80 { // not inside a character
			cut--
		}
		name = name[:cut] + ext
	}
	if name == "." || name == "/" || name == "_" {
		return ""
	}
	return name
}
