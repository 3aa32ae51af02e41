package pdf

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"nianbao/converter/internal/layout"
)

// objects is the file as a row of numbered objects. They are appended as they come; where each one stands becomes the
// cross-reference table or stream (ISO 32000-1 7.5.4, 7.5.8). Objects that are no streams are gathered and packed into
// object streams (7.5.7) where compress says so: the hundreds of elements of the structure tree shrink to a tenth.
type objects struct {
	*scratch
	out      []byte
	offsets  []location // of object i+1
	compress bool
	gathered []int // the numbers of the objects that stand in scratch.loose
	programs []stretch
}

// stretch is a part of the file.
type stretch struct{ from, to int }

// location is where an object stands: at an offset of the file, or in an object stream. While objects are gathered offset
// counts in scratch.loose; when their stream is written it becomes the index in it.
type location struct {
	offset int
	stream int // number of the object stream; 0: in the file itself
}

// mostGathered is how many objects stand in one object stream: a reader unpacks all of them to see one.
const mostGathered = 4096

// reserve gives out the next object number.
func (f *objects) reserve() int {
	f.offsets = append(f.offsets, location{})
	return len(f.offsets)
}

// begin begins an object that is no stream; end ends it.
func (f *objects) begin(object int) {
	if f.compress {
		f.offsets[object-1].offset = len(f.out) // for end
		f.gathered = append(f.gathered, object)
		return
	}
	f.beginDirect(object)
}

func (f *objects) end() {
	if !f.compress {
		f.endDirect()
		return
	}
	at := &f.offsets[f.gathered[len(f.gathered)-1]-1]
	start := at.offset
	at.offset = len(f.loose)
	f.loose = append(append(f.loose, f.out[start:]...), '\n')
	f.out = f.out[:start]
	if len(f.gathered) == mostGathered {
		f.writeObjectStream()
	}
}

// beginDirect begins an object that stands in the file itself, as streams must.
func (f *objects) beginDirect(object int) {
	f.offsets[object-1] = location{offset: len(f.out)}
	f.int(object).text(" 0 obj\n")
}

func (f *objects) endDirect() { f.text("\nendobj\n") }

// deflated is the entry of a stream's dictionary that says how it is packed.
const deflated = "/Filter/FlateDecode"

// stream writes an object with a deflated stream; dict is the dictionary's further entries.
func (f *objects) stream(object int, dict string, data []byte) {
	f.rawStream(object, dict+deflated, f.pack(data))
}

// rawStream writes an object with a stream as it is.
func (f *objects) rawStream(object int, dict string, data []byte) {
	f.beginDirect(object)
	f.text("<<" + dict + "/Length ").int(len(data))
	f.text(">>stream\n")
	f.out = append(f.out, data...)
	f.text("\nendstream")
	f.endDirect()
}

// blank leaves room for a number that is known later, fill writes it there. What is left over are blanks, which may stand between any two
// tokens (7.2.3).
func (f *objects) blank() int {
	f.text("          ")
	return len(f.out) - len("          ")
}

func (f *objects) fill(at, n int) { strconv.AppendInt(f.out[at:at], int64(n), 10) }

// fileIdentifier is a hash of all that stands in the file so far, so it is the same for the same content (14.4 asks for
// uniqueness, not for time). Font programs, four fifths of a file, are left out: the names of the fonts, which hold a hash
// of the glyphs in use, stand for them.
func (f *objects) fileIdentifier() string {
	h, at := sha256.New(), 0
	for _, program := range f.programs {
		h.Write(f.out[at:program.from])
		at = program.to
	}
	h.Write(f.out[at:])
	id := hex.EncodeToString(h.Sum(nil)[:16])
	return "/ID[<" + id + "><" + id + ">]"
}

// finish writes what leads to the objects.
func (f *objects) finish(catalog, information int) {
	if len(f.gathered) > 0 {
		f.writeObjectStream()
	}
	id, at := f.fileIdentifier(), len(f.out)
	if f.compress {
		at = f.writeCrossReferenceStream(catalog, information, id)
	} else {
		f.text("xref\n0 ").int(len(f.offsets) + 1)
		f.text("\n0000000000 65535 f \n")
		for _, l := range f.offsets {
			f.out = append10(f.out, l.offset)
			f.text(" 00000 n \n")
		}
		f.text("trailer\n<</Size ").int(len(f.offsets) + 1)
		f.text("/Root ").ref(catalog)
		f.text("/Info ").ref(information) // every profile without compressed objects has it
		f.text(id + ">>\n")
	}
	f.text("startxref\n").int(at)
	f.text("\n%%EOF\n")
}

// writeObjectStream packs the gathered objects: first the number and place of each, then the objects.
func (f *objects) writeObjectStream() {
	stream := f.reserve()
	head := make([]byte, 0, 12*len(f.gathered)+len(f.loose))
	for index, object := range f.gathered {
		at := &f.offsets[object-1]
		head = append(strconv.AppendInt(head, int64(object), 10), ' ')
		head = append(strconv.AppendInt(head, int64(at.offset), 10), ' ')
		*at = location{index, stream}
	}
	dict := "/Type/ObjStm/N " + strconv.Itoa(len(f.gathered)) + "/First " + strconv.Itoa(len(head))
	f.rawStream(stream, dict+deflated, f.with(f.thorough, append(head, f.loose...)))
	f.gathered, f.loose = f.gathered[:0], f.loose[:0]
}

// The fields of a cross-reference stream: kind, offset or number of the object stream, index in it (7.5.8.3).
const (
	crossKind, crossOffset, crossIndex = 1, 4, 2
	crossRow                           = crossKind + crossOffset + crossIndex
)

// writeCrossReferenceStream returns where it stands. Rows are written as differences from the row above (PNG's predictor
// Up, 7.4.4.4), which leaves little of them.
func (f *objects) writeCrossReferenceStream(catalog, information int, id string) int {
	object := f.reserve()
	at := len(f.out)
	f.offsets[object-1] = location{offset: at}
	rows := make([]byte, 0, (crossRow+1)*(len(f.offsets)+1))
	var above, row [crossRow]byte
	add := func(kind, offset, index int) {
		row = [crossRow]byte{byte(kind), byte(offset >> 24), byte(offset >> 16), byte(offset >> 8), byte(offset), byte(index >> 8), byte(index)}
		rows = append(rows, 2)
		for i := range row {
			rows = append(rows, row[i]-above[i])
		}
		above = row
	}
	add(0, 0, 0xFFFF)
	for _, l := range f.offsets {
		if l.stream != 0 {
			add(2, l.stream, l.offset)
		} else {
			add(1, l.offset, 0)
		}
	}
	if information != 0 {
		id += "/Info " + strconv.Itoa(information) + " 0 R"
	}
	f.stream(object, "/Type/XRef/Size "+strconv.Itoa(len(f.offsets)+1)+"/W["+strconv.Itoa(crossKind)+" "+strconv.Itoa(crossOffset)+" "+
		strconv.Itoa(crossIndex)+"]/DecodeParms<</Predictor 12/Columns "+strconv.Itoa(crossRow)+">>/Root "+strconv.Itoa(catalog)+" 0 R"+id, rows)
	return at
}

func append10(b []byte, n int) []byte {
	var digits [10]byte
	for i := 9; i >= 0; i-- {
		digits[i] = byte('0' + n%10)
		n /= 10
	}
	return append(b, digits[:]...)
}

func (f *objects) text(s string) *objects {
	f.out = append(f.out, s...)
	return f
}

func (f *objects) int(n int) *objects {
	f.out = strconv.AppendInt(f.out, int64(n), 10)
	return f
}

func (f *objects) ref(object int) *objects { return f.int(object).text(" 0 R") }

// refs writes references to several objects.
func (f *objects) refs(list []int) *objects {
	for i, object := range list {
		if i > 0 {
			f.text(" ")
		}
		f.ref(object)
	}
	return f
}

func (f *objects) length(u layout.Unit) *objects {
	f.out = appendUnits(f.out, u)
	return f
}

// str writes a text string (7.9.2.2).
func (f *objects) str(s string) *objects {
	f.out = appendTextString(f.out, s)
	return f
}
