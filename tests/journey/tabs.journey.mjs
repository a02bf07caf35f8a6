// Two windows over the same records: one writes, the other follows and takes over.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { editFirst, exportFile, importFile, loadSample, replaceByFile, sealed } from './steps.mjs';
import { until } from './harness.mjs';

export default {
  'a change too large to be told is read by the window that follows': async (t) => {
    const first = await t.open();
    await loadSample(first);
    const path = join(t.scratch, 'changed.json');
    const text = await readFile(await exportFile(first, t, 'sample.json'), 'utf8');
    const changed = text.replace(/"(no|case_no|name)":"/g, '$&LARGE-');
    assert.ok(changed.length - text.length > 65536, 'the action holds every value that is new'); // more than is told
    await writeFile(path, sealed(changed));
    const second = await t.open({ context: t.context });
    await second.click('nav.petition');
    const { revision } = await second.saved();
    await first.page.bringToFront();
    await importFile(first, path);
    await replaceByFile(first);
    await until(async () => (await second.saved()).revision > revision, 'the second window to follow', 10000);
    await second.item((i) => i.label.includes('LARGE-') || i.value?.includes?.('LARGE-'));
    assert.equal((await second.saved()).state, 'follows');
  },

  'a second window follows read-only, sees a change within a second, and takes over when the first goes': async (t) => {
    const first = await t.open();
    await loadSample(first);
    const second = await t.open({ context: t.context });
    assert.equal((await second.saved()).state, 'follows');
    await second.item('banner.follows');
    await second.click('nav.petition');
    const before = (await second.saved()).revision;

    await first.page.bringToFront();
    await editFirst(first, 'petition', 'no', 'FOLLOW-1');
    const began = Date.now();
    await until(async () => (await second.saved()).revision > before, 'the second window to follow', 5000);
    const followed = Date.now() - began;
    await second.item((i) => i.label.includes('FOLLOW-1') || i.value?.includes?.('FOLLOW-1'));

    const gone = Date.now();
    await first.page.close({ runBeforeUnload: false });
    await second.savedState('saved', 5000);
    const took = Date.now() - gone;
    console.log(`    followed after ${followed} ms, took over after ${took} ms`);
    assert.ok(followed < 1000, `${followed} ms`);
    assert.ok(took < 1000, `${took} ms`);
    await editFirst(second, 'petition', 'no', 'FOLLOW-2');
    await second.reload();
    await second.savedState();
    await second.click('nav.petition');
    await second.item((i) => i.label.includes('FOLLOW-2') || i.value?.includes?.('FOLLOW-2'));
  },
};
