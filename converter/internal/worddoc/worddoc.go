// Package worddoc reads Word 97–2003 files (.doc, [MS-DOC]) and those of WPS (.wps), which are the same.
//
// Such a file is a compound file ([MS-CFB]) of streams (streams.go): WordDocument, with the text and the pages of its properties, a
// table stream, which says where everything is, and Data for what does not fit. The text is one sequence of characters over all parts
// of the document, cut into pieces (pieces.go). What holds for a character or a paragraph is found by the place of its bytes in the file
// (pages.go), as a list of modifiers called sprms (sprm.go) upon its style (styles.go). Rows end with a mark that has the row's definition
// among its modifiers (row.go), lists are tables of their own (lists.go).
//
// [Read] goes through the text once (read.go) and translates it for package wordml, which see.
package worddoc

import (
	"context"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/wordml"
)

// Read reads a Word 97–2003 file. The document is nil, and the list holds an error, where the file is refused: it is none, it is encrypted,
// of an older Word, damaged or only a piece of one, it exceeds a limit, or ctx is done. Other entries name what was left out.
// Paragraphs in styles of the given house style get their roles.
func Read(ctx context.Context, data []byte, limits limit.Limits, house *style.Style) (*document.Document, diag.List) {
	if int64(len(data)) > limits.Input {
		return nil, diag.List{diag.New("input-limit", diag.Place{}, "limit", limits.Input)}
	}
	f, fault := openFile(data)
	if fault != nil {
		return nil, diag.List{*fault}
	}
	r := &reader{file: f, meter: limit.NewMeter(ctx, limits), limits: limits, known: map[int32]bool{}, fonts: map[int]string{}}
	if fault := r.run(); fault != nil {
		return nil, diag.List{*fault}
	}
	r.pack.Styles, r.pack.Lists = r.sheet(), r.numbering()
	doc, found := r.pack.Read(ctx, limits, house)
	if f.macros && doc != nil {
		found = append(found, diag.New("docx-macro", diag.Place{}))
	}
	return doc, found
}

func damaged(problem string) *diag.Diagnostic {
	d := diag.New("office-damaged", diag.Place{}, "problem", problem)
	return &d
}

// reader is the state of one reading.
type reader struct {
	*file
	meter  *limit.Meter
	limits limit.Limits
	pack   wordml.Package

	pieces    []piece
	modifiers [][]byte // of pieces: the Prc of the Clx
	chars     pages
	paras     pages
	styles    []styleEntry
	lists     []list
	uses      []use
	known     map[int32]bool // ids of lists
	fonts     map[int]string // names that were looked up
	spent     int64          // bytes of modifiers read in the Data stream
	boxes     boxes
	refusal   *diag.Diagnostic
}
