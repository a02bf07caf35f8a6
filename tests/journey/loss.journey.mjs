// What the page does while nobody edits: its storage is cleared, or rots, or is forbidden; another site lies below the same
// origin. (A frozen window: tests/fault, it needs a browser of its own.)
import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { serve } from '../../tools/serve.mjs';
import { editFirst, filesOf, inStore, loadSample, unnoticed } from './steps.mjs';
import { launchProfile, newContext, Screen, until } from './harness.mjs';

/** What the looks wait for comes twenty times as soon. */
const hurried = (page) => page.addInitScript(() => {
  const wait = globalThis.setTimeout;
  globalThis.setTimeout = (work, milliseconds, ...rest) => wait(work, milliseconds >= 10000 ? milliseconds / 20 : milliseconds, ...rest);
});

async function sameAfterReload(screen, figures) {
  await screen.savedState();
  await screen.reload();
  await screen.savedState();
  assert.deepEqual(await screen.figures(), figures);
}

export default {
  'storage that is cleared under an idle page is written again, and that is said': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const figures = await screen.figures();
    await screen.idle();
    const cdp = await screen.session();
    await cdp.send('Storage.clearDataForOrigin', { origin: new URL(t.url).origin, storageTypes: 'all' });
    const began = Date.now();
    await screen.item('banner.mended');
    await screen.savedState();
    console.log(`    written again after ${Date.now() - began} ms`);
    await screen.click('banner.mended.1');
    await screen.gone('banner.mended');
    await sameAfterReload(screen, figures);
  },

  'storage that is emptied without a word to the page is found by the next look': async (t) => {
    const screen = await t.open({ before: hurried });
    await loadSample(screen);
    const figures = await screen.figures();
    await screen.idle();
    await inStore(screen.page, 'lose all');
    await screen.item('banner.mended');
    await sameAfterReload(screen, figures);
  },

  'a segment that rots under an idle page is found by reading back, without a frame until then': async (t) => {
    const screen = await t.open({ before: hurried });
    await loadSample(screen);
    const figures = await screen.figures();
    await unnoticed(screen);
    const frames = await screen.frames();
    await new Promise((done) => setTimeout(done, 3000)); // some rounds
    assert.equal(await screen.frames(), frames);
    await inStore(screen.page, 'spoil a segment');
    await screen.item('banner.mended', 20000);
    await sameAfterReload(screen, figures);
  },

  'one damaged table of contents of two is mended, and that is said': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await inStore(screen.page, 'lose HEAD');
    await screen.reload();
    await screen.savedState();
    await screen.item('banner.mended');
    await editFirst(screen, 'petition', 'no', 'MENDED-1');
    await screen.reload();
    await screen.savedState();
    assert.ok(!await screen.find('banner.mended'));
    assert.ok((await filesOf(screen.page, '/mingjing/'))['/mingjing/HEAD']);
  },

  'a writer that answers is never offered to be taken over': async (t) => {
    const first = await t.open();
    await loadSample(first);
    const second = await t.open({ context: t.context });
    for (let i = 0; i < 14; i++) {
      await new Promise((done) => setTimeout(done, 500));
      assert.ok(!await second.find('banner.silent'));
    }
    assert.equal((await second.saved()).state, 'follows');
  },

  'blocked cookies are no storage here, not a damaged one': async (t) => {
    const folder = join(t.scratch, 'profile');
    await mkdir(join(folder, 'Default'), { recursive: true });
    const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
    await writeFile(join(folder, 'Default/Preferences'), JSON.stringify(preferences));
    const context = await launchProfile(folder);
    try {
      const screen = new Screen(context.pages()[0], t.url);
      await screen.load();
      assert.match(await screen.page.evaluate(() => { try { return String(localStorage); } catch (e) { return e.name; } }), /SecurityError/);
      assert.equal((await screen.saved()).state, 'memory');
      await screen.click('empty.3');
      await screen.item('banner.memory', 60000);
      await screen.reload();
      assert.equal((await screen.saved()).state, 'memory');
    } finally {
      await context.close();
    }
  },

  'every call that a browser forbids is no storage here': async (t) => {
    const forbid = (page) => page.addInitScript(() => { // as Firefox does where cookies are blocked
      const refuse = () => { throw new DOMException('The operation is insecure.', 'SecurityError'); };
      for (const name of ['indexedDB', 'localStorage']) Object.defineProperty(globalThis, name, { get: refuse });
      globalThis.BroadcastChannel = refuse;
      navigator.locks.request = async () => refuse();
    });
    const screen = await t.open({ before: forbid });
    assert.equal((await screen.saved()).state, 'memory');
    await screen.click('empty.3');
    await screen.item('banner.memory', 60000);
  },

  'a browser that cannot open the store just now does not show an empty one': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.page.addInitScript(() => {
      const { open } = IDBFactory.prototype;
      IDBFactory.prototype.open = function (...args) {
        if (sessionStorage.sound) return open.apply(this, args);
        throw new DOMException('Internal error opening backing store.', 'UnknownError');
      };
    });
    await screen.reload();
    assert.equal((await screen.saved()).state, 'damaged');
    await screen.item('banner.damaged');
    await screen.page.evaluate(() => { sessionStorage.sound = 1; });
    await screen.reload();
    await screen.savedState();
    assert.ok((await screen.figures()).length > 0);
  },

  'two sites below one origin have nothing in common, and the first takes over what had the former name': async (t) => {
    const root = join(t.scratch, 'sites');
    await mkdir(root);
    for (const name of ['a', 'b']) await symlink(resolve(t.site), join(root, name));
    const server = await serve(root);
    try {
      const first = await t.open();
      await loadSample(first);
      const former = await filesOf(first.page, '/mingjing/');
      const marker = await first.page.evaluate(() => localStorage['mingjing/.vault']);
      const context = await newContext(t.browser);
      const open = async (folder) => {
        const screen = new Screen(await context.newPage(), `${server.url}${folder}/`);
        await hurried(screen.page);
        await screen.load();
        return screen;
      };
      // A store as programs before this one left it.
      const page = await context.newPage();
      await page.goto(`${server.url}a/favicon.svg`);
      await page.evaluate(([files, marker]) => new Promise((done) => {
        localStorage['mingjing.vault'] = marker;
        localStorage['mingjing.language'] = 'en';
        const request = indexedDB.open('/mingjing', 21);
        request.onupgradeneeded = () => request.result.createObjectStore('FILE_DATA').createIndex('timestamp', 'timestamp');
        request.onsuccess = () => {
          const transaction = request.result.transaction('FILE_DATA', 'readwrite');
          for (const [path, base64] of Object.entries(files))
            transaction.objectStore('FILE_DATA').put({ timestamp: new Date(), mode: 33206, contents: Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)) }, path);
          transaction.oncomplete = () => { request.result.close(); done(); };
        };
      }), [former, marker]);
      const a = await open('a');
      await a.savedState();
      const figures = await a.figures();
      assert.ok(figures.length > 0);
      const b = await open('b');
      assert.equal((await b.saved()).state, 'empty');
      await b.click('nav.petition');
      await b.click('new');
      await b.click('state.0');
      await b.click('field.no');
      await b.type('ONLY-B');
      await b.click('save');
      await b.savedState();
      await a.page.bringToFront();
      await editFirst(a, 'petition', 'no', 'ONLY-A');
      for (const [folder, mine, other] of [['a', 'ONLY-A', 'ONLY-B'], ['b', 'ONLY-B', 'ONLY-A']]) {
        const again = await open(folder);
        await until(async () => ['saved', 'follows'].includes((await again.saved()).state), 'the store to be read');
        await again.click('nav.petition');
        await again.item((i) => i.label.includes(mine) || i.value?.includes?.(mine));
        assert.ok(!(await again.items()).some((i) => i.label.includes(other)));
        await again.page.close();
      }
      // Cleared and written again, it is still the same site's. The notice is waited for: it moves what is to be clicked.
      await inStore(a.page, 'lose all', '/mingjing');
      await a.item('banner.mended', 30000);
      await editFirst(a, 'petition', 'no', 'AGAIN-A');
      await a.page.close();
      const again = await open('a');
      await again.savedState();
      assert.equal((await open('b').then((s) => s.saved())).state, 'follows');
      const names = await again.page.evaluate(async () => (await indexedDB.databases()).map((d) => d.name).sort());
      assert.deepEqual(names, ['/mingjing', '/mingjing/b/']);
      for (const s of [a, b, again]) s.assertClean();
      await context.close();
    } finally {
      await server.close();
    }
  },
};
