// One report on the desk: its data, what is known of where they came from, and its history.

import { History } from './history.js';
import { get } from './report.js';
import { printed } from './cells.js';

// randomUUID exists on secure addresses only; the page is served inside closed networks over plain HTTP as well.
const newID = () => [...crypto.getRandomValues(new Uint8Array(12))].map((b) => b.toString(16).padStart(2, '0')).join('');

/** A report that is being worked on. */
export class Document {
  constructor({ id = newID(), name = '', report, previous = null, evidence = null, diagnostics = [], confirmed = new Set(), verdicts = {}, shell = null, since = null, rules = null }) {
    Object.assign(this, { id, name, report, previous, evidence, diagnostics, confirmed, verdicts, shell, since, rules });
    this.history = new History();
    this.doubts = doubts(evidence);
  }

  get(pointer) { return get(this.report, pointer); }

  /** doubt returns what is doubtful about a cell, null where nothing is: somebody typed over it or confirmed it. */
  doubt(pointer) {
    const found = this.doubts.get(pointer);
    return found && !this.confirmed.has(pointer) && printed(this.get(pointer)) === found.was ? found : null;
  }

  /** confidence is that of the command's evidence: "placed", "inferred" or "lost". */
  confidence(pointer) { return this.doubt(pointer)?.confidence || 'placed'; }
}

// The cells that reading inferred or left blank. What they held when they had been read is kept with the evidence, so that a
// draft that comes back knows it too.
export function remember(evidence, report) {
  for (const { table, cells } of evidence?.tables || []) {
    for (const cell of cells) if (cell.confidence !== 'placed') cell.was = printed(get(report, `/${table}/${cell.row}/${cell.col}`));
  }
  return evidence;
}

function doubts(evidence) {
  const found = new Map();
  for (const { table, cells } of evidence?.tables || []) {
    for (const cell of cells) {
      if (cell.confidence === 'placed') continue;
      const pointer = `/${table}/${cell.row}/${cell.col}`;
      found.set(pointer, { confidence: cell.confidence, line: Number(cell.line || 0), raw: cell.raw || '', reason: cell.reason || '', was: cell.was ?? '' });
    }
  }
  return found;
}
