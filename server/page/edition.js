// The official forms as GET /v1/editions/{name} gives them, and which of them a table follows.
//
// A place is a JSON Pointer into the report: /requests/new/total. Findings name the same cell as requests.new.total.

/** pointerOf turns table.row.column into a pointer, "" where it is no cell. */
export function pointerOf(cell) {
  const parts = (cell || '').split('.');
  return parts.length === 3 && !cell.includes(':') ? '/' + parts.join('/') : '';
}

/** parts takes the pointer of a cell apart. */
export function parts(pointer) {
  const [, table, row, col] = pointer.split('/');
  return { table, row, col };
}

/** A form with what the page asks of it many times a second. */
export class Edition {
  constructor(data) {
    Object.assign(this, data);
    this.cells = new Map(); // by pointer
    this.tableOf = new Map();
    for (const table of this.tables) {
      for (const row of table.rows) for (const cell of row) if (cell.pointer) this.cells.set(cell.pointer, cell);
      this.tableOf.set(table.key, table);
    }
  }

  has(pointer) { return this.cells.has(pointer); }

  /** cellName says which cell a pointer is, in words of the form. */
  cellName(pointer) {
    const cell = this.cells.get(pointer);
    return cell ? `${cell.row}·${cell.column}` : pointer;
  }
}

/** all makes a map of editions by version, in the order of the list. */
export const all = (list) => new Map(list.map((data) => [data.version, new Edition(data)]));

/** marksOf returns the texts that any edition takes for "not applicable". */
export const marksOf = (editions) => [...new Set([...editions.values()].flatMap((e) => e.marks))];

/** outside lists the cells of a table that an edition lacks, as pointers. */
function outside(edition, key, table) {
  const odd = [];
  for (const [row, cells] of Object.entries(table || {})) {
    for (const col of Object.keys(cells)) {
      if (cells[col] === null) continue; // blank is the same as absent
      const pointer = `/${key}/${row}/${col}`;
      if (!edition.has(pointer)) odd.push(pointer);
    }
  }
  return odd;
}

/**
 * tableFormat decides the edition that a table is printed and checked by, as the command does: the one that table_formats names,
 * else the report's own if it has all the cells, else the first that has. odd lists the cells of a table that mixes editions.
 */
export function tableFormat(editions, report, key) {
  const own = editions.get(report.format) || editions.values().next().value;
  const table = report[key];
  const named = editions.get(report.table_formats?.[key]);
  if (named) return { edition: named, odd: outside(named, key, table) };
  const best = outside(own, key, table);
  if (!best.length || !table) return { edition: own, odd: [] };
  for (const other of editions.values()) {
    if (other !== own && other.tableOf.has(key) && !outside(other, key, table).length) return { edition: other, odd: [] };
  }
  return { edition: own, odd: best };
}
