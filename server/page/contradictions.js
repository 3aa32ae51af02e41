// Words of the prose that a finding quotes are underlined, without touching the text (CSS Custom Highlight API); a browser that lacks it
// shows the findings alone.

/** underline marks the quotes of findings in the paragraphs of the editor. */
export function underline(findings) {
  if (!globalThis.CSS?.highlights) return;
  const ranges = [];
  for (const f of findings) {
    const field = document.querySelector(`.paragraph[data-place="/${f.section}/${f.paragraph}"]`);
    const range = field && find(field, f.quote);
    if (range) ranges.push(range);
  }
  CSS.highlights.set('contradiction', new Highlight(...ranges));
}

// find looks for a quote, which has no white space, in the text of a field, which may have some.
function find(field, quote) {
  const places = [];
  const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
  let plain = '';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let i = 0; i < node.length; i++) if (!/\s/.test(node.data[i])) { plain += node.data[i]; places.push([node, i]); }
  }
  const at = plain.indexOf(quote);
  if (at < 0 || !quote) return null;
  const range = document.createRange();
  range.setStart(...places[at]);
  const [node, i] = places[at + quote.length - 1];
  range.setEnd(node, i + 1);
  return range;
}
