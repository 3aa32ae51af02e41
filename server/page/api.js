// The routes of the service that the page asks. Answers keep decimals exact; a refusal becomes a Problem.

import { parse, stringify } from './exact.js';
import { sendable } from './report.js';
import { language } from './words.js';

/** A refusal of the service (RFC 9457), or none at all where it could not be reached (status 0). */
export class Problem extends Error {
  constructor(status, detail, errors = []) { super(detail); this.status = status; this.errors = errors; }
}

async function ask(path, body, parameters = {}, signal) {
  const query = new URLSearchParams(parameters).toString();
  let answer;
  try {
    answer = await fetch(path + (query ? '?' + query : ''), { method: body === undefined ? 'GET' : 'POST', body, signal, headers: { 'Accept-Language': language() === 'en' ? 'en' : 'zh-CN' } });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Problem(0, '');
  }
  if (answer.ok) return answer;
  const type = answer.headers.get('Content-Type') || '';
  const problem = type.includes('problem+json') ? await answer.json() : {};
  throw new Problem(answer.status, problem.detail || String(answer.status), problem.errors || []);
}

const text = (report) => stringify(sendable(report)) + '\n';

const json = async (answer) => parse(await answer.text());

// A report is sent as a file of a form where something goes with it: last year's report, the values of an official document, a review, the
// findings of an earlier round, an office's severities.
function body(report, { previous, shell, review, since, rules } = {}) {
  if (!previous && !shell && !review && !since && !rules) return text(report);
  const data = new FormData();
  const add = (field, content, name) => data.append(field, new Blob([content], { type: 'application/json' }), name);
  add('file', text(report), 'report.json');
  if (previous) add('previous', text(previous), 'previous.json');
  if (shell) add('shell', JSON.stringify(shell), 'shell.json');
  if (review) add('review', review, 'review.json');
  if (since) add('since', since.text, since.name);
  if (rules) add('rules', rules.text, rules.name);
  return data;
}

/** editions returns every form that the service knows, with its grid and formulas. */
export async function editions() {
  const list = await (await ask('/v1/editions')).json();
  return Promise.all(list.map(async (e) => (await ask('/v1/editions/' + encodeURIComponent(e.version))).json()));
}

/** read sends a file (a File, or a Blob with a name) and returns {file, reports}. */
export async function read(file, name) {
  const data = new FormData();
  data.append('file', file, name);
  return json(await ask('/v1/read', data));
}

/** draft makes this year's report from last year's. */
export async function draft(file, name) {
  const data = new FormData();
  data.append('file', file, name);
  return json(await ask('/v1/draft', data, { to: 'json' }));
}

/** findings checks a report as it is on the screen; beside is last year's, an earlier round and the office's rules. progress is what became of that round. */
export async function findings(report, beside, signal) {
  const answer = await json(await ask('/v1/check', body(report, beside), { to: 'json' }, signal));
  return { findings: answer.result.findings, progress: answer.result.since && counted(answer.result.since), notices: answer.diagnostics.filter((d) => d.code.startsWith('round-')) };
}

// counted turns the exact numbers of an answer into those of the page.
const counted = (progress) => ({ corrected: progress.corrected, remaining: Number(progress.remaining), changed: Number(progress.changed), new: Number(progress.new) });

/** compare puts a report beside last year's: {previous, tables, paragraphs, sentences, copied, result}. */
export async function compare(report, previous, signal) {
  return json(await ask('/v1/compare', body(report, { previous }), {}, signal));
}

/** compared returns the comparison as a file: {blob, name}. */
export async function compared(report, previous, to) {
  return file(await ask('/v1/compare', body(report, { previous }), { to }), 'compare.' + to);
}

/** preview returns the pages of a report, in the form of an official document where shell has its values. */
export async function preview(report, shell, signal) {
  return (await ask('/v1/preview', body(report, { shell }), {}, signal)).json();
}

/** sum adds reports up. */
export async function sum(reports) {
  const data = new FormData();
  reports.forEach((r, i) => data.append('file', new Blob([text(r)], { type: 'application/json' }), `${i + 1}.json`));
  return json(await ask('/v1/sum', data, { to: 'json' }));
}

/**
 * made returns a file of the report: {blob, name}. kind is a format, or "fragment", or one of a check: "annotated", "workbook", "round" (for the
 * next one to be compared with); beside is what goes with the report: last year's, the review, an earlier round and the office's rules are for
 * checks, shell for what is printed.
 */
export async function made(report, kind, { previous, review, shell, since, rules } = {}, parameters = {}) {
  const checks = { annotated: 'docx', workbook: 'xlsx', round: 'json' };
  const [path, how, beside] = checks[kind] ? ['/v1/check', { to: checks[kind] }, { previous, review, since, rules }]
    : ['/v1/convert', kind === 'fragment' ? { to: 'html', fragment: '1' } : { to: kind }, kind === 'zip' ? { shell, previous, review } : kind === 'json' ? {} : { shell }];
  const answer = await ask(path, body(report, beside), { ...how, ...parameters });
  return file(answer, 'report');
}

// file is what an answer holds, under the name that it gives or the usual one.
async function file(answer, usual) {
  const name = /filename\*=UTF-8''([^;]+)/i.exec(answer.headers.get('Content-Disposition') || '');
  return { blob: await answer.blob(), name: name ? decodeURIComponent(name[1]) : usual };
}

/** exported is the report's JSON as the page sends it for every file that it makes. */
export const exported = text;
