// What somebody does with a report on the desk.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sample = (folder) => readFileSync(join(folder, 'sample.txt'), 'utf8');

/** broken is the sample with a total that is wrong and a row whose figures cannot be placed. */
const broken = (folder) => sample(folder).replace('\n1\t0\t0\t1\t2\t', '\n9\t0\t0\t1\t2\t').replace('2.重复申请\t1\t0\t0\t0\t0\t0\t1', '2.重复申请\t1\t1');

/** From a broken text to files: blanks filled, a figure corrected, nothing left to check, the page seen, files made. */
export async function mend(open, folder) {
  const desk = await open();
  await desk.read(broken(folder));
  const findings = async () => { await desk.settled(); return desk.page.$$eval('#findings > ol:not(.checked) li', (l) => l.length); };
  const before = await findings();
  assert.ok(before >= 2, `only ${before} findings in a broken report`);
  await desk.picture('mend-1-broken');

  // The doubtful row was left blank; its figures are offered, and one click puts one of them in.
  const row = '/requests/rejected_repeated/';
  assert.equal(await desk.value(row + 'natural_person'), '');
  await desk.page.focus(`[data-place="${row}natural_person"]`);
  const chips = await desk.page.$$eval('#cellbar .raw', (l) => l.map((e) => e.textContent));
  assert.deepEqual(chips, ['1']);
  await desk.picture('mend-2-chips');
  await desk.page.click('#cellbar .raw');
  assert.equal(await desk.value(row + 'natural_person'), '1');
  for (const column of ['business', 'research', 'public_welfare', 'legal_service', 'other']) await desk.type(row + column, '0');
  await desk.page.focus(`[data-place="${row}total"]`);
  await desk.press('=');
  assert.equal(await desk.value(row + 'total'), '1');

  // The wrong sum: F8 leads to it, the bar says the formula, the figure is corrected.
  await desk.settled();
  await desk.press('F8');
  await desk.until(() => document.activeElement.dataset.place?.startsWith('/disputes/review/'));
  assert.match(await desk.$text('#cellbar'), /不符/);
  assert.deepEqual(await desk.page.$$eval('[aria-invalid]', (l) => l.map((i) => i.dataset.place)), ['/disputes/review/total']);
  await desk.picture('mend-3-formula');
  await desk.type('/disputes/review/upheld', '1');
  assert.equal(await findings(), 0, await desk.$text('#findings'));
  assert.equal(await desk.page.$$eval('td.fail', (l) => l.length), 0);

  // The page shows the corrected figure where its box says, and a click there leads back to the cell.
  await desk.page.click('#view-pages');
  await desk.page.focus('[data-place="/disputes/review/upheld"]');
  await desk.until(() => [...document.querySelectorAll('.mark')].some((m) => !m.hidden));
  await desk.page.focus('[data-place="/organization"]');
  await desk.page.focus('[data-place="/disputes/review/upheld"]');
  const sheet = await desk.page.evaluate(() => [...document.querySelectorAll('.mark')].findIndex((m) => !m.hidden));
  await desk.page.focus('[data-place="/organization"]');
  const at = await desk.page.evaluate((n) => {
    const mark = document.querySelectorAll('.mark')[n];
    mark.hidden = false; // it keeps its place while it is hidden
    mark.scrollIntoView({ block: 'center' });
    const { left, top, width, height } = mark.getBoundingClientRect();
    mark.hidden = true;
    return [left + width / 2, top + height / 2];
  }, sheet);
  await desk.page.mouse.click(...at);
  await desk.until(() => document.activeElement.dataset.place === '/disputes/review/upheld');
  await desk.picture('mend-4-pages');

  for (const kind of ['json', 'pdf', 'docx']) writeFileSync(join(folder, 'made.' + kind), (await desk.download(kind)).data);
  for (const kind of ['ofd', 'annotated', 'fragment', 'zip', 'review', 'draft']) assert.ok((await desk.download(kind)).data.length > 50, kind);
  await desk.close();
}

/** The form filled in from nothing with the keyboard alone. */
export async function keyboard(open, folder) {
  const desk = await open();
  const { page } = desk;
  const tabTo = async (test, ...args) => {
    for (let i = 0; i < 300; i++) {
      if (await page.evaluate(test, ...args)) return;
      await desk.press('Tab');
    }
    throw new Error('Tab does not lead to ' + test + args);
  };
  await tabTo(() => document.activeElement.id === 'new-blank');
  await desk.press('Enter');
  await page.waitForSelector('#editor table');
  await tabTo(() => document.activeElement.dataset.place === '/organization');
  await page.keyboard.type('示例市商务局');
  await desk.press('Tab');
  await page.keyboard.type('2023');
  await tabTo(() => document.activeElement.textContent.includes('增加一段'));
  await desk.press('Enter');
  await page.keyboard.type('根据《条例》要求，编制本报告。');
  await desk.press('Enter');
  await page.keyboard.type('第二段有');
  await desk.press('Control+b');
  await page.keyboard.type('重点');
  await tabTo(() => document.activeElement.dataset.place?.startsWith('/disclosure/'));
  for (const figure of ['1', '0', '3']) { await page.keyboard.type(figure); await desk.press('ArrowRight'); }
  assert.equal(await desk.value('/disclosure/rules/in_force'), '3');
  await tabTo(() => document.activeElement.dataset.place === '/requests/new/natural_person');
  for (let row = 0; row < 2; row++) for (let column = 0; column < 7; column++) { // Tab runs along a row and on to the next
    if (column === 6) await desk.press('=');
    else await page.keyboard.type(String(column + row));
    await desk.press('Tab');
  }
  assert.equal(await desk.value('/requests/new/total'), '15');
  assert.equal(await desk.value('/requests/carried_over/total'), '21');
  await desk.press('Shift+Tab');
  await desk.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.place), '/requests/granted/total');
  await desk.press('ArrowUp');
  await desk.press('ArrowLeft');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.place), '/requests/carried_over/other');
  // The end of a row leads on to the next and back; a figure that no formula gives is told, not made up; commands of the browser move nothing.
  const at = () => page.evaluate(() => document.activeElement.dataset.place);
  await page.focus('[data-place="/requests/new/total"]');
  await desk.press('ArrowRight');
  assert.equal(await at(), '/requests/carried_over/natural_person');
  await desk.press('ArrowLeft');
  assert.equal(await at(), '/requests/new/total');
  await desk.press('Control+ArrowDown');
  assert.equal(await at(), '/requests/new/total');
  await page.focus('[data-place="/requests/granted/business"]');
  await desk.press('=');
  assert.match(await desk.$text('#say'), /由勾稽关系得不出此格/);
  assert.equal(await desk.value('/requests/granted/business'), '');
  const made = JSON.parse((await desk.download('json')).data);
  assert.deepEqual(made.introduction, ['根据《条例》要求，编制本报告。', '第二段有**重点**']);
  assert.equal(made.organization, '示例市商务局');
  assert.equal(made.year, 2023);
  assert.deepEqual(made.disclosure.rules, { issued: 1, repealed: 0, in_force: 3 });
  await desk.close();
}

/** A range of a spreadsheet, labels and all, pasted with a preview, as one edit. */
export async function range(open) {
  const desk = await open();
  await desk.page.click('#new-blank');
  await desk.page.waitForSelector('#editor table');
  const places = await desk.page.$$eval('table[data-table="requests"] tr', (rows) => rows.map((r) => [...r.querySelectorAll('input')].map((i) => i.dataset.place)).filter((r) => r.length));
  assert.equal(places[0].length, 7);
  const figures = places.map((row, r) => row.map((_, c) => String(r * 7 + c)));
  figures[3][2] = '1,234';
  figures[4][1] = '';
  const text = ['\t自然人\t企业\t机构\t组织\t法律\t其他\t总计', ...figures.map((row, r) => [`第${r}项`, ...row].join('\t'))].join('\r\n');
  await desk.page.focus(`[data-place="${places[0][0]}"]`);
  await desk.paste(`[data-place="${places[0][0]}"]`, { 'text/plain': text });
  await desk.page.waitForSelector('dialog[open]');
  await desk.picture('range-preview');
  assert.equal(await desk.value(places[0][0]), '', 'pasted before anybody said so');
  assert.match(await desk.$text('dialog'), new RegExp(`共 ${places.length * 7} 格`));
  await desk.press('Enter');
  await desk.page.waitForSelector('dialog', { hidden: true });
  const want = figures.map((row) => row.map((f) => f.replace(',', '')));
  const got = async () => desk.page.$$eval('table[data-table="requests"] tr', (rows) => rows.map((r) => [...r.querySelectorAll('input')].map((i) => i.value)).filter((r) => r.length));
  assert.deepEqual(await got(), want);
  await desk.press('Control+z');
  assert.deepEqual(await got(), want.map((r) => r.map(() => '')));
  await desk.press('Control+y');
  assert.deepEqual(await got(), want);

  // A sheet of 26 rows and 7 columns: the columns' names, and every figure of the table.
  const sheet = [['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'], ...figures.map((row, r) => row.map((_, c) => String(1000 + r * 7 + c)))];
  assert.equal(sheet.length, 26);
  await desk.page.focus(`[data-place="${places[0][0]}"]`);
  await desk.paste(`[data-place="${places[0][0]}"]`, { 'text/plain': sheet.map((row) => row.join('\t')).join('\n') + '\n', 'text/html': '<table><tr><td>1</table>' });
  await desk.page.waitForSelector('dialog[open]');
  assert.match(await desk.$text('dialog'), /略去表头 1 行、栏目 0 列/);
  await desk.press('Enter');
  await desk.page.waitForSelector('dialog', { hidden: true });
  assert.deepEqual(await got(), sheet.slice(1));
  await desk.press('Control+z');
  assert.deepEqual(await got(), want);

  // Words are no figures: nothing is asked, nothing changes.
  await desk.paste(`[data-place="${places[0][0]}"]`, { 'text/plain': '甲\t乙\n丙\t丁' });
  assert.match(await desk.$text('#say'), /没有能放进此处的数字/);
  assert.equal(await desk.page.$('dialog'), null);

  // What does not fit is said, and does not go anywhere.
  await desk.page.focus(`[data-place="${places[0][5]}"]`);
  await desk.paste(`[data-place="${places[0][5]}"]`, { 'text/plain': '1\t2\t3\t4' });
  await desk.page.waitForSelector('dialog[open]');
  assert.match(await desk.$text('dialog'), /有 2 个数字超出/);
  await desk.press('Escape');
  await desk.page.waitForSelector('dialog', { hidden: true });
  assert.deepEqual(await got(), want);
  await desk.close();
}

/** Fifty edits of all kinds, all undone, all done again. */
export async function undo(open, folder) {
  const desk = await open();
  await desk.read(sample(folder));
  const state = async () => (await desk.download('json')).data.toString();
  const begun = await state();
  const places = await desk.page.$$eval('table[data-table="requests"] input', (l) => l.map((i) => i.dataset.place));
  for (let i = 0; i < 40; i++) await desk.type(places[(i * 7) % places.length], String(100 + i));
  for (let i = 0; i < 10; i++) {
    await desk.page.focus('[data-place="/overview/0"]');
    await desk.press(i % 2 ? 'Enter' : 'Home');
    await desk.page.keyboard.type('改');
    await desk.page.focus('[data-place="/organization"]');
  }
  const ended = await state();
  assert.notEqual(begun, ended);
  let steps = 0;
  const can = async (keys) => { await desk.page.evaluate(() => { document.getElementById('say').textContent = ''; }); await desk.press(keys); return !(await desk.$text('#say')).includes('没有可撤销的'); };
  while (steps < 100 && await can('Control+z')) steps++;
  assert.ok(steps >= 50, `${steps} steps`);
  assert.equal(await state(), begun);
  for (let i = 0; i < steps; i++) await desk.press('Control+y');
  assert.equal(await state(), ended);
  await desk.close();
}

/** A finding is marked as checked with a reason, which goes into the review file and survives a reload. */
export async function review(open, folder) {
  const desk = await open();
  await desk.read(broken(folder));
  // What was said of reading stays with the source; the findings of checking are what the command knows too.
  await desk.page.click('#view-findings');
  const first = '#findings > ol:not(.checked) li';
  const n = (await desk.page.$$(first)).length;
  await desk.page.click(first + ' .reason button');
  assert.match(await desk.$text('#say'), /请写明理由/);
  await desk.page.type(first + ' .reason input', '与原件一致');
  await desk.press('Enter');
  await desk.until((s, k) => document.querySelectorAll(s).length === k, first, n - 1);
  assert.equal((await desk.page.$$(first)).length, n - 1);
  const made = await desk.download('review');
  writeFileSync(join(folder, 'review.json'), made.data);
  writeFileSync(join(folder, 'reviewed.json'), (await desk.download('json')).data);
  const file = JSON.parse(made.data);
  assert.equal(file.checked.length, 1);
  assert.equal(file.checked[0].reason, '与原件一致');
  assert.ok(file.checked[0].key && file.checked[0].code);
  await desk.settled();
  await desk.page.reload();
  await desk.ready();
  await desk.settled();
  assert.equal((await desk.page.$$(first)).length, n - 1);
  await desk.close();
}

/** The second round: what the first one found is kept as a file, half is corrected, and the page says of each finding how it stands. */
export async function rounds(open, folder) {
  const desk = await open();
  await desk.read(broken(folder));
  await desk.page.click('#view-findings');
  const list = () => desk.page.$$eval('#findings > ol:not(.checked) li[data-key]', (l) => l.map((e) => [e.dataset.key, e.querySelector('.since')?.textContent || '']).filter(([key]) => !key.startsWith('read:')));
  const first = await list();
  assert.ok(first.length >= 2 && first.every(([, standing]) => standing === ''));
  writeFileSync(join(folder, 'round.json'), (await desk.download('round')).data);
  const book = await desk.download('workbook');
  assert.match(book.name, /\.xlsx$/);
  const take = async (button, file) => {
    const [chooser] = await Promise.all([desk.page.waitForFileChooser(), desk.page.click(button)]);
    await chooser.accept([file]);
    await desk.settled();
  };
  await take('#since-open', join(folder, 'round.json'));
  await desk.until(() => document.querySelector('#findings .progress'));
  assert.match(await desk.$text('#findings .progress'), new RegExp(`已改正 0 处，仍存在 ${first.length} 处`));
  assert.ok((await list()).every(([, standing]) => standing === '仍存在'));
  await desk.picture('rounds');
  // One is mended, another made.
  await desk.type('/disputes/review/total', '77');
  await desk.settled();
  const standings = (await list()).map(([, standing]) => standing);
  assert.ok(standings.includes('新出现') || standings.includes('改后仍不符'), standings.join());
  // The files come back with the draft, and go away when they are put away.
  await desk.page.reload();
  await desk.ready();
  await desk.settled();
  await desk.page.click('#view-findings');
  await desk.until(() => document.querySelector('#findings .progress'));
  await desk.page.click('#since-remove');
  await desk.settled();
  assert.equal(await desk.page.$('#findings .progress'), null);
  assert.ok((await list()).every(([, standing]) => standing === ''));
  // The office's rules: a severity is switched off, and the finding is gone. A file that is none is said to be none.
  const rule = await desk.page.$eval('#findings > ol:not(.checked) li .kind', (e) => e.textContent);
  assert.ok(rule);
  const before = (await list()).length;
  writeFileSync(join(folder, 'rules.json'), JSON.stringify({ version: 1, rules: Object.fromEntries(JSON.parse(readFileSync(join(folder, 'round.json'), 'utf8')).result.findings.map((f) => [f.rule, 'off'])) }));
  await take('#rules-open', join(folder, 'rules.json'));
  assert.ok((await list()).length < before, `${(await list()).length} of ${before}`);
  await desk.page.click('#rules-remove');
  await desk.settled();
  writeFileSync(join(folder, 'none.json'), '[]');
  await take('#since-open', join(folder, 'none.json'));
  assert.match(await desk.$text('#findings'), /上一轮核对结果无法识别/);
  await desk.page.click('#since-remove');
  await desk.settled();
  assert.equal((await list()).length, before);
  await desk.close();
}

/** Blank cells that must be 0, because they add up to 0, are filled by one click and taken back by one step. */
export async function zeros(open, folder) {
  const desk = await open();
  await desk.page.click('#new-blank');
  await desk.page.waitForSelector('#editor table');
  const offer = () => desk.page.$$eval('#section-requests .zeros:not([hidden])', (l) => l.map((b) => b.textContent));
  assert.deepEqual(await offer(), []);
  await desk.type('/requests/new/total', '0');
  assert.deepEqual(await offer(), ['合计为 0：将 6 个空格填 0']);
  await desk.type('/requests/new/natural_person', '3'); // the person knows better; the formula will fail, and the rest is still offered
  assert.deepEqual(await offer(), ['合计为 0：将 5 个空格填 0']);
  await desk.press('Control+z');
  await desk.page.click('#section-requests .zeros');
  const row = () => desk.page.$$eval('[data-place^="/requests/new/"]', (l) => l.map((i) => i.value).join());
  assert.equal(await row(), '0,0,0,0,0,0,0');
  assert.deepEqual(await offer(), []);
  await desk.press('Control+z');
  assert.equal(await row(), ',,,,,,0');
  await desk.close();
}

/** Inferred figures are marked with their line until somebody confirms them, one by one or a table's together; then the warning goes. */
export async function inferred(open, folder) {
  const desk = await open();
  await desk.read(readFileSync(join(folder, 'inferred.txt'), 'utf8'));
  const count = () => desk.page.$$eval('td.inferred', (l) => l.length);
  const all = await count();
  assert.ok(all > 0, 'nothing was inferred');
  const place = await desk.page.$eval('td.inferred input', (i) => i.dataset.place);
  await desk.page.focus(`[data-place="${place}"]`);
  assert.match(await desk.$text('#cellbar'), /此格为推定，依据原文第 \d+ 行/);
  await desk.page.click('#view-findings');
  assert.match(await desk.$text('#findings'), /位置是推断的/);
  await desk.page.evaluate(() => [...document.querySelectorAll('#cellbar .chip')].find((b) => b.textContent === '确认无误').click());
  assert.equal(await count(), all - 1);
  for (const button of await desk.page.$$('.confirm:not([hidden])')) await button.evaluate((b) => b.click());
  assert.equal(await count(), 0);
  await desk.settled();
  assert.doesNotMatch(await desk.$text('#findings'), /位置是推断的/);
  await desk.close();
}
