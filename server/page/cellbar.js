// What is known of the cell that has the focus: its formulas in words and whether they hold, where its figure came from, the raw figures
// of a row that was left blank for doubt, last year's figure. Figures are offered to be clicked; none is filled in by itself.

import { button, el } from './dom.js';
import { number, printed, typed } from './cells.js';
import { Sum } from './exact.js';
import { of, t } from './words.js';

const signs = { pass: '✓', fail: '✗', undetermined: '？', not_applicable: '—' };

/** The bar below the editor. showLine opens the source at a line. */
export class CellBar {
  constructor(desk, container, showLine) {
    Object.assign(this, { desk, container, showLine });
    for (const name of ['select', 'outcomes', 'documents']) desk.addEventListener(name, () => this.draw());
  }

  draw() {
    const { front, selected } = this.desk;
    const edition = front && [...this.desk.editions.values()].find((e) => e.has(selected));
    this.container.hidden = !edition;
    if (!edition) return;
    this.container.replaceChildren(el('p', { class: 'name' }, el('strong', {}, edition.cellName(selected)), ' ', printed(front.get(selected)) || t('cellEmpty'), ...this.lastYear(), ...this.answer()),
      ...this.doubt(front.doubt(selected)), this.formulas());
  }

  fill(text) {
    const { front, selected } = this.desk;
    this.desk.change([[selected, front.get(selected), typed(text, this.desk.marks)]]);
    document.querySelector(`[data-place="${selected}"]`)?.focus();
  }

  formulas() {
    const list = this.desk.of(this.desk.selected).filter((o) => o.status !== 'not_applicable');
    if (!list.length) return el('p', { class: 'quiet' }, t('formulaNone'));
    return el('ul', { class: 'formulas' }, ...list.map((o) => {
      const known = o.status === 'pass' || o.status === 'fail';
      const sums = o.status === 'fail' ? t('differs', { left: o.left, right: o.right, delta: o.left.minus(o.right) }) : known ? t('equals', { left: o.left, right: o.right }) : '';
      return el('li', { class: o.status }, el('span', { 'aria-hidden': 'true' }, signs[o.status] + ' '), el('b', {}, t(o.status + 'One')), ' ', of(o.formula, 'text'), sums && el('span', { class: 'sums' }, ' ' + sums));
    }));
  }

  answer() {
    const figure = this.desk.answer(this.desk.selected);
    if (figure === null || figure === number(this.desk.front.get(this.desk.selected) ?? null)) return [];
    return [' ', button(t('fillWith', { value: figure }), () => this.fill(figure), { class: 'chip', 'aria-keyshortcuts': '=' })];
  }

  lastYear() {
    const { front, selected } = this.desk;
    const before = front.previous && selected.split('/').slice(1).reduce((v, step) => v?.[step], front.previous);
    if (!before) return [];
    const a = number(before), b = number(front.get(selected) ?? null);
    const change = a !== null && b !== null ? Sum.of(b).minus(Sum.of(a)).toString() : null;
    return [el('span', { class: 'last' }, ` ${t('lastYear')} ${printed(before)}${change === null ? '' : '，' + t('change', { change: change.startsWith('-') ? change : '+' + change })}`)];
  }

  doubt(doubt) {
    if (!doubt) return [];
    const source = doubt.line ? button(t('showSource'), () => this.showLine(doubt.line), { class: 'quiet' }) : null;
    if (doubt.confidence === 'inferred') {
      return [el('p', { class: 'doubt' }, t('inferredFrom', { line: doubt.line, raw: doubt.raw }), ' ', source, button(t('confirm'), () => this.desk.confirm(this.desk.selected), { class: 'chip' }))];
    }
    const figures = [...new Set(doubt.raw.match(/-?\d+(?:\.\d+)?/g) || [])];
    return [el('p', { class: 'doubt' }, t('lostFrom', { line: doubt.line }), ' ', ...figures.map((f) => button(f, () => this.fill(f), { class: 'chip raw', 'aria-label': t('fillWith', { value: f }) })), source)];
  }
}
