// What the page does when its storage is damaged, taken over or not there. (A full one: tests/fault, it needs a profile on disk.)
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { editFirst, exportFile, inStore, loadSample, replaceByFile } from './steps.mjs';
import { until } from './harness.mjs';

export default {
  'a damaged store is shown, never taken for an empty one, and restored from a backup file': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const figures = await screen.figures();
    const backup = await exportFile(screen, t, 'backup.json');
    for (const loss of ['lose both heads', 'lose all']) {
      await inStore(screen.page, loss);
      await screen.reload();
      assert.equal((await screen.saved()).state, 'damaged');
      await screen.item('banner.damaged');
      const [chooser] = await Promise.all([screen.page.waitForEvent('filechooser'), screen.click('banner.damaged.1')]);
      await chooser.setFiles(backup);
      await replaceByFile(screen);
      await screen.savedState('saved', 60000);
      await screen.reload();
      assert.equal((await screen.saved()).state, 'saved');
      assert.deepEqual(await screen.figures(), figures);
    }
  },

  'a window that has lost the fence is refused, says so, and loses nothing of what it shows': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await inStore(screen.page, 'other owner');
    await editFirst(screen, 'petition', 'no', 'STALE-1', 'failed');
    const { label } = await screen.item('banner.failed');
    assert.match(label, /另一个窗口已接管/);
    const path = await exportFile(screen, t, 'copy.json');
    assert.match(await readFile(path, 'utf8'), /STALE-1/);
    await screen.reload();
    await screen.savedState();
    await screen.click('nav.petition');
    await screen.item('row.0');
    assert.ok(!(await screen.items()).some((i) => i.label.includes('STALE-1')));
  },

  'what the browser drops while the page is open is written again by itself': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await inStore(screen.page, 'lose all');
    await editFirst(screen, 'petition', 'no', 'AGAIN-1', 'failed');
    const figures = await screen.figures();
    await screen.savedState();
    await screen.reload();
    await screen.savedState();
    assert.deepEqual(await screen.figures(), figures);
    await screen.click('nav.petition');
    assert.match((await screen.item('row.0')).label, /AGAIN-1/);
  },

  'a browser without IndexedDB works in memory and says so': async (t) => {
    const screen = await t.open({ before: (page) => page.addInitScript(() => {
      Object.defineProperty(globalThis, 'indexedDB', { get() { throw new DOMException('forbidden', 'SecurityError'); } });
    }) });
    assert.equal((await screen.saved()).state, 'memory');
    await screen.click('empty.3');
    await screen.item('banner.memory', 60000);
    await screen.click('nav.petition');
    await screen.item('row.0');
    await screen.reload(); // nothing was kept, so nothing was lost
    assert.equal((await screen.saved()).state, 'memory');
    await screen.click('nav.overview');
    await screen.item('empty.3');
  },
};
