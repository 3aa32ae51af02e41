package worddoc

import (
	"nianbao/converter/diag"
	"nianbao/converter/internal/wordml"
)

// The modifiers that count ([MS-DOC] 2.6).
const (
	cDeleted   = 0x0800 // sprmCFRMarkDel
	cInserted  = 0x0801 // sprmCFRMarkIns
	cData      = 0x0806 // sprmCFData
	cOLE       = 0x080A // sprmCFOle2
	cBold      = 0x0835
	cStrike    = 0x0837
	cHidden    = 0x083C // sprmCFVanish
	cSpecial   = 0x0855 // sprmCFSpec
	cObject    = 0x0856 // sprmCFObj
	cColor     = 0x2A42 // sprmCIco
	cRaised    = 0x2A48 // sprmCIss
	cStruck2   = 0x2A53 // sprmCFDStrike
	cPosition  = 0x4845 // sprmCHpsPos
	cStyle     = 0x4A30 // sprmCIstd
	cSymbol    = 0x6A09
	cTrueColor = 0x6870 // sprmCCv

	pInTable   = 0x2416 // sprmPFInTable
	pRowEnd    = 0x2417 // sprmPFTtp
	pInnerCell = 0x244B // sprmPFInnerTableCell
	pInnerRow  = 0x244C // sprmPFInnerTtp
	pLevel     = 0x260A // sprmPIlvl
	pOutline   = 0x2640 // sprmPOutLvl
	pStyle     = 0x4600 // sprmPIstd
	pList      = 0x460B // sprmPIlfo
	pHuge      = 0x6646 // sprmPHugePapx: the modifiers stand in the Data stream
	pHugeOld   = 0x6645
	pDepth     = 0x6649 // sprmPItap

	tHeader    = 0x3404 // sprmTTableHeader
	tDelete    = 0x5622
	tMerge     = 0x5624
	tSplit     = 0x5625
	tInsert    = 0x7621
	tWidth     = 0x7623 // sprmTDxaCol
	tLeft      = 0x9601 // sprmTDxaLeft
	tDefine    = 0xD608 // sprmTDefTable
	tMergeDown = 0xD62B // sprmTVertMerge

	pTabs = 0xC615 // sprmPChgTabs, whose length may be said otherwise
)

// each calls visit for every modifier of a list. A list that is cut off ends there.
func each(list []byte, visit func(op uint16, operand []byte)) {
	for len(list) >= 2 {
		op := le.Uint16(list)
		list = list[2:]
		n, skip := 0, 0 // bytes of the operand, of its length before it
		switch op >> 13 {
		case 0, 1:
			n = 1
		case 2, 4, 5:
			n = 2
		case 3:
			n = 4
		case 7:
			n = 3
		default:
			if len(list) == 0 {
				return
			}
			switch {
			case op == tDefine:
				if len(list) < 2 {
					return
				}
				n, skip = int(le.Uint16(list))-1, 2
			case op == pTabs && list[0] == 255:
				n, skip = longTabs(list), 1
			default:
				n, skip = int(list[0]), 1
			}
		}
		if n < 0 || skip+n > len(list) {
			return
		}
		visit(op, list[skip:skip+n])
		list = list[skip+n:]
	}
}

// longTabs returns the length of a change of tabs that is too long to say so in a byte (2.9.182).
func longTabs(list []byte) int {
	if len(list) < 2 {
		return len(list)
	}
	deleted := int(list[1])
	at := 2 + 4*deleted
	if at >= len(list) {
		return len(list)
	}
	return at + 3*int(list[at])
}

// look is what of a character's form is kept.
type look struct {
	bold, hidden, struck, twice bool
	deleted, inserted           bool
	white                       bool
	raise                       wordml.Raise
	position                    int
	special                     bool // the character stands for something else
	object, data                bool
	symbol                      []byte
}

// apply lays modifiers of characters over a look; base is that of the style, which toggles refer to.
func (k *look) apply(r *reader, list []byte, base look) {
	each(list, func(op uint16, operand []byte) { k.sprm(r, op, operand, &base) })
}

func (k *look) sprm(r *reader, op uint16, operand []byte, base *look) {
	switch op {
	case cBold:
		k.bold = toggled(operand[0], base.bold)
	case cHidden:
		k.hidden = toggled(operand[0], base.hidden)
	case cStrike:
		k.struck = toggled(operand[0], base.struck)
	case cStruck2:
		k.twice = operand[0] != 0
	case cDeleted:
		k.deleted = operand[0] != 0
	case cInserted:
		k.inserted = operand[0] != 0
	case cSpecial:
		k.special = operand[0] != 0
	case cObject, cOLE:
		k.object = operand[0] != 0
	case cData:
		k.data = operand[0] != 0
	case cSymbol:
		k.symbol = operand
	case cColor:
		k.white = operand[0] == 8
	case cTrueColor:
		k.white = operand[0] == 255 && operand[1] == 255 && operand[2] == 255 && operand[3] == 0
	case cRaised:
		k.raise = wordml.OnLine
		switch operand[0] {
		case 1:
			k.raise = wordml.Superscript
		case 2:
			k.raise = wordml.Subscript
		}
	case cPosition:
		k.position = int(int16(le.Uint16(operand)))
	case cStyle:
		if s := r.styleOf(int(le.Uint16(operand))); s.kind == characterStyle {
			style := *base
			each(s.chars, func(op uint16, operand []byte) {
				if op != cStyle { // a style of characters has none of its own, and may not lead in a circle
					k.sprm(r, op, operand, &style)
				}
			})
			base.bold, base.hidden, base.struck = k.bold, k.hidden, k.struck
		}
	}
}

// toggled returns what a toggle property is (2.6.1, ToggleOperand).
func toggled(v byte, style bool) bool {
	switch v {
	case 0x80:
		return style
	case 0x81:
		return !style
	}
	return v != 0
}

// para is what of a paragraph's form is kept.
type para struct {
	style               int
	inTable             bool
	rowEnd              bool
	innerCell, innerRow bool
	depth               int
	list, level         int // list: 0 none
	outline             int // 1 to 9; 0 none
	table               row
}

// apply lays modifiers of paragraphs and rows over what is known.
func (p *para) apply(r *reader, list []byte, deep int) {
	each(list, func(op uint16, operand []byte) {
		switch op {
		case pInTable:
			p.inTable = operand[0] != 0
		case pRowEnd:
			p.rowEnd = operand[0] != 0
		case pInnerCell:
			p.innerCell = operand[0] != 0
		case pInnerRow:
			p.innerRow = operand[0] != 0
		case pDepth:
			p.depth = bounded(le.Uint32(operand))
		case pLevel:
			p.level = min(int(operand[0]), 8)
		case pList:
			p.list = int(le.Uint16(operand))
		case pOutline:
			if p.outline = 0; operand[0] < 9 {
				p.outline = int(operand[0]) + 1
			}
		case pHuge, pHugeOld:
			at := int(le.Uint32(operand))
			if deep < 2 && at+2 <= len(r.data) {
				n := int(le.Uint16(r.data[at:]))
				if !r.spend(n) {
					return
				}
				p.apply(r, r.data[at+2:min(at+2+n, len(r.data))], deep+1)
			}
		default:
			p.table.sprm(r, op, operand)
		}
	})
}

// spend counts modifiers of the Data stream: many paragraphs may name the same ones.
func (r *reader) spend(n int) bool {
	if r.spent += int64(n); r.spent > r.limits.ZipTotal && r.refusal == nil {
		d := diag.New("office-limit", diag.Place{}, "what", diag.Word("doc-modifiers"), "limit", r.limits.ZipTotal)
		r.refusal = &d
	}
	return r.refusal == nil && r.meter.Step(1+n/64)
}

// depthOf returns the depth of tables at which a paragraph stands.
func (p *para) depthOf() int {
	if p.inTable {
		return max(p.depth, 1)
	}
	return 0
}
