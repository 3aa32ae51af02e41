// The lines of the text that the report was read from, each with what became of it.

import { el } from './dom.js';
import { t } from './words.js';

/** The source of the report in front. */
export class Source {
  constructor(desk, container) {
    Object.assign(this, { desk, container });
    desk.addEventListener('documents', () => this.draw());
    desk.addEventListener('select', () => this.mark());
  }

  draw() {
    const lines = this.desk.front?.evidence?.lines || [];
    this.container.replaceChildren(lines.length ? el('ol', { class: 'lines', tabindex: '0', 'aria-label': t('source') }, ...lines.map((l) => el('li', { value: l.line ?? l.block, class: l.part, 'data-line': l.line ?? l.block }, l.text)))
      : el('p', { class: 'quiet' }, t('sourceNone')));
  }

  /** show marks a line and brings it into view. */
  show(line) {
    this.container.querySelector('[aria-current]')?.removeAttribute('aria-current');
    const item = this.container.querySelector(`[data-line="${line}"]`);
    item?.setAttribute('aria-current', 'true');
    item?.scrollIntoView({ block: 'center' });
  }

  // mark follows the cell that is being edited to the line that it came from.
  mark() {
    if (this.container.hidden || !this.desk.front?.evidence) return;
    const [, table, row, col] = this.desk.selected.split('/');
    const cell = this.desk.front.evidence.tables?.find((x) => x.table === table)?.cells.find((c) => c.row === row && c.col === col);
    if (cell?.line) this.show(cell.line);
  }
}
