// A draft as text: what the browser keeps, and what is exported and imported as a file. Beside the report it holds what the page knows of
// it: where its cells came from, what reading said, what a person has marked as checked, last year's report, what an
// official document says around it, and the files of the office that checks.

import { parse, stringify } from './exact.js';

const kind = 'nianbao-draft', version = 1;

/** write returns a draft's text. */
export function write({ report, previous, evidence, diagnostics, confirmed, verdicts, shell, since, rules, name }) {
  return stringify({ kind, version, name, report, previous, evidence, diagnostics, confirmed: [...confirmed], verdicts, shell: shell || undefined, since: since || undefined, rules: rules || undefined });
}

/** read returns what write was given; null where the text is no draft. It throws where it is one that this page cannot read. */
export function read(text) {
  let value;
  try {
    value = parse(text);
  } catch {
    return null; // no JSON
  }
  if (value?.kind !== kind) return null;
  if (value.version?.text !== String(version) || typeof value.report !== 'object' || value.report === null) {
    throw new Error('draft version ' + value.version);
  }
  return { name: value.name || '', report: value.report, previous: value.previous || null, evidence: value.evidence || null,
    diagnostics: value.diagnostics || [], confirmed: new Set(value.confirmed || []), verdicts: value.verdicts || {}, shell: value.shell || null, since: value.since || null, rules: value.rules || null };
}

/** readKey begins the keys of diagnostics of reading, localKey those of what was found without the service: nobody else knows these. */
export const readKey = 'read:', localKey = 'local:';

/**
 * review writes the review file that `check --review` takes: the findings that a person has looked at, each under its key, with the reason.
 * What was said of reading the source stands apart: who checks another file has no such diagnostics.
 */
export function review(report, verdicts) {
  const list = (reading) => Object.entries(verdicts).filter(([key]) => key.startsWith(readKey) === reading)
    .map(([key, v]) => ({ key, code: v.code, rule: v.rule, message: v.message, reason: v.reason }));
  return stringify({ version: 1, organization: report.organization ?? null, year: report.year ?? null, title: report.title ?? null, checked: list(false), reading: list(true) }) + '\n';
}
