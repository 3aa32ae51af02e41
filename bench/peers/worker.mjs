// What every peer in JavaScript shares: the protocol of a worker (internal/sides/worker.go describes it), and a report as blocks.
import fs from 'node:fs'
import path from 'node:path'
import readline from 'node:readline'

export const folder = process.argv[2]
export const form = JSON.parse(fs.readFileSync(path.join(folder, 'form.json'), 'utf8'))
export const font = role => path.join(folder, 'fonts', role + '.ttf')

// inputs reads all files of a kind before anything is measured.
export function inputs(extension) {
  return fs.readdirSync(path.join(folder, 'reports')).filter(n => n.endsWith('.' + extension)).sort().map(n => fs.readFileSync(path.join(folder, 'reports', n)))
}

// serve answers the lines of the driver. make returns the output of one input as bytes or as a string.
export async function serve(files, make) {
  console.log('ready')
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [verb, ...rest] = line.split(' ')
    try {
      if (verb === 'run') {
        let bytes = 0
        for (const job of rest) bytes += (await make(files[job])).length
        console.log('done ' + bytes)
      } else {
        fs.writeFileSync(rest[1], await make(files[rest[0]]))
        console.log('done 1')
      }
    } catch (e) {
      console.log('error ' + String(e && e.stack || e).replaceAll('\n', ' '))
    }
  }
}

const plain = text => text.replace(/\*\*/g, '')
const dated = date => date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')

// blocks turns a report into what stands on its pages, from top to bottom.
export function blocks(data) {
  const report = JSON.parse(data)
  const list = [{ kind: 'title', text: report.title }]
  for (const section of form.sections) {
    if (section.heading) list.push({ kind: 'section', text: section.heading })
    if (section.table) list.push({ kind: 'table', ...table(report, form.tables.find(t => t.key === section.table)) })
    else for (const p of report[section.key] || []) list.push({ kind: /^（[一二三四五六七八九十]+）[^。]*$/.test(p) ? 'heading' : 'body', text: plain(p) })
  }
  list.push({ kind: 'sign', text: report.signature }, { kind: 'sign', text: dated(report.date) })
  return list
}

function table(report, t) {
  return {
    columns: t.columns, head: t.header_rows, widths: t.widths,
    rows: t.rows.map(row => row.map(cell => ({ text: cell.pointer ? value(report, cell.pointer) : cell.text || '', colspan: cell.colspan || 1, rowspan: cell.rowspan || 1, figure: !!cell.pointer })))
  }
}

function value(report, pointer) {
  let at = report
  for (const key of pointer.split('/').slice(1)) at = at?.[key]
  return at == null ? '' : String(typeof at === 'object' ? at.text ?? at.value : at)
}

// The sizes of GB/T 9704 in points, and the faces that each kind of block is set in.
export const style = {
  margins: { top: 104.9, bottom: 99.2, left: 79.35, right: 73.7 }, width: 595.3, height: 841.9,
  title: { face: 'xiaobiaosong', size: 22 }, section: { face: 'heiti', size: 16 }, heading: { face: 'kaiti', size: 16 },
  body: { face: 'fangsong', size: 16 }, sign: { face: 'fangsong', size: 16 }, table: { face: 'song', size: 9 }, line: 28.95
}

// grid places the cells of a table for those who have to draw it themselves: rows as high as their cells need, text broken into lines.
export function grid(b) {
  const unit = (style.width - style.margins.left - style.margins.right) / b.widths.reduce((x, y) => x + y)
  const size = style.table.size
  const pitch = 11
  const pad = 2
  const covered = b.rows.map(() => Array(b.columns).fill(false))
  const heights = b.rows.map(() => pitch + 2 * pad)
  const cells = []
  b.rows.forEach((row, i) => {
    let column = 0
    for (const c of row) {
      while (covered[i][column]) column++
      for (let y = 0; y < c.rowspan; y++) for (let x = 0; x < c.colspan; x++) covered[i + y][column + x] = true
      const width = b.widths.slice(column, column + c.colspan).reduce((x, y) => x + y) * unit
      const fit = Math.max(1, Math.floor((width - 4) / size))
      const lines = []
      for (let k = 0; k < c.text.length || !k; k += fit) lines.push(c.text.slice(k, k + fit))
      if (c.rowspan === 1) heights[i] = Math.max(heights[i], lines.length * pitch + 2 * pad)
      cells.push({ row: i, rowspan: c.rowspan, x: b.widths.slice(0, column).reduce((x, y) => x + y, 0) * unit, width, lines, pitch })
    }
  })
  const tops = heights.reduce((list, h) => [...list, list.at(-1) + h], [0])
  for (const c of cells) {
    c.y = tops[c.row]
    c.height = tops[c.row + c.rowspan] - c.y
    c.pad = (c.height - c.lines.length * pitch) / 2
  }
  return { height: tops.at(-1), cells }
}
