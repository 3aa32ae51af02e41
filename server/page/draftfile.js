// A draft as text: what the browser keeps, and what is exported and imported as a file. Beside the report it holds what the page knows of
// it: where its cells came from, what reading said, what a person has marked as checked, and last year's report.

import { parse, stringify } from './exact.js';

const kind = 'nianbao-draft', version = 1;

/** write returns a draft's text. */
export function write({ report, previous, evidence, diagnostics, confirmed, verdicts, name }) {
  return stringify({ kind, version, name, report, previous, evidence, diagnostics, confirmed: [...confirmed], verdicts });
}

/** read returns what write was given; null where the text is no draft. It throws where it is one that this page cannot read. */
export function read(text) {
  if (!text.includes(`"${kind}"`)) return null;
  let value;
  try {
    value = parse(text);
  } catch {
    return null; // no JSON: a text that mentions the word
  }
  if (value?.kind !== kind) return null;
  if (value.version?.text !== String(version) || typeof value.report !== 'object' || value.report === null) {
    throw new Error('draft version ' + value.version);
  }
  return { name: value.name || '', report: value.report, previous: value.previous || null, evidence: value.evidence || null,
    diagnostics: value.diagnostics || [], confirmed: new Set(value.confirmed || []), verdicts: value.verdicts || {} };
}

/** review writes the review file: the findings that a person has looked at, each under its key, with the reason. */
export function review(report, verdicts) {
  return stringify({ version: 1, organization: report.organization ?? null, year: report.year ?? null, title: report.title ?? null,
    checked: Object.entries(verdicts).map(([key, v]) => ({ key, code: v.code, rule: v.rule, message: v.message, reason: v.reason })) }) + '\n';
}
