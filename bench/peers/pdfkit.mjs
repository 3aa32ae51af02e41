// pdfkit. Its tables are drawn cell by cell: its own table function takes some ten times as long over this form, and lets merged cells
// run off the page.
import fs from 'node:fs'
import PDFDocument from 'pdfkit'
import { blocks, font, grid, inputs, serve, style } from './worker.mjs'

const faces = ['xiaobiaosong', 'heiti', 'kaiti', 'fangsong', 'song']
const bytes = Object.fromEntries(faces.map(f => [f, fs.readFileSync(font(f))]))

function table(doc, b) {
  const { height, cells } = grid(b)
  if (doc.y + height > style.height - style.margins.bottom) doc.addPage()
  const left = style.margins.left
  const top = doc.y
  doc.lineWidth(0.5)
  for (const c of cells) {
    doc.rect(left + c.x, top + c.y, c.width, c.height).stroke()
    c.lines.forEach((line, i) => doc.text(line, left + c.x, top + c.y + c.pad + i * c.pitch, { width: c.width, align: 'center', lineBreak: false }))
  }
  doc.x = left
  doc.y = top + height
}

serve(inputs('json'), data => new Promise((resolve, reject) => {
  const doc = new PDFDocument({ size: [style.width, style.height], margins: style.margins, bufferPages: true })
  const parts = []
  doc.on('data', p => parts.push(p))
  doc.on('end', () => resolve(Buffer.concat(parts)))
  doc.on('error', reject)
  for (const f of faces) doc.registerFont(f, bytes[f])
  for (const b of blocks(data)) {
    const s = style[b.kind]
    doc.font(s.face).fontSize(s.size)
    if (b.kind === 'table') {
      table(doc, b)
      continue
    }
    const lineGap = style.line - doc.currentLineHeight()
    doc.text(b.text, { lineGap, align: { title: 'center', sign: 'right' }[b.kind] || 'left', indent: b.kind === 'title' || b.kind === 'sign' ? 0 : 32 })
  }
  const pages = doc.bufferedPageRange().count
  for (let i = 0; i < pages; i++) {
    doc.switchToPage(i)
    doc.page.margins.bottom = 0 // or the number would begin another page
    doc.font('song').fontSize(14).text(`— ${i + 1} —`, 0, style.height - 70, { width: style.width, align: 'center', lineBreak: false })
  }
  doc.end()
}))
