// The office's files of a check: its own severities, and what an earlier round found. Beside them stands what became of that round.

import { button, el, say } from './dom.js';
import { choose } from './start.js';
import { of, t } from './words.js';

const largest = 8 << 20; // bytes of a file that is taken: the service's limit of a field

/** Round is the part of the findings' view that is about other rounds and the office's rules. */
export class Round {
  constructor(desk) { this.desk = desk; }

  draw() {
    return el('div', { class: 'round' }, el('p', { class: 'actions' }, ...this.file('since'), ...this.file('rules')), ...this.progress());
  }

  // file is the buttons of a file that goes with the check: take it, or put it away.
  file(kind) {
    const given = this.desk.front[kind];
    if (!given) return [button(t(kind + 'Open'), () => choose(([file]) => file && this.take(kind, file), { accept: '.json' }), { class: 'quiet', id: kind + '-open' })];
    return [el('span', { class: 'last' }, t(kind + 'Is', { name: given.name })), button(t(kind + 'Remove'), () => this.desk.office(kind, null), { class: 'quiet', id: kind + '-remove' })];
  }

  async take(kind, file) {
    if (file.size > largest) return say(t('tooLarge', { name: file.name }), true);
    this.desk.office(kind, { name: file.name, text: await file.text() });
  }

  progress() {
    const { progress, front } = this.desk;
    if (!front.since || !progress) return [];
    const { corrected, remaining, changed } = progress;
    return [el('p', { class: 'progress' }, t('progress', { corrected: corrected.length, remaining, changed, new: progress.new })),
      ...(corrected.length ? [el('details', {}, el('summary', {}, t('corrected', { n: corrected.length })), el('ul', {}, ...corrected.map((c) => el('li', {}, of(c, 'message')))))] : [])];
  }
}

/** standing says how a finding stands to the round before. */
export const standing = (found) => (found.since ? [' ', el('span', { class: 'since' }, t('since ' + found.since))] : []);
