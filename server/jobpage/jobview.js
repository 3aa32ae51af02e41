// One job on the screen: how far it is, its reports by page and by state, what to do with it. It follows the job's events; the list is asked
// for anew when they tell of a change, not more than once a second.

import { button, el, say } from './dom.js';

const pageSize = 50;
const states = ['', 'waiting', 'retrying', 'done', 'failed'];

/** JobView shows a job until close. leave is called with words where the job is gone. */
export class JobView {
  constructor(id, t, language, leave) {
    Object.assign(this, { id, t, language, leave, path: '/v1/jobs/' + encodeURIComponent(id), state: '', offset: 0, asked: 0 });
    this.element = el('section', { id: 'job' });
    this.bar = el('progress', { max: 1, value: 0, 'aria-label': t('progress') });
    this.figures = el('span', { class: 'figures' });
    this.actions = el('p', { class: 'actions' });
    this.notes = el('div', { id: 'notes' });
    this.filter = el('div', { class: 'filter', role: 'group', 'aria-label': t('filter') });
    this.list = el('div', { id: 'list' });
    this.element.append(el('p', { class: 'bar' }, this.bar, this.figures), this.notes, this.actions, this.filter, this.list);
    this.drawFilter();
    this.refresh().then((job) => job && this.follow());
  }

  /** close stops following. */
  close() {
    this.closed = true;
    this.events?.close();
    clearTimeout(this.timer);
  }

  follow() {
    if (this.closed) return;
    this.events = new EventSource(this.path + '/events'); // the browser itself connects again, with the last event's number
    const later = () => { this.timer ??= setTimeout(() => { this.timer = null; this.refresh(); }, 1000); };
    this.events.addEventListener('item', later);
    this.events.addEventListener('job', (e) => { say(''); this.drawProgress(JSON.parse(e.data)); });
    this.events.addEventListener('end', async (e) => {
      this.events.close();
      this.drawProgress(JSON.parse(e.data));
      await this.refresh();
      say(this.t('finished', JSON.parse(e.data).counts));
    });
    this.events.onerror = () => {
      if (this.closed) return;
      say(this.t('offline'), true);
      if (this.events.readyState === EventSource.CLOSED) setTimeout(() => this.refresh().then((job) => job && this.follow()), 3000);
    };
  }

  async refresh() {
    const query = new URLSearchParams({ offset: this.offset, limit: pageSize, ...(this.state && { state: this.state }) });
    const asked = ++this.asked;
    const answer = await fetch(`${this.path}?${query}`).catch(() => null);
    if (this.closed || asked !== this.asked) return null; // another question was asked since
    if (!answer) { say(this.t('offline'), true); return null; }
    if (answer.status === 404) { this.close(); this.leave(this.t('gone'), true); return null; }
    if (!answer.ok) { say((await answer.json().catch(() => ({}))).detail || String(answer.status), true); return null; }
    const job = await answer.json();
    this.draw(job);
    return job;
  }

  draw(job) {
    this.drawProgress(job);
    const said = (d) => (this.language === 'en' ? d.message_en : d.message);
    this.notes.replaceChildren(el('p', { class: 'quiet' }, this.t('keep')),
      job.expires ? el('p', { class: 'quiet' }, this.t('expires', { when: new Date(job.expires).toLocaleString(this.language) })) : '',
      job.paused ? el('p', { class: 'error' }, said(job.paused)) : '',
      ...(job.notices || []).map((n) => el('p', { class: 'quiet' }, said(n))));
    if (job.state !== this.drawn) {
      this.drawn = job.state;
      this.actions.replaceChildren(job.results ? el('a', { class: 'main', id: 'all', href: job.results, download: true }, this.t('download')) : '', this.remover(job.state === 'done'),
        job.state === 'done' ? button(this.t('again'), () => { location.hash = ''; }, { id: 'again' }) : '');
    }
    this.drawItems(job.items);
  }

  drawProgress({ state, counts }) {
    const settled = counts.done + counts.failed;
    this.bar.max = counts.total;
    this.bar.value = settled;
    this.figures.textContent = `${this.t(state)} · ${this.t('figures', { ...counts, settled })}`;
  }

  // What is removed is gone: the button wants to be pressed twice.
  remover(done) {
    const words = this.t(done ? 'remove' : 'cancel');
    let sure = false;
    const it = button(words, async () => {
      if (!sure) {
        sure = true;
        it.textContent = this.t('sure');
        return;
      }
      const answer = await fetch(this.path, { method: 'DELETE', headers: { 'Accept-Language': document.documentElement.lang } }).catch(() => null);
      if (!answer?.ok && answer?.status !== 404) return say(answer ? (await answer.json().catch(() => ({}))).detail || String(answer.status) : this.t('offline'), true);
      this.close();
      this.leave(this.t('removed'));
    }, { id: 'remove', onblur: () => { sure = false; it.textContent = words; } });
    return it;
  }

  drawFilter() {
    this.filter.replaceChildren(...states.map((s) => button(s ? this.t('state ' + s) : this.t('all'), () => { this.state = s; this.offset = 0; this.pressed(); this.refresh(); }, { 'data-state': s })));
    this.pressed();
  }

  pressed() {
    for (const b of this.filter.children) b.setAttribute('aria-pressed', String(b.dataset.state === this.state));
  }

  drawItems({ total, offset, list }) {
    if (!list.length) {
      this.list.replaceChildren(el('p', { class: 'quiet' }, this.t('none')));
      return;
    }
    const focused = document.activeElement?.id;
    const turn = (by, words, id, can) => button(words, () => { this.offset = offset + by; this.refresh(); }, { id, disabled: !can });
    const head = (key) => el('th', { scope: 'col' }, this.t(key));
    this.list.replaceChildren(el('table', { id: 'items' },
      el('caption', {}, this.t('items', { total, from: offset + 1, to: offset + list.length })),
      el('thead', {}, el('tr', {}, head('number'), head('file'), head('state'), head('results'))),
      el('tbody', {}, ...list.map((item) => this.row(item)))),
    total > pageSize ? el('p', { class: 'actions' }, turn(-pageSize, this.t('earlier'), 'earlier', offset > 0), turn(pageSize, this.t('later'), 'later', offset + list.length < total)) : '');
    if (focused === 'earlier' || focused === 'later') document.getElementById(focused)?.focus();
  }

  row(item) {
    const said = (d) => (this.language === 'en' ? d.message_en : d.message);
    const errors = (item.reports || []).reduce((n, r) => n + r.errors, 0);
    const warnings = (item.reports || []).reduce((n, r) => n + r.warnings, 0);
    return el('tr', {}, el('td', {}, String(item.number)), el('th', { scope: 'row' }, item.label), el('td', { class: item.state }, this.t('state ' + item.state)),
      el('td', {}, ...(item.diagnostics || []).slice(0, 3).map((d) => el('p', { class: d.severity }, said(d))),
        errors + warnings ? el('p', {}, this.t('findings', { errors, warnings })) : '',
        item.results ? el('ul', {}, ...item.results.map((r) => el('li', {}, el('a', { href: r.href, download: r.name, class: 'link' }, r.name)))) : ''));
  }
}
