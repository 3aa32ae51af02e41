// A browser without a window on the desk of a running service, and what the scenarios do with it.
import puppeteer from 'puppeteer-core';
import { mkdirSync, readdirSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { join } from 'node:path';

/** open starts the browser and opens the page; downloads go to a folder, pictures where NIANBAO_PICTURES says. */
export async function open(address, folder, { width = 1440, height = 1000, language = 'zh-CN', script = true, profile } = {}) {
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', userDataDir: profile,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--lang=' + language] });
  const page = await browser.newPage();
  const downloads = join(folder, 'downloads');
  mkdirSync(downloads, { recursive: true });
  const session = await browser.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: downloads });
  const problems = [];
  page.on('pageerror', (e) => problems.push('error: ' + e.message));
  page.on('console', (m) => { if (m.type() === 'error' && !/ERR_INTERNET_DISCONNECTED|Failed to load resource/.test(m.text())) problems.push('console: ' + m.text()); });
  page.on('request', (r) => { if (!r.url().startsWith(address) && !/^(blob|data):/.test(r.url())) problems.push('outside request: ' + r.url()); });
  await page.evaluateOnNewDocument((l) => {
    Object.defineProperty(navigator, 'languages', { get: () => [l] });
    window.policy = [];
    addEventListener('securitypolicyviolation', (e) => window.policy.push(e.violatedDirective + ' ' + e.blockedURI));
  }, language);
  page.on('dialog', (d) => { problems.push('dialog: ' + d.type()); d.accept(); });
  await page.setViewport({ width, height });
  await page.setJavaScriptEnabled(script);
  if (!script) await page.setExtraHTTPHeaders({ 'Accept-Language': language });
  await page.goto(address);
  const desk = new Desk(browser, page, { address, folder, downloads, problems, session });
  if (script) await desk.ready();
  return desk;
}

/** A page and the ways in which people use it. */
export class Desk {
  constructor(browser, page, rest) { Object.assign(this, { browser, page }, rest); }

  ready() { return this.page.waitForSelector('html[data-ready]'); }

  $text(selector) { return this.page.$eval(selector, (e) => e.textContent); }

  /** until waits for a condition in the page. */
  until(condition, ...args) { return this.page.waitForFunction(condition, { timeout: 20_000, polling: 50 }, ...args); }

  said(words) { return this.until((w) => document.getElementById('say').textContent.includes(w), words); }

  /** settled waits until findings and pages are those of what is on the screen. */
  async settled() {
    await new Promise((done) => setTimeout(done, 400));
    await this.page.waitForNetworkIdle({ idleTime: 350 });
    await this.until(() => !/正在存|Keeping/.test(document.getElementById('kept')?.textContent || ''));
  }

  value(place) { return this.page.$eval(`[data-place="${place}"]`, (e) => e.value ?? e.textContent); }

  /** type puts the focus into a cell and types over it. */
  async type(place, text) {
    await this.page.focus(`[data-place="${place}"]`);
    await this.page.keyboard.type(text);
  }

  async press(keys) {
    const list = keys.split('+');
    for (const k of list.slice(0, -1)) await this.page.keyboard.down(k);
    await this.page.keyboard.press(list.at(-1));
    for (const k of list.slice(0, -1).reverse()) await this.page.keyboard.up(k);
  }

  /** paste gives a place what a clipboard would: texts by media type. */
  paste(selector, content) {
    return this.page.evaluate((s, c) => {
      const data = new DataTransfer();
      for (const [type, text] of Object.entries(c)) data.setData(type, text);
      (s ? document.querySelector(s) : document.body).dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, selector, content);
  }

  /** drop lets files go over a place: [[name, text]…]. It returns whether the page took them. */
  drop(selector, files) {
    return this.page.evaluate((s, list) => {
      const dataTransfer = new DataTransfer();
      for (const [name, text] of list) dataTransfer.items.add(new File([text], name));
      const target = s ? document.querySelector(s) : document.body;
      const fire = (type) => !target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      fire('dragenter');
      return fire('dragover') && fire('drop');
    }, selector, files);
  }

  /** read pastes a report's text into the field for it and reads it. */
  async read(text) {
    await this.page.$eval('#text', (e, t) => { e.value = t; }, text);
    await this.page.click('#submit');
    await this.page.waitForSelector('#editor table');
    await this.settled();
  }

  /** download clicks one of the menu's files and returns {name, data}. */
  async download(kind) {
    rmSync(this.downloads, { recursive: true, force: true });
    mkdirSync(this.downloads);
    await this.page.evaluate(() => { document.getElementById('downloads').open = true; });
    await this.page.click(`[data-kind="${kind}"]`);
    for (let i = 0; i < 400; i++) {
      const names = existsSync(this.downloads) ? readdirSync(this.downloads).filter((n) => !n.endsWith('.crdownload') && !n.startsWith('.')) : [];
      if (names.length === 1) {
        await this.page.evaluate(() => { document.getElementById('downloads').open = false; });
        return { name: names[0], data: readFileSync(join(this.downloads, names[0])) };
      }
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error('nothing was downloaded: ' + (await this.$text('#say')));
  }

  /** picture keeps what the page looks like where people look at it. */
  async picture(name) {
    const folder = process.env.NIANBAO_PICTURES;
    if (folder) await this.page.screenshot({ path: join(folder, name + '.png') });
  }

  /** close ends the browser; whatever went wrong in the page fails the scenario. */
  async close() {
    const policy = await this.page.evaluate(() => window.policy || []).catch(() => []);
    await this.browser.close();
    const all = [...this.problems, ...policy.map((p) => 'policy: ' + p)];
    if (all.length) throw new Error('in the page: ' + all.join('; '));
  }
}
