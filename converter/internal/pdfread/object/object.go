// Package object reads the objects of a PDF file (ISO 32000-1:2008, 7): what everything else in the format is made of.
//
// A PDF file is a heap of numbered objects and a directory of where each one stands, its cross-reference. The directory
// stands at the end, as a table or as a stream; a file that was changed has further ones, each naming the one before, so that
// a program that adds a seal only appends. Objects that are no streams may be packed into streams of objects.
//
// [Open] reads the directory and nothing else. [File.Resolve] reads an object when it is asked for, [File.Decode] unpacks a
// stream. Where the directory is damaged, [Repair] makes one by looking for objects through the whole file.
//
//	lexer.go    bytes to objects (7.3); strings.go
//	file.go     object numbers to objects; stream.go, packed.go: streams, and objects in them
//	xref.go     tables, streams, hybrids, updates (7.5.4, 7.5.8)
//	repair.go   the directory of a file that has none
//	crypt.go    files that are encrypted and need no password (7.6); crypt_modern.go: those of PDF 2.0
//	filter.go   packed bytes to bytes (7.4); ascii.go, lzw.go, predictor.go
//
// The file is untrusted. Everything that it claims (lengths, counts, places, nesting) is looked at, nothing is allocated from
// a claim, whatever leads in a circle is refused, and values, objects and unpacked bytes are counted against the limits of
// package limit while they are made. Nothing panics. The first error stays: after it everything is null, and [File.Err] says
// why, so that callers look once, at the end, as with bufio.Scanner. No answer counts before that look.
//
// Decisions and figures: docs/decisions/pdf-reading.md.
package object

import (
	"errors"
	"fmt"
)

// Object is a value of a PDF file: nil (null), bool, Integer, Real, String, Name, Array, Dict, *Stream or Ref.
type Object any

// The kinds of values (7.3).
type (
	Integer int64
	Real    float64
	String  string // bytes; what they mean depends on where the string stands
	Name    string // without the slash, escapes resolved
	Array   []Object
	Dict    map[Name]Object
	// Ref leads to an object by its number. Generations tell nothing in files that were not edited in place for decades.
	Ref int
)

// Stream is a dictionary with bytes.
type Stream struct {
	Dict Dict
	raw  []byte // as packed, a part of the file

	locked             bool // its bytes may be encrypted, with what follows from its number and generation
	number, generation int
}

// ErrBroken is wrapped by every error that says that the bytes are no sound PDF file.
var ErrBroken = errors.New("broken PDF file")

// ErrHeader is the error of bytes that do not begin as a PDF file does (7.5.2).
var ErrHeader = fmt.Errorf("%w: no header", ErrBroken)

// ErrEncrypted says that the file is encrypted (7.6) and needs a password, or a handler that is not known here.
var ErrEncrypted = errors.New("encrypted PDF file")

// ErrFilter is wrapped where a stream is packed in a way that is not unpacked here, such as a picture.
var ErrFilter = errors.New("unknown filter of a PDF stream")
