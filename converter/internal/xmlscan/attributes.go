package xmlscan

import "bytes"

// AttributeReader goes through the attributes of a start tag as they stand, and no further than they are sound.
type AttributeReader struct {
	Name, Value []byte // as they stand: the name with its prefix, the value with its references
	rest        []byte
}

// Attributes returns a reader of the attributes of the start tag.
func (t *Tokenizer) Attributes() AttributeReader { return AttributeReader{rest: t.attrs} }

// Next moves to the next attribute; at the first thing that is none it stops.
func (a *AttributeReader) Next() bool {
	i := 0
	for i < len(a.rest) && IsSpace(a.rest[i]) {
		i++
	}
	start := i
	for i < len(a.rest) && a.rest[i] != '=' && !IsSpace(a.rest[i]) {
		i++
	}
	a.Name = a.rest[start:i]
	for i < len(a.rest) && IsSpace(a.rest[i]) {
		i++
	}
	if i >= len(a.rest) || a.rest[i] != '=' || len(a.Name) == 0 {
		return false
	}
	i++
	for i < len(a.rest) && IsSpace(a.rest[i]) {
		i++
	}
	if i >= len(a.rest) || a.rest[i] != '"' && a.rest[i] != '\'' {
		return false
	}
	end := bytes.IndexByte(a.rest[i+1:], a.rest[i])
	if end < 0 {
		return false
	}
	a.Value = a.rest[i+1 : i+1+end]
	a.rest = a.rest[i+end+2:]
	return true
}

// done reports, after Next said no, whether nothing is left but white space.
func (a *AttributeReader) done() bool { return len(bytes.TrimLeft(a.rest, " \t\r\n")) == 0 }

// Attribute returns an attribute of the start tag by namespace ([NoNS] for those without a prefix) and local name, with its
// references resolved.
func (t *Tokenizer) Attribute(ns NS, local string) (value []byte, ok bool) {
	for a := t.Attributes(); a.Next(); {
		name := a.Name
		colon := len(name) - len(local) - 1
		if colon < -1 || string(name[colon+1:]) != local {
			continue
		}
		switch {
		case colon == -1:
			ok = ns == NoNS
		case name[colon] == ':':
			ok = colon > 0 && t.Lookup(name[:colon]) == ns
		}
		if ok {
			return t.Unescape(a.Value), true
		}
	}
	return nil, false
}
