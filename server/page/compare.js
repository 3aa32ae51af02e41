// This year's figures beside last year's, as POST /v1/compare puts them: what differs, by how much, and what the rules find between the two
// reports. A click on a row goes to its cell.

import * as api from './api.js';
import { button, el } from './dom.js';
import { of, t } from './words.js';

const pause = 150; // milliseconds without a change

const shown = (value) => (value === null || value === undefined ? '' : String(value));

/** The comparison of the report in front; go brings somebody to a cell. */
export class Compare {
  constructor(desk, container, go) {
    Object.assign(this, { desk, container, go });
    for (const name of ['documents', 'change']) desk.addEventListener(name, () => this.ask());
    new MutationObserver(() => this.ask()).observe(container, { attributeFilter: ['hidden'] }); // nobody waits for what is not looked at
  }

  ask() {
    clearTimeout(this.timer);
    this.asking?.abort();
    if (this.container.hidden || !this.desk.front?.previous) return;
    this.timer = setTimeout(() => this.answer(), pause);
  }

  async answer() {
    const { report, previous } = this.desk.front;
    const { signal } = this.asking = new AbortController();
    try {
      const answer = await api.compare(report, previous, signal);
      if (!signal.aborted) this.draw(answer);
    } catch (problem) {
      if (signal.aborted) return;
      this.container.replaceChildren(el('p', { class: 'error' }, problem.status ? problem.message : t('offline')));
    }
  }

  draw({ previous, tables, result }) {
    const found = result.findings.map((f) => el('li', { class: f.severity }, of(f, 'message')));
    const at = this.container.scrollTop;
    this.container.replaceChildren(el('h2', {}, t('compare')), ...(found.length ? [el('ul', {}, ...found)] : []),
      ...(previous ? tables.map((table) => this.table(table)) : []));
    this.container.scrollTop = at;
  }

  // table lists the figures that differ; where none does it says so.
  table({ key, cells }) {
    const edition = [...this.desk.editions.values()].find((e) => cells.every((c) => e.has(c.pointer))) || this.desk.editions.get(this.desk.front.report.format);
    const name = edition.sections.find((s) => s.table === key)?.name || key;
    const changed = cells.filter((c) => shown(c.this) !== shown(c.last));
    if (!changed.length) return el('div', {}, el('h3', {}, name), el('p', { class: 'quiet' }, t('compareSame')));
    const row = (c) => el('tr', {}, el('th', { scope: 'row' }, button(edition.cellName(c.pointer), () => this.go(c.pointer), { class: 'link' })),
      el('td', {}, shown(c.last) || '—'), el('td', {}, shown(c.this) || '—'), el('td', {}, signed(c.change)), el('td', {}, c.percent === null ? '' : signed(c.percent) + '%'));
    return el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': name }, el('table', {}, el('caption', {}, name),
      el('thead', {}, el('tr', {}, ...[t('cell'), t('lastYear'), t('thisYear'), t('difference'), t('percent')].map((h) => el('th', { scope: 'col' }, h)))), el('tbody', {}, ...changed.map(row))));
  }
}

// signed writes a change with its sign.
function signed(value) {
  const text = shown(value);
  return !text || text.startsWith('-') || /^0(\.0+)?$/.test(text) ? text.replace('-', '−') : '+' + text;
}
