// How the program looks: as the system asks, or as chosen.
import assert from 'node:assert/strict';
import { until } from './harness.mjs';
import { loadSample, scrollTo } from './steps.mjs';

/** What is really painted at a place of the page, "r,g,b", by the browser's own picture of it. */
async function pixel(screen, x, y) {
  const picture = (await screen.page.screenshot({ clip: { x, y, width: 1, height: 1 } })).toString('base64');
  const other = await screen.page.context().newPage(); // the program's own page lets no such picture in
  const rgb = await other.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
    pen.drawImage(image, 0, 0);
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).join();
  }, picture);
  await other.close();
  return rgb;
}

/** The canvas's ground and everything of the page around it agree. Gives the ground. */
async function worn(screen, look) {
  await until(() => screen.page.evaluate((want) => document.documentElement.dataset.look === want, look), `the look ${look}`);
  await screen.idle();
  const page = await screen.page.evaluate(() => {
    const of = (element) => getComputedStyle(element).backgroundColor.match(/\d+/g).join();
    return { html: of(document.documentElement), body: of(document.body), notice: of(document.getElementById('notice')),
      scheme: getComputedStyle(document.documentElement).colorScheme,
      bar: document.querySelector('meta[name=theme-color]').content.match(/\d+/g).join() };
  });
  const ground = await pixel(screen, 1270, 712); // right of and below every card
  assert.deepEqual(page, { html: ground, body: ground, notice: ground, scheme: look === 'dark' ? 'dark' : 'light', bar: ground });
  return ground;
}
const bright = (rgb) => Math.min(...rgb.split(',')) > 200, dim = (rgb) => Math.max(...rgb.split(',')) < 60;

export default {
  'a look is chosen by clicks, worn at once, and still there after a reload': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.click('nav.data');
    const light = await worn(screen, 'light');
    assert.ok(bright(light), light);
    await scrollTo(screen, 'look.2');
    await screen.click('look.2');
    const dark = await worn(screen, 'dark');
    assert.ok(dim(dark), dark);
    assert.equal((await screen.item('look.2')).value, 'chosen');
    await screen.reload();
    assert.equal(await worn(screen, 'dark'), dark);
    await screen.click('nav.data');
    await scrollTo(screen, 'look.3');
    await screen.click('look.3');
    assert.equal(await worn(screen, 'contrast'), '255,255,255');
    await screen.reload();
    assert.equal(await worn(screen, 'contrast'), '255,255,255');
    await screen.press('Control+K');
    await screen.item('palette.text');
    await screen.type('dark');
    await screen.item((i) => i.id === 'palette.0' && i.value === 'chosen' && i.label.includes('深色'));
    await screen.press('Enter');
    assert.equal(await worn(screen, 'dark'), dark);
    await screen.click('nav.data');
    await scrollTo(screen, 'look.0');
    await screen.click('look.0');
    assert.equal(await worn(screen, 'light'), light);
    await screen.reload();
    assert.equal(await worn(screen, 'light'), light);
  },

  'the system is followed while the page is open, until a look is chosen': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.click('nav.data');
    const light = await worn(screen, 'light');
    await screen.page.emulateMedia({ colorScheme: 'dark' });
    const dark = await worn(screen, 'dark');
    assert.ok(dim(dark), dark);
    await screen.page.emulateMedia({ colorScheme: 'dark', contrast: 'more' });
    assert.equal(await worn(screen, 'contrast'), '255,255,255');
    await screen.page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' });
    assert.equal(await worn(screen, 'light'), light);
    await scrollTo(screen, 'look.1');
    await screen.click('look.1'); // light, whatever the system says
    await screen.page.emulateMedia({ colorScheme: 'dark' });
    await screen.idle();
    assert.equal(await worn(screen, 'light'), light);
    await screen.reload();
    assert.equal(await worn(screen, 'light'), light);
    await screen.click('nav.data');
    await scrollTo(screen, 'look.0');
    await screen.click('look.0');
    assert.equal(await worn(screen, 'dark'), dark);
  },

  'the page that waits for the program has the look before anything else': async (t) => {
    for (const [look, options] of [['light', {}], ['dark', { colorScheme: 'dark' }], ['contrast', { colorScheme: 'dark', contrast: 'more' }]]) {
      const screen = await t.open(options);
      await screen.page.route('**/mingjing.wasm', () => {}); // never comes
      await screen.page.goto(t.url, { waitUntil: 'commit' });
      await screen.page.locator('#notice h1').waitFor();
      assert.equal(await screen.page.evaluate(() => document.documentElement.dataset.look), look);
      const ground = await pixel(screen, 20, 20);
      assert.ok(look === 'dark' ? dim(ground) : bright(ground), ground);
      await screen.page.unrouteAll({ behavior: 'ignoreErrors' });
      screen.problems.length = 0; // the program that was never answered
    }
  },
};
