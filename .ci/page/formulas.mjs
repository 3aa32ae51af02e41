// What the page's formulas say of reports, for a test that compares it with the command: node formulas.mjs PAGE EDITIONS REPORTS.
// REPORTS holds one JSON document a line, {"report", "previous", "evidence"}; the answer is one list a line, ["rule:status:reason", …].
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const [page, editionsFile, reports] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(page, name)));
const { parse, stringify } = await load('exact.js');
const { evaluate } = await load('evaluate.js');
const { all, marksOf } = await load('edition.js');
const { sendable } = await load('report.js');
const { Document, remember } = await load('document.js');

const editions = all(JSON.parse(readFileSync(editionsFile, 'utf8')));
const marks = marksOf(editions);
for (const line of readFileSync(reports, 'utf8').split('\n').filter(Boolean)) {
  const { report, previous, evidence } = parse(line);
  const back = parse(stringify(report)); // what the page keeps and sends
  // What it sends of a report that nobody has changed is that report, to the letter.
  const stated = Object.fromEntries(Object.entries(report).filter(([, v]) => v !== null));
  if (stringify(sendable(back)) !== stringify(stated)) throw new Error('changed: ' + line);
  const d = new Document({ report: back, previous, evidence: remember(evidence, report) });
  const outcomes = evaluate(editions, d.report, { previous, marks, confidence: (p) => d.confidence(p) });
  console.log(JSON.stringify(outcomes.map((o) => `${o.formula.id}:${o.status}:${o.reason}`)));
}
