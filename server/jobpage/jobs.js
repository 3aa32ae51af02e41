// The page of jobs: files in, progress while the service works, results out. A job's address stands behind the # of the page's own, which a
// browser sends to nobody; so a page that is loaded anew, or opened elsewhere, shows the same job.

import { button, el, say } from './dom.js';
import { choose, language } from './words.js';
import { wordsIn } from './jobwords.js';
import { fromDrop } from './jobfiles.js';
import { JobView } from './jobview.js';
import { send } from './jobsend.js';

choose();
const t = wordsIn(language());
const main = document.getElementById('main');
document.documentElement.lang = language() === 'en' ? 'en' : 'zh-CN';
document.title = `${t('title')} · ${t('back')}`;
document.getElementById('title').textContent = t('title');
document.getElementById('back').textContent = t('back');

const formats = [['docx', 'Word'], ['pdf', 'PDF'], ['ofd', 'OFD'], ['json', 'JSON']];
let view = null;

/** form is where files are chosen. */
function form() {
  let files = [];
  const chosen = el('p', { class: 'quiet', id: 'chosen' });
  const take = (list) => { files = list; chosen.textContent = list.length ? t('chosen', { n: list.length }) : ''; };
  const input = el('input', { type: 'file', id: 'files', multiple: true, onchange: () => take([...input.files].map((file) => ({ file, name: file.webkitRelativePath || file.name }))) });
  const box = ([value, words], on) => el('label', {}, el('input', { type: 'checkbox', name: 'to', value, checked: on }), ' ' + words);
  const made = el('form', { id: 'send', onsubmit: (e) => { e.preventDefault(); submit(made, files); } },
    el('p', { class: 'lead' }, t('lead')),
    el('div', { class: 'field drop' }, el('label', { for: 'files' }, t('choose')), input, chosen),
    el('fieldset', { class: 'choices' }, el('legend', {}, t('what')), ...formats.map((f, i) => box(f, i < 2)), box(['check', t('check')], true)),
    el('p', { class: 'actions' }, button(t('send'), null, { type: 'submit', class: 'main', id: 'submit' })));
  made.take = take;
  return made;
}

async function submit(made, files) {
  const wanted = [...made.querySelectorAll('[name=to]:checked')].map((b) => b.value);
  if (!files.length) return say(t('nothing'), true);
  if (!wanted.length) return say(t('nothingToMake'), true);
  const bar = el('progress', { max: 100, value: 0, 'aria-label': t('sending') });
  const sending = send(files, wanted, (percent) => { bar.value = percent; });
  const row = el('p', { class: 'bar' }, bar, button(t('cancelSending'), () => sending.stop()));
  const submitButton = made.querySelector('#submit');
  submitButton.disabled = true;
  made.append(row);
  say(t('sending'));
  try {
    const job = await sending.answer;
    say(t('sent'));
    location.hash = job.id;
  } catch (problem) {
    say(problem.stopped ? t('stopped') : problem.detail ? t('refused', { detail: problem.detail }) : t('offline'), true);
    row.remove();
    submitButton.disabled = false;
  }
}

/** show shows the job that the address names, or the form. */
function show() {
  view?.close();
  view = null;
  const id = location.hash.slice(1);
  if (!id) {
    main.replaceChildren(form());
    return;
  }
  view = new JobView(id, t, language(), (words, isError) => { location.hash = ''; history.replaceState(null, '', location.pathname); show(); say(words, isError); });
  main.replaceChildren(view.element);
  main.focus();
}

addEventListener('hashchange', show);
addEventListener('dragover', (e) => { if ([...e.dataTransfer.types].includes('Files')) e.preventDefault(); });
addEventListener('drop', async (e) => {
  e.preventDefault();
  const dropped = fromDrop(e.dataTransfer); // before anything is awaited: the list is empty afterwards
  if (view) return;
  main.querySelector('#send').take(await dropped);
});
show();
document.documentElement.dataset.ready = '';
