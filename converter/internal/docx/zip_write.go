package docx

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
)

// Signatures and fixed fields of APPNOTE.TXT 6.3: 4.3.7 local header, 4.3.12 central header, 4.3.16 end record.
const (
	signLocal   = 0x04034b50
	signCentral = 0x02014b50
	signEnd     = 0x06054b50

	methodStore   = 0
	methodDeflate = 8

	// Every entry bears 1 January 1980, 00:00, the first moment a ZIP can name: output must not depend on the clock.
	dosTime, dosDate = 0, 1<<5 | 1
)

// entry is a part as it stands in the container.
type entry struct {
	name   string
	method uint16
	crc    uint32
	size   int // inflated
	data   []byte
}

// newEntry compresses a part, or stores it where that is not longer. deflate appends to its first argument.
func newEntry(name string, data []byte, deflate func(dst, data []byte) []byte) entry {
	e := entry{name: name, crc: crc32.ChecksumIEEE(data), size: len(data), method: methodDeflate}
	if e.data = deflate(nil, data); len(e.data) >= len(data) {
		e.method, e.data = methodStore, data
	}
	return e
}

// appendZip appends a container of the entries in their order, with sizes in the local headers (no data descriptors,
// which some readers of OPC refuse).
func appendZip(b []byte, entries []entry) ([]byte, error) {
	le := binary.LittleEndian
	start := len(b)
	offsets := make([]uint32, len(entries))
	for i := range entries {
		e := &entries[i]
		if len(b)-start > 1<<31 || e.size > 1<<31 || len(e.name) > 1<<10 {
			return nil, fmt.Errorf("the part %s does not fit a ZIP file of 2 GiB", e.name)
		}
		offsets[i] = uint32(len(b) - start)
		b = le.AppendUint32(b, signLocal)
		b = e.appendCommon(b)
		b = append(b, e.name...)
		b = append(b, e.data...)
	}
	directory := len(b) - start
	for i := range entries {
		e := &entries[i]
		b = le.AppendUint32(b, signCentral)
		b = le.AppendUint16(b, 20) // made by: version 2.0, FAT
		b = e.appendCommon(b)
		b = le.AppendUint16(b, 0) // comment
		b = le.AppendUint16(b, 0) // disk
		b = le.AppendUint16(b, 0) // internal attributes
		b = le.AppendUint32(b, 0) // external attributes
		b = le.AppendUint32(b, offsets[i])
		b = append(b, e.name...)
	}
	size := len(b) - start - directory
	b = le.AppendUint32(b, signEnd)
	b = le.AppendUint32(b, 0) // disks
	b = le.AppendUint16(b, uint16(len(entries)))
	b = le.AppendUint16(b, uint16(len(entries)))
	b = le.AppendUint32(b, uint32(size))
	b = le.AppendUint32(b, uint32(directory))
	return le.AppendUint16(b, 0), nil
}

// appendCommon appends the fields that local and central header share, from "version needed" to "extra length".
func (e *entry) appendCommon(b []byte) []byte {
	le := binary.LittleEndian
	b = le.AppendUint16(b, 20)
	b = le.AppendUint16(b, 0)
	b = le.AppendUint16(b, e.method)
	b = le.AppendUint16(b, dosTime)
	b = le.AppendUint16(b, dosDate)
	b = le.AppendUint32(b, e.crc)
	b = le.AppendUint32(b, uint32(len(e.data)))
	b = le.AppendUint32(b, uint32(e.size))
	b = le.AppendUint16(b, uint16(len(e.name)))
	return le.AppendUint16(b, 0)
}
