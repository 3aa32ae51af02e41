// A report as the page holds it: the tree of its JSON, read and changed by JSON Pointer.

import { Exact } from './exact.js';

const steps = (pointer) => pointer.split('/').slice(1).map((s) => s.replace(/~1/g, '/').replace(/~0/g, '~'));

/** get returns what stands at a pointer, undefined where nothing does. */
export function get(report, pointer) {
  return steps(pointer).reduce((at, step) => (at === null || at === undefined ? undefined : at[step]), report);
}

/** set puts a value at a pointer and makes what is missing on the way; undefined takes the key away. */
export function set(report, pointer, value) {
  const path = steps(pointer);
  const last = path.pop();
  let at = report;
  for (const step of path) at = at[step] ??= {};
  if (value === undefined) delete at[last];
  else at[last] = value;
}

/** blank returns the empty form of an edition: every section is there, and nothing is in it. */
export function blank(edition, year) {
  const report = { format: edition.version };
  if (year) report.year = new Exact(String(year));
  for (const section of edition.sections) set(report, section.pointer, section.table ? {} : []);
  return report;
}

/** title is what a report is called on the screen. */
export function title(report) {
  return report.title || [report.organization, report.year && `${report.year}年`].filter(Boolean).join(' ');
}

/** sendable returns the report as it is sent and exported: without the empty paragraphs and fields of
 * somebody who is still typing. Beyond that, nothing of its text is touched. */
export function sendable(report) {
  const list = (value) => value.map((p) => p.replace(/[\r\n]+/g, ' ').trim()).filter(Boolean);
  const out = {};
  for (const [key, value] of Object.entries(report)) {
    if (Array.isArray(value)) out[key] = list(value);
    else if (typeof value === 'string') { if (value.trim()) out[key] = value.trim(); }
    else if (key === 'notes' && value) out[key] = Object.fromEntries(Object.entries(value).map(([k, n]) => [k, Object.fromEntries(Object.entries(n).map(([w, l]) => [w, list(l)]))]));
    else if (value !== null) out[key] = value;
  }
  return out;
}
