// Prints what pdf.js says a PDF is made of, as a screen reader in a browser gets it: node structure.mjs FILE
// One JSON array: for each page the leaves of its structure tree in reading order, each with its role and text. Warnings of
// pdf.js go to standard error.
import { readFileSync } from 'node:fs';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';

const file = await getDocument({ data: new Uint8Array(readFileSync(process.argv[2])), verbosity: VerbosityLevel.WARNINGS }).promise;
const pages = [];
for (let number = 1; number <= file.numPages; number++) {
  const page = await file.getPage(number);
  const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
  const texts = new Map();
  const open = [];
  for (const item of items) {
    if (item.type === undefined) {
      const id = open.findLast((mark) => mark !== undefined);
      texts.set(id, (texts.get(id) ?? '') + item.str);
    } else if (item.type === 'endMarkedContent') {
      open.pop();
    } else {
      open.push(item.id);
    }
  }
  const leaves = [];
  const walk = (node) => {
    const contents = (node.children ?? []).filter((child) => child.type === 'content');
    if (contents.length > 0) leaves.push({ role: node.role, text: contents.map(({ id }) => texts.get(id) ?? '').join('') });
    for (const child of node.children ?? []) if (child.role) walk(child);
  };
  const root = await page.getStructTree();
  if (root) walk(root);
  pages.push(leaves);
}
console.log(JSON.stringify(pages));
