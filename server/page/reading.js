// Files, pasted pages and drafts become reports on the desk.

import * as api from './api.js';
import * as draftfile from './draftfile.js';
import { say } from './dom.js';
import { Document, remember } from './document.js';
import { blank } from './report.js';
import { t } from './words.js';

const documentsOf = (answer, name) => answer.reports.map((r) => new Document({ name: r.file || answer.file || name, report: r.report, evidence: remember(r.evidence, r.report), diagnostics: r.diagnostics }));

async function one(file, name) {
  if (/\.json$/i.test(name)) {
    const draft = draftfile.read(await file.text());
    if (draft) return [new Document(draft)];
  }
  return documentsOf(await api.read(file, name), name);
}

// attempt says what is going on, and why nothing came of it.
async function attempt(act) {
  say(t('reading'));
  try {
    return await act();
  } catch (problem) {
    say(problem.status === 0 ? t('offline') : t('refused', { detail: problem.message }), true);
    return null;
  }
}

/** files reads each file; those that cannot be read are named, the others open. */
export async function files(desk, list) {
  const refused = [];
  const opened = [];
  say(t('reading'));
  for (const file of list) {
    try {
      opened.push(...(await one(file, file.name)));
    } catch (problem) {
      refused.push(`${file.name}：${problem.status === 0 ? t('offline') : problem.message}`);
    }
  }
  if (opened.length) desk.open(...opened);
  if (refused.length) say(t('refused', { detail: refused.join('；') }), true);
  else say(opened.length === 1 ? t('readDone', { name: opened[0].name }) : t('readSeveral', { n: opened.length }));
  return opened.length;
}

/** pasted reads what a clipboard held: files, a web page, or text. */
export async function pasted(desk, content) {
  if (content.files) return files(desk, content.files);
  const [body, name, type] = content.html ? [content.html, t('pasted') + '.html', 'text/html'] : [content.text, t('pastedText') + '.txt', 'text/plain'];
  if (!body || !body.trim()) return say(t('nothing'), true);
  const opened = await attempt(() => one(new Blob([body], { type }), name));
  if (!opened) return 0;
  desk.open(...opened);
  say(t('readDone', { name: opened[0].name }));
  return opened.length;
}

/** fresh opens an empty form of the newest edition of the form that the service lists first. */
export function fresh(desk) {
  say(''); // of a try before
  const all = [...desk.editions.values()];
  desk.open(new Document({ report: blank(all.filter((e) => e.family === all[0].family).sort((a, b) => b.first_year - a.first_year)[0]) }));
}

/** fromLast opens this year's draft, with last year's report beside it. */
export async function fromLast(desk, file) {
  const made = await attempt(async () => [await api.read(file, file.name), await api.draft(file, file.name)]);
  if (!made) return;
  const [last, report] = made;
  desk.open(new Document({ name: file.name, report, previous: last.reports[0].report }));
  say(t('readDone', { name: file.name }));
}

/** beside puts last year's report beside the one in front. */
export async function beside(desk, file) {
  const last = await attempt(() => api.read(file, file.name));
  if (!last) return;
  desk.compare(last.reports[0].report);
  say(t('readDone', { name: file.name }));
}

/** total opens the sum of all reports on the desk. */
export async function total(desk) {
  say(t('reading'));
  try {
    const report = await api.sum(desk.documents.map((d) => d.report));
    desk.open(new Document({ name: t('sumTitle'), report }));
    say(t('readDone', { name: t('sumTitle') }));
  } catch (problem) {
    say(problem.status === 0 ? t('offline') : t('sumRefused', { detail: [problem.message, ...problem.errors.slice(1).map((e) => e.message)].join('；') }), true);
  }
}
