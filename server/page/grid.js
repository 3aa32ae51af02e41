// A table of the form as it is printed, with a field for each figure: arrow keys, Enter and Tab as in a spreadsheet, "=" for what
// the formulas give, ranges from a spreadsheet's clipboard.

import { el } from './dom.js';
import { printed, same, typed } from './cells.js';
import { fail } from './evaluate.js';
import { matrix } from './clipboard.js';
import { t } from './words.js';

/** lines returns the rows of pointers that hold figures, from left to right. */
export const lines = (table) => table.rows.map((row) => row.filter((c) => c.pointer).map((c) => c.pointer)).filter((row) => row.length);

/** The fields of a table. paste is called with a matrix that goes into several cells. */
export class Grid {
  constructor(desk, table, { paste, answerless }) {
    Object.assign(this, { desk, table, paste, answerless });
    this.rows = lines(table);
    this.inputs = new Map();
    this.last = new Map();
    this.element = this.draw();
    this.refresh();
  }

  draw() {
    const widths = this.table.widths, total = widths.reduce((a, b) => a + b, 0);
    const columns = widths.map((w) => { const col = el('col'); col.style.width = (100 * w) / total + '%'; return col; });
    const body = this.table.rows.map((row) => el('tr', {}, ...row.map((cell) => this.cell(cell, row.some((c) => c.pointer)))));
    const table = el('table', { class: 'form', 'data-table': this.table.key, onkeydown: (e) => this.key(e), onpaste: (e) => this.pasted(e),
      oninput: (e) => this.typed(e.target), onfocusin: (e) => this.enter(e.target), onfocusout: () => this.desk.front?.history.pause() },
    el('caption', {}, this.table.caption), el('colgroup', {}, ...columns), el('tbody', {}, ...body));
    return el('div', { class: 'scroll', tabindex: this.table.columns > 6 ? '0' : null, role: 'group', 'aria-label': this.table.caption }, table);
  }

  cell(cell, figures) {
    const spans = { colspan: cell.colspan, rowspan: cell.rowspan };
    if (!cell.pointer) return el(cell.text ? 'th' : 'td', { ...spans, scope: cell.text ? (figures ? 'row' : 'col') : null }, cell.text || '');
    const label = cell.row === cell.column ? cell.row : `${cell.row}，${cell.column}${cell.unit ? `（${cell.unit}）` : ''}`;
    const input = el('input', { type: 'text', inputmode: cell.words ? 'text' : 'decimal', autocomplete: 'off', spellcheck: 'false', 'aria-label': label, 'data-place': cell.pointer });
    const last = el('small', { class: 'last', hidden: true });
    this.inputs.set(cell.pointer, input);
    this.last.set(cell.pointer, last);
    return el('td', { ...spans, class: 'figure' }, input, cell.unit && cell.colspan ? el('span', { class: 'unit' }, cell.unit) : null, last);
  }

  /** refresh shows the figures of the report, what fails and what is doubtful. The field that is typed into keeps its text. */
  refresh() {
    const { front, outcomes } = this.desk;
    const failing = new Set(outcomes.filter((o) => o.status === fail).flatMap((o) => o.formula.right.filter((x) => !x.previous).map((x) => x.pointer)));
    for (const [pointer, input] of this.inputs) {
      const cell = front.get(pointer);
      if (document.activeElement !== input || !same(this.desk.meaning(pointer, input.value), cell ?? null)) {
        const text = printed(cell);
        if (input.value !== text) input.value = text;
      }
      const doubt = front.doubt(pointer);
      input.parentElement.className = ['figure', failing.has(pointer) && 'fail', doubt && doubt.confidence, printed(cell) === '' && 'blank'].filter(Boolean).join(' ');
      if (failing.has(pointer)) input.setAttribute('aria-invalid', 'true');
      else input.removeAttribute('aria-invalid');
      this.beside(pointer);
    }
  }

  // beside shows last year's figure under this year's.
  beside(pointer) {
    const { previous } = this.desk.front;
    const small = this.last.get(pointer);
    const text = previous ? printed(pointer.split('/').slice(1).reduce((v, step) => v?.[step], previous)) : '';
    small.hidden = !text;
    small.textContent = text && `${t('lastYear')} ${text}`;
  }

  typed(input) {
    const pointer = input.dataset.place;
    if (pointer) this.put(pointer, this.desk.meaning(pointer, input.value), 'type:' + pointer);
  }

  put(pointer, cell, run = '') {
    const before = this.desk.front.get(pointer);
    if (!same(before ?? null, cell)) this.desk.change([[pointer, before, cell]], run);
  }

  enter(input) {
    if (!input.dataset.place) return;
    input.select();
    this.desk.select(input.dataset.place, 'editor');
  }

  focus(pointer) {
    const input = this.inputs.get(pointer);
    input?.focus();
    input?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    return Boolean(input);
  }

  key(event) {
    const input = event.target, pointer = input.dataset?.place;
    if (!pointer || event.ctrlKey || event.metaKey || event.altKey) return;
    const all = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    const move = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [event.shiftKey ? -1 : 1, 0],
      ArrowLeft: (all || input.selectionEnd === 0) && [0, -1], ArrowRight: (all || input.selectionStart === input.value.length) && [0, 1] }[event.key];
    if (move && !(event.shiftKey && event.key !== 'Enter')) {
      event.preventDefault();
      this.move(pointer, ...move);
    } else if (event.key === '=' && input.inputMode !== 'text') {
      event.preventDefault();
      const figure = this.desk.answer(pointer);
      if (figure === null) this.answerless();
      else { this.put(pointer, typed(figure, this.desk.marks)); input.value = figure; input.select(); }
    }
  }

  // move goes to the neighbour; where rows have different numbers of cells, to the nearest.
  move(pointer, down, right) {
    let row = this.rows.findIndex((r) => r.includes(pointer)), at = this.rows[row].indexOf(pointer);
    row += down;
    at += right;
    if (right && at < 0 && row > 0) at = this.rows[--row].length - 1;
    else if (right && at >= this.rows[row].length && row + 1 < this.rows.length) { row++; at = 0; }
    const line = this.rows[row];
    if (line) this.focus(line[Math.max(0, Math.min(at, line.length - 1))]);
  }

  pasted(event) {
    const pointer = event.target.dataset?.place;
    const rows = matrix(event.clipboardData.getData('text/plain'));
    if (!pointer || !rows) return;
    event.preventDefault();
    event.stopPropagation();
    this.paste(rows, this.rows, pointer);
  }
}
