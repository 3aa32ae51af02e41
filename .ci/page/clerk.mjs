// What a clerk does beside typing figures: the text of somebody's worn-out table, prose that contradicts, an official document, paper,
// leaving without having kept anything.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sample = (folder) => readFileSync(join(folder, 'sample.txt'), 'utf8');

/** A text whose tables have lost all but their totals, which are 0, becomes a report without a blank by what the page offers. */
export async function worn(open, folder) {
  const desk = await open();
  const text = sample(folder).split('\n').map((line) => {
    if (/\t(\d+\t){6}\d+\t?$/.test(line) && !/^\d/.test(line)) return line.replace(/(\t\d+){7}\t?$/, '\t'.repeat(18) + '0\t');
    return /^\d+(\t\d+){14}$/.test(line) ? '\t'.repeat(19) + '0' : line;
  }).join('\n');
  await desk.read(text);
  const blanks = () => desk.page.$$eval('#section-requests td.blank, #section-disputes td.blank', (l) => l.length);
  assert.equal(await blanks(), 150 + 14);
  for (const table of ['requests', 'disputes']) {
    await desk.page.evaluate((t) => document.querySelector(`#section-${t} .confirm:not([hidden])`).click(), table);
    await desk.page.evaluate((t) => document.querySelector(`#section-${t} .zeros:not([hidden])`).click(), table);
  }
  // What no formula says to be 0 is offered by itself, and only because everything else in the table is 0.
  assert.equal(await blanks(), 10);
  assert.match(await desk.$text('#section-disputes .rest:not([hidden])'), /其余 10 个空格也填 0/);
  await desk.type('/disputes/litigation_direct/upheld', '1');
  assert.equal(await desk.page.$('.rest:not([hidden])'), null, 'zeros are offered beside a figure');
  await desk.press('Control+z');
  await desk.page.evaluate(() => document.querySelector('#section-disputes .rest:not([hidden])').click());
  assert.equal(await blanks(), 0);
  await desk.settled();
  assert.equal(await desk.page.$('td.inferred'), null);
  const pdf = (await desk.download('pdf')).data;
  assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
  await desk.close();
}

/** Words that contradict a table are underlined until they, or the table, are mended. */
export async function contradiction(open, folder) {
  const desk = await open();
  const text = sample(folder);
  await desk.read(text);
  const marked = () => desk.page.evaluate(() => [...(CSS.highlights.get('contradiction') || [])].map((r) => r.toString()));
  assert.deepEqual(await marked(), []);
  await desk.type('/requests/new/natural_person', '18');
  await desk.type('/requests/new/total', '25');
  await desk.settled();
  const [words] = await marked();
  assert.match(words || '', /24/);
  assert.ok((await desk.page.$$eval('.paragraph', (l) => l.map((e) => e.textContent))).some((t) => t.includes(words)));
  await desk.picture('contradiction');
  await desk.press('Control+z');
  await desk.settled();
  assert.deepEqual(await marked(), []);
  // What is not, or not any more, in the paragraph is not looked for elsewhere.
  await desk.page.evaluate(async () => (await import('/contradictions.js')).underline([{ section: 'introduction', paragraph: 0, quote: '没有的话' }, { section: 'introduction', paragraph: 0 }, { section: 'introduction', paragraph: 99, quote: '报告' }]));
  assert.deepEqual(await marked(), []);
  // A browser that cannot underline shows the findings alone.
  await desk.page.evaluate(() => Object.defineProperty(CSS, 'highlights', { value: undefined }));
  await desk.type('/requests/new/total', '26');
  await desk.settled();
  assert.ok(await desk.page.$('#findings li'));
  await desk.close();
}

/** A report is issued as an official document: the page shows the head in red, files have it, the data do not, and a draft keeps it. */
export async function official(open, folder) {
  const desk = await open();
  await desk.read(sample(folder));
  const red = () => desk.page.$$eval('#pages [fill="#ff0000"]', (l) => l.length);
  assert.equal(await red(), 0);
  const ask = async () => { await desk.page.evaluate(() => { document.getElementById('downloads').open = true; document.getElementById('shell').click(); }); await desk.page.waitForSelector('#shell-dialog[open]'); };
  await ask();
  await desk.page.keyboard.type('示政发〔2024〕2号');
  await desk.page.type('#shell-signers', '张三、李四');
  await desk.picture('official-dialog');
  await desk.press('Enter');
  await desk.until(() => document.querySelectorAll('#pages [fill="#ff0000"]').length > 0);
  await desk.settled();
  await desk.picture('official-page');
  assert.doesNotMatch((await desk.download('json')).data.toString(), /示政发/);
  writeFileSync(join(folder, 'shell.json'), JSON.stringify({ number: '示政发〔2024〕2号', signers: ['张三', '李四'] }));
  for (const kind of ['json', 'pdf', 'docx']) writeFileSync(join(folder, 'made.' + kind), (await desk.download(kind)).data);
  await desk.page.reload();
  await desk.ready();
  await desk.until(() => document.querySelectorAll('#pages [fill="#ff0000"]').length > 0);
  await ask();
  assert.equal(await desk.page.$eval('#shell-signers', (e) => e.value), '张三、李四');
  await desk.page.click('#shell-remove');
  await desk.until(() => document.querySelector('#pages svg') && !document.querySelector('#pages [fill="#ff0000"]'));
  await desk.close();
}

/** On paper there is the form with its figures and prose, and nothing of the page around it. */
export async function paper(open, folder) {
  const desk = await open();
  await desk.read(sample(folder));
  await desk.page.click('#view-findings');
  writeFileSync(join(folder, 'paper.pdf'), await desk.page.pdf({ format: 'A4' }));
  await desk.page.emulateMediaType('print');
  const seen = await desk.page.evaluate(() => {
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility()).length;
    return { buttons: shown('button, select, summary'), around: shown('header, footer, #toolbar, #outline, #side, #cellbar, #tabs'), figures: shown('td.figure input'), paragraphs: shown('.paragraph'),
      wide: [...document.querySelectorAll('table.form')].filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).length };
  });
  assert.deepEqual({ ...seen, paragraphs: seen.paragraphs > 10 }, { buttons: 0, around: 0, figures: 200, paragraphs: true, wide: 0 });
  await desk.close();
}

/** At twice the size (a window of half the width), and at 320 px, nothing sticks out and everything can be reached. */
export async function zoom(open, folder) {
  for (const width of [720, 320]) {
    const desk = await open({ width, height: 500 });
    const out = () => desk.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(await out() <= 0, `start at ${width}: ${await out()} px too wide`);
    await desk.read(sample(folder));
    for (const view of ['findings', 'source', 'pages', 'editor']) {
      await desk.page.click('#view-' + view);
      await desk.picture(`zoom-${width}-${view}`);
      assert.ok(await out() <= 0, `${view} at ${width}: ${await out()} px too wide`);
    }
    // The cell that has the focus is not behind the bars above and below.
    for (const place of ['/requests/new/total', '/requests/carried_forward/total', '/disputes/review/total']) {
      if (!await desk.page.$(`[data-place="${place}"]`)) continue;
      await desk.page.focus(`[data-place="${place}"]`);
      await desk.press('ArrowDown');
      await desk.press('ArrowUp');
      const free = await desk.page.evaluate(() => {
        const { left, top, width: w, height: h } = document.activeElement.getBoundingClientRect();
        return document.elementFromPoint(left + w / 2, top + h / 2) === document.activeElement;
      });
      assert.ok(free, `${place} is hidden at ${width}`);
    }
    await desk.close();
  }
}

/** Who leaves before the browser has kept the work is asked; who leaves later is not. */
export async function unkept(open, folder) {
  const desk = await open();
  await desk.read(sample(folder));
  const leave = async () => {
    const asked = new Promise((done) => { desk.page.once('dialog', (d) => done(d.type())); setTimeout(() => done(''), 1500); });
    await desk.page.close({ runBeforeUnload: true });
    return asked;
  };
  await desk.page.evaluate(() => { IDBObjectStore.prototype.put = () => { throw new Error('no room'); }; });
  await desk.type('/requests/new/natural_person', '5');
  await desk.until(() => /没有存上/.test(document.getElementById('kept').textContent));
  assert.equal(await leave(), 'beforeunload');
  desk.problems.length = 0; // the dialog
  await desk.browser.close();
  const other = await open();
  await other.read(sample(folder));
  await other.type('/requests/new/natural_person', '5');
  await other.settled();
  let asked = '';
  other.page.once('dialog', (d) => { asked = d.type(); });
  await other.page.close({ runBeforeUnload: true });
  await new Promise((done) => setTimeout(done, 500));
  assert.equal(asked, '');
  await other.browser.close();
}

/** The service of a desk stays while the page is open, also when it is loaded anew, and goes when it was closed (which the caller sees). */
export async function hold(open) {
  const desk = await open();
  const alive = () => desk.page.evaluate(async () => (await fetch('/livez', { cache: 'no-store' })).status);
  await new Promise((done) => setTimeout(done, 2500));
  assert.equal(await alive(), 200);
  await desk.page.reload();
  await desk.ready();
  await new Promise((done) => setTimeout(done, 2500));
  assert.equal(await alive(), 200);
  await desk.close();
}
