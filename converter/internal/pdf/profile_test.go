package pdf_test

import (
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash/adler32"
	"strings"
	"testing"
	"time"

	"nianbao/converter/internal/document"
	"nianbao/converter/internal/pagetest"
	"nianbao/converter/internal/pdf"
)

func attached() pdf.Info {
	return pdf.Info{Attachments: []pdf.Attachment{{Name: "report.json", MIME: "application/json", Description: "数据", Data: []byte("{}\n"),
		Date: time.Date(2024, 1, 15, 0, 0, 0, 0, time.UTC)}}}
}

// TestProfiles: each profile claims what it is, and carries what it may.
func TestProfiles(t *testing.T) {
	for _, c := range []struct {
		name                      string
		profile                   pdf.Profile
		part, conformance         string
		accessible, tagged, holds bool
		declared                  int // extension schemas
	}{
		{"a3a+ua1", pdf.A3aUA1, "3", "A", true, true, true, 2},
		{"a4f+ua2", pdf.A4fUA2, "4", "F", true, true, true, 0},
		{"a2b", pdf.A2b, "2", "B", false, true, false, 0},
		{"a1b", pdf.A1b, "1", "B", false, true, false, 0},
		{"none", pdf.Plain, "", "", false, false, true, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			info := attached()
			info.Profile = c.profile
			f := readPDF(t, write(t, pagetest.Laid(t, hard()), info))
			catalog := f.follow(f.trailer, "/Root").dict
			xmp := string(f.follow(catalog, "/Metadata").stream)
			if got := f.find(xmp, "<pdfaid:part>(.*)</pdfaid:part>"); got != c.part {
				t.Errorf("part %q", got)
			}
			if got := f.find(xmp, "<pdfaid:conformance>(.*)</pdfaid:conformance>"); got != c.conformance {
				t.Errorf("conformance %q", got)
			}
			if got := strings.Contains(xmp, "<pdfuaid:part>"); got != c.accessible {
				t.Errorf("accessible: %v", got)
			}
			if got := strings.Count(xmp, "<pdfaSchema:schema>"); got != c.declared {
				t.Errorf("%d declared schemas", got)
			}
			if got := strings.Contains(catalog, "/MarkInfo<</Marked true>>/StructTreeRoot "); got != c.tagged {
				t.Errorf("tagged: %v", got)
			}
			if got := strings.Contains(catalog, "/AF[") && strings.Contains(catalog, "/EmbeddedFiles"); got != c.holds {
				t.Errorf("attached: %v", got)
			}
			if got := strings.Contains(catalog, "/OutputIntents["); got != (c.part != "") {
				t.Errorf("output intent: %v", got)
			}
			if got := strings.Contains(f.trailer, "/Type/XRef"); got != (c.profile != pdf.A1b) {
				t.Errorf("compressed objects: %v", got)
			}
			if got := strings.Contains(f.trailer, "/Info "); got != (c.profile != pdf.A4fUA2) {
				t.Errorf("document information: %v", got)
			}
			if got := strings.Contains(xmp, "<nianbao:pages>"); got != c.holds {
				t.Errorf("fingerprint: %v", got)
			}
		})
	}
}

// TestNoTitleNoClaim: without a title a file is not accessible (ISO 14289-1 7.1).
func TestNoTitleNoClaim(t *testing.T) {
	doc := &document.Document{Blocks: []document.Block{&document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: "甲"}}}}}
	f := readPDF(t, write(t, pagetest.Laid(t, doc), pdf.Info{}))
	if xmp := string(f.follow(f.follow(f.trailer, "/Root").dict, "/Metadata").stream); strings.Contains(xmp, "<pdfuaid:part>") {
		t.Error("claims to be accessible")
	}
}

// TestNothingAttached: PDF/A-4 has its level F only for files that hold others (ISO 19005-4 6.9).
func TestNothingAttached(t *testing.T) {
	f := readPDF(t, write(t, pagetest.Laid(t, hard()), pdf.Info{Profile: pdf.A4fUA2}))
	if xmp := string(f.follow(f.follow(f.trailer, "/Root").dict, "/Metadata").stream); strings.Contains(xmp, "<pdfaid:conformance>") {
		t.Error("claims level F")
	}
}

func TestAttachment(t *testing.T) {
	f := readPDF(t, write(t, pagetest.Laid(t, hard()), attached()))
	catalog := f.follow(f.trailer, "/Root").dict
	specification := f.follow(catalog, "/AF[").dict
	if other := f.follow(catalog, "/Names[(report.json)").dict; other != specification {
		t.Errorf("the name tree leads to %s", other)
	}
	for _, want := range []string{"/Type/Filespec/F(report.json)/UF(report.json)", "/AFRelationship/Data"} {
		if !strings.Contains(specification, want) {
			t.Errorf("no %s in %s", want, specification)
		}
	}
	file := f.follow(specification, "/EF<</F")
	sum := md5.Sum([]byte("{}\n"))
	want := fmt.Sprintf("/Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size 3/CheckSum<%x>/ModDate(D:20240115000000+00'00')>>", sum)
	if string(file.stream) != "{}\n" || !strings.Contains(file.dict, want) {
		t.Errorf("%q in %s", file.stream, file.dict)
	}
	info := attached()
	info.Attachments[0].Date = time.Time{}
	f = readPDF(t, write(t, pagetest.Laid(t, hard()), info))
	if file := f.follow(f.follow(f.follow(f.trailer, "/Root").dict, "/AF[").dict, "/EF<</F"); strings.Contains(file.dict, "ModDate") {
		t.Error("a date that nobody gave")
	}
}

// TestFingerprint: the metadata hold the hash of what the pages show and of the data, as they stand in the file.
func TestFingerprint(t *testing.T) {
	f := readPDF(t, write(t, pagetest.Laid(t, pagetest.Composed(t, pagetest.Report(t))), attached()))
	catalog := f.follow(f.trailer, "/Root").dict
	h := sha256.New()
	for _, kid := range strings.Split(strings.Trim(f.find(f.follow(catalog, "/Pages").dict, `/Kids\[(.*)\]`), " "), "R") {
		if kid = strings.TrimSpace(kid); kid == "" {
			continue
		}
		content := f.follow(f.follow("/Page "+kid+" R", "/Page").dict, "/Contents").stream
		fmt.Fprintf(h, "%d\n%s", len(content), content)
	}
	fmt.Fprintf(h, "page 5953 8419\n")
	page := f.follow(f.follow(catalog, "/Pages").dict, "/Kids").dict
	fonts := f.follow(page, "/Resources").dict
	for i := 1; strings.Contains(fonts, fmt.Sprintf("/F%d ", i)); i++ {
		descriptor := f.follow(f.follow(f.follow(fonts, fmt.Sprintf("/F%d", i)).dict, "/DescendantFonts").dict, "/FontDescriptor")
		fmt.Fprintf(h, "F%d %08x\n", i, adler32.Checksum(f.follow(descriptor.dict, "/FontFile2").stream))
	}
	fmt.Fprintf(h, "data 3\n{}\n")
	xmp := string(f.follow(catalog, "/Metadata").stream)
	if got, want := f.find(xmp, "<nianbao:pages>(.*)</nianbao:pages>"), hex.EncodeToString(h.Sum(nil)); got != want {
		t.Errorf("fingerprint %s, want %s", got, want)
	}
}

// TestManyObjects: a document of more elements than one object stream takes.
func TestManyObjects(t *testing.T) {
	doc := &document.Document{Blocks: []document.Block{&document.Paragraph{Role: document.Title, Runs: []document.Run{{Text: "题"}}}}}
	for range 9000 {
		doc.Blocks = append(doc.Blocks, &document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: "甲"}}})
	}
	f := readPDF(t, write(t, pagetest.Laid(t, doc), pdf.Info{}))
	streams, elements := 0, 0
	for _, o := range f.objects {
		if strings.Contains(o.dict, "/Type/ObjStm") {
			streams++
		}
		if strings.Contains(o.dict, "<</S/P/P ") {
			elements++
		}
	}
	if streams < 3 || elements != 9000 {
		t.Errorf("%d object streams, %d paragraphs", streams, elements)
	}
}

// TestPrivateUse: a character that means nothing outside the file is read aloud as the replacement character, and no map to
// Unicode holds a code point that it may not.
func TestPrivateUse(t *testing.T) {
	doc := &document.Document{Blocks: []document.Block{&document.Paragraph{Role: document.Body, Runs: []document.Run{{Text: "\ue000甲\U000F0001乙\uFFFE\U0010FFFF丙"}}}}}
	pages := pagetest.Laid(t, doc)
	f := readPDF(t, write(t, pages, pdf.Info{}))
	page := f.follow(f.follow(f.follow(f.trailer, "/Root").dict, "/Pages").dict, "/Kids[")
	content := string(f.follow(page.dict, "/Contents").stream)
	for text, want := range map[string]int{"\xfe\xff\xff\xfd": 2, "\xfe\xff\xff\xfd\xff\xfd": 1} {
		if n := strings.Count(content, "/ActualText("+text+")>>BDC"); n != want {
			t.Errorf("%d of %d stretches are explained by %q: %q", n, want, text, content)
		}
	}
	if n, m := strings.Count(content, "BDC")+strings.Count(content, "BMC"), strings.Count(content, "EMC"); n != m {
		t.Errorf("%d marked contents begin, %d end", n, m)
	}
	for _, o := range f.objects {
		if strings.Contains(string(o.stream), "beginbfrange") && strings.Contains(string(o.stream), "<FFFE>") {
			t.Error("U+FFFE in a map to Unicode")
		}
	}
}
