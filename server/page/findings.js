// What there is to look at, of reading and of checking, one after the other by F8. Each is mended, and goes away, or is marked as
// checked with a reason, which goes into the review file.

import { button, el, say } from './dom.js';
import { pointerOf } from './edition.js';
import { localKey, readKey } from './draftfile.js';
import { Round, standing } from './round.js';
import { of, t } from './words.js';

const rank = { error: 0, warning: 1, information: 2 };

/** placeOf returns the place that a finding is about: a cell, a paragraph, or a section. */
export function placeOf(found) {
  const slip = pointerOf(found.hint?.cells?.[0]?.path); // the one cell that explains it all
  if (slip) return slip;
  const operands = [...(found.right || []), ...(found.left || [])].map((o) => pointerOf(o.path)).filter(Boolean);
  if (pointerOf(found.cell)) return pointerOf(found.cell);
  if (operands.length) return operands[0];
  if (found.paragraph !== undefined && found.section) return `/${found.section}/${found.paragraph}`;
  return found.pointer || (found.section ? '/' + found.section : '/head');
}

/** The list of findings of the report in front. */
export class Findings {
  constructor(desk, container, { go, showLine, open }) {
    Object.assign(this, { desk, container, go, showLine, open, current: '', round: new Round(desk) });
    for (const name of ['findings', 'documents']) desk.addEventListener(name, () => this.draw());
  }

  /** all lists diagnostics of reading that still hold, and findings. */
  all() {
    const { front, findings } = this.desk;
    if (!front) return [];
    const read = front.diagnostics.filter((d) => !this.about(d).length || this.doubtful(d))
      .map((d) => ({ ...d, key: readKey + [d.code, d.line ?? '', d.cell ?? '', d.message].join(':'), read: true }));
    return [...read, ...findings];
  }

  // about lists the doubtful cells that a diagnostic of reading is about: it stands until the last of them is filled in or confirmed.
  about(d) {
    if (!d.cell && d.code !== 'cell-inferred') return [];
    const under = '/' + (d.cell || d.section).replaceAll('.', '/');
    return [...this.desk.front.doubts.entries()].filter(([p, doubt]) => (p === under || p.startsWith(under + '/')) && (d.code === 'cell-inferred') === (doubt.confidence === 'inferred')).map(([p]) => p);
  }

  doubtful(d) { return this.about(d).find((p) => this.desk.front.doubt(p)); }

  /** pending lists what is neither mended nor checked, the gravest first where reading and checking meet. */
  pending() { return this.all().filter((f) => !this.desk.front.verdicts[f.key]).sort((a, b) => rank[a.severity] - rank[b.severity]); }

  draw() {
    if (this.container.contains(document.activeElement) && document.activeElement.localName === 'input') return; // a reason is being typed
    const pending = this.pending(), checked = this.all().filter((f) => this.desk.front?.verdicts[f.key]);
    this.container.replaceChildren(
      el('p', { class: 'summary' }, pending.length ? t('findingsCount', { n: pending.length }) : t('findingsNone'), checked.length ? '，' + t('checkedCount', { n: checked.length }) : '',
        this.desk.reachable ? '' : ' ' + t('localOnly')),
      this.desk.front ? this.round.draw() : '',
      el('p', { class: 'actions' }, button(t('previous'), () => this.step(-1), { class: 'quiet' }), button(t('next'), () => this.step(1), { class: 'quiet' })),
      el('ol', {}, ...pending.map((f) => this.item(f))), checked.length ? el('ol', { class: 'checked' }, ...checked.map((f) => this.item(f))) : '');
    this.mark();
  }

  item(found) {
    const verdict = this.desk.front.verdicts[found.key];
    const message = of(found, 'message');
    const list = el('li', { class: verdict ? 'done' : found.severity, 'data-key': found.key }, el('span', { class: 'kind' }, (found.read ? t('reader') + '·' : '') + t(found.severity)), ...standing(found), ' ',
      button(message, () => this.jump(found), { class: 'link' }));
    if (found.hint) list.append(el('span', { class: 'hint' }, ' ' + t('hint') + of(found.hint, 'message')));
    if (found.line && this.desk.front.evidence) list.append(' ', button(t('line', { n: found.line }), () => this.showLine(Number(found.line)), { class: 'quiet' }));
    if (verdict) {
      list.append(el('p', {}, t('checkedBecause', { reason: verdict.reason }), ' ', button(t('unmark'), () => { delete this.desk.front.verdicts[found.key]; this.desk.changed([]); this.draw(); }, { class: 'quiet' })));
    } else if (!found.key.startsWith(localKey)) list.append(this.reason(found));
    return list;
  }

  reason(found) {
    const input = el('input', { type: 'text', 'aria-label': t('reason'), placeholder: t('reason'), onkeydown: (e) => { if (e.key === 'Enter') done(); if (e.key === 'Escape') input.value = ''; } });
    const done = () => {
      const reason = input.value.trim();
      if (!reason) { input.focus(); return say(t('reasonNeeded'), true); }
      input.blur();
      this.desk.front.verdicts[found.key] = { code: found.code, rule: found.rule || '', message: found.message, reason };
      this.desk.changed([]);
      this.draw();
      say(t('markedDone'));
    };
    return el('div', { class: 'reason' }, input, button(t('mark'), done, { class: 'quiet' }));
  }

  jump(found) {
    this.current = found.key;
    this.mark();
    const place = placeOf(found);
    if (found.read && found.line && !pointerOf(found.cell)) this.showLine(Number(found.line));
    this.go((found.read && this.doubtful(found)) || place);
    say(`${t(found.severity)}：${of(found, 'message')}`);
  }

  mark() {
    for (const item of this.container.querySelectorAll('li[data-key]')) {
      if (item.dataset.key === this.current) { item.setAttribute('aria-current', 'true'); item.scrollIntoView?.({ block: 'nearest' }); }
      else item.removeAttribute('aria-current');
    }
  }

  /** step goes to the next finding, or the one before. */
  step(by) {
    const list = this.pending();
    if (!list.length) return say(t('findingsNone'));
    const at = list.findIndex((f) => f.key === this.current);
    this.jump(list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length]);
  }
}
