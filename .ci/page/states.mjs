// The page as a whole: accessible in every state, quick, usable without the service and without script, in two languages.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const text = (folder, name) => readFileSync(join(folder, name), 'utf8');
const broken = (folder) => text(folder, 'sample.txt').replace('\n1\t0\t0\t1\t2\t', '\n9\t0\t0\t1\t2\t').replace('2.重复申请\t1\t0\t0\t0\t0\t0\t1', '2.重复申请\t1\t1');

/** axe-core finds nothing in any state, in both themes; nothing sticks out sideways. On a desk's screen, and on a telephone's. */
export const accessible = (open, folder) => judge(open, folder, 1440);
export const telephone = (open, folder) => judge(open, folder, 390);

async function judge(open, folder, width) {
  const found = [];
  const desk = await open({ width, height: width === 390 ? 844 : 1000 });
  const check = async (state) => {
    for (const theme of ['light', 'dark']) {
      await desk.page.select('#theme', theme);
      await desk.picture(`state-${width}-${theme}-${state}`);
      // The runner goes around the page's policy: it comes through the browser's protocol, as a person's tools would.
      // Of the rules only that of contrast knows colours: the others are asked once.
      const { violations } = await desk.page.evaluate(async (source, colours) => {
        if (!window.axe) new Function(source)();
        return window.axe.run(document, { resultTypes: ['violations'], ...(colours ? { runOnly: ['color-contrast'] } : {}) });
      }, axe, theme === 'dark');
      for (const v of violations) found.push(`${width} ${theme} ${state}: ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ') + ' ' + n.failureSummary.replace(/\s+/g, ' ')).join(' | ')}`);
    }
    const out = await desk.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (out > 0) found.push(`${width} ${state}: the page is ${out} px too wide`);
  };
  await desk.page.setBypassCSP(true);
  await desk.page.reload();
  await desk.ready();
  await check('start');
  await desk.page.click('#submit');
  await check('start-error');
  await desk.page.click('#new-blank');
  await desk.page.waitForSelector('#editor table');
  await desk.settled();
  assert.equal(await desk.$text('#say'), '', 'what was wrong with a try before still stands');
  await check('blank');
  await desk.page.click('#to-start');
  await desk.read(broken(folder));
  await check('editor');
  await desk.page.focus('[data-place="/requests/rejected_repeated/natural_person"]');
  await check('doubt');
  await desk.press('F8');
  await check('finding');
  await desk.page.click('#view-findings');
  await check('findings');
  await desk.page.click('#view-source');
  await check('source');
  await desk.page.click('#view-pages');
  await desk.settled();
  await check('pages');
  if (width === 390) await desk.page.click('#view-editor');
  await desk.page.click('#downloads summary');
  await check('downloads');
  await desk.page.click('#downloads summary');
  await desk.page.focus('[data-place="/requests/new/natural_person"]');
  await desk.paste('[data-place="/requests/new/natural_person"]', { 'text/plain': '1\t2\n3\t4' });
  await desk.page.waitForSelector('dialog[open]');
  await check('paste');
  await desk.press('Escape');
  await desk.page.evaluate(() => { document.getElementById('downloads').open = true; document.getElementById('shell').click(); });
  await desk.page.waitForSelector('#shell-dialog[open]');
  await check('shell');
  await desk.press('Escape');
  await desk.page.evaluate(() => { document.getElementById('downloads').open = false; });
  const [chooser] = await Promise.all([desk.page.waitForFileChooser(), desk.page.click('#last-year')]);
  writeFileSync(join(folder, 'last.txt'), text(folder, 'sample.txt').replaceAll('2023年', '2022年').replaceAll('17\t4\t', '16\t5\t'));
  await chooser.accept([join(folder, 'last.txt')]);
  await desk.page.waitForSelector('#view-compare:not([hidden])');
  await desk.page.click('#view-compare');
  await desk.until(() => document.querySelectorAll('#compare tbody tr').length > 0);
  await check('compare');
  await desk.page.click('#language');
  await check('english');
  await desk.page.click('#language');
  await desk.browser.close();
  assert.deepEqual(found, []);
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

/** Keystroke to findings and to the page, as a person waits for them. The figures are printed and judged by people:
 * a busy machine is no fault of the page. */
export async function speed(open, folder) {
  const desk = await open();
  await desk.read(text(folder, 'sample.txt'));
  await desk.page.evaluate(() => {
    window.times = { findings: [], pages: [], formulas: [] };
    let at = 0;
    addEventListener('keydown', (e) => { if (/^\d$/.test(e.key)) at = performance.now(); }, true);
    const watch = (id, list) => new MutationObserver(() => { if (at) { list.push(performance.now() - at); } }).observe(document.getElementById(id), { childList: true, subtree: true });
    watch('findings', window.times.findings);
    watch('pages', window.times.pages);
    watch('outline', window.times.formulas);
  });
  const times = { findings: [], pages: [], formulas: [] };
  for (let i = 0; i < 30; i++) {
    await desk.page.focus('[data-place="/requests/new/natural_person"]');
    await desk.page.evaluate(() => { for (const list of Object.values(window.times)) list.length = 0; });
    await desk.page.keyboard.type(String(i % 10));
    await desk.until(() => window.times.pages.length > 0);
    const got = await desk.page.evaluate(() => window.times);
    times.formulas.push(got.formulas[0]);
    times.findings.push(got.findings.at(-1));
    times.pages.push(got.pages[0]);
  }
  const result = Object.fromEntries(Object.entries(times).map(([k, v]) => [k, Math.round(median(v) * 10) / 10]));
  console.log(`medians of ${times.pages.length} keystrokes in ms: ${JSON.stringify(result)}`);
  await desk.close();
}

/** Without the service the installed page still opens with its draft, adds up and says so. */
export async function offline(open, folder) {
  const desk = await open();
  await desk.read(text(folder, 'sample.txt'));
  await desk.page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await desk.settled();
  await desk.page.setOfflineMode(true);
  const worker = await desk.browser.waitForTarget((x) => x.type() === 'service_worker');
  const session = await worker.createCDPSession();
  await session.send('Network.enable').catch(() => {});
  await session.send('Network.emulateNetworkConditions', { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await desk.page.reload();
  await desk.ready();
  await desk.page.waitForSelector('#editor table');
  await desk.type('/requests/new/total', '7');
  await desk.until(() => document.querySelector('#findings li'));
  assert.match(await desk.$text('#findings'), /只核对了表内勾稽关系/);
  assert.match(await desk.$text('#say'), /连接不上服务/);
  assert.ok((await desk.page.$$('td.fail')).length > 0);
  await desk.picture('offline');
  await desk.close();
}

/** Without script the form answers with a file, and an error is a page. */
export async function noscript(open, folder) {
  const desk = await open({ script: false });
  assert.ok(await desk.page.$('input[value="pdf"]'));
  await desk.picture('noscript');
  await desk.page.type('#text', '床前明月光');
  await Promise.all([desk.page.waitForNavigation(), desk.page.click('#submit')]);
  assert.match(await desk.page.content(), /这不是政府信息公开工作年度报告/);
  assert.ok(await desk.page.$('a'), 'the page of an error has no way back');
  await desk.picture('noscript-error');
  await desk.browser.close();
}

/** English for a browser that asks for it, and by the switch; the choice is kept. */
export async function english(open, folder) {
  const desk = await open({ language: 'en-GB' });
  assert.equal(await desk.$text('h1'), 'Report desk');
  await desk.read(broken(folder));
  assert.match(await desk.$text('#findings'), /to check/);
  assert.equal(await desk.page.$eval('html', (e) => e.lang), 'en');
  await desk.press('F8');
  assert.match(await desk.$text('#say'), /^(Error|Warning)/);
  await desk.page.click('#language');
  assert.equal(await desk.$text('h1'), '年报工作台');
  assert.equal(await desk.$text('#say'), '');
  assert.match(await desk.$text('#view-findings'), /^核对 \d+$/);
  await desk.settled();
  await desk.page.reload();
  await desk.ready();
  assert.equal(await desk.$text('h1'), '年报工作台');
  await desk.close();
}
