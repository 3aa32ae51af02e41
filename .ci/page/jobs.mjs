// The page of jobs: many files in, progress, results out; loaded anew, removed; by keyboard, on a telephone and on a desk's screen.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** judged holds a state of the page to axe-core in both schemes of colours, and to its width. */
async function judged(desk, width, state) {
  const found = [];
  for (const scheme of ['light', 'dark']) {
    await desk.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await desk.picture(`jobs-${width}-${scheme}-${state}`);
    const { violations } = await desk.page.evaluate(async (source) => {
      if (!window.axe) new Function(source)();
      return window.axe.run(document, { resultTypes: ['violations'] });
    }, axe);
    for (const v of violations) found.push(`${width} ${scheme} ${state}: ${v.id}: ${v.nodes.map((n) => n.target.join(' ') + ' ' + n.failureSummary.replace(/\s+/g, ' ')).join(' | ')}`);
  }
  const out = await desk.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (out > 0) found.push(`${width} ${state}: the page is ${out} px too wide`);
  assert.deepEqual(found, []);
}

async function downloaded(path) {
  for (let i = 0; i < 400 && !existsSync(path); i++) await new Promise((done) => setTimeout(done, 50));
  return readFileSync(path);
}

async function walk(open, folder, width) {
  const sample = readFileSync(join(folder, 'sample.txt'), 'utf8');
  const files = [];
  const put = (name, content) => { writeFileSync(join(folder, name), content); files.push(join(folder, name)); };
  for (let i = 0; i < 60; i++) put(`第${String(i).padStart(2, '0')}局.txt`, sample);
  put('坏文件.json', '{');
  const desk = await open({ width, height: 900 });
  const { page } = desk;
  await page.setBypassCSP(true);
  await page.waitForSelector('#jobs');
  await Promise.all([page.waitForNavigation(), page.click('#jobs')]);
  await desk.ready();
  await judged(desk, width, 'form');
  // By keyboard alone: nothing chosen is said, then files, then Enter on the button.
  await page.focus('#submit');
  await page.keyboard.press('Enter');
  await desk.said('请先选择文件');
  await (await page.$('#files')).uploadFile(...files);
  await desk.until(() => document.getElementById('chosen').textContent.includes('61'));
  await page.evaluate(() => { for (const b of document.querySelectorAll('[name=to]')) b.checked = ['json', 'check'].includes(b.value); });
  await page.focus('#submit');
  await page.keyboard.press('Enter');
  await page.waitForSelector('#job');
  const address = page.url();
  assert.match(address, /#[A-Z2-7]{26}$/);
  await judged(desk, width, 'working');
  await page.reload(); // it is still there
  await desk.ready();
  await desk.said('全部处理完毕');
  assert.equal(page.url(), address);
  await desk.until(() => document.querySelectorAll('#items tbody tr').length === 50);
  await judged(desk, width, 'done');
  await page.focus('#later');
  await page.keyboard.press('Enter');
  await desk.until(() => document.querySelectorAll('#items tbody tr').length === 11);
  await page.click('[data-state=failed]');
  await desk.until(() => document.querySelectorAll('#items tbody tr').length === 1);
  const row = await desk.$text('#items tbody tr');
  assert.match(row, /坏文件\.json/);
  assert.match(row, /失败/);
  await judged(desk, width, 'failed');
  await page.click('#all');
  const zip = await downloaded(join(desk.downloads, 'results.zip'));
  assert.equal(zip.subarray(0, 2).toString(), 'PK');
  // Removing asks once more; afterwards the address leads nowhere.
  await page.focus('#remove');
  await page.keyboard.press('Enter');
  await desk.until(() => document.getElementById('remove').textContent.includes('再按'));
  await page.keyboard.press('Enter');
  await desk.said('已删除');
  await page.waitForSelector('#send');
  await page.goto(address); // only what is behind the # changes
  await desk.said('没有这个任务');
  await judged(desk, width, 'gone');
  await desk.close();
}

/** On a desk's screen, and on the narrowest telephone. */
export const jobs = (open, folder) => walk(open, folder, 1280);
export const jobsNarrow = (open, folder) => walk(open, folder, 320);

/** In English, with files of a folder that was dropped: their names keep the folder. */
export async function jobsEnglish(open, folder) {
  const desk = await open({ language: 'en-GB' });
  const { page } = desk;
  await page.goto(desk.address + '/jobs');
  await desk.ready();
  const text = await page.evaluate(() => document.body.innerText);
  assert.doesNotMatch(text, /\p{Script=Han}/u);
  await page.evaluate((content) => {
    const file = { isFile: true, name: 'a.txt', file: (got) => got(new File([content], 'a.txt')) };
    let given = false;
    const county = { isDirectory: true, name: 'county', createReader: () => ({ readEntries: (got) => { got(given ? [] : [file]); given = true; } }) };
    const event = new Event('drop', { bubbles: true, cancelable: true });
    event.dataTransfer = { types: ['Files'], files: [], items: [{ webkitGetAsEntry: () => county }] };
    document.body.dispatchEvent(event);
  }, readFileSync(join(folder, 'sample.txt'), 'utf8'));
  await desk.until(() => document.getElementById('chosen').textContent.includes('1 files'));
  await page.click('#submit');
  await desk.said('All is done');
  await desk.until(() => document.querySelector('#items tbody th')?.textContent === 'county/a.txt');
  assert.doesNotMatch(await page.evaluate(() => document.body.innerText), /\p{Script=Han}/u);
  await desk.close();
}
