// The page's beginning: it fetches the forms, brings back what was being worked on, and puts the views together. Everything that comes
// from the service is put in as text, never as HTML; the pages are drawings without script.

import * as api from './api.js';
import * as reading from './reading.js';
import * as settings from './settings.js';
import { CellBar } from './cellbar.js';
import { Compare } from './compare.js';
import { Desk } from './desk.js';
import { Editor } from './editor.js';
import { Findings } from './findings.js';
import { Outline } from './outline.js';
import { Pages } from './pages.js';
import { Source } from './source.js';
import { Start, choose, everywhere } from './start.js';
import { all } from './edition.js';
import { button, el, say } from './dom.js';
import { menu } from './downloads.js';
import { title } from './report.js';
import { t } from './words.js';
import { underline } from './contradictions.js';

const $ = (id) => document.getElementById(id);
const views = ['editor', 'pages', 'findings', 'source', 'compare'];

/** show brings a view to the front: on a wide screen beside the editor, on a narrow one instead of it. */
function show(view) {
  const desk = $('desk');
  desk.dataset.view = view;
  if (view !== 'editor') desk.dataset.side = view;
  for (const v of views) {
    if (v !== 'editor') $(v).hidden = v !== desk.dataset.side;
    $('view-' + v)?.setAttribute('aria-pressed', String(v === view || (view === 'editor' && v === desk.dataset.side && wide())));
  }
}

const wide = () => matchMedia('(min-width: 64rem)').matches;

function translate() {
  for (const element of document.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t);
  for (const v of ['outline', ...views.slice(1)]) $(v).setAttribute('aria-label', t(v));
  $('tabs').setAttribute('aria-label', t('tabs'));
  document.title = t('product');
}

/** tabs lists the reports on the desk. */
function tabs(desk) {
  const tab = (d) => el('li', { class: d === desk.front ? 'front' : '' }, button(title(d.report) || d.name || t('untitled'), () => desk.bring(d), { 'aria-current': d === desk.front ? 'page' : null, class: 'tab' }),
    button('×', () => desk.close(d), { class: 'close', 'aria-label': `${t('close')} ${title(d.report) || t('untitled')}` }));
  $('tabs').replaceChildren(el('ul', {}, ...desk.documents.map(tab)), ...(desk.front ? [button('＋ ' + t('newTab'), () => { desk.leave(); $('file').focus(); }, { id: 'to-start', class: 'quiet' })] : []),
    ...(desk.documents.length > 1 ? [button(t('sum'), () => reading.total(desk), { id: 'sum', class: 'quiet' })] : []));
  $('tabs').hidden = !desk.documents.length;
}

function toolbar(desk, editor) {
  const step = (way, done) => {
    const pointers = desk[way]();
    if (!pointers) return say(t('nothingToUndo'));
    const place = pointers[0];
    if (place && !document.activeElement?.closest?.('.prose')) editor.go(place);
    say(t(done));
  };
  const last = desk.front?.previous
    ? [el('span', { class: 'last' }, t('lastYearIs', { title: title(desk.front.previous) })), button(t('lastYearRemove'), () => desk.compare(null), { class: 'quiet' })]
    : [button(t('lastYearOpen'), () => choose(([file]) => file && reading.beside(desk, file)), { id: 'last-year' })];
  const switches = el('div', { class: 'views', role: 'group', 'aria-label': t('views') }, ...views.filter((v) => v !== 'compare' || desk.front?.previous).map((v) => button(t(v), () => show(v), { id: 'view-' + v, class: 'view' })));
  $('toolbar').replaceChildren(menu(desk), button(t('undo'), () => step('undo', 'undone'), { id: 'undo', 'aria-keyshortcuts': 'Control+Z' }), button(t('redo'), () => step('redo', 'redone'), { id: 'redo', 'aria-keyshortcuts': 'Control+Y' }), ...last,
    el('span', { id: 'kept', role: 'status' }), switches);
  return step;
}

function keys(desk, editor, findings, step) {
  addEventListener('keydown', (e) => {
    if (!desk.front || document.querySelector('dialog[open]')) return;
    const command = (e.ctrlKey || e.metaKey) && !e.altKey;
    const key = e.key.toLowerCase();
    if (e.key === 'F7') { e.preventDefault(); editor.carry(); }
    else if (e.key === 'F8') { e.preventDefault(); findings.step(e.shiftKey ? -1 : 1); }
    else if (command && (key === 'y' || (key === 'z' && e.shiftKey))) { e.preventDefault(); step()('redo', 'redone'); }
    else if (command && key === 'z') { e.preventDefault(); step()('undo', 'undone'); }
  });
}

function leaving(desk) {
  addEventListener('pagehide', () => desk.keep());
  addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden' && desk.unkept.size) desk.keep(); });
  addEventListener('beforeunload', (e) => { if (desk.unkept.size) { desk.keep(); e.preventDefault(); e.returnValue = ''; } });
  desk.addEventListener('kept', () => { const kept = $('kept'); if (kept) kept.textContent = desk.isKept ? t('kept') : t('notKept'); });
  desk.addEventListener('change', () => { const kept = $('kept'); if (kept) kept.textContent = t('keeping'); });
}

// In desk mode the program ends when the last page was closed; an open connection tells it that this one is here.
function hold() {
  const address = document.querySelector('meta[name="nianbao-desk"]')?.content;
  return address ? new EventSource(address) : null;
}

async function main() {
  globalThis.nianbaoHeld = hold(); // a connection that nothing refers to may be collected
  settings.begin();
  translate();
  const desk = new Desk(all(await api.editions()));
  const editor = new Editor(desk, $('editor'));
  const go = (place) => { if (!wide()) show('editor'); editor.go(place); desk.select(place, 'elsewhere'); };
  const source = new Source(desk, $('source'));
  const showLine = (line) => { show('source'); source.show(line); };
  new CellBar(desk, $('cellbar'), showLine);
  new Outline(desk, $('outline'), go);
  const findings = new Findings(desk, $('findings'), { go, showLine });
  new Pages(desk, $('pages'), go);
  new Compare(desk, $('compare'), go);
  new Start(desk, $('start'));
  everywhere(desk);
  let step = () => {};
  const front = () => {
    tabs(desk);
    $('start').hidden = Boolean(desk.front);
    $('desk').hidden = !desk.front;
    document.body.classList.toggle('working', Boolean(desk.front));
    step = toolbar(desk, editor);
    const { view, side } = $('desk').dataset;
    const gone = [view, side].includes('compare') && !desk.front?.previous;
    show((!gone && view) || (wide() ? 'pages' : 'editor'));
    document.title = desk.front ? `${title(desk.front.report) || t('untitled')} – ${t('product')}` : t('product');
  };
  desk.addEventListener('documents', front);
  desk.addEventListener('findings', () => {
    underline(desk.findings);
    const n = desk.front ? findings.pending().length : 0;
    const view = $('view-findings');
    if (view) view.textContent = t('findings') + (n ? ` ${n}` : '');
    if (!desk.reachable) say(t('offline'), true);
  });
  desk.addEventListener('change', () => { if (desk.front) { const tab = document.querySelector('#tabs .front .tab'); if (tab) tab.textContent = title(desk.front.report) || desk.front.name || t('untitled'); } });
  keys(desk, editor, findings, () => step);
  leaving(desk);
  const language = () => {
    translate();
    say(''); // it was said in the other language
    $('tools').replaceChildren(...settings.tools(language));
    for (const what of ['documents', 'preview', 'findings']) desk.tell(what);
  };
  language();
  matchMedia('(min-width: 64rem)').addEventListener('change', () => { if (desk.front) show($('desk').dataset.view); });
  await desk.bringBack();
  document.documentElement.dataset.ready = 'true';
  if ('serviceWorker' in navigator && location.protocol !== 'file:') navigator.serviceWorker.register('/worker.js').catch(() => {}); // it needs a secure address; the page works without
}

main().catch((problem) => {
  say(problem.status === 0 ? t('offline') : String(problem.message), true);
  console.error(problem);
});
