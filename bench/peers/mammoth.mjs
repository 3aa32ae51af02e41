// mammoth: a Word file to HTML, with the merged cells of its tables.
import mammoth from 'mammoth'
import { inputs, serve } from './worker.mjs'

serve(inputs('docx'), async buffer => (await mammoth.convertToHtml({ buffer })).value)
