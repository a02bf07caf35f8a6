// The presentation before the public.
import assert from 'node:assert/strict';
import { until } from './harness.mjs';
import { loadSample } from './steps.mjs';

const full = (screen) => screen.page.evaluate(() => document.fullscreenElement !== null);

async function started(t) {
  const screen = await t.open();
  await loadSample(screen);
  await screen.click('nav.slides');
  await screen.click('slide.overview');
  for (const other of ['inspection', 'outreach']) await screen.click(`slide.${other}`);
  await screen.click('seconds.0');
  return screen;
}

export default {
  'slides fill the screen, turn by themselves, and leave the office as it was': async (t) => {
    const screen = await started(t);
    const small = (await screen.item('nav.overview')).h;
    await screen.click('present');
    await screen.item('show.end');
    assert.ok(await full(screen));
    assert.ok((await screen.item('show.end')).h > 1.15 * 44, 'large'); // 1280 × 720
    assert.equal(await screen.find('nav.overview'), undefined);
    assert.equal(await screen.find('undo'), undefined);
    const total = await screen.item('total');
    await until(async () => { // the next screenful of the same page
      const now = await screen.find('total');
      return !now || now.y < total.y - 100;
    }, 'the page to turn', 40000);
    await screen.click('show.next');
    await screen.item('guide.wages');
    await screen.page.evaluate(() => document.exitFullscreen());
    await screen.item('nav.slides');
    assert.ok(Math.abs((await screen.item('nav.overview')).h - small) < 0.01);
    await screen.reload();
    await screen.click('nav.slides');
    assert.equal((await screen.item('slide.rights')).value, 'chosen'); // kept
    assert.equal((await screen.item('slide.overview')).value, '');
  },

  'whoever touches a slide looks around, and reads nobody’s name': async (t) => {
    const screen = await started(t);
    await screen.click('nav.mediation');
    await screen.click('row.0');
    const worker = (await screen.item('value.worker')).value;
    assert.ok(worker && worker !== '•••');
    await screen.click('nav.slides');
    await screen.click('present');
    await screen.click('open');
    assert.equal(await screen.find('search'), undefined);
    assert.equal(await screen.find('new'), undefined);
    await screen.click('row.0');
    assert.equal((await screen.item('value.worker')).value, '•••');
    for (const office of ['edit', 'delete']) assert.equal(await screen.find(office), undefined);
    assert.ok(!(await screen.items()).some((i) => `${i.label} ${i.value}`.includes(worker)));
    await screen.click('show.language');
    assert.match((await screen.item('show.end')).label, /End/);
    await screen.click('show.back');
    await screen.item('row.0');
    await screen.click('show.end');
    await screen.item('nav.slides');
    assert.equal(await full(screen), false);
    assert.match((await screen.item('nav.data')).label, /数据/); // the office's own language
  },
};
