// Package zipfile writes and reads the ZIP containers (PKWARE APPNOTE.TXT 6.3) that Office files, OpenDocument files and OFD files
// are, and knows nothing of what stands in them.
//
// [Append] writes containers that are the same bytes for the same parts: the order is the caller's, every entry bears the same date, and
// nothing depends on clock, file system or platform.
//
// [Open] reads the directory of a container that somebody sent, and trusts none of it: both headers of an entry must say the same, no
// two entries may share bytes, names that would leave a folder are refused, and what comes out of a part is counted while it is
// inflated, against the limits of package limit. Archives that hold files of people (folders in a ZIP) are package archived's.
package zipfile

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"slices"
)

// The methods of compression (4.4.5).
const (
	Store   = 0
	Deflate = 8
)

// Signatures of the structures of a container: 4.3.7 local header, 4.3.12 central header, 4.3.16 end record.
const (
	LocalHeader   = 0x04034b50
	CentralHeader = 0x02014b50
	EndRecord     = 0x06054b50
)

const (
	// Every entry bears 1 January 1980, 00:00, the first moment a ZIP can name: output must not depend on the clock.
	dosTime, dosDate = 0, 1<<5 | 1
)

// Entry is a part as it stands in the container.
type Entry struct {
	Name   string // slashes between folders
	Method uint16 // Store or Deflate
	CRC    uint32 // of the inflated part, ISO 3309
	Size   int    // inflated, in bytes
	Data   []byte // as stored
}

// New compresses a part, or stores it where that is not longer. deflate appends to its first argument.
func New(name string, data []byte, deflate func(dst, data []byte) []byte) Entry {
	e := Stored(name, data)
	if deflated := deflate(nil, data); len(deflated) < len(data) {
		e.Method, e.Data = Deflate, deflated
	}
	return e
}

// Stored is a part that is kept as it is.
func Stored(name string, data []byte) Entry {
	return Entry{Name: name, Method: Store, CRC: crc32.ChecksumIEEE(data), Size: len(data), Data: data}
}

// Append appends a container of the entries in their order, with sizes in the local headers (no data descriptors,
// which some readers of OPC refuse).
func Append(b []byte, entries []Entry) ([]byte, error) {
	le := binary.LittleEndian
	length := 0
	for i := range entries {
		length += len(entries[i].Data) + 2*len(entries[i].Name) + 30 + 46 // with both headers, 4.3.7 and 4.3.12
	}
	b = slices.Grow(b, length+22) // the end record, 4.3.16
	start := len(b)
	offsets := make([]uint32, len(entries))
	for i := range entries {
		e := &entries[i]
		if len(b)-start > 1<<31 || e.Size > 1<<31 || len(e.Name) > 1<<10 {
			return nil, fmt.Errorf("the part %s does not fit a ZIP file of 2 GiB", e.Name)
		}
		offsets[i] = uint32(len(b) - start)
		b = le.AppendUint32(b, LocalHeader)
		b = e.appendCommon(b)
		b = append(b, e.Name...)
		b = append(b, e.Data...)
	}
	directory := len(b) - start
	for i := range entries {
		e := &entries[i]
		b = le.AppendUint32(b, CentralHeader)
		b = le.AppendUint16(b, 20) // made by: version 2.0, FAT
		b = e.appendCommon(b)
		b = le.AppendUint16(b, 0) // comment
		b = le.AppendUint16(b, 0) // disk
		b = le.AppendUint16(b, 0) // internal attributes
		b = le.AppendUint32(b, 0) // external attributes
		b = le.AppendUint32(b, offsets[i])
		b = append(b, e.Name...)
	}
	size := len(b) - start - directory
	b = le.AppendUint32(b, EndRecord)
	b = le.AppendUint32(b, 0) // disks
	b = le.AppendUint16(b, uint16(len(entries)))
	b = le.AppendUint16(b, uint16(len(entries)))
	b = le.AppendUint32(b, uint32(size))
	b = le.AppendUint32(b, uint32(directory))
	return le.AppendUint16(b, 0), nil
}

// appendCommon appends the fields that local and central header share, from "version needed" to "extra length".
func (e *Entry) appendCommon(b []byte) []byte {
	le := binary.LittleEndian
	b = le.AppendUint16(b, 20)
	b = le.AppendUint16(b, 0)
	b = le.AppendUint16(b, e.Method)
	b = le.AppendUint16(b, dosTime)
	b = le.AppendUint16(b, dosDate)
	b = le.AppendUint32(b, e.CRC)
	b = le.AppendUint32(b, uint32(len(e.Data)))
	b = le.AppendUint32(b, uint32(e.Size))
	b = le.AppendUint16(b, uint16(len(e.Name)))
	return le.AppendUint16(b, 0)
}
