// Undo and redo. An edit is a list of changes [pointer, before, after]; what is typed into one cell or paragraph without a pause in
// between is one edit, and so is a pasted range.

import { set } from './report.js';

const most = 500;

/** The edits of one report, done and undone. */
export class History {
  constructor() { this.done = []; this.undone = []; this.open = ''; }

  /** apply changes the report; edits with the same name of a run (a cell being typed into) become one. */
  apply(report, changes, run = '') {
    for (const [pointer, , after] of changes) set(report, pointer, after);
    this.undone = [];
    const last = this.done.at(-1);
    if (run && run === this.open && last) {
      for (const change of changes) {
        const same = last.find((c) => c[0] === change[0]);
        if (same) same[2] = change[2];
        else last.push(change);
      }
      return;
    }
    this.open = run;
    this.done.push(changes);
    if (this.done.length > most) this.done.shift();
  }

  /** pause ends the run: what is typed next is an edit of its own. */
  pause() { this.open = ''; }

  /** undo returns the pointers that changed, null where there is nothing to undo. */
  undo(report) {
    const edit = this.done.pop();
    if (!edit) return null;
    for (const [pointer, before] of [...edit].reverse()) set(report, pointer, before);
    this.undone.push(edit);
    this.pause();
    return edit.map((c) => c[0]);
  }

  redo(report) {
    const edit = this.undone.pop();
    if (!edit) return null;
    for (const [pointer, , after] of edit) set(report, pointer, after);
    this.done.push(edit);
    this.pause();
    return edit.map((c) => c[0]);
  }
}
