// What is on the desk: the open reports, which of them is in front, the place that somebody works at, and what follows from each
// change. Views listen to it; it knows none of them.
//
// Events: "documents" (opened, closed, another in front), "change" (detail: pointers), "outcomes", "findings", "select", "preview", "kept".

import * as api from './api.js';
import * as drafts from './drafts.js';
import * as draftfile from './draftfile.js';
import { Document } from './document.js';
import { title } from './report.js';
import { evaluate, fail, solve } from './evaluate.js';
import { marksOf, tableFormat } from './edition.js';
import { number, typed } from './cells.js';

const nought = (figure) => /^0(\.0+)?$/.test(figure);
const previewPause = 150, keepPause = 400; // milliseconds without a change

/** The reports that are worked on and what is known of the one in front. */
export class Desk extends EventTarget {
  constructor(editions) {
    super();
    this.editions = editions;
    this.marks = marksOf(editions);
    this.documents = [];
    this.front = null;
    this.outcomes = [];
    this.findings = [];
    this.reachable = true;
    this.selected = '';
    this.pages = null; // the last answer of preview
    this.unkept = new Set();
    this.timers = {};
    this.keeping = Promise.resolve();
  }

  tell(name, detail) { this.dispatchEvent(new CustomEvent(name, { detail })); }

  open(...documents) {
    this.documents.push(...documents);
    for (const d of documents) this.unkept.add(d);
    this.bring(documents[0]);
    this.keep();
  }

  /** bring puts a report in front. */
  bring(document) {
    this.front = document;
    this.findings = [];
    this.pages = null;
    this.selected = '';
    this.update();
    this.tell('documents');
    this.check();
    this.typeset(0);
  }

  /** close takes a report off the desk; its draft stays in the browser until somebody removes it. */
  async close(document) {
    this.documents = this.documents.filter((d) => d !== document);
    this.unkept.delete(document);
    await this.keeping; // what is being written must not come after
    await drafts.save(this.record(document, false)).catch(() => {});
    if (this.front === document) {
      if (this.documents.length) this.bring(this.documents.at(-1));
      else this.leave();
    } else this.tell('documents');
  }

  /** leave shows the start without closing anything. */
  leave() {
    this.front = null;
    this.tell('documents');
  }

  /** change makes an edit of the report in front; run names what is being typed into. */
  change(changes, run = '') {
    this.front.history.apply(this.front.report, changes, run);
    this.changed(changes.map((c) => c[0]));
  }

  undo() { return this.step('undo'); }

  redo() { return this.step('redo'); }

  step(way) {
    const pointers = this.front?.history[way](this.front.report);
    if (pointers) this.changed(pointers);
    return pointers;
  }

  changed(pointers) {
    this.check(); // first: the service works while the page draws
    this.update();
    this.tell('change', pointers);
    this.unkept.add(this.front);
    this.typeset(previewPause);
    this.later('keep', keepPause, () => this.keep());
  }

  /** confirm says that a person has compared inferred cells with the source. */
  confirm(...pointers) {
    for (const pointer of pointers) this.front.confirmed.add(pointer);
    this.changed(pointers);
  }

  /** dress prints the report as an official document with these values; null: by itself. */
  dress(shell) {
    this.front.shell = shell;
    this.changed([]);
    this.tell('documents');
  }

  /** compare puts last year's report beside; null puts it away. */
  compare(previous) {
    this.front.previous = previous;
    this.changed([]);
    this.tell('documents');
  }

  /** office takes a file of the office that checks, kind "since" or "rules": {name, text}; null puts it away. */
  office(kind, file) {
    this.front[kind] = file;
    this.changed([]);
    this.check();
    this.tell('documents');
  }

  update() {
    const d = this.front;
    this.outcomes = d ? evaluate(this.editions, d.report, { previous: d.previous, marks: this.marks, confidence: (p) => d.confidence(p) }) : [];
    this.tell('outcomes');
  }

  /** of lists the outcomes of the formulas that a cell takes part in. */
  of(pointer) { return this.outcomes.filter((o) => [...o.formula.left, ...o.formula.right].some((term) => term.pointer === pointer && !term.previous)); }

  /** answer returns the figure that the formulas give a cell, null where they do not. */
  answer(pointer) {
    const d = this.front;
    return solve(this.outcomes, pointer, (term) => {
      const { report, pointer: at } = { report: term.previous ? d.previous : d.report, pointer: term.pointer };
      return report ? number(at.split('/').slice(1).reduce((v, step) => v?.[step], report) ?? null) : null;
    });
  }

  /** carry fills blank cells with what was carried over from last year, as one edit; it returns how many. */
  carry(read) {
    const changes = [];
    for (const { formula } of this.outcomes.filter((o) => o.formula.previous)) {
      for (const { pointer, previous } of [...formula.left, ...formula.right]) {
        if (previous || !this.blank(pointer)) continue;
        const figure = this.answer(pointer);
        if (figure !== null && !changes.some((c) => c[0] === pointer)) changes.push([pointer, this.front.get(pointer), read(figure)]);
      }
    }
    if (changes.length) this.change(changes);
    return changes.length;
  }

  /** zeros lists the blank cells of a table that must be 0: they are counts, and what they add up to is 0. */
  zeros(table) {
    const cells = new Set();
    for (const { formula } of this.outcomes) {
      const [sum] = formula.right;
      if (formula.table !== table || formula.previous || formula.right.length > 1 || formula.left.some((x) => x.minus)) continue;
      const figure = number(this.front.get(sum.pointer) ?? null);
      if (figure !== null && nought(figure)) for (const { pointer } of formula.left) if (this.blank(pointer)) cells.add(pointer);
    }
    return [...cells];
  }

  /** rest lists the cells of a table that are still blank where all its figures are 0 and no formula says that these are 0 too. */
  rest(table) {
    const form = tableFormat(this.editions, this.front.report, table).edition.tableOf.get(table);
    const cells = (form?.rows || []).flat().filter((c) => c.pointer && !c.words).map((c) => c.pointer);
    const figures = cells.map((p) => number(this.front.get(p) ?? null)).filter((f) => f !== null);
    return figures.length && figures.every(nought) && !this.zeros(table).length ? cells.filter((p) => this.blank(p)) : [];
  }

  /** meaning returns the cell that a text typed at a place means: the words themselves where the form has words there. */
  meaning(pointer, text) {
    if (this.editions.get(this.front.report.format)?.cells.get(pointer)?.words) return text.replace(/\s+/g, ' ').trim() || null;
    return typed(text, this.marks);
  }

  blank(pointer) { return (this.front.get(pointer) ?? null) === null; }

  select(pointer, from) {
    if (pointer === this.selected) return;
    this.selected = pointer;
    this.tell('select', { pointer, from });
  }

  later(name, pause, act) {
    clearTimeout(this.timers[name]);
    this.timers[name] = setTimeout(act, pause);
  }

  /** check asks for the findings at once; the answer to an older state is thrown away. */
  async check() {
    this.checking?.abort();
    const d = this.front;
    if (!d) return;
    const { signal } = this.checking = new AbortController();
    try {
      const { findings, progress, notices } = await api.findings(d.report, { previous: d.previous, since: d.since, rules: d.rules }, signal);
      if (signal.aborted) return;
      this.findings = [...notices.map((n) => ({ ...n, key: n.code })), ...findings];
      this.progress = progress;
      this.reachable = true;
    } catch (problem) {
      if (problem.name === 'AbortError' || signal.aborted) return;
      this.reachable = problem.status !== 0;
      this.progress = null;
      this.findings = problem.status ? problem.errors.map((e) => ({ ...e, key: e.code + (e.pointer || '') })) : this.local();
    }
    this.tell('findings');
  }

  // What can be said without the service: the formulas that fail, in the edition's words.
  local() {
    const fill = (text, o) => text.replace(/\{left_sum\}/g, o.left).replace(/\{right_sum\}/g, o.right).replace(/\{delta\}/g, o.left.minus(o.right))
      .replace(/\{(left|right)\[(\d+)\]\}/g, (all, side, n) => { const c = this.front.get(o.formula[side][n]?.pointer || ''); return c === undefined || c === null ? '' : number(c) ?? ''; });
    return this.outcomes.filter((o) => o.status === fail).map((o) => ({ key: draftfile.localKey + o.formula.id, code: o.formula.code, rule: o.formula.id, severity: o.formula.severity,
      message: fill(o.formula.message, o), message_en: fill(o.formula.message_en, o), cell: o.formula.right[0].pointer.slice(1).replaceAll('/', '.') }));
  }

  /** typeset asks for the pages after a pause. */
  typeset(pause) {
    this.later('typeset', pause, async () => {
      this.typesetting?.abort();
      if (!this.front) return;
      const { signal } = this.typesetting = new AbortController();
      try {
        const pages = await api.preview(this.front.report, this.front.shell, signal);
        if (signal.aborted) return;
        this.pages = pages;
      } catch (problem) {
        if (problem.name === 'AbortError' || signal.aborted) return;
        this.pages = { problem };
      }
      this.tell('preview');
    });
  }

  /** keep writes what has changed into the browser's storage, one time after the other. */
  keep() { return (this.keeping = this.keeping.then(() => this.keepNow())); }

  async keepNow() {
    const list = [...this.unkept];
    try {
      for (const d of list) {
        this.unkept.delete(d);
        await drafts.save(this.record(d, this.documents.includes(d)));
      }
      this.isKept = true;
    } catch {
      for (const d of list) this.unkept.add(d);
      this.isKept = false;
    }
    this.tell('kept');
  }

  record(d, open) { return { id: d.id, title: title(d.report), order: this.documents.indexOf(d), open, text: draftfile.write(d) }; }

  /** bringBack opens the drafts that the browser has kept. A draft that cannot be read is left where it is. */
  async bringBack() {
    const kept = await drafts.all().catch(() => []);
    const documents = kept.filter((k) => k.open).sort((a, b) => a.order - b.order).flatMap((k) => {
      try {
        return [new Document({ id: k.id, ...draftfile.read(k.text) })];
      } catch {
        return [];
      }
    });
    this.documents.push(...documents);
    if (documents.length) this.bring(documents[0]);
    return documents.length;
  }
}
