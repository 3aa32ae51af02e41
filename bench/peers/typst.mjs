// typst, warm: one template, and the report as its data, which is how typst is meant to be used for many documents.
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import path from 'node:path'
import { blocks, folder, inputs, serve } from './worker.mjs'

const template = `
#let data = json(bytes(sys.inputs.report))
#set page(width: 595.3pt, height: 841.9pt, margin: (top: 104.9pt, bottom: 99.2pt, left: 79.35pt, right: 73.7pt),
  footer: context align(center, text(font: "GW Song", size: 14pt)[— #counter(page).display() —]))
#set text(font: "GW FangSong", size: 16pt, lang: "zh", top-edge: 0.8em, bottom-edge: -0.2em)
#set par(justify: true, leading: 12.95pt, spacing: 12.95pt, first-line-indent: (amount: 2em, all: true))
#show heading: set text(font: "GW Hei", size: 16pt, weight: "regular")
#show heading: set block(above: 12.95pt, below: 12.95pt)
#for b in data {
  if b.kind == "title" { align(center, text(font: "GW Title Song", size: 22pt, b.text)) }
  else if b.kind == "section" { heading(level: 1, h(2em) + b.text) }
  else if b.kind == "heading" { par(text(font: "GW Kai", b.text)) }
  else if b.kind == "body" { par(b.text) }
  else if b.kind == "sign" { align(right, b.text + h(2em)) }
  else {
    set text(font: "GW Song", size: 9pt)
    set par(justify: false, leading: 3pt, first-line-indent: 0pt)
    let cell(c) = table.cell(colspan: c.colspan, rowspan: c.rowspan, align: center + horizon, c.text)
    table(columns: b.widths.map(w => w * 1fr), stroke: 0.5pt, inset: 2pt,
      table.header(..b.rows.slice(0, b.head).flatten().map(cell)),
      ..b.rows.slice(b.head).flatten().map(cell))
  }
}
`
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [path.join(folder, 'fonts')] }] })
serve(inputs('json'), data => {
  const out = compiler.compile({ mainFileContent: template, inputs: { report: JSON.stringify(blocks(data)) } })
  if (!out.result) throw new Error(JSON.stringify(out.takeDiagnostics()?.shortDiagnostics))
  const pdf = compiler.pdf(out.result)
  compiler.evictCache(10) // what typst's own command does, and its documentation recommends
  return pdf
})
