// This year's report beside last year's, as POST /v1/compare puts them: what the rules find between the two, figures that differ, prose word by
// word, and sentences that are last year's. A click on a row goes to its cell; the same can be had as a file.

import * as api from './api.js';
import { button, el, say } from './dom.js';
import { save } from './downloads.js';
import { of, t } from './words.js';

const pause = 150; // milliseconds without a change
const files = ['docx', 'pdf', 'xlsx', 'html'];

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

  async download(kind) {
    const { report, previous } = this.desk.front;
    say(t('making'));
    try {
      const { blob, name } = await api.compared(report, previous, kind);
      save(blob, name);
      say(t('saved', { name }));
    } catch (problem) {
      say(problem.status === 0 ? t('offline') : t('failed', { detail: problem.message }), true);
    }
  }

  draw(answer) {
    const { previous, tables, result } = answer;
    const found = result.findings.map((f) => el('li', { class: f.severity }, of(f, 'message')));
    const at = this.container.scrollTop;
    this.container.replaceChildren(el('h2', {}, t('compare')), ...(found.length ? [el('ul', {}, ...found)] : []),
      ...(previous ? [this.files(), ...tables.map((table) => this.table(table)), prose(answer), copied(answer)] : []));
    this.container.scrollTop = at;
  }

  files() {
    return el('p', { class: 'files' }, t('compareFiles'), ...files.map((kind) => button(kind === 'html' ? t('compareHTML') : kind.toUpperCase(), () => this.download(kind), { 'data-compare': kind })));
  }

  // table lists the figures that differ; where none does it says so.
  table({ key, name, cells }) {
    const own = this.desk.editions.get(this.desk.front.report.format);
    const edition = [...this.desk.editions.values()].find((e) => cells.every((c) => c.state === 'only-last' || e.has(c.pointer))) || own;
    const title = edition.sections.find((s) => s.table === key)?.name || name;
    const changed = cells.filter((c) => shown(c.this) !== shown(c.last));
    if (!changed.length) return el('div', {}, el('h3', {}, title), el('p', { class: 'quiet' }, t('compareSame')));
    const cell = (c) => (c.state === 'only-last' ? `${c.row} ${c.column}` : button(edition.cellName(c.pointer), () => this.go(c.pointer), { class: 'link' }));
    const row = (c) => el('tr', {}, el('th', { scope: 'row' }, cell(c)),
      el('td', {}, shown(c.last) || '—'), el('td', {}, shown(c.this) || '—'), el('td', {}, signed(c.change)), el('td', {}, c.percent === null ? why(c) : signed(c.percent) + '%'));
    return el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': title }, el('table', { class: 'figures' }, el('caption', {}, title),
      el('thead', {}, el('tr', {}, ...[t('cell'), t('lastYear'), t('thisYear'), t('difference'), t('percent')].map((h) => el('th', { scope: 'col' }, h)))), el('tbody', {}, ...changed.map(row))));
  }
}

// why says why there is no percentage.
function why(c) {
  if (c.change !== null) return t('compareOfNothing');
  return { 'only-this': t('compareOnlyThis'), 'only-last': t('compareOnlyLast') }[c.state] || '';
}

// marked is a text with what each year alone has. Screen readers are told in words, not by the elements alone.
const marked = (runs) => runs.map(({ op, text }) => (op === 'equal' ? text : el(op === 'delete' ? 'del' : 'ins', {},
  el('span', { class: 'only-read' }, t(op === 'delete' ? 'compareGone' : 'compareNew')), text)));

// prose shows the paragraphs that differ.
function prose({ paragraphs }) {
  const kind = (p) => t(p.moved && p.kind === 'same' ? 'compareMoved' : p.moved ? 'compareMovedChanged' : 'compare ' + p.kind);
  const changed = paragraphs.filter((p) => p.kind !== 'same' || p.moved);
  return el('section', { 'aria-labelledby': 'compare-prose' }, el('h3', { id: 'compare-prose' }, t('compareProse')),
    changed.length ? el('ul', { class: 'changes' }, ...changed.map((p) => el('li', { class: p.kind }, el('b', {}, kind(p)), ' ', ...marked(p.runs)))) : el('p', { class: 'quiet' }, t('compareSame')));
}

// copied says how much of the prose is last year's, and shows the sentences.
function copied({ copied: c, sentences }) {
  const mine = sentences.filter((s) => s.origin === 'identical' || s.origin === 'renumbered');
  return el('section', { 'aria-labelledby': 'compare-copied' }, el('h3', { id: 'compare-copied' }, t('compareCopied')),
    el('p', {}, c.percent === null ? t('compareNoProse') : t('compareShare', { percent: c.percent, same: c.sentences.identical, numbers: c.sentences.renumbered })),
    el('ul', { class: 'changes' }, ...mine.map((s) => el('li', {}, el('b', {}, t('compare ' + s.origin)), ' ', s.text))));
}

// signed writes a change with its sign.
function signed(value) {
  const text = shown(value);
  return !text || text.startsWith('-') || /^0(\.0+)?$/.test(text) ? text.replace('-', '−') : '+' + text;
}
