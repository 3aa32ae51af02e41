package zipfile

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/klauspost/compress/flate"

	"nianbao/converter/diag"
	"nianbao/converter/internal/limit"
)

// Archive is a ZIP file in memory. Its directory is a claim that is checked: each entry's local header must say the
// same, no two entries may share bytes, and sizes are counted while inflating.
type Archive struct {
	data    []byte
	entries []stored
	byName  map[string]int // lower case: names of parts are equal without regard to case (ECMA-376-2 9.1.1.4)
	limits  *limit.Limits
	meter   *limit.Meter
	total   int64 // inflated so far
	flate   io.ReadCloser
	source  *bytes.Reader
}

type stored struct {
	name             string
	method           uint16
	crc              uint32
	packed, inflated uint64 // as the directory claims
	header, start    int    // offsets of the local header and of the data
}

func zipFault(problem string) *diag.Diagnostic {
	d := diag.New("docx-zip", diag.Place{}, "problem", problem)
	return &d
}

func zipRefused(code diag.Code, name string, args ...any) *diag.Diagnostic {
	d := diag.New(code, diag.Place{Part: name}, append(args, "name", name)...)
	return &d
}

// Open reads the directory.
func Open(m *limit.Meter, data []byte) (*Archive, *diag.Diagnostic) {
	limits := m.Limits()
	le := binary.LittleEndian
	end := findEnd(data)
	if end < 0 {
		return nil, zipFault("no directory at its end")
	}
	declared, at := int(le.Uint16(data[end+10:])), int(le.Uint32(data[end+16:]))
	if declared == 0xFFFF || at > end {
		return nil, zipFault("a directory of the large (ZIP64) kind, or one that is cut off")
	}
	a := &Archive{data: data, limits: &limits, meter: m, byName: make(map[string]int, min(declared, limits.ZipEntries))}
	found := 0
	for at+46 <= end && le.Uint32(data[at:]) == CentralHeader {
		if found++; found > limits.ZipEntries {
			return nil, zipRefused("docx-zip-limit", "", "what", diag.Word("zip-entries"), "limit", limits.ZipEntries)
		}
		h := data[at:end]
		name, extra, comment := int(le.Uint16(h[28:])), int(le.Uint16(h[30:])), int(le.Uint16(h[32:]))
		if 46+name+extra+comment > len(h) {
			return nil, zipFault("its directory is cut off")
		}
		e := stored{name: string(h[46 : 46+name]), method: le.Uint16(h[10:]), crc: le.Uint32(h[16:]),
			packed: uint64(le.Uint32(h[20:])), inflated: uint64(le.Uint32(h[24:]))}
		header := uint64(le.Uint32(h[42:]))
		e.zip64(h[46+name:46+name+extra], &header)
		if header >= uint64(end) {
			return nil, zipFault("an entry lies outside of the file")
		}
		e.header = int(header)
		flags := le.Uint16(h[8:])
		if fault := a.add(e, flags); fault != nil {
			return nil, fault
		}
		at += 46 + name + extra + comment
	}
	if found != declared {
		return nil, zipFault("its directory does not hold as many entries as it says")
	}
	return a, a.checkOverlap(end)
}

// findEnd returns the offset of the end of central directory record, or -1. A comment may follow it.
func findEnd(data []byte) int {
	tail := max(0, len(data)-22-0xFFFF)
	for at := len(data) - 22; at >= tail; at-- {
		if data[at] == 'P' && binary.LittleEndian.Uint32(data[at:]) == EndRecord &&
			at+22+int(binary.LittleEndian.Uint16(data[at+20:])) <= len(data) {
			return at
		}
	}
	return -1
}

// zip64 takes sizes and offset from the extra field (APPNOTE 4.5.3) where the header has no room for them: some
// libraries write it for small files too.
func (e *stored) zip64(extra []byte, header *uint64) {
	le := binary.LittleEndian
	for len(extra) >= 4 {
		id, size := le.Uint16(extra), int(le.Uint16(extra[2:]))
		if size > len(extra)-4 {
			return
		}
		field := extra[4 : 4+size]
		extra = extra[4+size:]
		if id != 1 {
			continue
		}
		for _, v := range []*uint64{&e.inflated, &e.packed, header} {
			if *v == 0xFFFFFFFF && len(field) >= 8 {
				*v = le.Uint64(field)
				field = field[8:]
			}
		}
	}
}

// add checks an entry and its local header and takes it in.
func (a *Archive) add(e stored, flags uint16) *diag.Diagnostic {
	le := binary.LittleEndian
	if e.header+30 > len(a.data) || le.Uint32(a.data[e.header:]) != LocalHeader {
		return zipFault("an entry of its directory is not where it should be")
	}
	h := a.data[e.header:]
	name := int(le.Uint16(h[26:]))
	e.start = e.header + 30 + name + int(le.Uint16(h[28:]))
	localFlags := le.Uint16(h[6:])
	switch {
	case 30+name > len(h) || e.start > len(a.data) || e.packed > uint64(len(a.data)-e.start):
		return zipFault("an entry is cut off")
	case string(h[30:30+name]) != e.name || le.Uint16(h[8:]) != e.method:
		return zipFault("the two headers of an entry disagree")
	case badName(e.name):
		return zipRefused("docx-zip-name", e.name)
	case strings.HasSuffix(e.name, "/"):
		return nil // a folder; nothing is in it
	case (flags|localFlags)&0x2041 != 0: // traditional, strong, masked header
		return zipRefused("docx-zip-encrypted", e.name)
	case e.method != Store && e.method != Deflate:
		return zipRefused("docx-zip-method", e.name, "method", e.method)
	}
	key := strings.ToLower(e.name)
	if _, twice := a.byName[key]; twice {
		return zipRefused("docx-zip-duplicate", e.name)
	}
	a.byName[key] = len(a.entries)
	a.entries = append(a.entries, e)
	return nil
}

// badName refuses names that would leave the folder a careless program unpacks them to. Nothing is unpacked here; a
// package that has such a name was made to do harm, and no office program writes one (ECMA-376-2 9.1.1.1).
func badName(name string) bool {
	if name == "" || name[0] == '/' || strings.ContainsAny(name, "\\\x00") || len(name) > 1 && name[1] == ':' {
		return true
	}
	return strings.Contains(name, "..") && slices.Contains(strings.Split(name, "/"), "..")
}

// checkOverlap refuses entries that share bytes, as bombs do that name the same kernel many times.
func (a *Archive) checkOverlap(end int) *diag.Diagnostic {
	order := make([]int, len(a.entries))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(x, y int) int { return a.entries[x].header - a.entries[y].header })
	free := 0
	for _, i := range order {
		e := &a.entries[i]
		if e.header < free {
			return zipRefused("docx-zip-overlap", e.name)
		}
		free = e.start + int(e.packed)
	}
	if free > end {
		return zipFault("an entry reaches into the directory")
	}
	return nil
}

// Meter returns the meter that watches over the reading.
func (a *Archive) Meter() *limit.Meter { return a.meter }

// Limits returns the limits that are counted.
func (a *Archive) Limits() *limit.Limits { return a.limits }

// Names returns the names of all entries but folders, in the order of the directory.
func (a *Archive) Names() []string {
	names := make([]string, len(a.entries))
	for i := range a.entries {
		names[i] = a.entries[i].name
	}
	return names
}

// Has reports whether the package holds the part.
func (a *Archive) Has(name string) bool {
	_, ok := a.byName[strings.ToLower(name)]
	return ok
}

// Read inflates a part; nil without fault means there is none.
func (a *Archive) Read(name string) ([]byte, *diag.Diagnostic) {
	i, ok := a.byName[strings.ToLower(name)]
	if !ok {
		return nil, nil
	}
	e := &a.entries[i]
	packed := a.data[e.start : e.start+int(e.packed)]
	out := packed
	if e.method == Deflate {
		var fault *diag.Diagnostic
		if out, fault = a.inflate(e, packed); fault != nil {
			return nil, fault
		}
	} else if int64(len(out)) > a.limits.ZipPart {
		return nil, a.tooLarge(e, "limit", a.limits.ZipPart)
	}
	if a.total += int64(len(out)); a.total > a.limits.ZipTotal {
		return nil, zipRefused("docx-zip-limit", e.name, "what", diag.Word("zip-bytes"), "limit", a.limits.ZipTotal)
	}
	if uint64(len(out)) != e.inflated || crc32.ChecksumIEEE(out) != e.crc {
		return nil, zipFault("the part " + e.name + " is damaged (its checksum is wrong)")
	}
	if out == nil {
		out = []byte{}
	}
	return out, nil
}

func (a *Archive) tooLarge(e *stored, args ...any) *diag.Diagnostic {
	return zipRefused("docx-zip-limit", e.name, append(args, "what", diag.Word("zip-part-bytes"))...)
}

// believed is how many times the packed size the header may claim and be believed: mark-up is packed to a tenth or a twentieth. A false
// claim costs no more than that.
const believed = 24

// inflate inflates an entry into a buffer that grows with what has come out; what the header claims is where it begins.
func (a *Archive) inflate(e *stored, packed []byte) ([]byte, *diag.Diagnostic) {
	if a.flate == nil {
		a.source = bytes.NewReader(packed)
		a.flate = flate.NewReader(a.source)
	} else {
		a.source.Reset(packed)
		if err := a.flate.(flate.Resetter).Reset(a.source, nil); err != nil {
			return nil, zipFault(err.Error())
		}
	}
	out := make([]byte, 0, min(int64(min(e.inflated, math.MaxInt32))+1, believed*int64(len(packed))+512, a.limits.ZipPart+1))
	for {
		n, err := a.flate.Read(out[len(out):cap(out)])
		out = out[:len(out)+n]
		if int64(len(out)) > a.limits.ZipPart {
			return nil, a.tooLarge(e, "limit", a.limits.ZipPart)
		}
		if !a.meter.Step(1 + n/64) {
			refused := a.meter.Refusal()
			return nil, &refused
		}
		consumed := int64(len(packed) - a.source.Len())
		if size := int64(len(out)); size > a.limits.ZipRatioMin && size > a.limits.ZipRatio*max(consumed, 1) {
			return nil, zipRefused("docx-zip-ratio", e.name, "limit", a.limits.ZipRatio)
		}
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, zipFault("the part " + e.name + " is damaged")
		}
		if len(out) == cap(out) {
			grown := make([]byte, len(out), min(2*int64(cap(out)), a.limits.ZipPart+1))
			copy(grown, out)
			out = grown
		}
	}
}
