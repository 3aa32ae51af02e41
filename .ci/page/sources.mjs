// Where reports come from and where they stay.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const text = (folder, name) => readFileSync(join(folder, name), 'utf8');
const tabs = (desk) => desk.page.$$eval('#tabs .tab', (l) => l.map((e) => e.textContent));
const figures = (desk) => desk.page.$$eval('table.form input', (l) => l.filter((i) => i.value).length);

/** A web page in the clipboard: its tables come over whole, on the page and in the field for text. */
export async function webpage(open, folder) {
  const desk = await open();
  const want = Number(text(folder, 'figures'));
  const html = text(folder, 'page.html'), plain = html.replace(/<[^>]*>/g, ' ');
  await desk.paste(null, { 'text/html': html, 'text/plain': plain });
  await desk.page.waitForSelector('#editor table');
  assert.equal(await figures(desk), want);
  await desk.page.click('#to-start');
  await desk.page.focus('#text');
  await desk.paste('#text', { 'text/html': html, 'text/plain': plain });
  await desk.until(() => document.querySelectorAll('#tabs .tab').length === 2);
  assert.equal(await figures(desk), want);
  await desk.close();
}

/** A file let go anywhere, also over the editor, is read, and the page stays. */
export async function drop(open, folder) {
  const desk = await open();
  const sample = text(folder, 'sample.txt');
  assert.ok(await desk.drop('footer', [['一.txt', sample]]));
  await desk.page.waitForSelector('#editor table');
  assert.ok(await desk.drop('#editor', [['二.txt', sample.replaceAll('青坪市', '红坪市')]]));
  await desk.until(() => document.querySelectorAll('#tabs .tab').length === 2);
  assert.match((await tabs(desk))[1], /红坪市/);
  assert.equal(await desk.page.evaluate(() => document.getElementById('cover').hidden), true);
  assert.ok(await desk.drop(null, [['诗.txt', '床前明月光']]));
  await desk.said('诗.txt');
  assert.match(await desk.$text('#say'), /没有读入/);
  assert.equal((await tabs(desk)).length, 2);
  // Words that are dragged from one paragraph to another are moved by the browser, and not read.
  const left = await desk.page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/plain', '一段文字');
    const [from, to] = document.querySelectorAll('.paragraph');
    const fire = (target, type) => target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    const each = [fire(from, 'dragstart'), fire(to, 'dragenter'), fire(to, 'dragover'), fire(to, 'drop')];
    fire(from, 'dragend');
    return each;
  });
  assert.deepEqual(left, [true, true, true, true]);
  assert.equal((await tabs(desk)).length, 2);
  assert.ok(await desk.drop(null, [['三.txt', sample]]));
  await desk.until(() => document.querySelectorAll('#tabs .tab').length === 3);
  await desk.close();
}

/** Two files at once: a tab each, and their sum. */
export async function several(open, folder) {
  const desk = await open();
  const sample = text(folder, 'sample.txt');
  await desk.drop(null, [['甲.txt', sample], ['乙.txt', sample.replaceAll('青坪市', '红坪市')]]);
  await desk.until(() => document.querySelectorAll('#tabs .tab').length === 2);
  const one = Number(await desk.value('/requests/new/total'));
  await desk.page.click('#sum');
  await desk.until(() => document.querySelectorAll('#tabs .tab').length === 3);
  assert.equal(Number(await desk.value('/requests/new/total')), 2 * one);
  await desk.picture('several-sum');
  await desk.page.click('#tabs .front .close'); // the one before comes to the front
  await desk.until(() => document.querySelectorAll('#tabs .tab').length === 2);
  assert.match(await desk.$text('#tabs .front'), /红坪市/);
  assert.equal(Number(await desk.value('/requests/new/total')), one);
  await desk.close();
}

/** What was typed is there after a reload; a closed draft can be opened again and removed. */
export async function reload(open, folder) {
  const desk = await open();
  await desk.read(text(folder, 'sample.txt'));
  await desk.type('/requests/new/natural_person', '1234');
  await desk.type('/disclosure/fees/amount', '12.50');
  await desk.settled();
  await desk.page.reload();
  await desk.ready();
  await desk.page.waitForSelector('#editor table');
  assert.equal(await desk.value('/requests/new/natural_person'), '1234');
  assert.equal(await desk.value('/disclosure/fees/amount'), '12.50');
  const draft = await desk.download('draft');
  await desk.page.click('#tabs .close');
  await desk.page.waitForSelector('#start:not([hidden])');
  await desk.until(() => document.querySelectorAll('#drafts li').length === 1);
  await desk.picture('reload-drafts');
  await desk.page.click('#drafts li .link');
  await desk.page.waitForSelector('#editor table');
  assert.equal(await desk.value('/requests/new/natural_person'), '1234');
  await desk.page.click('#tabs .close');
  await desk.page.waitForSelector('#start:not([hidden])');
  await desk.until(() => document.querySelectorAll('#drafts li').length === 1);
  await desk.page.click('#drafts li .quiet');
  await desk.until(() => document.querySelectorAll('#drafts li').length === 0);
  await desk.page.reload();
  await desk.ready();
  assert.equal(await desk.page.$('#tabs .tab'), null);
  await desk.drop(null, [[draft.name, draft.data.toString()]]);
  await desk.page.waitForSelector('#editor table');
  assert.equal(await desk.value('/requests/new/natural_person'), '1234');
  await desk.close();
}

/** Another form than the report on disclosure: cells that hold words take what is typed as it is, and the download is that form. */
export async function statement(open, folder) {
  const desk = await open();
  await desk.read(text(folder, 'website.txt'));
  assert.equal(await desk.value('/statement/name/entry'), '青坪市商务局门户网站');
  assert.equal(await desk.value('/statement/visits/entry'), '1203411');
  assert.deepEqual(await desk.page.$$eval('#format option', (l) => l.map((o) => o.value)), ['website-2017']);
  await desk.type('/statement/identifier/entry', '0012');
  await desk.type('/statement/kind/entry', '/');
  await desk.type('/statement/cases/entry', '1,234');
  await desk.settled();
  assert.match(await desk.$text('#findings'), /办件量|Cases/);
  await desk.picture('statement');
  const made = JSON.parse((await desk.download('json')).data.toString());
  assert.equal(made.format, 'website-2017');
  assert.equal(made.statement.identifier.entry, '0012');
  assert.equal(made.statement.kind.entry, '/');
  assert.equal(made.statement.cases.entry, 1234);
  await desk.page.click('#to-start');
  await desk.page.click('#new-blank'); // the form that the service lists first
  assert.equal(await desk.page.$eval('#format', (e) => e.value), '2021');
  await desk.close();
}

/** Last year's report beside this year's, and this year's draft from last year's. */
export async function lastyear(open, folder) {
  const desk = await open();
  const sample = text(folder, 'sample.txt');
  await desk.read(sample.replaceAll('2023年', '2024年').replaceAll('2024年1月18日', '2025年1月18日'));
  const [chooser] = await Promise.all([desk.page.waitForFileChooser(), desk.page.click('#last-year')]);
  await chooser.accept([join(folder, 'sample.txt')]);
  await desk.until(() => document.querySelector('#toolbar .last')?.textContent.includes('2023年'));
  await desk.settled();
  assert.match(await desk.page.$eval('[data-place="/requests/new/total"]', (e) => e.parentElement.textContent), /上年 24/);
  // The year began with 2 carried over and the last one ended with 2: nothing to say. With another figure there is.
  await desk.type('/requests/carried_over/natural_person', '5');
  assert.match(await desk.$text('#cellbar'), /上年/);
  await desk.settled();
  await desk.page.click('#view-findings');
  assert.match(await desk.$text('#findings'), /上年|结转/);
  await desk.picture('lastyear-findings');
  await desk.press('Control+z');

  // All figures that differ, with by how much; a row leads to its cell, and an edit changes the list.
  await desk.type('/requests/new/natural_person', '19');
  await desk.page.click('#view-compare');
  const rows = () => desk.page.$$eval('#compare tbody tr', (l) => l.map((r) => [...r.children].map((c) => c.textContent)));
  await desk.until(() => document.querySelectorAll('#compare tbody tr').length > 0);
  const [changed] = await rows();
  assert.deepEqual(changed.slice(1), ['17', '19', '+2', '+11.8%']);
  assert.match(await desk.$text('#compare'), /政府信息情况与上年相同/);
  // Prose word by word, what was copied, and the comparison as a file.
  assert.match(await desk.$text('#compare-prose + ul'), /（删去）2022|（删去）2023/);
  assert.match(await desk.$text('#compare'), /% 的文字与上年相同/);
  await desk.picture('lastyear-compare');
  await desk.page.click('[data-compare=xlsx]');
  await desk.said('compare.xlsx');
  await desk.page.focus('[data-place="/organization"]');
  await desk.page.click('#compare tbody .link');
  assert.equal(await desk.page.evaluate(() => document.activeElement.dataset.place), '/requests/new/natural_person');
  await desk.press('Control+z');
  await desk.until(() => document.querySelectorAll('#compare tbody tr').length === 0);
  // One key carries over what last year left.
  for (let i = 0; i < 7; i++) await desk.page.evaluate((n) => { const f = document.querySelectorAll('[data-place^="/requests/carried_over/"]')[n]; f.value = ''; f.dispatchEvent(new Event('input', { bubbles: true })); }, i);
  await desk.press('F7');
  assert.match(await desk.$text('#say'), /已填入 7 格上年结转数/);
  assert.deepEqual(await desk.page.$$eval('input[data-place^="/requests/carried_over/"]', (l) => l.map((i) => i.value)), ['2', '0', '0', '0', '0', '0', '2']);

  await desk.page.click('#to-start');
  const [second] = await Promise.all([desk.page.waitForFileChooser(), desk.page.click('#new-from-last')]);
  await second.accept([join(folder, 'sample.txt')]);
  await desk.until(() => document.querySelectorAll('#tabs .tab').length === 2);
  assert.equal(await desk.value('/year'), '2024');
  const carried = await desk.page.$$eval('table[data-table="requests"] input[data-place^="/requests/carried_over/"]', (l) => l.map((i) => i.value));
  if (carried.some((v) => v === '')) {
    await desk.page.evaluate(() => [...document.querySelectorAll('#editor button')].find((b) => b.textContent === '结转上年').click());
  }
  assert.deepEqual(await desk.page.$$eval('input[data-place^="/requests/carried_over/"]', (l) => l.map((i) => i.value)), ['2', '0', '0', '0', '0', '0', '2']);
  await desk.close();
}
