package xmlscan

import "bytes"

// markup passes a comment, an instruction or a document type declaration that may pass, or stands on a CDATA section.
func (t *Tokenizer) markup(rest []byte) (passed bool, k Kind) {
	switch {
	case rest[1] == '?':
		return t.pass(rest, "<?", "?>", t.instruction)
	case bytes.HasPrefix(rest, []byte("<!--")):
		return t.pass(rest, "<!--", "-->", t.comment)
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		return false, t.section(rest)
	case t.Doctype && !t.rootSeen && bytes.HasPrefix(rest, []byte("<!DOCTYPE")):
		return t.doctype(rest)
	}
	return false, t.fail(Declared, "a document type declaration", 0)
}

// pass moves behind the end of a comment or an instruction whose content is sound.
func (t *Tokenizer) pass(rest []byte, begin, end string, sound func(content []byte) bool) (bool, Kind) {
	n := bytes.Index(rest[len(begin):], []byte(end))
	switch {
	case n < 0:
		return false, t.malformed("a comment or instruction does not end")
	case n > t.limits.Tag:
		return false, t.tooLong(t.limits.Tag)
	case !t.count(1) || !sound(rest[len(begin):len(begin)+n]):
		return false, End
	}
	t.pos += len(begin) + n + len(end)
	return true, End
}

// comment checks the content of a comment (2.5).
func (t *Tokenizer) comment(content []byte) bool {
	if bytes.Contains(content, []byte("--")) || bytes.HasSuffix(content, []byte("-")) {
		t.malformed("two hyphens in a comment")
	}
	return t.fault == nil
}

// instruction checks a processing instruction (2.6), or the XML declaration (2.8), which must name an encoding that this is. A part that
// declares UTF-16 in bytes is one in UTF-8 that somebody's string writer took for wide: the declaration itself could not be read otherwise.
func (t *Tokenizer) instruction(content []byte) bool {
	end := bytes.IndexAny(content, " \t\r\n")
	if end < 0 {
		end = len(content)
	}
	if !isName(content[:end]) {
		t.malformed("an instruction without a name")
		return false
	}
	if string(content[:end]) != "xml" {
		return true
	}
	declared := bytes.Contains(content, []byte("encoding"))
	a := AttributeReader{rest: content[end:]}
	for a.Next() {
		switch string(a.Name) {
		case "version":
			if string(a.Value) != "1.0" {
				t.malformed("a version of XML other than 1.0")
			}
		case "encoding":
			declared = !isRead(a.Value)
		case "standalone":
			if v := string(a.Value); v != "yes" && v != "no" {
				t.malformed("an XML declaration of other things than version, encoding and standalone")
			}
		default:
			t.malformed("an XML declaration of other things than version, encoding and standalone")
		}
	}
	switch {
	case declared:
		t.malformed("an encoding other than UTF-8 and UTF-16")
	case !a.done():
		t.malformed("an XML declaration of other things than version, encoding and standalone")
	}
	return t.fault == nil
}

// isRead reports whether an encoding is one of those that are read.
func isRead(encoding []byte) bool {
	for _, name := range [...]string{"UTF-8", "UTF8", "UTF-16", "UTF16"} {
		if bytes.EqualFold(encoding, []byte(name)) {
			return true
		}
	}
	return false
}

// doctype passes a document type declaration (2.8); one with an internal subset could declare entities.
func (t *Tokenizer) doctype(rest []byte) (bool, Kind) {
	n := quotedTagEnd(rest)
	switch {
	case n < 0:
		return false, t.malformed("a document type declaration does not end")
	case n > t.limits.Tag:
		return false, t.tooLong(t.limits.Tag)
	case bytes.ContainsAny(rest[1:n], "[<"):
		return false, t.fail(Declared, "a document type declaration", 0)
	case !t.count(1):
		return false, End
	}
	t.pos += n + 1
	return true, End
}

// section stands on a CDATA section (2.7).
func (t *Tokenizer) section(rest []byte) Kind {
	const begin, end = "<![CDATA[", "]]>"
	if len(t.open) == 0 {
		return t.malformed("text outside of the root element")
	}
	n := bytes.Index(rest[len(begin):], []byte(end))
	if n < 0 {
		return t.malformed("a CDATA section does not end")
	}
	if n > t.limits.Text {
		return t.tooLong(t.limits.Text)
	}
	t.text, t.cdata = rest[len(begin):len(begin)+n], true
	t.pos += len(begin) + n + len(end)
	return Text
}
