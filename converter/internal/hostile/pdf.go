package hostile

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"

	"nianbao/converter/internal/pdf"
)

// printedFiles are PDF files that seem to carry data. What cannot be opened at all is looked for object by object, so most of
// them are read twice.
func printedFiles() []Input {
	in := func(name string, fill func(n int) []byte) Input { return Input{"PDF: " + name, "pdf", fill} }
	file := func(name, piece string, with func(fill string) pdfParts) Input {
		return in(name, func(n int) []byte { return with(string(repeated(piece)(n))).file() })
	}
	loose := func(name, piece string) Input { return in(name, around("%PDF-1.7\n", repeated(piece), "")) }
	zeros := func(n int) []byte { return deflated(make([]byte, min(1000*n, 80<<20))) } // more than any limit lets pass
	return []Input{
		loose("objects without a directory", "%d 0 obj 1 endobj\n"), loose("object openings", "%d 0 obj\n"), loose("one object again and again", "1 0 obj 1\n"), loose("trailers", "trailer<</Root 1 0 R>>\n"),
		loose("strings without an end", "%d 0 obj ( "), loose("comments without an end", "%d 0 obj % "), loose("streams without an end", "%d 0 obj<</Length 99>>stream\n"),
		loose("hexadecimal without an end", "%d 0 obj <"), loose("arrays without an end", "%d 0 obj [1 2 3 "), loose("catalogs", "%d 0 obj<</Type/Catalog>>\n"),
		in("object streams", func(n int) []byte {
			return around("%PDF-1.7\n", repeated("%d 0 obj"+stream("/Type/ObjStm/N 9/First 36", []byte("1 0 2 0 3 0 4 0 5 0 6 0 7 0 8 0 9 0 1"))+"\n"), "")(n)
		}),
		in("object streams of zeros", func(n int) []byte {
			packed := stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", deflated(make([]byte, 64<<10)))
			return around("%PDF-1.7\n", repeated("%d 0 obj"+strings.ReplaceAll(packed, "%", "%%")+"\n"), "")(n)
		}),
		in("updates", updates),
		in("rows", func(n int) []byte {
			return fmt.Appendf(nil, "%%PDF-1.7\nxref\n0 %d\n%strailer<</Root 1 0 R>>\nstartxref\n9\n", n/20, repeated("0000000009 00000 n \n")(n))
		}),
		file("openings", "[", func(fill string) pdfParts { return pdfParts{names: fill} }),
		file("dictionary openings", "<</A", func(fill string) pdfParts { return pdfParts{names: fill} }),
		file("names of files", "(%d)1 0 R", func(fill string) pdfParts { return pdfParts{names: fill} }),
		file("files", "(%d)<</UF(甲)/EF<</F 6 0 R>>>>", func(fill string) pdfParts { return pdfParts{names: fill} }),
		file("numbers", "1 ", func(fill string) pdfParts { return pdfParts{names: fill} }),
		file("a string", `\101`, func(fill string) pdfParts { return pdfParts{names: "(" + fill + ")"} }),
		file("a name", `#41`, func(fill string) pdfParts { return pdfParts{names: "/" + fill} }),
		file("keys", "/K%d 1", func(fill string) pdfParts { return pdfParts{names: "<<" + fill + ">>"} }),
		file("nodes of names", "<</Names[]>>", func(fill string) pdfParts { return pdfParts{leaves: fill} }),
		file("nodes that share a leaf", "<</Names 6 0 R>>", func(fill string) pdfParts { return pdfParts{leaves: fill, shared: "[" + fill + "]"} }),
		file("metadata", "<a b='c'>", func(fill string) pdfParts { return pdfParts{metadata: fill} }),
		file("pages", "<</Type/Page/Contents 6 0 R>>", func(fill string) pdfParts { return pdfParts{kids: fill} }),
		file("content in pieces", "6 0 R ", func(fill string) pdfParts { return pdfParts{page: "/Contents[" + fill + "]"} }),
		file("notes", "<</Subtype/K%d>>", func(fill string) pdfParts { return pdfParts{page: "/Annots[" + fill + "]"} }),
		file("fonts", "/F%d<</DescendantFonts[<</FontDescriptor<</FontFile2 6 0 R>>>>]>>", func(fill string) pdfParts { return pdfParts{page: "/Resources<</Font<<" + fill + ">>>>"} }),
		in("data of zeros", func(n int) []byte { return pdfParts{data: zeros(n)}.file() }),
		in("data of brackets", func(n int) []byte { return pdfParts{data: deflated(repeated("[")(n))}.file() }),
	}
}

// pdfParts is a file of one page and an attachment, with something in one of its places.
type pdfParts struct {
	names, leaves string // further entries of the list of attached files; further nodes of it
	metadata      string // before the fingerprint
	kids, page    string // further pages; further entries of the first
	shared        string // object 6: a stream unless given
	data          []byte // deflated
}

func (p pdfParts) file() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	var at [7]int
	object := func(number int, value string) {
		at[number] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", number, value)
	}
	names := "/Names[(report.json)2 0 R " + p.names + "]"
	if p.leaves != "" {
		names = "/Kids[<<" + names + ">>" + p.leaves + "]"
	}
	object(1, "<</Type/Catalog/Pages<</Kids[5 0 R "+p.kids+"]>>/Metadata 4 0 R/Names<</EmbeddedFiles<<"+names+">>>>>>")
	object(2, "<</UF(report.json)/EF<</F 3 0 R>>>>")
	if p.data == nil {
		p.data = deflated([]byte(`{"format": "2021"}`))
	}
	object(3, stream("/Filter/FlateDecode", p.data))
	object(4, stream("", []byte(p.metadata+`<x xmlns:n="`+pdf.Namespace+`" n:pages="0"/>`)))
	object(5, "<</Type/Page/MediaBox[0 0 9 9]"+p.page+">>")
	if p.shared == "" {
		p.shared = stream("", nil)
	}
	object(6, p.shared)
	start := b.Len()
	b.WriteString("xref\n0 7\n0000000000 65535 f \n")
	for _, offset := range at[1:] {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<</Root 1 0 R/Size 7>>\nstartxref\n%d\n%%%%EOF\n", start)
	return b.Bytes()
}

// updates is a file that was changed again and again, and never had anything in it.
func updates(n int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	before, at := -1, 0
	for b.Len() < n {
		at = b.Len()
		fmt.Fprintf(&b, "xref\n1 1\n0000000009 00000 n \ntrailer\n<</Root 1 0 R")
		if before >= 0 {
			fmt.Fprintf(&b, "/Prev %d", before)
		}
		fmt.Fprintf(&b, ">>\nstartxref\n%d\n%%%%EOF\n", at)
		before = at
	}
	return b.Bytes()
}

func stream(dict string, data []byte) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", dict, len(data), data)
}

func deflated(data []byte) []byte {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		return nil
	}
	if err := z.Close(); err != nil {
		return nil
	}
	return b.Bytes()
}
