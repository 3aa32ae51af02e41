// Package rtf reads files in the Rich Text Format (Microsoft's specification 1.9.1; what WPS, Word, WordPad and LibreOffice write), also
// where they are called .doc.
//
// An RTF file is a text of control words in groups. [Read] goes through it once (scan.go), keeps for each group what is in force in it
// (state.go), and does what the control words ask (words.go, destination.go), translating paragraphs, rows and fields for package wordml,
// which see. Text comes as bytes in the code page of its font or as Unicode with a substitute (text.go). Control words that say only how
// the page looks are passed; so are destinations marked as optional (\*) that are not known, as the specification says.
package rtf

import (
	"bytes"
	"context"

	"golang.org/x/text/encoding"

	"nianbao/converter/diag"
	"nianbao/converter/internal/document"
	"nianbao/converter/internal/limit"
	"nianbao/converter/internal/style"
	"nianbao/converter/internal/wordml"
)

// Read reads an RTF file. The document is nil, and the list holds an error, where the file is refused: it is none, groups are nested too
// deeply, it exceeds a limit, or ctx is done. Other entries name what was left out. A file whose last groups are not closed was cut off
// and is refused. Paragraphs in styles of the given house style get their roles.
func Read(ctx context.Context, data []byte, limits limit.Limits, house *style.Style) (*document.Document, diag.List) {
	if int64(len(data)) > limits.Input {
		return nil, diag.List{diag.New("input-limit", diag.Place{}, "limit", limits.Input)}
	}
	if !bytes.HasPrefix(data, []byte(`{\rtf`)) {
		return nil, diag.List{damaged("it does not begin as RTF does")}
	}
	r := newReader(limit.NewMeter(ctx, limits), data)
	r.run()
	switch {
	case r.meter.Err() != nil:
		return nil, diag.List{r.meter.Refusal()}
	case r.refusal != nil:
		return nil, diag.List{*r.refusal}
	case r.problem != "":
		return nil, diag.List{damaged(r.problem)}
	}
	r.pack.Body, r.pack.Styles, r.pack.Lists = r.target.flow, r.sheet(), r.numbering()
	return r.pack.Read(ctx, limits, house)
}

func damaged(problem string) diag.Diagnostic {
	return diag.New("office-damaged", diag.Place{}, "problem", problem)
}

// reader is the state of one reading.
type reader struct {
	meter   *limit.Meter
	limits  limit.Limits
	data    []byte
	pos     int
	problem string // why the file cannot be read
	refusal *diag.Diagnostic
	done    bool // the group of the whole file is closed

	state
	groups []state // around
	opened int     // groups so far

	target  *target // where paragraphs go
	pending []byte  // text that has not been decoded yet
	high    rune    // the first half of a surrogate pair
	skip    int     // characters that are a substitute for Unicode (\uc)

	codePage    int // \ansicpg
	decodes     *encoding.Decoder
	decodesPage int
	fonts       map[int]font
	colors      []uint32
	styles      []styleEntry
	styleAt     map[int]int // index of a style by its number
	tables      lists
	words       []byte // text of a destination that is no part of the document
	pack        wordml.Package
}

// target is a stream of paragraphs: the text, a text box, a header.
type target struct {
	flow  *wordml.Flow
	in    wordml.Inline
	outer row // \trowd
	inner row // the same of a table in a cell (\nesttableprops)
	above *target
	label string // \listtext, \pntext
	form  form   // of the innermost field
}

func newReader(m *limit.Meter, data []byte) *reader {
	r := &reader{meter: m, limits: m.Limits(), data: data, codePage: 1252, fonts: map[int]font{}, styleAt: map[int]int{}}
	r.target = &target{flow: wordml.NewFlow(r.limits)}
	r.state = state{uc: 1}
	return r
}
