package pdf_test

import (
	"bytes"
	"encoding/binary"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/klauspost/compress/zlib"

	"nianbao/converter/internal/sfnt"
)

// A small reader of the files of this package, so that tests look at a page as a viewer does: it follows the
// cross-reference table, inflates streams and interprets text operators. Everything odd fails the test.

type pdfFile struct {
	t       testing.TB
	objects map[int]object
	trailer string
	rules   []uint32 // colours of the rectangles on the last page that was read
}

type object struct {
	number int // in an object stream
	dict   string
	stream []byte
}

func readPDF(t testing.TB, data []byte) *pdfFile {
	t.Helper()
	f := &pdfFile{t: t, objects: map[int]object{}}
	at := bytes.LastIndex(data, []byte("startxref\n"))
	if at < 0 || !bytes.HasSuffix(data, []byte("\n%%EOF\n")) || !bytes.HasPrefix(data, []byte("%PDF-1.7\n%")) && !bytes.HasPrefix(data, []byte("%PDF-2.0\n%")) {
		t.Fatal("no header, no startxref or no end mark")
	}
	start, _ := strconv.Atoi(strings.Fields(string(data[at+len("startxref\n"):]))[0])
	if !bytes.HasPrefix(data[start:], []byte("xref\n")) {
		f.compressed(data[:at], start)
		return f
	}
	table := string(data[start:at])
	lines := strings.SplitAfter(table, "\n")
	if lines[0] != "xref\n" {
		t.Fatalf("startxref points at %q", lines[0])
	}
	count, _ := strconv.Atoi(strings.Fields(lines[1])[1])
	for i := 1; i < count; i++ {
		entry := lines[2+i]
		if len(entry) != 20 {
			t.Fatalf("an xref entry of %d bytes", len(entry))
		}
		offset, _ := strconv.Atoi(entry[:10])
		f.objects[i] = f.object(data[offset:start], i)
	}
	f.trailer = strings.Join(lines[2+count:], "")
	return f
}

// compressed reads a file with a cross-reference stream and object streams.
func (f *pdfFile) compressed(data []byte, start int) {
	f.t.Helper()
	number, _ := strconv.Atoi(strings.Fields(string(data[start:]))[0])
	cross := f.object(data[start:], number)
	f.trailer = cross.dict
	size, _ := strconv.Atoi(f.find(cross.dict, `/Size (\d+)`))
	if len(cross.stream) != 8*size || f.find(cross.dict, `(/W\[1 4 2\]/DecodeParms<</Predictor 12/Columns 7>>)`) == "" {
		f.t.Fatalf("a cross-reference stream of %d bytes for %d objects: %s", len(cross.stream), size, cross.dict)
	}
	packed, inStreams := map[int][]object{}, map[int][2]int{}
	var row [7]byte
	for i := range size {
		for k := range row {
			row[k] += cross.stream[8*i+1+k]
		}
		field, index := int(binary.BigEndian.Uint32(row[1:])), int(binary.BigEndian.Uint16(row[5:]))
		switch row[0] {
		case 0:
		case 1:
			f.objects[i] = f.object(data[field:], i)
		case 2:
			inStreams[i] = [2]int{field, index}
		}
	}
	for number, place := range inStreams {
		if packed[place[0]] == nil {
			packed[place[0]] = f.unpack(f.objects[place[0]])
		}
		o := packed[place[0]][place[1]]
		if o.number != number {
			f.t.Fatalf("object %d stands where object %d should", o.number, number)
		}
		f.objects[number] = o
	}
}

// unpack returns the objects of an object stream.
func (f *pdfFile) unpack(stream object) []object {
	f.t.Helper()
	n, _ := strconv.Atoi(f.find(stream.dict, `/N (\d+)`))
	first, _ := strconv.Atoi(f.find(stream.dict, `/First (\d+)`))
	head := strings.Fields(string(stream.stream[:first]))
	if len(head) != 2*n {
		f.t.Fatalf("an object stream of %d objects with %d numbers", n, len(head))
	}
	var out []object
	end := len(stream.stream)
	for i := n - 1; i >= 0; i-- {
		number, _ := strconv.Atoi(head[2*i])
		at, _ := strconv.Atoi(head[2*i+1])
		out = append(out, object{number: number, dict: strings.TrimSuffix(string(stream.stream[first+at:end]), "\n")})
		end = first + at
	}
	slices.Reverse(out)
	return out
}

func (f *pdfFile) object(data []byte, number int) object {
	f.t.Helper()
	head := strconv.Itoa(number) + " 0 obj\n"
	if !bytes.HasPrefix(data, []byte(head)) {
		f.t.Fatalf("object %d is not where the table says", number)
	}
	data = data[len(head):]
	if at := bytes.Index(data, []byte(">>stream\n")); at >= 0 && at < bytes.Index(data, []byte("endobj")) {
		o := object{dict: string(data[:at+2])}
		length, _ := strconv.Atoi(f.find(o.dict, `/Length (\d+)`))
		raw := data[at+len(">>stream\n"):]
		if !bytes.HasPrefix(raw[length:], []byte("\nendstream\nendobj\n")) {
			f.t.Fatalf("object %d: wrong length", number)
		}
		o.stream = raw[:length]
		if strings.Contains(o.dict, "/FlateDecode") {
			z, err := zlib.NewReader(bytes.NewReader(o.stream))
			if err == nil {
				o.stream, err = io.ReadAll(z)
			}
			if err != nil {
				f.t.Fatalf("object %d: %v", number, err)
			}
		}
		return o
	}
	end := bytes.Index(data, []byte("\nendobj\n"))
	if end < 0 {
		f.t.Fatalf("object %d does not end", number)
	}
	return object{dict: string(data[:end])}
}

// find returns the first group of a pattern, "" for no match.
func (f *pdfFile) find(s, pattern string) string {
	m := regexp.MustCompile(pattern).FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	return m[1]
}

// follow returns the object that a key of a dictionary refers to.
func (f *pdfFile) follow(dict, key string) object {
	f.t.Helper()
	n, _ := strconv.Atoi(f.find(dict, regexp.QuoteMeta(key)+`\[?\s*(\d+) 0 R`))
	o, ok := f.objects[n]
	if !ok {
		f.t.Fatalf("%s leads nowhere in %s", key, dict)
	}
	return o
}

// pdfFont is a font as a viewer sees it.
type pdfFont struct {
	name    string
	program *sfnt.Font
	widths  map[int]int
	text    map[int]string
}

func (f *pdfFile) font(o object) *pdfFont {
	f.t.Helper()
	out := &pdfFont{name: f.find(o.dict, `/BaseFont/([^/]*)`), widths: map[int]int{}, text: map[int]string{}}
	descendant := f.follow(o.dict, "/DescendantFonts")
	program, err := sfnt.ParseProgram(string(f.follow(f.follow(descendant.dict, "/FontDescriptor").dict, "/FontFile2").stream), 0)
	if err != nil {
		f.t.Fatalf("%s: %v", out.name, err)
	}
	out.program = program
	for _, m := range regexp.MustCompile(`(\d+)\[([\d ]*)\]`).FindAllStringSubmatch(f.find(descendant.dict, `/W(\[.*\])`), -1) {
		cid, _ := strconv.Atoi(m[1])
		for i, w := range strings.Fields(m[2]) {
			out.widths[cid+i], _ = strconv.Atoi(w)
		}
	}
	for _, m := range regexp.MustCompile(`<([0-9A-F]{4})><([0-9A-F]{4})>\[(.*)\]\n`).FindAllStringSubmatch(string(f.follow(o.dict, "/ToUnicode").stream), -1) {
		first, _ := strconv.ParseInt(m[1], 16, 32)
		last, _ := strconv.ParseInt(m[2], 16, 32)
		texts := strings.Split(strings.Trim(m[3], "<>"), "><")
		if first>>8 != last>>8 || len(texts) != int(last-first)+1 {
			f.t.Errorf("%s: %d texts from CID %d to %d", out.name, len(texts), first, last)
		}
		for i, text := range texts {
			cid := int(first) + i
			var units []uint16
			for k := 0; k+4 <= len(text); k += 4 {
				u, _ := strconv.ParseUint(text[k:k+4], 16, 16)
				units = append(units, uint16(u))
			}
			if out.text[cid] != "" {
				f.t.Errorf("%s: CID %d is mapped twice", out.name, cid)
			}
			out.text[cid] = string(utf16.Decode(units))
		}
	}
	return out
}

func (p *pdfFont) width(cid int) int {
	if w, ok := p.widths[cid]; ok {
		return w
	}
	return 1000
}

// shown is a glyph that a viewer paints: where, from which font, standing for which text.
type shown struct {
	font *pdfFont
	cid  int
	text string
	size float64
	x, y float64 // points from the bottom left
	bold bool
	// colour is red, green and blue, a byte each.
	colour uint32
}

// page interprets a content stream.
func (f *pdfFile) page(content []byte, fonts map[string]*pdfFont) []shown {
	f.t.Helper()
	var out []shown
	var stack []any
	var font *pdfFont
	var size, spacing, lineX, lineY, x float64
	scale, bold := 1.0, false
	var fill, stroke uint32
	number := func(i int) float64 {
		if i >= len(stack) {
			f.t.Fatalf("too few operands")
		}
		n, ok := stack[i].(float64)
		if !ok {
			f.t.Fatalf("%v is no number", stack[i])
		}
		return n
	}
	colour := func() uint32 {
		return uint32(math.Round(number(0)*255))<<16 | uint32(math.Round(number(1)*255))<<8 | uint32(math.Round(number(2)*255))
	}
	for _, token := range tokens(f.t, content) {
		operator, ok := token.(operator)
		if !ok {
			stack = append(stack, token)
			continue
		}
		switch operator {
		case "BT":
			lineX, lineY, x = 0, 0, 0
		case "Tf":
			font, size = fonts[string(stack[0].(name))], number(1)
		case "Tc":
			spacing = number(0)
		case "Tz":
			scale = number(0) / 100
		case "Tr":
			bold = number(0) == 2
		case "Td":
			lineX, lineY = lineX+number(0), lineY+number(1)
			x = lineX
		case "TJ":
			for _, part := range stack[0].([]any) {
				switch part := part.(type) {
				case float64:
					x -= part / 1000 * size * scale
				case []byte:
					for i := 0; i+1 < len(part); i += 2 {
						cid := int(part[i])<<8 | int(part[i+1])
						out = append(out, shown{font, cid, font.text[cid], size, x, lineY, bold, fill})
						x += (float64(font.width(cid))/1000*size + spacing) * scale
					}
				}
			}
		case "rg":
			fill = colour()
		case "RG":
			stroke = colour()
		case "re":
			f.rules = append(f.rules, fill)
		case "f", "w", "ET", "BMC", "BDC", "EMC":
		default:
			f.t.Fatalf("operator %q", operator)
		}
		stack = stack[:0]
	}
	if stroke != fill {
		f.t.Fatalf("glyphs are filled in %06X and stroked in %06X", fill, stroke)
	}
	return out
}

type operator string
type name string

func tokens(t testing.TB, b []byte) []any {
	var out []any
	var array []any
	inArray := false
	add := func(v any) {
		if inArray {
			array = append(array, v)
		} else {
			out = append(out, v)
		}
	}
	for i := 0; i < len(b); {
		switch c := b[i]; {
		case c == ' ' || c == '\n':
			i++
		case c == '[':
			inArray, array = true, nil
			i++
		case c == ']':
			inArray = false
			out = append(out, array)
			i++
		case c == '<' || c == '>': // of a dictionary: its entries are operands
			i++
		case c == '(':
			var s []byte
			for i++; b[i] != ')'; i++ {
				if b[i] == '\\' {
					i++
					if b[i] == 'r' {
						s = append(s, '\r')
						continue
					}
				} else if b[i] == '\r' || b[i] == '(' {
					t.Fatal("a raw carriage return or bracket in a string")
				}
				s = append(s, b[i])
			}
			add(s)
			i++
		default:
			end := i + 1
			for end < len(b) && !strings.ContainsRune(" \n[]()/<>", rune(b[end])) {
				end++
			}
			word := string(b[i:end])
			i = end
			if n, err := strconv.ParseFloat(word, 64); err == nil {
				add(n)
			} else if word[0] == '/' {
				add(name(word[1:]))
			} else {
				add(operator(word))
			}
		}
	}
	return out
}
