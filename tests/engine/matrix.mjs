// node tests/engine/matrix.mjs SITE [--all] [FILTER]: the same day in each browser, step by step.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { serve } from '../../tools/serve.mjs';
import { crc32c } from '../checksum.mjs';
import { kept, Screen, until } from '../journey/harness.mjs';
import { assertGolden, fillInApplication, golden, loadSample, mingjing, newPassphrase, scrollTo, writeFirst } from '../journey/steps.mjs';
import { Pool } from '../pool.mjs';
import { opened, openedApplication } from '../sealed.mjs';
import { all, few } from './engines.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const word = '测试号';

/** What older browsers say of the words of a policy that they do not know. */
const expected = /invalid source: ''wasm-unsafe-eval''|Unrecognized Content-Security-Policy directive/;

async function found(screen) {
  await screen.click('top.litigation.cases');
  await screen.click('search');
  await screen.type(word);
  await screen.item((i) => i.id === 'row.0' && i.label.includes(word));
}

/** The files of a store as the page took them out (docs/formats.md): { name: bytes }. */
async function rescued(path) {
  const all = await readFile(path), files = {};
  for (let at = 16; at < all.length;) {
    const name = all.readUInt32LE(at), size = all.readUInt32LE(at + 4), from = at + 8 + name;
    files[all.toString('utf8', at + 8, from)] = all.subarray(from, from + size);
    at = from + size;
  }
  return files;
}

/** Puts these files in the place of the store's. */
const seed = (page, files) => page.evaluate((files) => new Promise((done, failed) => {
  const request = indexedDB.open('/mingjing/');
  request.onerror = () => failed(request.error);
  request.onsuccess = () => {
    const transaction = request.result.transaction('FILE_DATA', 'readwrite'), store = transaction.objectStore('FILE_DATA');
    store.clear();
    Object.keys(files).forEach((name) => {
      const contents = Uint8Array.from(atob(files[name]), (c) => c.charCodeAt(0));
      store.put({ timestamp: new Date(), mode: 33206, contents }, `/mingjing/${name}`);
    });
    transaction.oncomplete = () => { request.result.close(); done(true); };
    transaction.onabort = () => failed(transaction.error);
  };
}), Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, bytes.toString('base64')])));

/** The file with this ending that a browser has put into its folder. */
const arrived = (downloads, ending) => until(async () => {
  const names = await readdir(downloads), name = names.find((name) => name.endsWith(ending));
  if (!name || names.some((name) => /\.(part|crdownload)$/.test(name))) return false;
  return (await stat(join(downloads, name))).size > 0 && join(downloads, name);
}, `a download ${ending}`, 20000);

/** Each takes { screen, browser, server, again(graphics), downloads } and throws when it fails; `without` are browsers whose drivers cannot. */
const steps = {
  'an empty table, made by the Worker': { without: ['WebKitGTK'], async run({ screen, downloads }) {
    await screen.click('nav.registers');
    await screen.click('register.mediation');
    await screen.click('list.none.2');
    assert.match((await readFile(await arrived(downloads, '.xlsx'))).toString('latin1'), /^PK/);
    await screen.click('nav.overview');
  } },
  'the sample’s figures': { async run({ screen }) {
    await loadSample(screen);
    assertGolden(await screen.figures(), await golden(root));
  } },
  'no text becomes a program': { without: ['Chromium 78'], async run({ screen }) { // nothing but its policy's word lets WebAssembly run there
    assert.notEqual(await screen.page.evaluate(() => new Promise((done) => setTimeout(() => {
      try { done(typeof new Function('return 1')()); } catch (e) { done(e.name); }
    }))), 'number');
  } },
  'typing Chinese, saving': { async run({ screen }) {
    await writeFirst(screen, 'top.litigation.cases', 'case_no', `渝涪行诉〔2023〕${word}`);
    await screen.click('save');
    await screen.item((i) => i.id.startsWith('notice.') && i.label.includes(word));
    await screen.savedState();
  } },
  'loaded again': { async run({ screen }) {
    await screen.reload();
    await screen.click('nav.overview');
    await found(screen);
  } },
  'browser closed and started': { without: ['WebKitGTK'], async run(day) {
    await day.again();
    await found(day.screen);
  } },
  'data exported': { without: ['WebKitGTK'], async run({ screen, downloads }) {
    await screen.click('nav.data');
    await screen.click('export');
    const path = await arrived(downloads, '.json');
    const { status, stdout, stderr } = await mingjing({ root }, 'check', path);
    assert.equal(status, 0, stdout + stderr);
  } },
  'an application sealed to the office': { without: ['WebKitGTK'], async run({ screen, downloads }) {
    await screen.click('nav.data');
    await scrollTo(screen, 'key');
    await screen.click('key');
    await newPassphrase(screen, 'correct horse');
    const key = JSON.parse(opened(await readFile(await arrived(downloads, '.mjsealed')), 'correct horse'));
    await screen.page.evaluate(() => { location.hash = '#/apply'; });
    await fillInApplication(screen, '何某某');
    await screen.click('apply.make');
    const text = await openedApplication(await readFile(await arrived(downloads, '.mjapply')), key);
    assert.equal(JSON.parse(text).fields.worker, '何某某');
  } },
  'a store of an earlier version goes on, one of a later is refused': { async run(day) {
    const { page } = day.browser, before = day.screen.problems.length, there = await serve(day.site), files = await rescued(join(root, 'tests/files/stores/format-3.mjrescue'));
    try {
      const screen = new Screen(page, there.url);
      await screen.load();
      await seed(page, files);
      await screen.reload();
      await writeFirst(screen, 'nav.mediation', 'case_no', word);
      await screen.click('save');
      await screen.item((i) => i.id.startsWith('notice.') && i.label.includes(word));
      await screen.savedState();
      await screen.reload();
      await screen.click('nav.mediation');
      await screen.item((i) => i.id.startsWith('row.') && i.label.includes(word));
      for (const name of ['HEAD', 'HEAD-copy']) {
        const head = Buffer.from(files[name]);
        head.writeUInt32LE(99, 8);
        head.writeUInt32LE(crc32c(head.subarray(0, -4)), head.length - 4);
        files[name] = head;
      }
      await seed(page, files);
      await screen.reload();
      assert.match((await screen.item('banner.damaged')).label, /更新版本的程序|newer program/);
    } finally {
      await there.close();
    }
    day.screen.problems.length = before; // that was elsewhere
    await day.screen.load();
  } },
  'without a network': { async run({ screen, server }) {
    await kept(screen);
    await server.close();
    await screen.reload();
    await screen.click('nav.overview');
    await found(screen);
    screen.problems.length = 0; // the icon is asked for outside the page
  } },
  'as one file, opened from a folder': { async run(day) {
    day.screen = new Screen(day.browser.page, pathToFileURL(day.single).href);
    const { screen } = day;
    await screen.load();
    await loadSample(screen);
    assertGolden(await screen.figures(), await golden(root));
    await writeFirst(screen, 'top.litigation.cases', 'case_no', `渝涪行诉〔2023〕${word}`);
    await screen.click('save');
    await screen.item((i) => i.id.startsWith('notice.') && i.label.includes(word));
    await screen.savedState();
    await screen.reload();
    await screen.click('nav.overview');
    await found(screen);
  } },
  'under a lock': { async run({ screen }) { // of the one file
    const { page } = screen;
    await screen.press('Control+K');
    await screen.item('palette.text');
    await screen.type('上锁');
    await screen.item('palette.0');
    await screen.press('Enter');
    await newPassphrase(screen, 'correct horse');
    await screen.item((i) => i.id.startsWith('notice.') && /已加锁|^A lock is set/.test(i.label));
    await page.evaluate(() => { setTimeout(() => location.reload(), 50); });
    const asks = () => page.evaluate(() => !!document.querySelector('#unlock input')).catch(() => false); // the page goes meanwhile
    await until(asks, 'the question', 20000);
    await page.evaluate(() => {
      document.querySelector('#unlock input').value = 'correct horse';
      document.querySelector('#unlock button').click();
    });
    await screen.ready();
    await screen.click('nav.overview');
    await found(screen);
  } },
  'without graphics the data are taken out': { without: ['WebKitGTK'], async run(day) {
    await day.again(false);
    const { page } = day.browser;
    await page.goto(day.server.url);
    const button = await until(() => page.evaluate(() => {
      const found = document.querySelector('#notice button.second'), at = found && found.getBoundingClientRect();
      return at && [at.x + at.width / 2, at.y + at.height / 2];
    }), 'the button');
    await page.mouse.click(...button, { delay: 20 });
    const { status, stdout, stderr } = await mingjing({ root }, 'check', await arrived(day.downloads, '.mjrescue'));
    assert.equal(status, 0, stdout + stderr);
  } },
};

/** One engine's day: { step: 'ok' | '–' | the reason }. */
async function day(engine, site) {
  const scratch = await mkdtemp(join(tmpdir(), 'mingjing-engine-'));
  const downloads = join(scratch, 'downloads'), told = {};
  await mkdir(downloads);
  const here = { downloads, site, single: join(dirname(site), 'single/mingjing.html'), server: await serve(site), browser: null, screen: null, async again(graphics = true) {
    await here.browser?.close();
    here.browser = await engine.launch(join(scratch, 'profile'), downloads, graphics);
    if (!graphics) return;
    here.screen = new Screen(here.browser.page, here.server.url);
    await here.screen.load();
  } };
  const within = (work, seconds, what) => {
    let timer;
    return Promise.race([work, new Promise((_, fail) => { timer = setTimeout(() => fail(new Error(`${what}: longer than ${seconds} s`)), seconds * 1000); })])
      .finally(() => clearTimeout(timer));
  };
  try {
    await within(here.again(), 60, 'starting');
    for (const [name, { without = [], run }] of Object.entries(steps)) {
      told[name] = '–';
      if (without.includes(engine.name)) continue;
      await within(run(here), 90, name).then(() => { told[name] = 'ok'; }, async (error) => {
        const says = await within(here.screen.says(), 10, 'what the page says').catch((e) => e.message);
        told[name] = `${error.message}; ${says}; there: ${await readdir(downloads)}`;
      });
      if (told[name] !== 'ok') break;
    }
    const problems = here.screen.problems.filter((p) => !expected.test(p));
    if (problems.length) told['a clean console'] = problems.join('; ');
  } catch (error) {
    told.started = error.message;
  }
  if (Object.values(told).some((t) => t !== 'ok' && t !== '–')) {
    await mkdir(join(root, 'build/test'), { recursive: true });
    await within(Promise.resolve(here.browser?.page.screenshot()), 10, 'screenshot').then(async (png) => {
      if (png) await writeFile(join(root, `build/test/${engine.name}.png`), png);
    }).catch(() => {});
  }
  await here.browser?.close().catch(() => {});
  await here.server.close();
  await rm(scratch, { recursive: true, force: true, maxRetries: 5 });
  return told;
}

/** Runs the day in `engines`; { passed, failed, tests }: a test is a step in an engine. */
export async function runMatrix(site, { everywhere = false, filter = '', pool = new Pool() } = {}) {
  const result = { passed: 0, failed: 0, tests: [] };
  await Promise.all((everywhere ? all : few).filter((e) => e.name.includes(filter)).map(async (engine) => {
    const { result: told, ms } = await pool.run(() => day(engine, site));
    const failed = Object.entries(told).filter(([, t]) => t !== 'ok' && t !== '–');
    result.passed += Object.values(told).filter((t) => t === 'ok').length;
    result.failed += failed.length;
    result.tests.push({ name: engine.name, ms });
    console.log([`  ${failed.length ? 'FAILED' : 'ok'} ${engine.name} (${(ms / 1000).toFixed(1)} s)`,
      ...Object.entries(told).map(([step, t]) => `    ${t === 'ok' || t === '–' ? t.padEnd(2) : 'FAILED'} ${step}${t === 'ok' || t === '–' ? '' : `: ${t}`}`)].join('\n'));
  }));
  return result;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const everywhere = process.argv.includes('--all');
  const [site, filter] = process.argv.slice(2).filter((a) => a !== '--all');
  const { passed, failed } = await runMatrix(site, { everywhere, filter, pool: new Pool(1) });
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed || !passed ? 1 : 0);
}
