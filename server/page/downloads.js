// Files of the report as it is on the screen.

import * as api from './api.js';
import { button, el, say } from './dom.js';
import { dress } from './shell.js';
import { review, write } from './draftfile.js';
import { title } from './report.js';
import { t } from './words.js';

const kinds = ['docx', 'pdf', 'ofd', 'annotated', 'workbook', 'round', 'fragment', 'json', 'zip'];
const profiles = ['a3a+ua1', 'a2b', 'a1b', 'a4f+ua2', 'none'];

/** save hands a file to the browser. */
export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = el('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // a slow disk still reads from it
}

/** menu makes the list of what can be downloaded. */
export function menu(desk) {
  const profile = el('select', { id: 'pdf-profile-choice' }, ...profiles.map((p) => el('option', { value: p }, t('profile ' + p))));
  const name = () => title(desk.front.report) || t('untitled');
  const local = (text, type, ending) => save(new Blob([text], { type }), name() + ending);
  const beside = ({ report, previous, shell, verdicts, since, rules }) => ({ previous, shell, since, rules, review: review(report, verdicts) });
  const make = async (kind) => {
    document.activeElement.blur?.(); // what is still being typed counts
    say(t('making'));
    try {
      const { blob, name: file } = await api.made(desk.front.report, kind, beside(desk.front), ['pdf', 'zip'].includes(kind) ? { 'pdf-profile': profile.value } : {});
      save(blob, file);
      say(t('saved', { name: file }));
    } catch (problem) {
      say(problem.status === 0 ? t('offline') : t('failed', { detail: problem.message }), true);
    }
  };
  return el('details', { class: 'menu', id: 'downloads' }, el('summary', {}, t('downloads')), el('div', { class: 'sheet-menu' },
    el('p', { class: 'group' }, t('issuing')), button(t('shell') + (desk.front?.shell ? ' ✓' : '…'), () => dress(desk), { id: 'shell' }),
    el('div', { class: 'field' }, el('label', { for: 'pdf-profile-choice' }, t('pdfProfile')), profile),
    el('p', { class: 'group' }, t('files')), ...kinds.map((kind) => button(t(kind), () => make(kind), { 'data-kind': kind })),
    button(t('review'), () => local(review(desk.front.report, desk.front.verdicts), 'application/json', '.review.json'), { 'data-kind': 'review' }),
    button(t('exportDraft'), () => local(write(desk.front), 'application/json', '.nianbao.json'), { 'data-kind': 'draft' }),
    button(t('print'), () => print())));
}
