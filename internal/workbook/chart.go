package workbook

import (
	"strconv"
	"strings"
)

// Bars is a chart of lying bars, the first at the top, each with its number.
type Bars struct {
	Title         string
	Series        []Series
	Width, Height int // in pixels, of which an inch has 96
}

// Series are the bars of one colour: what they count, and where their names and their numbers stand, as [Reference] says it.
type Series struct{ Name, Categories, Values string }

type placedBars struct {
	Bars
	column, row int
}

// Bars puts a chart with its upper left corner on a cell.
func (s *Sheet) Bars(column, row int, bars Bars) {
	s.bars = append(s.bars, placedBars{bars, column, row})
}

func rowsReference(sheet string, rows int) string {
	return "'" + strings.ReplaceAll(sheet, "'", "''") + "'!$1:$" + strconv.Itoa(rows)
}

const (
	drawingNamespace = "http://schemas.openxmlformats.org/drawingml/2006/main"
	chartNamespace   = "http://schemas.openxmlformats.org/drawingml/2006/chart"
	anchorNamespace  = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
	pixel            = 914_400 / 96 // in the unit of drawings (20.1.2.1, EMU)
)

// drawing is the part that places a sheet's charts (20.5.2.35, wsDr).
func (s *Sheet) drawing() []byte {
	b := append([]byte(declaration), `<xdr:wsDr xmlns:xdr="`+anchorNamespace+`" xmlns:a="`+drawingNamespace+`" xmlns:c="`+chartNamespace+`" xmlns:r="`+relationNamespace+`">`...)
	for i := range s.bars {
		c, id := &s.bars[i], strconv.Itoa(i+2)
		b = append(b, `<xdr:oneCellAnchor><xdr:from><xdr:col>`+strconv.Itoa(c.column-1)+`</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>`+strconv.Itoa(c.row-1)+
			`</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="`+strconv.Itoa(c.Width*pixel)+`" cy="`+strconv.Itoa(c.Height*pixel)+`"/>`+
			`<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="`+id+`" name="`...)
		b = append(appendEscaped(b, c.Title), `" descr="`...) // what the chart shows, for those who do not see it
		b = append(appendEscaped(b, c.Title), `"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>`+
			`<a:graphic><a:graphicData uri="`+chartNamespace+`"><c:chart r:id="rId`+strconv.Itoa(i+1)+`"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor>`...)
	}
	return append(b, "</xdr:wsDr>"...)
}

// The looks of a chart: sizes in hundredths of a point, colours as six hexadecimal digits.
const (
	chartTitle = `sz="1400" b="0"><a:solidFill><a:srgbClr val="595959"/></a:solidFill>`
	chartLabel = `<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900" b="0"><a:solidFill><a:srgbClr val="1B1B1B"/></a:solidFill></a:defRPr></a:pPr><a:endParaRPr/></a:p></c:txPr>`
	chartAxis  = `<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr>`
	// Each bar says its number; none that is 0.
	chartNumbers = `<c:dLbls><c:numFmt formatCode="0;;" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>` + chartLabel +
		`<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`
)

func barColor(i int) string { return []string{"5B9BD5", "ED7D31", "A5A5A5", "FFC000"}[i%4] }

// part is the chart (21.2.2.29, chartSpace). Its numbers are not repeated here: they stand in the cells, which programs compute.
func (c *Bars) part() []byte {
	b := append([]byte(declaration), `<c:chartSpace xmlns:c="`+chartNamespace+`" xmlns:a="`+drawingNamespace+`" xmlns:r="`+relationNamespace+`"><c:roundedCorners val="0"/>`+
		`<c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr `+chartTitle+`</a:defRPr></a:pPr><a:r><a:rPr `+chartTitle+`</a:rPr><a:t>`...)
	b = append(appendEscaped(b, c.Title), `</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>`+
		`<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>`...)
	for i, s := range c.Series {
		n := strconv.Itoa(i)
		b = append(b, `<c:ser><c:idx val="`+n+`"/><c:order val="`+n+`"/><c:tx><c:v>`...)
		b = append(appendEscaped(b, s.Name), `</c:v></c:tx><c:spPr><a:solidFill><a:srgbClr val="`+barColor(i)+`"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>`+
			chartNumbers+`<c:cat><c:strRef><c:f>`...)
		b = append(appendEscaped(b, s.Categories), "</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>"...)
		b = append(appendEscaped(b, s.Values), "</c:f></c:numRef></c:val></c:ser>"...)
	}
	b = append(b, `<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>`+
		`<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>`+
		`<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>`+chartAxis+chartLabel+`<c:crossAx val="2"/><c:crosses val="autoZero"/>`+
		`<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>`+
		`<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="1"/><c:axPos val="t"/><c:numFmt formatCode="General" sourceLinked="0"/>`+
		`<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="1"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx></c:plotArea>`...)
	if len(c.Series) > 1 {
		b = append(b, `<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>`...)
	}
	return append(b, `<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>`...)
}
