// pdfmake, which sets what its document definition says with pdfkit.
import pdfmake from 'pdfmake'
import { blocks, font, inputs, serve, style } from './worker.mjs'

const faces = ['xiaobiaosong', 'heiti', 'kaiti', 'fangsong', 'song']
pdfmake.setFonts(Object.fromEntries(faces.map(f => [f, { normal: font(f) }])))
pdfmake.setLocalAccessPolicy?.(() => true)
pdfmake.setUrlAccessPolicy?.(() => false)

function table(b) {
  const unit = (style.width - style.margins.left - style.margins.right) / b.widths.reduce((x, y) => x + y)
  const body = b.rows.map(() => Array(b.columns).fill(null)) // pdfmake wants an empty cell at each place that a merged cell covers
  b.rows.forEach((row, i) => {
    let column = 0
    for (const c of row) {
      while (body[i][column]) column++
      for (let y = 0; y < c.rowspan; y++) for (let x = 0; x < c.colspan; x++) body[i + y][column + x] = {}
      body[i][column] = { text: c.text, colSpan: c.colspan, rowSpan: c.rowspan, alignment: 'center' }
    }
  })
  return { font: 'song', fontSize: 9, table: { headerRows: b.head === b.rows.length ? 0 : b.head, widths: b.widths.map(w => w * unit - 5), body }, layout: { paddingLeft: () => 2, paddingRight: () => 2, paddingTop: () => 2, paddingBottom: () => 2, hLineWidth: () => 0.5, vLineWidth: () => 0.5 } }
}

serve(inputs('json'), data => pdfmake.createPdf({
  pageSize: { width: style.width, height: style.height },
  pageMargins: [style.margins.left, style.margins.top, style.margins.right, style.margins.bottom],
  defaultStyle: { font: 'fangsong', fontSize: 16, lineHeight: 1.5 },
  footer: page => ({ text: `— ${page} —`, font: 'song', fontSize: 14, alignment: 'center' }),
  content: blocks(data).map(b => b.kind === 'table' ? table(b) : {
    text: b.text, font: style[b.kind].face, fontSize: style[b.kind].size, alignment: { title: 'center', sign: 'right' }[b.kind] || 'left',
    leadingIndent: b.kind === 'title' || b.kind === 'sign' ? 0 : 32
  })
}).getBuffer())
