// Where a report comes from: files dropped anywhere, a clipboard, a form to choose files, a blank form, last year's report, a draft.

import * as drafts from './drafts.js';
import * as draftfile from './draftfile.js';
import * as reading from './reading.js';
import { button, el, say } from './dom.js';
import { Document } from './document.js';
import { richest } from './clipboard.js';
import { t } from './words.js';

/** choose asks for files and hands them over; the dialog is the browser's. */
export function choose(then, { multiple = false, accept = '' } = {}) {
  const input = el('input', { type: 'file', multiple, accept, hidden: true, onchange: () => { then([...input.files]); input.remove(); } });
  document.body.append(input);
  input.click();
}

// A service that takes jobs says so in the page's head.
const jobsLink = () => {
  const address = document.querySelector('meta[name=nianbao-jobs]')?.content;
  return address ? el('a', { href: address, id: 'jobs' }, t('jobs')) : null;
};

/** Start is the first screen. */
export class Start {
  constructor(desk, container) {
    Object.assign(this, { desk, container, form: document.getElementById('form') });
    this.more = el('div', { class: 'more' });
    this.list = el('div', { id: 'drafts' }); // it stays what it was until the drafts have been read again
    container.append(this.more);
    this.form.addEventListener('submit', (e) => this.submit(e));
    this.form.elements.text.addEventListener('paste', (e) => this.pasteInto(e));
    desk.addEventListener('documents', () => this.draw());
    this.draw();
  }

  draw() {
    this.form.elements.file.multiple = true;
    document.getElementById('submit').textContent = t('open');
    this.more.replaceChildren(el('p', { class: 'actions' },
      button(t('blank'), () => reading.fresh(this.desk), { id: 'new-blank' }),
      button(t('fromLast'), () => choose(([file]) => file && reading.fromLast(this.desk, file)), { id: 'new-from-last' }),
      button(t('sample'), () => this.sample(), { id: 'sample' }),
      button(t('importDraft'), () => choose((files) => reading.files(this.desk, files), { accept: '.json' }), { id: 'import' }), jobsLink()), this.list);
    this.drafts();
  }

  async drafts() {
    const asked = this.asked = {};
    const kept = (await drafts.all().catch(() => [])).filter((d) => !d.open);
    if (asked !== this.asked) return; // a later answer is newer
    const open = async (d) => {
      try {
        this.desk.open(new Document({ id: d.id, ...draftfile.read(d.text) }));
      } catch {
        say(t('draftBroken'), true);
      }
    };
    const remove = async (list) => {
      for (const d of list) await drafts.remove(d.id);
      say(t('removed'));
      this.drafts();
    };
    this.list.replaceChildren(el('h2', {}, t('drafts')), kept.length ? el('ul', {}, ...kept.map((d) => el('li', {}, button(d.title || t('untitled'), () => open(d), { class: 'link' }), ' ',
      button(t('remove'), () => remove([d]), { class: 'quiet', 'aria-label': `${t('remove')} ${d.title || t('untitled')}` })))) : el('p', { class: 'quiet' }, t('noDrafts')),
    kept.length > 1 ? button(t('removeAll'), () => remove(kept), { class: 'quiet' }) : '');
  }

  async submit(event) {
    event.preventDefault();
    const { file, text } = this.form.elements;
    if (file.files.length) await reading.files(this.desk, [...file.files]) && this.form.reset();
    else if (text.value.trim()) await reading.pasted(this.desk, { text: text.value }) && this.form.reset();
    else say(t('nothing'), true);
  }

  // A clipboard that holds a page is read at once: in a field for text its tables would be lost.
  pasteInto(event) {
    const content = richest(event.clipboardData);
    if (content.text !== undefined || (content.html && !/<(table|p|h\d|div|br)\b/i.test(content.html))) return;
    event.preventDefault();
    event.stopPropagation();
    reading.pasted(this.desk, content);
  }

  async sample() {
    const answer = await fetch('/sample.txt').catch(() => null);
    if (!answer?.ok) return say(t('offline'), true);
    await reading.files(this.desk, [new File([await answer.blob()], 'sample.txt', { type: 'text/plain' })]);
  }
}

/** everywhere takes what is dropped or pasted on any place of the page. */
export function everywhere(desk) {
  const cover = el('div', { id: 'cover', hidden: true }, el('p', {}, t('drop')));
  document.body.append(cover);
  const show = (on) => { cover.firstChild.textContent = t('drop'); cover.hidden = !on; };
  // What is dragged from the page itself (words from one paragraph to another) is no report; the browser moves it.
  let own = false;
  addEventListener('dragstart', () => { own = true; });
  addEventListener('dragend', () => { own = false; });
  const carries = (event) => !own && [...event.dataTransfer.types].some((type) => ['Files', 'text/html', 'text/plain'].includes(type));
  addEventListener('dragenter', (e) => { if (carries(e)) { e.preventDefault(); show(true); } });
  addEventListener('dragover', (e) => { if (carries(e)) e.preventDefault(); });
  addEventListener('dragleave', (e) => { if (!e.relatedTarget) show(false); });
  addEventListener('drop', (e) => {
    if (own) return;
    e.preventDefault();
    show(false);
    reading.pasted(desk, richest(e.dataTransfer));
  });
  addEventListener('paste', (e) => {
    if (e.target.closest?.('input, textarea, [contenteditable]')) return;
    e.preventDefault();
    reading.pasted(desk, richest(e.clipboardData));
  });
}
