// The formulas of the form over a report: which hold, which fail, which cannot be checked. The same outcome as `nianbao check`
// gives for the same cells; a test compares the two on thousands of reports. There is no tolerance, and nothing is repaired.

import { Sum } from './exact.js';
import { number, printed } from './cells.js';
import { parts, tableFormat } from './edition.js';

export const pass = 'pass', fail = 'fail', undetermined = 'undetermined', notApplicable = 'not_applicable';

// Why a formula cannot be checked, the weightiest first.
const reasons = ['absent', 'year', 'mixed-editions', 'lost', 'not-a-number', 'blank', 'mark'];

/**
 * evaluate returns one outcome for each formula that applies: {formula, status, reason, left, right} where left and right are the
 * two sums (Sum). confidence tells how sure a cell of the report is ("placed", "inferred", "lost"); previous is last year's
 * report or null.
 */
export function evaluate(editions, report, { previous = null, confidence = () => 'placed', marks = [] } = {}) {
  const formats = new Map();
  const own = editions.get(report.format) || editions.values().next().value;
  for (const table of own.tables) {
    const found = tableFormat(editions, report, table.key);
    formats.set(table.key, found.edition.tableOf.has(table.key) && report[table.key] ? found : { edition: own, odd: [] });
  }
  const run = { report, previous, confidence, marks, formats };
  const outcomes = [];
  for (const edition of editions.values()) {
    for (const formula of edition.formulas) {
      if (formats.get(formula.table)?.edition === edition) outcomes.push(weigh(run, formula));
    }
  }
  return outcomes;
}

/** at returns the cell of a term and the reason why it has no figure. */
function at(run, term) {
  const from = term.previous ? run.previous : run.report;
  const { table, row, col } = parts(term.pointer);
  if (!from || !from[table]) return { reason: 'absent' };
  const cell = from[table][row]?.[col] ?? null;
  const figure = number(cell);
  if (figure !== null) return { figure, reason: '' };
  if (!term.previous && run.confidence(term.pointer) === 'lost') return { reason: 'lost' };
  const text = printed(cell);
  if (text === '') return { reason: 'blank' };
  return { reason: run.marks.includes(text.trim()) ? 'mark' : 'not-a-number' };
}

function weigh(run, formula) {
  let worst = reasons.length, marks = 0, inferred = false;
  const sums = [new Sum(), new Sum()];
  [formula.left, formula.right].forEach((terms, side) => {
    for (const term of terms) {
      const { figure, reason } = at(run, term);
      if (reason === 'mark') marks++;
      if (reason) worst = Math.min(worst, reasons.indexOf(reason));
      else sums[side] = sums[side].plus(Sum.of(figure), term.minus ? -1n : 1n);
      if (!term.previous && run.confidence(term.pointer) === 'inferred') inferred = true;
    }
  });
  const outcome = { formula, left: sums[0], right: sums[1], status: undetermined, reason: reasons[worst] || '' };
  if (!outcome.reason && mixed(run, formula)) outcome.reason = 'mixed-editions';
  if (outcome.reason === 'absent' || marks === formula.left.length + formula.right.length) outcome.status = notApplicable;
  else if (outcome.reason) return outcome;
  else if (formula.previous && !yearFits(run)) outcome.reason = 'year';
  else if (!sums[0].equals(sums[1])) outcome.status = fail;
  else if (inferred) outcome.reason = 'inferred';
  else outcome.status = pass;
  return outcome;
}

// A table that mixes editions holds cells that may belong to the row or column that is added up: then nobody knows the sum.
function mixed(run, formula) {
  const { odd } = run.formats.get(formula.table);
  if (!odd.length) return false;
  const keys = [...formula.left, ...formula.right].map((term) => parts(term.pointer));
  const first = parts(formula.left[0].pointer);
  const row = keys.every((k) => k.row === first.row), col = keys.every((k) => k.col === first.col);
  return odd.map(parts).some((k) => (row && k.row === first.row) || (col && k.col === first.col));
}

function yearFits({ report, previous }) {
  const year = (r) => Number(r.year?.text || 0);
  return !previous || !year(previous) || !year(report) || year(previous) === year(report) - 1;
}

/**
 * solve returns the figure that the formulas give a cell whose other terms are all known, as text. It returns null where none
 * does, and where two formulas give different figures: then it is for a person to say.
 */
export function solve(outcomes, pointer, figureOf) {
  const answers = new Set();
  for (const { formula, status, reason } of outcomes) {
    if (status === notApplicable || reason === 'year' || reason === 'mixed-editions') continue;
    const terms = [...formula.left.map((t) => ({ ...t, side: 1n })), ...formula.right.map((t) => ({ ...t, side: -1n }))];
    const own = terms.filter((t) => t.pointer === pointer && !t.previous);
    if (own.length !== 1) continue;
    let rest = new Sum();
    const known = terms.every((t) => {
      if (t === own[0]) return true;
      const figure = figureOf(t);
      if (figure === null) return false;
      rest = rest.plus(Sum.of(figure), t.side * (t.minus ? -1n : 1n));
      return true;
    });
    if (!known) continue;
    const sign = own[0].side * (own[0].minus ? -1n : 1n);
    answers.add((sign === 1n ? new Sum().minus(rest) : rest).toString());
  }
  return answers.size === 1 ? [...answers][0] : null;
}
