// The real pages of the report. A click on one goes to the cell or paragraph that is printed there, and the place that is being
// edited is framed on its page.

import { el } from './dom.js';
import { t } from './words.js';

/** The pages of the report in front; go brings somebody to a place. */
export class Pages {
  constructor(desk, container, go) {
    Object.assign(this, { desk, container, go, sheets: [] });
    desk.addEventListener('preview', () => this.draw());
    desk.addEventListener('documents', () => this.draw());
    desk.addEventListener('select', (e) => this.frame(e.detail.from === 'editor'));
  }

  draw() {
    const { pages } = this.desk;
    if (!pages) return this.container.replaceChildren(el('p', { class: 'quiet' }, t('pagesEmpty')));
    if (pages.problem) {
      const { problem } = pages;
      const found = problem.errors.filter((e) => e.severity === 'error').map((e) => el('li', {}, e.message));
      return this.container.replaceChildren(el('p', { class: 'error' }, problem.status ? t('pagesRefused', { detail: problem.message }) : t('offline')), el('ul', {}, ...found));
    }
    const at = this.container.scrollTop;
    const drawn = this.sheets;
    // A page that has not changed keeps its drawing: making one takes longer than everything else together.
    this.sheets = pages.pages.map((page, i) => (drawn[i]?.page.svg === page.svg && drawn[i].all === pages.pages.length ? Object.assign(drawn[i], { page }) : this.sheet(page, i, pages.pages.length)));
    this.arrange([this.hint(), this.symbols(pages.symbols), ...this.sheets.map((s) => s.element)]);
    this.container.scrollTop = at;
    this.frame(false);
  }

  sheet(page, i, all) {
    const picture = drawing(page.svg);
    picture.setAttribute('role', 'img');
    picture.setAttribute('aria-label', t('page', { n: i + 1, all }));
    const mark = el('div', { class: 'mark', hidden: true });
    const element = el('div', { class: 'sheet', onclick: (e) => this.clicked(e, i, page) }, picture, mark);
    return { element, mark, page, all };
  }

  hint() {
    if (this.words?.textContent !== t('pagesHint')) this.words = el('p', { class: 'hint' }, t('pagesHint'));
    return this.words;
  }

  // arrange puts elements in order and does not touch those that are in place: taking a drawing out and in lays it out again.
  arrange(elements) {
    elements.forEach((element, i) => {
      const there = this.container.children[i];
      if (there === element) return;
      if (there && !elements.includes(there)) there.replaceWith(element);
      else this.container.insertBefore(element, there || null);
    });
    while (this.container.children.length > elements.length) this.container.lastChild.remove();
  }

  // symbols draws the outlines of the glyphs, which all pages use. They must be in the document and are not to be seen. Most edits bring no
  // new glyph; then the drawing stays.
  symbols(svg) {
    if (svg !== this.glyphs) {
      this.glyphs = svg;
      this.outlines = drawing(svg);
      this.outlines.setAttribute('class', 'symbols');
    }
    return this.outlines;
  }

  // clicked finds the smallest box around the point.
  clicked(event, i, page) {
    const area = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - area.left) / area.width) * page.width, y = ((event.clientY - area.top) / area.height) * page.height;
    const hit = this.desk.pages.boxes.filter((b) => b.page === i && x >= b.x && x <= b.x + b.width && y >= b.y && y <= b.y + b.height)
      .sort((a, b) => a.width * a.height - b.width * b.height)[0];
    if (hit) this.go(hit.place);
  }

  frame(follow) {
    const place = this.desk.selected;
    const boxes = this.desk.pages?.boxes || [];
    let first = true;
    this.sheets.forEach(({ mark, page }, i) => {
      const box = boxes.find((b) => b.page === i && b.place === place);
      mark.hidden = !box;
      if (!box) return;
      Object.assign(mark.style, { left: (100 * box.x) / page.width + '%', top: (100 * box.y) / page.height + '%', width: (100 * box.width) / page.width + '%', height: (100 * box.height) / page.height + '%' });
      if (follow && first) mark.scrollIntoView({ block: 'nearest' });
      first = false;
    });
  }
}

const drawing = (svg) => document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true);
