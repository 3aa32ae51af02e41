package pdf

import "strings"

// Namespace is that of this product's own properties in the metadata.
const Namespace = "https://nianbao.example/ns/pdf/1.0/"

// extension describes a property that the metadata of PDF/A do not know. Each one has to be declared in the file
// (ISO 19005-1 6.7.8, ISO 19005-3 6.6.2.3).
type extension struct{ schema, namespace, prefix, property, kind, description string }

var (
	accessibility = extension{"PDF/UA identification schema", "http://www.aiim.org/pdfua/ns/id/", "pdfuaid", "part", "Integer",
		"Part of ISO 14289 that the file conforms to"}
	pagesOfFile = extension{"nianbao schema", Namespace, "nianbao", "pages", "Text",
		"SHA-256 of the pages and of the data attached to them, as they were made of each other"}
)

func writeExtensions(b *strings.Builder, list []extension) {
	if len(list) == 0 {
		return
	}
	const resource = ` rdf:parseType="Resource">`
	b.WriteString(`<pdfaExtension:schemas xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" ` +
		`xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><rdf:Bag>`)
	for _, e := range list {
		b.WriteString(`<rdf:li` + resource + `<pdfaSchema:schema>` + e.schema + `</pdfaSchema:schema><pdfaSchema:namespaceURI>` + e.namespace +
			`</pdfaSchema:namespaceURI><pdfaSchema:prefix>` + e.prefix + `</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li` + resource +
			`<pdfaProperty:name>` + e.property + `</pdfaProperty:name><pdfaProperty:valueType>` + e.kind +
			`</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>` + e.description +
			`</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>`)
	}
	b.WriteString(`</rdf:Bag></pdfaExtension:schemas>`)
}
