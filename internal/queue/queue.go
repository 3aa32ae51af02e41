// Package queue works through very many inputs and loses none: the province's hundred thousand reports in a month, sent in folders,
// corrected and sent again, on a machine that somebody may switch off.
//
// What is true stands on the file system and nowhere else. A folder holds, beside the results, a hidden folder .nianbao:
//
//	manifest-000001.jsonl   what the first run was given: every input with the name that its results get (see [Manifest])
//	journal.jsonl           what became of each: done, failed, an attempt that a worker did not survive (see [Journal])
//	lock                    held while a run works here
//	tmp/                    results that are being written
//	index                   for looking things up; made anew at each start, never believed
//
// [Run] lists first and works then: a manifest appears when it is whole, so that names never depend on how far an earlier run came. An
// item is done when its results are on the disk under their names (written in tmp, synced, renamed, the folders synced) and the journal
// says so (appended, synced); whatever happens in between, the item is done again, and because the same input gives the same bytes
// that is harmless. So there is nothing to repair after a crash: the next run does what has no entry.
//
// An item is what was read, under the name it was read by, with the options and the engine that read it: the hash of these is its
// [ID]. A file that was corrected is another item, and the results of the first stay (see [Version]). A new engine does everything again.
//
// The work itself is done by somebody else ([Worker]; package nianbao/internal/queue/worker has processes for it, so that a crash costs one
// item), and what it gives is package nianbao/internal/queue/task's. Nothing here holds all items: names, states and results are looked up in a
// table on the disk ([Index]), and memory is the same for a thousand items and a million.
package queue

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"

	"nianbao/converter/diag"
)

// Name is a file's name as the system has it: bytes, which need not be UTF-8 where an archive of Chinese Windows was unpacked. In JSON
// one that is UTF-8 is a string, any other {"bytes": base64}, so that no byte is lost.
type Name string

type namedBytes struct {
	Bytes string `json:"bytes"`
}

// MarshalJSON implements [json.Marshaler].
func (n Name) MarshalJSON() ([]byte, error) {
	if utf8.ValidString(string(n)) {
		return plain(string(n))
	}
	return plain(namedBytes{base64.StdEncoding.EncodeToString([]byte(n))})
}

// UnmarshalJSON implements [json.Unmarshaler].
func (n *Name) UnmarshalJSON(data []byte) error {
	var text string
	if json.Unmarshal(data, &text) == nil {
		*n = Name(text)
		return nil
	}
	var named namedBytes
	if err := json.Unmarshal(data, &named); err != nil {
		return fmt.Errorf("a file's name: %w", err)
	}
	raw, err := base64.StdEncoding.DecodeString(named.Bytes)
	if err != nil {
		return fmt.Errorf("a file's name: %w", err)
	}
	*n = Name(raw)
	return nil
}

// Entry is one input that was listed.
type Entry struct {
	Name   Name   `json:"name"`            // what the system opens: an absolute path
	Member Name   `json:"member,omitzero"` // the file inside of an archive of that name
	Number int    `json:"number,omitzero"` // of the member: an archive may hold a name twice
	Label  Name   `json:"label"`           // what people are shown, and what the results are named after: county/report.docx
	Sent   string `json:"sent,omitzero"`   // when it was handed in, YYYY-MM-DD; "" where nobody said
	// Fault says why the entry cannot be opened, known when it was listed: a folder without permission. It has no content.
	Fault []Said `json:"fault,omitempty"`

	Stem Name `json:"stem,omitzero"` // what its results are called, without extension: see Stems
}

// Said is a diagnostic as it is kept: in both languages, for whoever reads it later.
type Said struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	Chinese  string `json:"message"`
	English  string `json:"message_en"`
	Report   string `json:"report,omitzero"`
	Line     int    `json:"line,omitzero"`
}

// Key identifies what a table on the disk knows.
type Key [16]byte

// String is the key in hexadecimal digits.
func (k Key) String() string { return hex.EncodeToString(k[:]) }

// KeyOf is the key of a kind of thing with these parts.
func KeyOf(kind string, parts ...string) Key {
	h := sha256.New()
	for _, part := range append([]string{kind}, parts...) {
		fmt.Fprintf(h, "%d:", len(part)) // so that no two lists of parts look alike
		h.Write([]byte(part))
	}
	return Key(h.Sum(nil)[:16])
}

// ID is the hash of everything that an item's results follow from: the engine, its settings, the name that people are shown, the bytes.
func ID(engine, settings string, label Name, content []byte) string {
	h := sha256.New()
	for _, part := range []string{engine, settings, string(label)} {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	h.Write(content)
	return hex.EncodeToString(h.Sum(nil))
}

// Identity is an entry's own key, by which later runs know it again.
func (e Entry) Identity() Key {
	return KeyOf("name", string(e.Name), string(e.Member), fmt.Sprint(e.Number))
}

// Errors of a run that has to stop. What one item suffers is no error but a [Record].
var (
	// ErrInUse says that another run works in the folder.
	ErrInUse = errors.New("another run works in this folder")
	// ErrForeign says that the folder holds files and no journal: it is not one of ours, and results could replace what is there.
	ErrForeign = errors.New("the folder holds files of others")
)

// SaidOf is a diagnostic as it is kept.
func SaidOf(d diag.Diagnostic) Said {
	return Said{Code: string(d.Code), Severity: d.Severity.String(), Chinese: d.Message(diag.Chinese), English: d.Message(diag.English),
		Report: d.Place.Report, Line: d.Place.Line}
}
