package converter

import (
	"nianbao/converter/internal/compose"
	"nianbao/converter/internal/datafile"
)

// Shell is what an official document says around the report (公文版头 and 附件, GB/T 9704-2012 7.2, 7.3.7). These are values of one
// document and no part of the report: the same report stands on a page of the web without them, and [Converter.Read] leaves them aside. What
// all documents of a house have in common stands in its style. The texts are printed as they are, without line breaks.
type Shell struct {
	// Organs are the names in red at the head (发文机关标志), the leading one first; none: that of the report.
	Organs []string `json:"organs,omitempty"`
	// Number is 发文字号: 示政发〔2024〕1号. "" leaves its line empty, with a warning.
	Number string `json:"number,omitempty"`
	// Signers are the people who sign for the organs (签发人) of a document for a superior organ.
	Signers []string `json:"signers,omitempty"`
	// CopyNumber is 份号, Secrecy 密级和保密期限, Urgency 紧急程度; "" for none.
	CopyNumber string  `json:"copy_number,omitempty"`
	Secrecy    string  `json:"secrecy,omitempty"`
	Urgency    string  `json:"urgency,omitempty"`
	Annexes    []Annex `json:"annexes,omitempty"`
}

// Annex is a document attached to the report (附件): its title and its paragraphs, as in the report's JSON.
type Annex struct {
	Title      string   `json:"title"`
	Paragraphs []string `json:"paragraphs"`
}

// ParseShell reads a shell from JSON: an object with the names of the fields, in lower case. What is wrong with it is told by a [*Refusal].
func ParseShell(data []byte) (*Shell, error) {
	s := &Shell{}
	if _, err := datafile.Decode(data, s); err != nil {
		return nil, refuse(dataFault("shell-invalid", err))
	}
	return s, nil
}

func (s *Shell) composed() *compose.Shell {
	if s == nil {
		return nil
	}
	out := &compose.Shell{Organs: s.Organs, Number: s.Number, Signers: s.Signers, CopyNumber: s.CopyNumber, Secrecy: s.Secrecy, Urgency: s.Urgency}
	for _, a := range s.Annexes {
		out.Annexes = append(out.Annexes, compose.Annex(a))
	}
	return out
}
