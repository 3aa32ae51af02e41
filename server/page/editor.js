// The report as a form to fill in: its name, six sections, signature. It draws anew when another report comes to the front and follows
// changes otherwise.

import { button, el, say } from './dom.js';
import { Exact } from './exact.js';
import { Grid } from './grid.js';
import { Prose } from './prose.js';
import { offer } from './paste.js';
import { tableFormat } from './edition.js';
import { typed } from './cells.js';
import { language, t } from './words.js';

const tails = ['attachments', 'annotation', 'imprint'];

/** The editor of the report in front of the desk, in a container. */
export class Editor {
  constructor(desk, container) {
    Object.assign(this, { desk, container, grids: [], proses: [], offers: [], fields: new Map() });
    desk.addEventListener('documents', () => this.draw());
    desk.addEventListener('change', (e) => this.follow(e.detail));
    desk.addEventListener('outcomes', () => this.drawn && this.drawn === desk.front && [...this.grids.map((g) => () => g.refresh()), ...this.offers].forEach((follow) => follow()));
  }

  draw() {
    const { front, editions } = this.desk;
    this.grids = [];
    this.proses = [];
    this.offers = [];
    this.fields.clear();
    this.drawn = front;
    if (!front) return this.container.replaceChildren();
    const edition = this.edition = editions.get(front.report.format) || [...editions.values()][0];
    this.shape = this.shapes();
    this.container.replaceChildren(this.head(), ...edition.sections.map((s) => this.section(s)), this.tail(), el('p', { class: 'keys' }, t('keys')));
    this.desk.tell('findings');
  }

  // shapes says which edition each table is drawn by; when that changes, so does the drawing.
  shapes() { return this.edition.tables.map((table) => tableFormat(this.desk.editions, this.desk.front.report, table.key).edition.version).join(); }

  head() {
    const pattern = this.edition.title.replace('{organization}', this.desk.front.get('/organization') || '××').replace('{year}', this.desk.front.get('/year') || '××××');
    const choice = el('select', { id: 'format', onchange: () => { this.put('/format', choice.value); this.draw(); } },
      ...[...this.desk.editions.values()].filter((e) => e.family === this.edition.family).map(({ version }) => el('option', { value: version, selected: version === this.edition.version }, version)));
    return el('section', { class: 'head', id: 'section-head', 'aria-label': t('head') }, el('h2', {}, t('head')), el('div', { class: 'fields' },
      this.field('/organization', t('organization')), this.field('/year', t('year'), { inputmode: 'numeric', maxlength: '4' },
        (text) => (/^\d{4}$/.test(text) ? new Exact(text) : undefined)),
      el('div', { class: 'field' }, el('label', { for: 'format' }, t('format')), choice),
      this.field('/title', t('title'), { placeholder: pattern, class: 'wide' })));
  }

  field(pointer, label, attributes = {}, read = (text) => text.trim() || undefined) {
    const id = 'field' + pointer.replace(/\//g, '-');
    const input = el('input', { type: 'text', id, autocomplete: 'off', 'data-place': pointer, ...attributes, value: String(this.desk.front.get(pointer) ?? ''),
      oninput: () => this.put(pointer, read(input.value), 'type:' + pointer), onfocus: () => this.desk.select(pointer, 'editor'), onblur: () => this.desk.front?.history.pause() });
    this.fields.set(pointer, input);
    return el('div', { class: 'field ' + (attributes.class || '') }, el('label', { for: id }, label), input);
  }

  put(pointer, after, run = '') {
    const before = this.desk.front.get(pointer);
    if (String(before ?? '') !== String(after ?? '')) this.desk.change([[pointer, before ?? undefined, after]], run);
  }

  section(section) {
    const heading = el('h2', { id: 'heading-' + section.key }, section.name);
    const parts = section.table ? this.table(section) : [this.prose('/' + section.key, section.name)];
    return el('section', { id: 'section-' + section.key, 'aria-labelledby': 'heading-' + section.key, tabindex: '-1' }, heading,
      section.hint && language() === 'zh' ? el('p', { class: 'hint' }, section.hint) : null, ...parts);
  }

  prose(pointer, label) {
    const prose = new Prose(this.desk, pointer, label);
    this.proses.push(prose);
    return prose.element;
  }

  table(section) {
    const { front, editions } = this.desk;
    const { edition } = tableFormat(editions, front.report, section.table);
    const form = edition.tableOf.get(section.table);
    const grid = new Grid(this.desk, form, {
      paste: (rows, lines, pointer) => offer(this.desk, edition, rows, lines, pointer),
      answerless: () => say(t('noSolution'), true),
    });
    this.grids.push(grid);
    const notes = (where) => (front.get(`/notes/${section.table}/${where}`) ? [el('h3', {}, t(where)), this.prose(`/notes/${section.table}/${where}`, t(where))] : []);
    const carries = front.previous && form.rows.flat().some((c) => c.pointer && this.desk.of(c.pointer).some((o) => o.formula.previous));
    const carry = carries && button(t('carry'), () => this.carry(), { class: 'quiet', 'aria-keyshortcuts': 'F7' });
    const zero = button('', () => this.desk.change(this.desk.zeros(section.table).map((p) => [p, this.desk.front.get(p), new Exact('0')])), { class: 'quiet zeros' });
    const offered = () => { const n = this.desk.zeros(section.table).length; zero.hidden = !n; zero.textContent = t('zeros', { n }); };
    const inferred = () => [...front.doubts.keys()].filter((p) => p.startsWith(`/${section.table}/`) && front.confidence(p) === 'inferred');
    const confirm = button('', () => this.desk.confirm(...inferred()), { class: 'quiet confirm' });
    const asked = () => { const n = inferred().length; confirm.hidden = !n; confirm.textContent = t('confirmAll', { n }); };
    const others = button('', () => this.desk.change(this.desk.rest(section.table).map((p) => [p, this.desk.front.get(p), new Exact('0')])), { class: 'quiet rest' });
    const rest = () => { const n = this.desk.rest(section.table).length; others.hidden = !n; others.textContent = t('rest', { n }); };
    for (const follow of [offered, rest, asked]) {
      this.offers.push(follow);
      follow();
    }
    return [...notes('above'), grid.element, zero, others, confirm, carry || null, ...notes('below')];
  }

  /** carry fills what last year left over, and says how much. */
  carry() {
    if (!this.desk.front.previous) return say(t('carriedFromNone'), true);
    const n = this.desk.carry((figure) => typed(figure, this.desk.marks));
    say(n ? t('carried', { n }) : t('carriedNone'));
  }

  tail() {
    const lists = tails.filter((key) => this.desk.front.get('/' + key)).flatMap((key) => [el('h3', {}, t(key)), this.prose('/' + key, t(key))]);
    return el('section', { class: 'head', id: 'section-tail', 'aria-label': t('tail'), tabindex: '-1' }, el('h2', {}, t('tail')), el('div', { class: 'fields' },
      this.field('/signature', t('signature')), this.field('/date', t('date'), { type: 'date' })), ...lists);
  }

  /** follow shows what has changed; a field that is typed into is left alone. */
  follow(pointers) {
    if (this.drawn !== this.desk.front || !this.drawn) return;
    if (this.shapes() !== this.shape) return this.draw();
    for (const prose of this.proses) if (pointers.includes(prose.pointer)) prose.refresh();
    for (const pointer of pointers) {
      const input = this.fields.get(pointer);
      if (input && input !== document.activeElement) input.value = String(this.desk.front.get(pointer) ?? '');
    }
  }

  /** go brings the focus to a place: a cell, a paragraph, a field, or the section that holds it. */
  go(place) {
    if (this.grids.some((g) => g.focus(place))) return true;
    const [, key, ...rest] = place.split('/');
    const prose = this.proses.find((p) => place.startsWith(p.pointer + '/'));
    if (prose && prose.focus(Number(place.slice(prose.pointer.length + 1)))) return true;
    if (this.fields.has(place)) { this.fields.get(place).focus(); return true; }
    const section = document.getElementById('section-' + key) || (key === 'title' || rest.length === 0 ? document.getElementById('section-head') : null);
    section?.scrollIntoView({ block: 'start' });
    section?.focus();
    return Boolean(section);
  }
}
