package pdf_test

import (
	"bytes"
	"slices"
	"testing"

	"nianbao/converter/internal/pdftest"
)

// broken is a file that a test takes apart.
type broken struct {
	*pdftest.File
	t testing.TB
}

// pages returns the page dictionaries.
func (f broken) pages() []pdftest.Dict {
	var list []pdftest.Dict
	for _, kid := range f.Array(f.Dict(f.Catalog()["Pages"])["Kids"]) {
		list = append(list, f.Dict(kid))
	}
	return list
}

// content replaces the first occurrence of a text in the contents of the first page that has it.
func (f broken) content(old, replacement string) {
	f.t.Helper()
	for _, page := range f.pages() {
		s := f.Get(page["Contents"]).(*pdftest.Stream)
		if bytes.Contains(s.Data, []byte(old)) {
			s.Data = bytes.Replace(s.Data, []byte(old), []byte(replacement), 1)
			return
		}
	}
	f.t.Fatalf("no page has %q", old)
}

// element returns the n-th element of a type.
func (f broken) element(kind string, n int) pdftest.Dict {
	f.t.Helper()
	tree, err := f.Tree()
	if err != nil {
		f.t.Fatal(err)
	}
	for _, e := range tree.All {
		if string(e.Type) == kind {
			if n == 0 {
				return e.Dict
			}
			n--
		}
	}
	f.t.Fatalf("too few %s", kind)
	return nil
}

func (f broken) attributes(kind string, n int) pdftest.Dict { return f.Dict(f.element(kind, n)["A"]) }

// font returns the first font of the first page.
func (f broken) font() pdftest.Dict {
	return f.Dict(f.Dict(f.Dict(f.pages()[0]["Resources"])["Font"])["F1"])
}

// metadata replaces text in the XMP packet.
func (f broken) metadata(old, replacement string) {
	f.t.Helper()
	s := f.Get(f.Catalog()["Metadata"]).(*pdftest.Stream)
	if !bytes.Contains(s.Data, []byte(old)) {
		f.t.Fatalf("the metadata have no %q", old)
	}
	s.Data = bytes.ReplaceAll(s.Data, []byte(old), []byte(replacement))
}

func (f broken) specification() pdftest.Dict { return f.Dict(f.Array(f.Catalog()["AF"])[0]) }

func (f broken) embedded() *pdftest.Stream {
	return f.Get(f.Dict(f.specification()["EF"])["F"]).(*pdftest.Stream)
}

// owners returns what the parent tree holds for the first page.
func (f broken) owners() pdftest.Array {
	return f.Array(f.Array(f.Dict(f.root()["ParentTree"])["Nums"])[1])
}

func (f broken) root() pdftest.Dict { return f.Dict(f.Catalog()["StructTreeRoot"]) }

// mutations are ways to break a file, each with the rule that must see it. "model" is no rule of the judge: the structure tree
// no longer says what the document says.
var mutations = []struct {
	rule, name string
	do         func(f broken)
}{
	{"file-version", "an older version", func(f broken) { f.Version = "1.4" }},
	{"file-header", "no binary comment", func(f broken) { f.Binary = false }},
	{"file-identifier", "no identifier", func(f broken) { delete(f.Trailer, "ID") }},
	{"file-information", "no information", func(f broken) { delete(f.Trailer, "Info") }},
	{"forbidden", "encryption", func(f broken) { f.Trailer["Encrypt"] = pdftest.Dict{} }},
	{"forbidden", "a script", func(f broken) {
		f.Catalog()["OpenAction"] = pdftest.Dict{"S": pdftest.Name("JavaScript"), "JS": pdftest.String("1")}
	}},
	{"forbidden", "a transparency group", func(f broken) { f.pages()[0]["Group"] = pdftest.Dict{"S": pdftest.Name("Transparency")} }},
	{"forbidden", "an alpha", func(f broken) {
		f.Dict(f.pages()[0]["Resources"])["ExtGState"] = pdftest.Dict{"G": pdftest.Dict{"ca": 0.5}}
	}},
	{"forbidden", "an annotation", func(f broken) { f.pages()[0]["Annots"] = pdftest.Array{} }},
	{"forbidden", "a stream elsewhere", func(f broken) { f.Get(f.pages()[0]["Contents"]).(*pdftest.Stream).Dict["F"] = pdftest.String("a") }},
	{"forbidden", "a picture", func(f broken) {
		f.Objects[9999] = &pdftest.Stream{Dict: pdftest.Dict{"Subtype": pdftest.Name("Image")}}
	}},
	{"catalog-marked", "not marked", func(f broken) { delete(f.Catalog(), "MarkInfo") }},
	{"catalog-marked", "suspects", func(f broken) { f.Dict(f.Catalog()["MarkInfo"])["Suspects"] = true }},
	{"catalog-marked", "no tree", func(f broken) { delete(f.Catalog(), "StructTreeRoot") }},
	{"catalog-language", "no language", func(f broken) { delete(f.Catalog(), "Lang") }},
	{"catalog-language", "no name of a language", func(f broken) { f.Catalog()["Lang"] = pdftest.String("Chinese") }},
	{"catalog-title", "the title is not shown", func(f broken) { delete(f.Catalog(), "ViewerPreferences") }},
	{"output-intent", "none", func(f broken) { delete(f.Catalog(), "OutputIntents") }},
	{"output-intent", "one without a profile", func(f broken) { delete(f.Dict(f.Array(f.Catalog()["OutputIntents"])[0]), "DestOutputProfile") }},
	{"metadata", "none", func(f broken) { delete(f.Catalog(), "Metadata") }},
	{"metadata", "no XML", func(f broken) { f.metadata("</rdf:RDF>", "</rdf>") }},
	{"metadata", "compressed", func(f broken) {
		f.Get(f.Catalog()["Metadata"]).(*pdftest.Stream).Dict["Filter"] = pdftest.Name("FlateDecode")
	}},
	{"metadata-identification", "another level", func(f broken) { f.metadata("<pdfaid:conformance>A<", "<pdfaid:conformance>B<") }},
	{"metadata-identification", "no part", func(f broken) { f.metadata("<pdfaid:part>3</pdfaid:part>", "") }},
	{"metadata-identification", "not accessible", func(f broken) { f.metadata("<pdfuaid:part>1</pdfuaid:part>", "") }},
	{"metadata-extension", "an undeclared property", func(f broken) { f.metadata("<dc:format>", "<x:y xmlns:x='z'>1</x:y><dc:format>") }},
	{"metadata-extension", "a declaration for another namespace", func(f broken) {
		f.metadata("<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/<", "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/<")
	}},
	{"metadata-extension", "a declaration without a type", func(f broken) { f.metadata("<pdfaProperty:valueType>Integer</pdfaProperty:valueType>", "") }},
	{"metadata-title", "none", func(f broken) { f.metadata("dc:title", "dc:source") }},
	{"metadata-information", "another author", func(f broken) { f.Dict(f.Trailer["Info"])["Author"] = pdftest.String("x") }},
	{"metadata-information", "another date", func(f broken) {
		f.Dict(f.Trailer["Info"])["ModDate"] = pdftest.String("D:20240115083001+08'00'")
	}},
	{"metadata-information", "a date with Z", func(f broken) { f.Dict(f.Trailer["Info"])["ModDate"] = pdftest.String("D:20240115083000Z") }},
	{"page-count", "a wrong count", func(f broken) { f.Dict(f.Catalog()["Pages"])["Count"] = 1 }},
	{"page-resources", "inherited", func(f broken) {
		f.Dict(f.Catalog()["Pages"])["Resources"] = f.pages()[0]["Resources"]
		delete(f.pages()[0], "Resources")
	}},
	{"page-tabs", "none", func(f broken) { delete(f.pages()[1], "Tabs") }},
	{"page-struct-parents", "none", func(f broken) { delete(f.pages()[1], "StructParents") }},
	{"page-struct-parents", "those of another page", func(f broken) { f.pages()[1]["StructParents"] = 0 }},
	{"content-operators", "an unknown one", func(f broken) { f.content("ET", "BX ET") }},
	{"content-operators", "too few operands", func(f broken) { f.content(" Td\n", " pop\nTd\n") }},
	{"content-nesting", "an end too few", func(f broken) { f.content("EMC\n", "") }},
	{"content-nesting", "an end too many", func(f broken) { f.content("EMC\n", "EMC EMC\n") }},
	{"content-nesting", "across the end of a text object", func(f broken) { f.content("EMC\nET", "ET EMC") }},
	{"content-nesting", "an artifact in tagged content", func(f broken) { f.content("<</MCID 1>>BDC", "<</MCID 1>>BDC /Artifact BMC EMC") }},
	{"content-nesting", "tagged content in an artifact", func(f broken) { f.content("/Artifact BMC", "/Artifact BMC /P<</MCID 90>>BDC EMC") }},
	{"content-nesting", "tagged content in tagged content", func(f broken) { f.content("<</MCID 1>>BDC", "<</MCID 1>>BDC /P<</MCID 91>>BDC EMC") }},
	{"content-marked", "text without a mark", func(f broken) { f.content("/P<</MCID 1>>BDC", "/P BMC") }},
	{"content-marked", "rules without a mark", func(f broken) { f.content("/Artifact BMC", "/P BMC") }},
	{"content-marked", "page numbers without a mark", func(f broken) { f.content("/Artifact<</Type/Pagination>>BDC", "/P BMC") }},
	{"content-owner", "an identifier twice on a page", func(f broken) { f.element("P", 0)["K"] = pdftest.Array{0, 1} }},
	{"content-owner", "an identifier that nobody has", func(f broken) { f.content("<</MCID 1>>BDC", "<</MCID 777>>BDC") }},
	{"content-owner", "the parent tree names another element", func(f broken) { f.owners()[0], f.owners()[1] = f.owners()[1], f.owners()[0] }},
	{"content-owner", "the parent tree names no element", func(f broken) { f.owners()[0] = f.Catalog()["Pages"] }},
	{"content-owner", "content of another page", func(f broken) { f.element("P", 0)["Pg"] = f.Array(f.Dict(f.Catalog()["Pages"])["Kids"])[1] }},
	{"content-exists", "content that is not there", func(f broken) { f.element("P", 0)["K"] = pdftest.Array{1, 500} }},
	{"content-exists", "content of no page", func(f broken) { f.element("P", 0)["Pg"] = f.Catalog()["Pages"] }},
	{"font-known", "a font without a name", func(f broken) { f.content("/F1 ", "/F99 ") }},
	{"font-embedded", "no program", func(f broken) {
		delete(f.Dict(f.Dict(f.Array(f.font()["DescendantFonts"])[0])["FontDescriptor"]), "FontFile2")
	}},
	{"font-embedded", "no glyphs", func(f broken) { delete(f.Dict(f.Array(f.font()["DescendantFonts"])[0]), "CIDToGIDMap") }},
	{"font-unicode", "no map", func(f broken) { delete(f.font(), "ToUnicode") }},
	{"font-unicode", "a character left out", func(f broken) {
		s := f.Get(f.font()["ToUnicode"]).(*pdftest.Stream)
		s.Data = bytes.Replace(s.Data, []byte("beginbfrange\n<0001>"), []byte("beginbfrange\n<0002>"), 1)
	}},
	{"font-unicode", "a forbidden code point", func(f broken) {
		s := f.Get(f.font()["ToUnicode"]).(*pdftest.Stream)
		at := bytes.Index(s.Data, []byte("[<")) + len("[<")
		copy(s.Data[at:], "FEFF")
	}},
	{"private-use", "not explained", func(f broken) { f.content("/ActualText(", "/Other(") }},
	{"parent-tree", "none", func(f broken) { delete(f.root(), "ParentTree") }},
	{"parent-tree", "out of order", func(f broken) { f.Array(f.Dict(f.root()["ParentTree"])["Nums"])[2] = 0 }},
	{"parent-tree", "a next key that is taken", func(f broken) { f.root()["ParentTreeNextKey"] = 1 }},
	{"identifiers", "two alike", func(f broken) { f.element("TH", 1)["ID"] = f.element("TH", 0)["ID"] }},
	{"identifiers", "no tree", func(f broken) { delete(f.root(), "IDTree") }},
	{"identifiers", "one leads elsewhere", func(f broken) {
		names := f.Array(f.Dict(f.root()["IDTree"])["Names"])
		names[1] = names[3]
	}},
	{"identifiers", "out of order", func(f broken) {
		names := f.Array(f.Dict(f.root()["IDTree"])["Names"])
		names[0], names[2] = names[2], names[0]
	}},
	{"element-type", "no Document", func(f broken) { f.element("Document", 0)["S"] = pdftest.Name("Div") }},
	{"element-type", "an unknown type", func(f broken) { f.element("P", 0)["S"] = pdftest.Name("Absatz") }},
	{"element-parent", "another parent", func(f broken) { f.element("TR", 1)["P"] = f.element("TR", 0)["P"].(pdftest.Ref) + 1 }},
	{"element-place", "a cell in a table", func(f broken) { f.element("TR", 0)["S"] = pdftest.Name("TD") }},
	{"element-place", "content in a row", func(f broken) { f.element("H1", 0)["S"] = pdftest.Name("TR") }},
	{"element-empty", "a paragraph without content", func(f broken) { delete(f.element("P", 0), "K") }},
	{"heading-level", "a level left out", func(f broken) { f.element("H2", 0)["S"] = pdftest.Name("H4") }},
	{"table-grid", "a span too wide", func(f broken) { f.attributes("TH", 0)["ColSpan"] = 9 }},
	{"table-grid", "a span too few", func(f broken) { delete(f.attributes("TH", 0), "ColSpan") }},
	{"table-grid", "below the last row", func(f broken) { f.attributes("TD", 0)["RowSpan"] = 900 }},
	{"table-scope", "a header cell without one", func(f broken) { delete(f.attributes("TH", 0), "Scope") }},
	{"table-scope", "a data cell with one", func(f broken) { f.attributes("TD", 0)["Scope"] = pdftest.Name("Row") }},
	{"table-headers", "none", func(f broken) { delete(f.attributes("TD", 0), "Headers") }},
	{"table-headers", "no such cell", func(f broken) { f.attributes("TD", 0)["Headers"] = pdftest.Array{pdftest.String("none")} }},
	{"table-headers", "those of another cell", func(f broken) { f.attributes("TD", 0)["Headers"] = f.attributes("TD", 1)["Headers"] }},
	{"table-headers", "one too many", func(f broken) {
		f.attributes("TD", 0)["Headers"] = append(f.Array(f.attributes("TD", 0)["Headers"]), f.Array(f.attributes("TD", 1)["Headers"])...)
	}},
	{"attachment", "not listed", func(f broken) { delete(f.Catalog(), "Names") }},
	{"attachment", "not associated", func(f broken) { delete(f.Catalog(), "AF") }},
	{"attachment", "no type", func(f broken) { delete(f.specification(), "Type") }},
	{"attachment", "no F", func(f broken) { delete(f.specification(), "F") }},
	{"attachment", "no UF", func(f broken) { delete(f.specification(), "UF") }},
	{"attachment", "no description", func(f broken) { delete(f.specification(), "Desc") }},
	{"attachment", "no relationship", func(f broken) { delete(f.specification(), "AFRelationship") }},
	{"attachment", "no file under UF", func(f broken) { delete(f.Dict(f.specification()["EF"]), "UF") }},
	{"attachment", "no MIME type", func(f broken) { delete(f.embedded().Dict, "Subtype") }},
	{"attachment", "no date", func(f broken) { delete(f.Dict(f.embedded().Dict["Params"]), "ModDate") }},
	{"attachment", "another size", func(f broken) { f.Dict(f.embedded().Dict["Params"])["Size"] = 1 }},
	{"attachment", "other data", func(f broken) { f.embedded().Data = []byte("{ \n") }},
	{"outline", "a wrong count", func(f broken) { f.Dict(f.Catalog()["Outlines"])["Count"] = 1 }},
	{"outline", "a broken chain", func(f broken) { delete(f.Dict(f.Dict(f.Catalog()["Outlines"])["Last"]), "Prev") }},
	{"outline", "no page", func(f broken) {
		f.Array(f.Dict(f.Dict(f.Catalog()["Outlines"])["First"])["Dest"])[0] = f.Catalog()["Pages"]
	}},
	{"outline", "no title", func(f broken) { delete(f.Dict(f.Dict(f.Catalog()["Outlines"])["First"]), "Title") }},

	{"model", "two paragraphs in the wrong order", func(f broken) {
		kids := f.Array(f.element("Document", 0)["K"])
		kids[0], kids[1] = kids[1], kids[0]
	}},
	{"model", "a paragraph left out", func(f broken) {
		document := f.element("Document", 0)
		document["K"] = f.Array(document["K"])[1:]
	}},
	{"model", "a heading that is a paragraph", func(f broken) { f.element("H2", 0)["S"] = pdftest.Name("P") }},
	{"model", "cells exchange their content", func(f broken) {
		a, b := f.element("TD", 0), f.element("TD", 2)
		a["K"], b["K"], a["Pg"], b["Pg"] = b["K"], a["K"], b["Pg"], a["Pg"]
	}},
	{"model", "a header cell that is a data cell", func(f broken) { f.element("TH", 0)["S"] = pdftest.Name("TD") }},
	{"model", "a head that is a body", func(f broken) { f.element("THead", 0)["S"] = pdftest.Name("TBody") }},
	{"model", "another word for what is there", func(f broken) { f.element("P", 1)["ActualText"] = pdftest.String("x") }},
	{"model", "a label that goes on is read again", func(f broken) {
		for i, page := range f.pages() { // an artifact that is no page number, as further content of the first label
			s := f.Get(page["Contents"]).(*pdftest.Stream)
			if i > 0 && bytes.Count(s.Data, []byte("/Artifact<</Type/Pagination>>BDC")) > 1 {
				s.Data = bytes.Replace(s.Data, []byte("/Artifact<</Type/Pagination>>BDC"), []byte("/TH<</MCID 900>>BDC"), 1)
				label := f.element("TH", 4)
				label["K"] = append(slices.Clone(f.Array(label["K"])), pdftest.Dict{"Type": pdftest.Name("MCR"),
					"Pg": f.Array(f.Dict(f.Catalog()["Pages"])["Kids"])[i], "MCID": 900})
				return
			}
		}
		f.t.Fatal("nothing is printed again")
	}},
	{"model", "no blank at the end of a line", func(f broken) {
		for _, o := range f.Objects { // every blank stands for nothing that is read
			if s, ok := o.(*pdftest.Stream); ok && bytes.Contains(s.Data, []byte("beginbfrange")) {
				s.Data = bytes.ReplaceAll(s.Data, []byte("<0020>"), []byte("<200B>"))
			}
		}
	}},
}
