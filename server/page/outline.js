// The six sections with what there is to do in each, and what became of the formulas as a whole.

import { button, el } from './dom.js';
import { fail, notApplicable, pass, undetermined } from './evaluate.js';
import { printed } from './cells.js';
import { lines } from './grid.js';
import { t } from './words.js';

/** The outline of the report in front; go brings somebody to a place. */
export class Outline {
  constructor(desk, container, go) {
    Object.assign(this, { desk, container, go });
    for (const name of ['outcomes', 'documents']) desk.addEventListener(name, () => this.draw());
  }

  draw() {
    const { front, editions, outcomes } = this.desk;
    if (!front) return this.container.replaceChildren();
    const edition = editions.get(front.report.format) || [...editions.values()][0];
    const count = (status) => outcomes.filter((o) => o.status === status).length;
    const item = (key, name, ...badges) => el('li', {}, button(el('span', {}, name), () => this.go('/' + key)), ...badges);
    const state = (status) => el('span', { class: 'badge ' + status }, `${t(status)} ${count(status)}`);
    const focused = this.container.contains(document.activeElement) ? [...this.container.querySelectorAll('button')].indexOf(document.activeElement) : -1;
    this.container.replaceChildren(el('ul', {}, item('head', t('head')), ...edition.sections.map((s) => item(s.key, s.name, ...this.badges(edition, s))), item('tail', t('tail'))),
      el('p', { class: 'formulas', id: 'formulas' }, el('strong', {}, t('formulas')), ' ', state(pass), ' ', state(fail), ' ', state(undetermined), ' ', state(notApplicable)));
    if (focused >= 0) this.container.querySelectorAll('button')[focused]?.focus();
  }

  badges(edition, section) {
    const { front, outcomes } = this.desk;
    const badge = (kind, text) => el('span', { class: 'badge ' + kind }, text);
    if (!section.table) {
      const n = (front.get('/' + section.key) || []).filter(Boolean).length;
      return [badge(n ? '' : 'blank', t('paragraphs', { n }))];
    }
    const cells = lines(edition.tableOf.get(section.table)).flat();
    const blanks = cells.filter((p) => printed(front.get(p)) === '').length;
    const inferred = cells.filter((p) => front.confidence(p) === 'inferred').length;
    const failing = outcomes.filter((o) => o.status === fail && o.formula.table === section.table).length;
    return [failing && badge('fail', t('badgeFail', { n: failing })), blanks && badge('blank', t('blanks', { n: blanks })), inferred && badge('inferred', t('inferredCount', { n: inferred }))].filter(Boolean);
  }
}
