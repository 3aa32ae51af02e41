// What a clipboard holds: a web page or a table as HTML, a range of a spreadsheet as lines with tabs, or plain text.

/** matrix reads text as a spreadsheet writes it (tabs, line breaks, "quoted ""fields"""); null where it is a single field. */
export function matrix(text) {
  const rows = [[]];
  let field = '', quoted = false, at = 0;
  const clean = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (; at < clean.length; at++) {
    const c = clean[at];
    if (quoted) {
      if (c === '"' && clean[at + 1] === '"') { field += '"'; at++; }
      else if (c === '"') quoted = false;
      else field += c;
    } else if (c === '"' && field === '') quoted = true;
    else if (c === '\t' || c === '\n') {
      rows.at(-1).push(field);
      field = '';
      if (c === '\n') rows.push([]);
    } else field += c;
  }
  rows.at(-1).push(field);
  const width = Math.max(...rows.map((r) => r.length));
  if (rows.length === 1 && width === 1) return null;
  return rows.map((r) => [...r, ...Array(width - r.length).fill('')]);
}

const figure = /^[\s-]*[\d０-９][\d０-９.,，．]*\s*(?:[（(].*[）)])?\s*$/;

/** figures cuts leading rows and columns of labels off a matrix; left says how many of each. */
export function figures(rows, marks) {
  const counts = (text) => !text.trim() || marks.includes(text.trim()) || figure.test(text);
  const labels = (list) => list.some((t) => t.trim() && !counts(t));
  let top = 0, left = 0;
  while (top < rows.length && !rows[top].some((t) => figure.test(t))) top++;
  const body = rows.slice(top);
  while (body.length && left < body[0].length && labels(body.map((r) => r[left])) ) left++;
  return { rows: body.map((r) => r.slice(left)), top, left };
}

/**
 * place says where the fields of a matrix go: grid is rows of pointers ('' where the form has no cell), from the pointer that has the
 * focus. It returns [[pointer, text]…] and how many fields that hold something fall outside the form.
 */
export function place(rows, grid, from) {
  const top = grid.findIndex((row) => row.includes(from));
  const left = top < 0 ? 0 : grid[top].indexOf(from);
  const placed = [];
  let outside = 0;
  rows.forEach((row, r) => row.forEach((text, c) => {
    const pointer = grid[top + r]?.[left + c];
    if (pointer) placed.push([pointer, text]);
    else if (text.trim()) outside++;
  }));
  return { placed, outside };
}

/** richest returns what is worth most in a clipboard: {files} or {html} with a table or an article in it, else {text}. */
export function richest(data) {
  if (data.files?.length) return { files: [...data.files] };
  const html = data.getData('text/html');
  if (html && html.trim()) return { html };
  return { text: data.getData('text/plain') };
}
