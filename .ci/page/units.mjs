// The page's parts that need no browser: node units.mjs PAGE.
import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const load = (name) => import(pathToFileURL(join(process.argv[2], name)));
const { Exact, Sum, isFigure, parse, stringify } = await load('exact.js');
const { number, printed, typed } = await load('cells.js');
const { figures, matrix, place } = await load('clipboard.js');
const { spans, paragraph } = await load('paragraph.js');
const { History } = await load('history.js');
const { keysOf } = await load('words.js');
const { all, tableFormat } = await load('edition.js');
const { sendable } = await load('report.js');
const { Document, remember } = await load('document.js');
const { values } = await load('shell.js');
const drafts = await load('draftfile.js');

// Numbers stay as they are written, also where a string looks like one.
const text = '{"a": 12.50, "b": 123456789012345678, "c": "7, \\"8\\"", "d": [-0.5, null, true]}';
assert.equal(stringify(parse(text)).replace(/\s+/g, ' '), '{ "a": 12.50, "b": 123456789012345678, "c": "7, \\"8\\"", "d": [ -0.5, null, true ] }');
assert.throws(() => parse('{"a": 1,}'), SyntaxError);
for (const [s, want] of [['0', true], ['12.50', true], ['-3', true], ['007', false], ['1e3', false], ['1.', false], ['123456789012345678', true], ['1234567890123456789', false]]) assert.equal(isFigure(s), want, s);
assert.equal(Sum.of('0.1').plus(Sum.of('0.2')).toString(), '0.3');
assert.equal(Sum.of('999999999999999999').plus(Sum.of('0.01')).toString(), '999999999999999999.01');
assert.ok(Sum.of('12.50').equals(Sum.of('12.5')));
assert.equal(Sum.of('-0.05').toString(), '-0.05');

// What is typed into a cell.
const marks = ['/', '—', '不适用'];
for (const [s, value, shown] of [['', null, ''], [' 22 ', '22', '22'], ['1,234', '1234', '1234'], ['1,23', null, '1,23'], ['１２', '12', '12'], ['／', null, '/'], ['22（其中修订16件）', '22', '22（其中修订16件）'], ['22 16', null, '22 16'], ['见附件', null, '见附件'], ['007', null, '007'], ['12.50', '12.50', '12.50']]) {
  const cell = typed(s, marks);
  assert.deepEqual([number(cell), printed(cell)], [value, shown], s);
}

assert.equal(typed(' ', marks), null); // a blank and not an empty text
assert.equal(typed('／', ['／']), '／'); // a mark as it is written goes before what it is folded to

// Ranges of a spreadsheet.
assert.deepEqual(matrix('1\t2\r\n3\t4\r\n'), [['1', '2'], ['3', '4']]);
assert.deepEqual(matrix('"a\n""b"""\t2'), [['a\n"b"', '2']]);
assert.equal(matrix('12'), null);
assert.deepEqual(figures([['', '甲', '乙'], ['一', '1', '2'], ['二', '', '/']], marks), { rows: [['1', '2'], ['', '/']], top: 1, left: 1 });
assert.deepEqual(place([['1', '2', '3']], [['/a', '/b'], ['/c', '/d']], '/b'), { placed: [['/b', '1']], outside: 2 });

// The notation of paragraphs comes back as it went, whatever stands in it.
let seed = 1;
const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
for (let i = 0; i < 5000; i++) {
  const list = Array.from({ length: 1 + random(4) }, () => ({ text: Array.from({ length: 1 + random(5) }, () => 'ab*\\**'[random(6)]).join(''), bold: random(2) === 1 }));
  const joined = list.reduce((l, s) => { if (l.at(-1)?.bold === s.bold) l.at(-1).text += s.text; else l.push({ ...s }); return l; }, []);
  assert.deepEqual(spans(paragraph(list)), joined, JSON.stringify(list));
}

assert.deepEqual(spans('**a\\**'), [{ text: '**a**', bold: false }]); // what is protected closes nothing
assert.equal(paragraph([{ text: 'a', bold: true }, { text: 'b', bold: true }]), '**ab**');

// Undo and redo; what is typed without a pause is one edit.
const history = new History(), report = { a: 1 };
history.apply(report, [['/a', 1, 2]], 'type');
history.apply(report, [['/a', 2, 23]], 'type');
history.pause();
history.apply(report, [['/a', 23, 4], ['/b/c', undefined, 5]], 'type');
assert.deepEqual(history.undo(report), ['/a', '/b/c']);
assert.deepEqual([report.a, Object.keys(report.b)], [23, []]); // what was not there is not there again
assert.deepEqual(history.undo(report), ['/a']);
assert.equal(report.a, 1);
assert.equal(history.undo(report), null);
history.redo(report);
history.redo(report);
assert.deepEqual(report, { a: 4, b: { c: 5 } });

// Only cells that reading was not sure of are doubtful, until somebody types over them or confirms them.
const evidence = { tables: [{ table: 't', cells: [{ row: 'r', col: 'a', confidence: 'placed', line: new Exact('1') }, { row: 'r', col: 'b', confidence: 'lost', raw: '1 2', line: new Exact('2') }, { row: 'r', col: 'c', confidence: 'inferred' }] }] };
const reading = { t: { r: { a: new Exact('7'), c: new Exact('8') } } };
const read = new Document({ report: reading, evidence: remember(evidence, reading) });
assert.deepEqual(['a', 'b', 'c'].map((c) => read.confidence('/t/r/' + c)), ['placed', 'lost', 'inferred']);
assert.equal(read.doubt('/t/r/a'), null);
assert.equal(read.doubt('/t/r/b').line, 2);
read.confirmed.add('/t/r/c');
reading.t.r.b = new Exact('1');
assert.deepEqual(['b', 'c'].map((c) => read.confidence('/t/r/' + c)), ['placed', 'placed']);

// An official document has the values that were filled in.
assert.deepEqual(values({ number: ' 示〔1〕 ', signers: '张三、李四, 王五', organs: ' ', urgency: '' }), { number: '示〔1〕', signers: ['张三', '李四', '王五'] });

// The review that the command reads has what the command knows; what was said of reading stands apart.
const said = JSON.parse(drafts.review({ organization: '甲', year: new Exact('2023') }, { ab: { code: 'c', rule: 'r', message: 'm', reason: 'x' }, [drafts.readKey + 'c']: { code: 'c', rule: '', message: 'n', reason: 'y' } }));
assert.deepEqual([said.year, said.title, said.checked.map((v) => v.key), said.reading.map((v) => v.reason)], [2023, null, ['ab'], ['y']]);

// A blank cell is as good as none when it is decided which edition a table follows.
const edition = (version, pointer) => ({ version, marks, formulas: [], sections: [], tables: [{ key: 't', rows: [[{ pointer }]] }] });
const editions = all([edition('new', '/t/r/a'), edition('old', '/t/r/b')]);
assert.deepEqual(tableFormat(editions, { format: 'new', t: { r: { a: new Exact('1'), b: null } } }, 't').odd, []);
assert.equal(tableFormat(editions, { format: 'new', t: { r: { a: null, b: new Exact('1') } } }, 't').edition.version, 'old');

// The report says which edition a table follows; a table that its own has is of its own.
assert.equal(tableFormat(editions, { format: 'new', table_formats: { t: 'old' }, t: { r: { a: new Exact('1') } } }, 't').edition.version, 'old');
const twins = all([edition('new', '/t/r/a'), edition('old', '/t/r/a')]);
assert.equal(tableFormat(twins, { format: 'new', t: { r: { a: new Exact('1') } } }, 't').edition.version, 'new');
assert.equal(tableFormat(twins, { format: 'old' }, 't').edition.version, 'old');

// What is sent has no empty paragraphs; drafts come back; both languages have the same words.
assert.deepEqual(sendable({ format: 'x', title: ' ', overview: ['a', ' ', ' b\u00a0\u3000c '], year: null }), { format: 'x', overview: ['a', 'b\u00a0\u3000c'] });
assert.deepEqual(sendable({ notes: { t: { above: ['a', ' '], below: [] } }, requests: {} }), { notes: { t: { above: ['a'], below: [] } }, requests: {} });
assert.deepEqual(Object.keys(sendable({ imprint: null })), []);
for (const text of ['不是 nianbao-draft 的草稿', '{"format": "2021"}', '{"kind": "x", "version": 1, "report": {}, "name": "nianbao-draft"}', 'null']) assert.equal(drafts.read(text), null, text);
const kept = drafts.read(drafts.write({ report: { year: new Exact('2023') }, previous: null, evidence: null, diagnostics: [], confirmed: new Set(['/a']), verdicts: {}, name: 'n' }));
assert.deepEqual([kept.report.year.text, [...kept.confirmed], kept.name], ['2023', ['/a'], 'n']);
assert.throws(() => drafts.read('{"kind": "nianbao-draft", "version": 2, "report": {}}'));
assert.deepEqual(keysOf('en').sort(), keysOf('zh').sort());
