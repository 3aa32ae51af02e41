// What a person types into a cell, and the cell of the report's JSON: a figure, a mark, a blank, or a text with or without a
// figure. The server's reader of cells (report.ParseCell) knows more ways of writing; here only those are taken for a figure that
// nobody can read otherwise, and everything else stays the text that was typed, without a value.

import { Exact, isFigure } from './exact.js';

const wide = { '．': '.', '－': '-', '−': '-', '／': '/' };

/** printed returns what a cell shows: "" for a blank. */
export function printed(cell) {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'string' ? cell : cell.text; // of a figure too
}

/** number returns a cell's figure as text, or null where it has none. */
export function number(cell) {
  if (cell instanceof Exact) return cell.text;
  return cell && cell.value instanceof Exact ? cell.value.text : null;
}

/** typed returns the cell that a text means: 1,234 → 1234, ／ → "/", 22（其中修订16件） → a figure with its text. */
export function typed(text, marks) {
  const trimmed = text.replace(/\s+/g, ' ').trim();
  if (!trimmed) return null;
  const folded = trimmed.replace(/[０-９]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0)).replace(/[．－−／]/g, (c) => wide[c]);
  if (marks.includes(trimmed)) return trimmed;
  if (marks.includes(folded)) return folded;
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(folded) ? folded.replace(/,/g, '') : folded;
  if (isFigure(plain) && !/^-0(\.0+)?$/.test(plain)) return new Exact(plain);
  const remark = /^(-?\d+(?:\.\d+)?)\s*[（(].{0,38}[）)]$/.exec(folded);
  if (remark && isFigure(remark[1])) return { value: new Exact(remark[1]), text: trimmed };
  return { value: null, text: trimmed };
}

/** same says whether two cells print the same and count the same. */
export function same(a, b) { return printed(a) === printed(b) && number(a) === number(b); }
