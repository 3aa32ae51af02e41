// What an official document says around the report (公文版头, GB/T 9704-2012 7.2): number, signers, organs. It is no part of the report and
// is kept with the draft; pages and files are printed with it, data are not.

import { button, el } from './dom.js';
import { t } from './words.js';

const fields = [['number', false], ['signers', true], ['organs', true], ['copy_number', false], ['secrecy', false], ['urgency', false]]; // name, may be several

const parted = (text) => text.split(/[、，,]/).map((s) => s.trim()).filter(Boolean);

/** values reads the fields: what is left empty is not there. */
export function values(texts) {
  const out = {};
  for (const [name, several] of fields) {
    const text = (texts[name] || '').trim();
    if (text) out[name] = several ? parted(text) : text;
  }
  return out;
}

/** dress asks for the values and prints the report in front with them. */
export function dress(desk) {
  const { shell } = desk.front;
  const inputs = Object.fromEntries(fields.map(([name, several]) => [name, el('input', { type: 'text', id: 'shell-' + name, autocomplete: 'off', value: several ? (shell?.[name] || []).join('、') : shell?.[name] || '' })]));
  const close = () => { dialog.close(); dialog.remove(); document.querySelector('#downloads summary')?.focus(); };
  const put = (made) => { desk.dress(made); close(); };
  const form = el('form', { onsubmit: (e) => {
    e.preventDefault();
    put(values(Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value]))));
  } }, ...fields.map(([name]) => el('div', { class: 'field' }, el('label', { for: 'shell-' + name }, t('shell ' + name)), inputs[name])),
  el('p', { class: 'actions' }, el('button', { type: 'submit', class: 'main', id: 'shell-apply' }, t('shellApply')), shell && button(t('shellRemove'), () => put(null), { id: 'shell-remove' }), button(t('cancel'), close)));
  const dialog = el('dialog', { id: 'shell-dialog', 'aria-labelledby': 'shell-title', oncancel: (e) => { e.preventDefault(); close(); } },
    el('h2', { id: 'shell-title' }, t('shell')), el('p', { class: 'quiet' }, t('shellHint')), form);
  document.body.append(dialog);
  dialog.showModal();
  inputs.number.focus();
}
