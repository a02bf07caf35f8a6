// A guide taken along: another program reads the code from the pixels of the screen.
import assert from 'node:assert/strict';
import module from 'jsqr';
import { phone } from './harness.mjs';
import { loadSample, scrollTo } from './steps.mjs';

const jsQR = module.default ?? module;

/** The picture of a part of the page: { data, width, height } in four bytes a pixel. */
async function pixels(screen, { x, y, w, h }) {
  const png = await screen.page.screenshot({ clip: { x, y, width: w, height: h } });
  const blank = await screen.page.context().newPage();
  const { base64, width, height } = await blank.evaluate(async (text) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))]));
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
    const to = canvas.getContext('2d');
    to.drawImage(bitmap, 0, 0);
    const bytes = to.getImageData(0, 0, bitmap.width, bitmap.height).data;
    let out = '';
    for (let i = 0; i < bytes.length; i += 4096) out += String.fromCharCode(...bytes.subarray(i, i + 4096));
    return { base64: btoa(out), width: bitmap.width, height: bitmap.height };
  }, png.toString('base64'));
  await blank.close();
  return { data: new Uint8ClampedArray(Buffer.from(base64, 'base64')), width, height };
}

async function readCode(screen, guide) {
  await scrollTo(screen, `code.${guide}`);
  await screen.click(`code.${guide}`);
  const code = await screen.item('code.picture');
  const { data, width, height } = await pixels(screen, code);
  const read = jsQR(data, width, height);
  assert.ok(read, `${guide}: the code cannot be read`);
  const words = Buffer.from(read.binaryData).toString();
  assert.ok(words.startsWith(`${code.label}\n`), guide);
  await screen.click('code.close');
  await screen.gone('code.picture');
  return words;
}

export default {
  'each guide is taken along as a code that a phone reads, at a stand and on a phone, in both languages': async (t) => {
    const screen = await t.open({ viewport: { width: 1024, height: 768 }, deviceScaleFactor: 1 });
    await loadSample(screen);
    await screen.click('nav.rights');
    for (const guide of ['wages', 'dispute', 'injury', 'objection', 'petition'])
      assert.match(await readCode(screen, guide), /带上：.*\n(.*\n)*到这里来：.*12333/);
    await screen.click('language.1');
    assert.match(await readCode(screen, 'wages'), /Where to come: /);

    const small = await t.open({ ...phone, address: '#/rights' });
    await readCode(small, 'wages');
  },
};
