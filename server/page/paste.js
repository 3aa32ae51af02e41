// The preview of a pasted range: which figure goes where, before anything is changed.

import { button, el, say } from './dom.js';
import { figures, place } from './clipboard.js';
import { printed, same } from './cells.js';
import { t } from './words.js';

// preview draws the range as the form has it: a line for each of its rows, what was there crossed out.
function preview(edition, changes) {
  const rows = new Map();
  for (const change of changes) {
    const name = edition.cells.get(change[0]).row;
    rows.set(name, [...(rows.get(name) || []), change]);
  }
  const columns = (list) => list.map(([at]) => edition.cells.get(at).column);
  const lists = [...rows.values()];
  const uniform = lists.every((list) => columns(list).join() === columns(lists[0]).join());
  const field = ([at, before, after]) => {
    const kept = same(before ?? null, after);
    return el('td', { class: kept ? '' : 'changed' }, uniform ? null : el('small', {}, edition.cells.get(at).column + ' '), kept || !printed(before) ? null : el('del', {}, printed(before)), ' ', printed(after) || '—');
  };
  return el('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': t('pasteTitle') }, el('table', {},
    uniform ? el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, t('cell')), ...columns(lists[0]).map((c) => el('th', { scope: 'col' }, c)))) : null,
    el('tbody', {}, ...[...rows].map(([name, list]) => el('tr', {}, el('th', { scope: 'row' }, name), ...list.map(field))))));
}

/** offer shows where a matrix would go from a cell on, and puts it there as one edit when somebody says so. */
export function offer(desk, edition, rows, grid, pointer) {
  const cut = figures(rows, desk.marks);
  const { placed, outside } = place(cut.rows, grid, pointer);
  if (!placed.length) return say(t('pasteNothing'), true);
  const changes = placed.map(([at, text]) => [at, desk.front.get(at), desk.meaning(at, text)]);
  const close = () => { dialog.close(); dialog.remove(); document.querySelector(`[data-place="${pointer}"]`)?.focus(); };
  const apply = () => {
    close();
    desk.change(changes.filter(([, before, after]) => !same(before ?? null, after)));
  };
  const dialog = el('dialog', { id: 'paste', 'aria-labelledby': 'paste-title', oncancel: (e) => { e.preventDefault(); close(); } },
    el('h2', { id: 'paste-title' }, t('pasteTitle')),
    el('p', {}, t('pasteInto', { n: placed.length })),
    cut.top || cut.left ? el('p', {}, t('pasteLabels', { rows: cut.top, columns: cut.left })) : null,
    outside ? el('p', { class: 'error' }, t('pasteOutside', { n: outside })) : null,
    preview(edition, changes),
    el('p', { class: 'actions' }, button(t('apply'), apply, { class: 'main', id: 'paste-apply' }), button(t('cancel'), close)));
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector('#paste-apply').focus();
}
