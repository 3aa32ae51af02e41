package sniff

import "bytes"

// openDocument is how the media types of OpenDocument begin.
const openDocument = "application/vnd.oasis.opendocument."

// inOpenDocument tells what kind of document an OpenDocument package holds: its media type stands unpacked in its first entry
// (OpenDocument 1.3 part 2, 3.3). One that does not say is taken for a text.
func inOpenDocument(data []byte) Kind { return kindOfMedia(data[:min(len(data), 256)]) }

// flatDocument tells the same of a document in one XML file; lower is its start in small letters.
func flatDocument(lower []byte) Kind { return kindOfMedia(lower) }

func kindOfMedia(start []byte) Kind {
	_, media, _ := bytes.Cut(start, []byte(openDocument))
	switch {
	case bytes.HasPrefix(media, []byte("spreadsheet")):
		return Sheet
	case bytes.HasPrefix(media, []byte("presentation")), bytes.HasPrefix(media, []byte("graphics")):
		return Slides
	}
	return ODT
}
