// The notation of a paragraph: **…** is bold, a backslash protects * and itself (report.Spans and report.Paragraph of the command).

/** spans reads a paragraph: [{text, bold}], none empty, neighbours of different weight. */
export function spans(paragraph) {
  const list = [];
  let text = '', bold = false;
  const flush = () => {
    if (text && list.at(-1)?.bold === bold) list.at(-1).text += text;
    else if (text) list.push({ text, bold });
    text = '';
  };
  for (let i = 0; i < paragraph.length; i++) {
    const c = paragraph[i], next = paragraph[i + 1];
    if (c === '\\' && (next === '*' || next === '\\')) { text += next; i++; }
    else if (c === '*' && next === '*') {
      if (bold || closing(paragraph.slice(i + 2)) > 0) { flush(); bold = !bold; }
      else text += '**';
      i++;
    } else text += c;
  }
  flush();
  return list;
}

// closing returns the place of the first unprotected ** of a text, -1 where there is none.
function closing(s) {
  for (let i = 0; i + 1 < s.length; i++) {
    if (s[i] === '\\' && (s[i + 1] === '*' || s[i + 1] === '\\')) i++;
    else if (s[i] === '*' && s[i + 1] === '*') return i;
  }
  return -1;
}

/** paragraph writes spans; it protects only what would be read differently otherwise. */
export function paragraph(list) {
  const joined = [];
  for (const { text, bold } of list) {
    if (text && joined.at(-1)?.bold === bold) joined.at(-1).text += text;
    else if (text) joined.push({ text, bold });
  }
  const spell = (protect) => joined.map((s) => (s.bold ? `**${protect(s.text)}**` : protect(s.text))).join('');
  const plain = spell((s) => s);
  return JSON.stringify(spans(plain)) === JSON.stringify(joined) ? plain : spell((s) => s.replace(/[\\*]/g, '\\$&'));
}
