package contract

import "nianbao/converter/report"

// TailPart is one of the lists of a [Tail] under its key in the contract.
type TailPart struct {
	Key        string
	Paragraphs *[]string
}

// TailParts returns the lists in the order in which a document prints them.
func TailParts(t *report.Tail) [3]TailPart {
	return [3]TailPart{{"attachments", &t.Attachments}, {"annotation", &t.Annotation}, {"imprint", &t.Imprint}}
}
