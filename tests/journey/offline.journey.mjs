// Without a network, and from one version of the program to the next.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { serve } from '../../tools/serve.mjs';
import { executable, flags, kept, newContext, until, working } from './harness.mjs';
import { assertGolden, exportFile, golden, loadSample, mingjing, writeFirst } from './steps.mjs';

const run = promisify(execFile);

/** Another version of the site in this folder: one comment differs, and what hashes the files has seen it. */
async function changed(t, folder, comment) {
  const page = join(folder, 'index.html');
  await writeFile(page, `${await readFile(page, 'utf8')}<!-- ${comment} -->\n`);
  await run('node', [join(t.root, 'tools/seal-site.mjs'), join(folder, 'worker.js'), '0.2.0', folder]);
}

async function copied(t, name) {
  const folder = join(t.scratch, name);
  await cp(t.site, folder, { recursive: true });
  return folder;
}

/** Names of what is kept, and what the page's own text ends with. */
const caches = (screen) => screen.page.evaluate(async () => (await window.caches.keys()).sort());
const comment = (screen) => screen.page.evaluate(async () => /<!-- (.*) -->\s*$/.exec(await (await fetch('./')).text())?.[1]);
/** Asks the server now, as the browser does at a start and the page every hour. Resolves to what became of it. */
const askServer = (screen) => screen.page.evaluate(async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  const coming = new Promise((done) => registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker.addEventListener('statechange', () => done(worker.state));
  }, { once: true }));
  return await registration.update().then(() => coming, (error) => error.name);
});
/** How often a window has been loaded since. */
const counting = (page) => page.addInitScript(() => sessionStorage.setItem('loads', Number(sessionStorage.getItem('loads')) + 1));
const loads = (screen) => screen.page.evaluate(() => Number(sessionStorage.getItem('loads')));

export default {
  'from the second visit on no server is needed: figures, a table, the notices of others, a file that is whole': async (t) => {
    const server = await serve(t.site);
    const first = await t.open({ at: server.url, ...working });
    await loadSample(first);
    await kept(first);
    const { context } = t;
    await first.page.close();
    await server.close();

    const second = await t.open({ at: server.url, address: '#/overview', context });
    await second.item('top.mediation.cases');
    assertGolden(await second.figures(), await golden(t.root));
    await second.click('nav.registers');
    await second.click('register.mediation');
    const [chooser] = await Promise.all([second.page.waitForEvent('filechooser'), second.click('import')]);
    await chooser.setFiles(join(t.root, 'tests/files/tables/import/office-gbk.csv'));
    assert.equal((await second.item('intake.new')).value, '2');
    await second.click('intake.take');
    await second.item((i) => i.id.startsWith('notice.') && i.label.includes('新增 2 条'));
    await second.savedState();
    const path = await exportFile(second, t, 'whole.json');
    assert.equal((await mingjing(t, 'check', path)).status, 0);
    assert.match(await readFile(path, 'utf8'), /涪人调〔2023〕9002号/);
    const notices = await context.newPage();
    await notices.goto(`${server.url}notices.txt`);
    assert.match(await notices.textContent('body'), /Dear ImGui/);
  },

  'a new version is offered, waits for every form, and comes to all windows at once with the records there': async (t) => {
    const folder = await copied(t, 'site');
    const server = await serve(folder);
    const first = await t.open({ at: server.url, before: counting, ...working });
    await loadSample(first);
    await kept(first);
    const second = await t.open({ at: server.url, before: counting, context: t.context });
    const old = await caches(first);
    assert.equal(old.length, 1);
    await changed(t, folder, 'the second version');
    assert.equal(await askServer(first), 'installed');
    for (const screen of [first, second]) await screen.item('newer');
    await first.page.waitForTimeout(1000);
    assert.deepEqual([await loads(first), await loads(second)], [1, 1], 'nothing is forced');
    assert.equal((await caches(first)).length, 2, 'both are kept');

    // Not while something is written, in this window or another.
    await first.page.bringToFront();
    await writeFirst(first, 'nav.petition', 'no', 'OFFLINE-1');
    await first.click('newer');
    await first.item('answer.no');
    assert.equal(await first.find('answer.yes'), undefined);
    await first.click('answer.no');
    await second.page.bringToFront();
    await second.click('newer');
    assert.match((await second.item('question.text')).label, /有什么新的：\n.*表格/, 'what the version says of itself');
    await second.click('answer.yes');
    await second.item((i) => i.id.startsWith('notice.'));
    assert.deepEqual([await loads(first), await loads(second)], [1, 1]);
    assert.equal(await comment(second), undefined, 'the old version still answers');

    await first.page.bringToFront();
    await first.click('save');
    await first.savedState();
    await first.gone('save');
    await first.click('newer');
    await first.click('answer.yes');
    for (const screen of [first, second]) {
      await until(async () => await loads(screen).catch(() => 0) === 2, 'the window to be loaded anew');
      await screen.ready();
      assert.equal(await comment(screen), 'the second version');
      await screen.page.bringToFront();
      await screen.click('nav.petition');
      await screen.item((i) => i.label.includes('OFFLINE-1') || i.value?.includes?.('OFFLINE-1'));
      assert.equal(await screen.find('newer'), undefined);
    }
    await until(async () => (await caches(first)).length === 1, 'the old version to go');
    assert.notDeepEqual(await caches(first), old);
    await first.page.waitForTimeout(1000);
    assert.deepEqual([await loads(first), await loads(second)], [2, 2], 'once each');
    await server.close();
    await first.reload();
    assert.equal(await comment(first), 'the second version');
  },

  "what a gate of the network answers in a file's place is never kept, and the old version goes on": async (t) => {
    const folder = await copied(t, 'site');
    const server = await serve(folder);
    const screen = await t.open({ at: server.url, ...working });
    await loadSample(screen);
    await kept(screen);
    const old = await caches(screen);
    const { context } = t;
    const gate = '<!doctype html><title>gate</title><p>Please log in.';
    await changed(t, folder, 'the second version');
    await writeFile(join(folder, 'mingjing.wasm'), gate);
    assert.equal(await askServer(screen), 'redundant');
    assert.deepEqual(await caches(screen), old);
    assert.equal(await screen.find('newer'), undefined);
    await screen.reload();
    await screen.item('top.mediation.cases');
    await screen.page.close();
    await server.close();

    // The gate answers for everything.
    const { port } = new URL(server.url);
    const everything = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(gate));
    await new Promise((done) => everything.listen(Number(port), '127.0.0.1', done));
    try {
      const again = await t.open({ at: server.url, context });
      await again.item('top.mediation.cases');
      assert.equal(await askServer(again), 'SecurityError');
      assert.deepEqual(await caches(again), old);
      again.problems = again.problems.filter((p) => !/unsupported MIME type/.test(p)); // the browser tells of the worker it refused
    } finally {
      everything.closeAllConnections?.();
      everything.close();
    }
  },

  'a first visit through such a gate keeps nothing, and the program runs without': async (t) => {
    const folder = await copied(t, 'site');
    await writeFile(join(folder, 'notices.txt'), '<p>Please log in.'); // of all files the one the first page does not need
    const server = await serve(folder);
    const screen = await t.open({ at: server.url, ...working });
    await loadSample(screen);
    await until(() => screen.page.evaluate(async () => performance.now() > 6000 && !await navigator.serviceWorker.getRegistration()),
      'the worker to have been tried and given up');
    assert.deepEqual(await caches(screen), []);
    await screen.reload();
    await screen.item('top.mediation.cases');
    await server.close();
  },

  'the browser finds nothing in the way of installing it, and its pictures are what the manifest says': async (t) => {
    const server = await serve(t.site);
    const screen = await t.open({ at: server.url, ...working });
    await kept(screen);
    const cdp = await screen.session();
    const { errors, data } = await cdp.send('Page.getAppManifest');
    assert.deepEqual(errors, []);
    assert.equal(JSON.parse(data).short_name, '明镜');
    const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
    assert.deepEqual(installabilityErrors.map((e) => e.errorId).filter((id) => id !== 'in-incognito'), []); // as every context here is
    for (const { src, sizes, type } of JSON.parse(data).icons) {
      const size = await screen.page.evaluate(async (src) => {
        const image = new Image();
        image.src = src;
        await image.decode();
        return `${image.naturalWidth}x${image.naturalHeight}`;
      }, src);
      if (type === 'image/png') assert.equal(size, sizes, src);
    }
    await server.close();
  },

  'over plain http, where browsers keep no site, the program runs as before': async (t) => {
    const server = await serve(t.site);
    const { port } = new URL(server.url);
    const browser = await chromium.launch({ executablePath: executable(), args: [...flags, '--host-resolver-rules=MAP mingjing.test 127.0.0.1'] });
    try {
      const context = await newContext(browser, working);
      const screen = await t.open({ at: `http://mingjing.test:${port}/`, context });
      assert.equal(await screen.page.evaluate(() => 'serviceWorker' in navigator || isSecureContext), false);
      await loadSample(screen);
      await screen.reload();
      await screen.item('top.mediation.cases');
      screen.problems = screen.problems.filter((p) => !/Cross-Origin-Opener-Policy header has been ignored/.test(p)); // of such addresses
      screen.assertClean();
    } finally {
      await browser.close();
      await server.close();
    }
  },

  'two sites of one origin, one below the other, keep, change and answer each its own': async (t) => {
    const folder = await copied(t, 'site');
    await cp(t.site, join(folder, 'b'), { recursive: true });
    await changed(t, join(folder, 'b'), 'site b');
    const server = await serve(folder);
    const a = await t.open({ at: server.url, ...working });
    await kept(a);
    const b = await t.open({ at: `${server.url}b/`, before: counting, context: t.context });
    await kept(b);
    assert.equal(await loads(b), 1, 'that its own worker comes to it is no change of version');
    const both = await caches(a);
    assert.equal(both.length, 2);
    assert.deepEqual([await comment(a), await comment(b)], [undefined, 'site b']);

    await changed(t, folder, 'site a, changed');
    assert.equal(await askServer(a), 'installed');
    await a.item('newer');
    assert.equal(await b.find('newer'), undefined);
    const mark = () => b.page.evaluate(() => window.stays);
    await b.page.evaluate(() => { window.stays = true; });
    await a.page.bringToFront();
    await a.click('newer');
    await a.click('answer.yes');
    await until(async () => await comment(a).catch(() => '') === 'site a, changed', 'a to change');
    await until(async () => (await caches(b)).length === 2, 'the old version of a to go');
    assert.ok((await caches(b)).includes(both.find((name) => name.includes('/b/'))));
    assert.equal(await mark(), true, 'b was not loaded anew');
    await server.close();
    for (const [screen, words] of [[a, 'site a, changed'], [b, 'site b']]) {
      await screen.reload();
      assert.equal(await comment(screen), words);
    }
  },
};
