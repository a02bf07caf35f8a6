// Files the program gives: what it says of them is what can be known.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { exportFile, loadSample } from './steps.mjs';

const notice = (words) => (i) => i.id.startsWith('notice.') && words.test(i.label);

/** Somebody answers the dialogue: with a real file of the browser's own, or not at all. */
const answer = (screen, how) => screen.page.evaluate((kind) => {
  window.showSaveFilePicker = async () => {
    window.chosen = kind === 'full' ? 'new.json' : 'there.json'; // the suggested name changes with the minute
    if (kind === 'nothing') {
      await new Promise((done) => setTimeout(done, 600));
      throw new DOMException('', 'AbortError');
    }
    const file = await (await navigator.storage.getDirectory()).getFileHandle(window.chosen, { create: true });
    if (kind === 'spoilt') file.getFile = async () => new File(['{}'], window.chosen);
    if (/^full/.test(kind)) file.createWritable = async () => { throw new DOMException('', 'QuotaExceededError'); };
    return file;
  };
}, how);

const written = (screen) => screen.page.evaluate(async () => {
  const folder = await navigator.storage.getDirectory();
  return folder.getFileHandle(window.chosen).then(async (file) => (await file.getFile()).text(), () => null);
});

export default {
  'a file is said to be saved when it was read back from its place, and else what is known of it': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const plain = await readFile(await exportFile(screen, t, 'plain.json'), 'utf8');
    await screen.click((await screen.item(notice(/已交给浏览器/))).id + '.1'); // it is there
    await screen.gone(notice(/已交给浏览器/));

    await answer(screen, 'a place');
    await screen.click('export');
    await screen.item(notice(/读回核对无误/));
    assert.equal(await written(screen), plain);
    await screen.gone(notice(/读回核对无误/));

    await answer(screen, 'nothing');
    await screen.click('export');
    await screen.item(notice(/已取消/), 30000);
    for (const how of ['spoilt', 'full', 'full, over another']) {
      await answer(screen, how);
      await screen.click('export');
      const said = await screen.item(notice(/^没有导出/), 30000);
      await screen.click(`${said.id}.close`);
      if (how !== 'spoilt') assert.equal(await written(screen), how === 'full' ? null : plain); // an empty file is taken away again, what was there stays
    }
    await answer(screen, 'a place');
    await screen.click('nav.deadlines');
    await screen.click('calendar');
    await screen.item(notice(/读回核对无误/));
    assert.match(await written(screen), /^BEGIN:VCALENDAR/);
  },
};
