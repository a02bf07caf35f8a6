// Drives the built page in a real Chromium: real mouse buttons and keys at the rectangles window.mingjing tells.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

// Chromium would draw two pages of its own for the address bar of each window, which nobody sees: they cost more than our page. The
// last such flag counts, so Playwright's own features stand here again.
const off = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'AvoidUnnecessaryBeforeUnloadCheckSync', 'BoundaryEventDispatchTracksNodeRemoval',
  'DestroyProfileOnBrowserClose', 'DialMediaRouteProvider', 'GlobalMediaControls', 'HttpsUpgrades', 'LensOverlay', 'MediaRouter', 'PaintHolding',
  'ThirdPartyStoragePartitioning', 'Translate', 'AutoDeElevate', 'RenderDocument', 'OptimizationHints'];
export const flags = ['--no-sandbox', '--disable-quic', '--disable-background-networking', '--no-first-run',
  '--disable-component-update', '--disable-sync', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
  `--disable-features=${off}`,
  '--disable-gpu-compositing']; // WebGL alone is drawn by SwiftShader: the page around it would cost five times as much there

const browsers = ['chromium', 'chromium-browser', 'google-chrome'];

export function executable(names = browsers) {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of names)
    for (const folder of (process.env.PATH ?? '').split(delimiter))
      if (existsSync(join(folder, name))) return join(folder, name);
  throw new Error('no Chromium on PATH (set CHROMIUM to one)');
}

/** Without a graphics card most of a frame is filling pixels: a sixteenth of them will do where nobody looks at them. And the site is
 *  not kept in each of many contexts: what is about that allows the worker (`working`). */
export const looks = { viewport: { width: 1280, height: 720 }, deviceScaleFactor: 0.25, locale: 'zh-CN', timezoneId: 'Asia/Shanghai',
  serviceWorkers: 'block' };
export const working = { serviceWorkers: 'allow' };
/** Waits until a worker keeps the site and stands before this page. */
export const kept = (screen) => until(() => screen.page.evaluate(async () => { // in words that Chromium 78 knows
  const at = await navigator.serviceWorker.getRegistration(), by = navigator.serviceWorker.controller;
  return !!at && !!at.active && at.active.state === 'activated' && !!by && by.scriptURL === new URL('worker.js', location.href).href;
}), 'the site to be kept', 30000);
/** A context for t.open(): a phone. */
export const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

/** A browser for many journeys, each in a context of its own. Where there is one, it is the Chromium without a window around the
 *  page: all of it that a page meets, for a fifth less work. */
export const launch = () => chromium.launch({ executablePath: executable(['chromium-headless-shell', ...browsers]), args: flags });

/** No dialogue asks where a file should lie: there is nobody to answer it. The browser gets it instead. */
async function askingNobody(context) {
  await context.addInitScript(() => Object.defineProperty(window, 'showSaveFilePicker', { writable: true, value: undefined }));
  return context;
}

/** A browser with a profile on disk, as a user has. Close what it returns to end it. */
export const launchProfile = async (folder, options = {}) => askingNobody(
  await chromium.launchPersistentContext(folder, { executablePath: executable(), args: flags, ...looks, ...options }));

export const newContext = async (browser, options = {}) => askingNobody(await browser.newContext({ ...looks, ...options }));

/** Polls until `test` gives something true, and returns it. */
export async function until(test, what, milliseconds = 15000) {
  for (const end = Date.now() + milliseconds; ;) {
    const value = await test();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited ${milliseconds / 1000} s for ${what}`);
    await new Promise((done) => setTimeout(done, 25));
  }
}

/** One page showing the program. Items are named by id, by label, or by a function of the item. */
export class Screen {
  /** What the page must never do: console errors, uncaught exceptions, requests elsewhere, failed requests. */
  problems = [];
  /** How often this page, and all pages, began anew, because a function was wanted before the rest of the program was there. It is
   *  meant to go unnoticed, and to be rare (tests/rest.mjs). */
  anew = 0;
  static anew = 0;

  constructor(page, url) {
    this.page = page;
    this.url = url;
    const origin = new URL(url).origin;
    page.on('console', (m) => m.type() === 'error' && this.problems.push(`console: ${m.text()}`));
    page.on('pageerror', (e) => {
      if (!/^the rest of the program has not come yet/.test(e.message)) return this.problems.push(`exception: ${e.message}`);
      this.anew++;
      Screen.anew++;
    });
    page.on('request', (r) => {
      const u = new URL(r.url());
      if (u.protocol !== 'blob:' && u.origin !== origin) this.problems.push(`request elsewhere: ${u.href}`);
    });
    page.on('dialog', (d) => d.accept()); // it asks before unsaved changes are left
    page.on('response', (r) => r.status() >= 400 && this.problems.push(`${r.status()}: ${r.url()}`));
  }

  /** Called when a page has begun; for who wants to know how (tests/rest.mjs). */
  static begun = async () => {};

  static async open(context, url) {
    const screen = new Screen(await context.newPage(), url);
    await screen.load();
    return screen;
  }

  async load() {
    await this.page.goto(this.url);
    await this.ready();
  }

  async reload() {
    await this.page.reload();
    await this.ready();
  }

  async ready() {
    // A page may begin anew meanwhile.
    const whole = () => this.page.evaluate(() => 'mingjing' in window && mingjing.ready.then(() => Module.mj.rest).then(() => true));
    await until(() => whole().catch((error) => {
      if (this.page.isClosed()) throw error;
    }), 'the program', 60000);
    await Screen.begun(this);
    await this.items(); // the first call switches recording on
  }

  /** As one text: Playwright takes ten milliseconds to hand over a hundred objects. */
  async items() { return JSON.parse(await this.page.evaluate(() => JSON.stringify(window.mingjing.items()))); }
  figures() { return this.page.evaluate(() => window.mingjing.figures()); }
  saved() { return this.page.evaluate(() => window.mingjing.saved()); }
  frames() { return this.page.evaluate(() => window.mingjing.frames()); }

  async find(want) {
    const fits = typeof want === 'function' ? want : (i) => i.id === want || i.label === want;
    return (await this.items()).find((i) => !i.covered && fits(i));
  }

  /** Waits until the item is on the screen and has come to rest. */
  async item(want, milliseconds = 15000) {
    if (typeof want === 'string') return this.itemNamed(want, milliseconds);
    let last = '';
    return until(async () => {
      const found = await this.find(want);
      const now = JSON.stringify(found && [found.x, found.y, found.w, found.h]);
      const rests = found && now === last;
      last = now;
      return rests && found;
    }, `item ${want}`, milliseconds);
  }

  /** Looked for in the page itself: telling all items again and again costs both more than what is tested. */
  async itemNamed(want, milliseconds) {
    const look = ([want, milliseconds]) => new Promise((done) => {
      const end = performance.now() + milliseconds; // tests set the clock
      let last = '';
      const again = () => {
        const found = window.mingjing.items().find((i) => !i.covered && (i.id === want || i.label === want));
        const now = found ? [found.x, found.y, found.w, found.h].join() : '';
        if ((now && now === last) || performance.now() > end) return done(now === last && found ? found : null);
        last = now;
        setTimeout(again, 25);
      };
      again();
    });
    const found = await this.page.evaluate(look, [want, milliseconds]);
    if (!found) throw new Error(`waited ${milliseconds / 1000} s for item ${want}`);
    return found;
  }

  /** What the page says of itself, for the report of a failure. */
  async says() {
    const state = await this.page.evaluate(() => `${document.visibilityState}, frame ${mingjing.frames()}, ${mingjing.saved().state}, ` +
      `WebGL ${document.getElementById('canvas').getContext('webgl2').isContextLost() ? 'lost' : 'there'}`);
    const told = (await this.items()).filter((i) => /^(notice|banner|passphrase|ask|answer)\b|\bproblem\b/.test(i.id));
    return [state, ...told.map((i) => `${i.id}: ${i.label}`)].join('; ');
  }

  async gone(want) { await until(async () => !(await this.find(want)), `item ${want} to go`); }

  async click(want, options = {}) {
    let at = await this.middle(want);
    for (let again = 0; again < 5; again++) { // what has moved meanwhile is followed, as a hand does
      await this.page.mouse.move(...at, { steps: 2 });
      const now = await this.middle(want);
      if (String(now) === String(at)) break;
      at = now;
    }
    await this.page.mouse.click(...at, { delay: 20, ...options });
  }

  async middle(want) {
    const { x, y, w, h } = await this.item(want);
    return [x + w / 2, y + h / 2];
  }

  /** One finger from here to there in 8 steps of 16 ms; `rest`: milliseconds it stays before it leaves, with `felt` from when
   *  the page has taken its movement. */
  async swipe(x0, y0, x1, y1, { rest = 0, felt = false } = {}) {
    const wait = (ms) => new Promise((done) => setTimeout(done, ms));
    const cdp = await this.session();
    const sent = []; // the answers come after the next frame: a finger does not wait for it
    const send = (type, share) => {
      const touchPoints = type === 'touchEnd' ? [] : [{ x: x0 + (x1 - x0) * share, y: y0 + (y1 - y0) * share }];
      sent.push(cdp.send('Input.dispatchTouchEvent', { type, touchPoints }));
    };
    send('touchStart', 0);
    for (let i = 1; i <= 8; i++) {
      await wait(16);
      send('touchMove', i / 8);
    }
    if (felt) await Promise.all(sent); // a browser without a processor to itself takes all of it at once
    await wait(rest);
    send('touchEnd');
    await Promise.all(sent);
  }

  async session() { return this.cdp ??= await this.page.context().newCDPSession(this.page); }

  press(key) { return this.page.keyboard.press(key, { delay: 20 }); }

  /** Characters beyond ASCII arrive as an input method commits them. */
  async type(text) {
    if (/^[\x20-\x7e]*$/.test(text)) await this.page.keyboard.type(text, { delay: 10 });
    else await this.page.keyboard.insertText(text);
  }

  /** Types with a Chinese input method: each of `steps` is composed in turn, then `text` is committed. */
  async compose(steps, text) {
    const cdp = await this.session();
    for (const s of steps)
      await cdp.send('Input.imeSetComposition', { text: s, selectionStart: s.length, selectionEnd: s.length });
    await cdp.send('Input.insertText', { text });
  }

  /** Waits until everything done so far is durable. */
  savedState(state = 'saved', milliseconds) {
    return until(async () => (await this.saved()).state === state, `saved() to say ${state}`, milliseconds);
  }

  /** Waits until the page has drawn nothing for `quiet` milliseconds. */
  async idle(quiet = 600, milliseconds) {
    let frames = -1;
    let since = 0;
    await until(async () => {
      const now = await this.frames();
      if (now !== frames) [frames, since] = [now, Date.now()];
      return Date.now() - since >= quiet;
    }, 'an idle page', milliseconds);
  }

  assertClean() { assert.deepEqual(this.problems, []); }
}
