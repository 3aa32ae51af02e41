// The npm package docx: a Word file with styles, tables with merged cells and page numbers.
import * as d from 'docx'
import { blocks, inputs, serve, style } from './worker.mjs'

const names = { xiaobiaosong: '方正小标宋简体', heiti: '黑体', kaiti: '楷体_GB2312', fangsong: '仿宋_GB2312', song: '宋体' }
const twips = pt => Math.round(pt * 20)
const run = (text, s) => new d.TextRun({ text, size: s.size * 2, font: { ascii: names[s.face], eastAsia: names[s.face], hAnsi: names[s.face] } })

function paragraph(b) {
  const s = style[b.kind]
  return new d.Paragraph({
    children: [run(b.text, s)],
    heading: { title: d.HeadingLevel.TITLE, section: d.HeadingLevel.HEADING_1, heading: d.HeadingLevel.HEADING_2 }[b.kind],
    alignment: { title: d.AlignmentType.CENTER, sign: d.AlignmentType.RIGHT }[b.kind] || d.AlignmentType.BOTH,
    spacing: { line: twips(style.line), lineRule: d.LineRuleType.EXACT, before: 0, after: 0 },
    indent: b.kind === 'title' || b.kind === 'sign' ? undefined : { firstLine: twips(32) }
  })
}

function table(b) {
  return new d.Table({
    columnWidths: b.widths, layout: d.TableLayoutType.FIXED, alignment: d.AlignmentType.CENTER,
    rows: b.rows.map((row, i) => new d.TableRow({
      tableHeader: i < b.head, cantSplit: true,
      children: row.map(c => new d.TableCell({
        columnSpan: c.colspan, rowSpan: c.rowspan, verticalAlign: d.VerticalAlign.CENTER,
        children: [new d.Paragraph({ children: [run(c.text, style.table)], alignment: d.AlignmentType.CENTER })]
      }))
    }))
  })
}

serve(inputs('json'), data => d.Packer.toBuffer(new d.Document({
  sections: [{
    properties: { page: { size: { width: 11906, height: 16838 }, margin: { top: 2098, bottom: 1984, left: 1587, right: 1474 } } },
    footers: { default: new d.Footer({ children: [new d.Paragraph({ alignment: d.AlignmentType.CENTER, children: [new d.TextRun({ size: 28, children: ['— ', d.PageNumber.CURRENT, ' —'] })] })] }) },
    children: blocks(data).map(b => b.kind === 'table' ? table(b) : paragraph(b))
  }]
})))
