// The presentation before the public.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { until } from './harness.mjs';
import { endPresentation, importFile, loadSample, present } from './steps.mjs';

const full = (screen) => screen.page.evaluate(() => document.fullscreenElement !== null);

async function started(t) {
  const screen = await t.open();
  await loadSample(screen);
  await screen.click('nav.slides');
  for (const other of ['passing', 'inspection', 'outreach']) await screen.click(`slide.${other}`);
  await screen.click('seconds.0');
  return screen;
}

export default {
  'slides fill the screen, turn by themselves, and leave the office as it was': async (t) => {
    const screen = await started(t);
    const small = (await screen.item('nav.overview')).h;
    await present(screen);
    assert.ok(await full(screen));
    assert.ok((await screen.item('show.end')).h > 1.3 * 44, 'large'); // 1280 × 720
    assert.equal(await screen.find('nav.overview'), undefined);
    assert.equal(await screen.find('undo'), undefined);
    const total = await screen.item('total');
    await until(async () => { // the next screenful of the same page
      const now = await screen.find('total');
      return !now || now.y < total.y - 100;
    }, 'the page to turn', 40000);
    await screen.click('show.next');
    await screen.item('guide.wages');
    await endPresentation(screen);
    await screen.item('nav.slides');
    assert.equal(await full(screen), false);
    assert.ok(Math.abs((await screen.item('nav.overview')).h - small) < 0.01);
    await screen.reload();
    await screen.click('nav.slides');
    assert.equal((await screen.item('slide.rights')).value, 'chosen'); // kept
    assert.equal((await screen.item('slide.passing')).value, '');
  },

  'no way but the PIN leads out of a presentation: reload, back, address, keys, another window': async (t) => {
    const screen = await t.open();
    const secrets = /欧阳|司马|测甲|测试丙|1300000|调1|查1|罚1|到场陈述/;
    const asked = { window: 0, download: 0 };
    await importFile(screen, join(t.root, 'tests/files/cases/privacy.json'));
    await screen.savedState();
    await screen.click('nav.employer');
    await screen.click('search');
    await screen.type('测甲');
    await until(() => screen.page.evaluate(() => decodeURIComponent(location.hash).includes('测甲')), 'the address to say it');
    const other = await t.open({ context: t.context });
    await screen.page.bringToFront();
    await screen.click('nav.slides');
    await present(screen);
    screen.page.on('download', () => asked.download++);
    screen.page.on('popup', () => asked.window++);

    const before = await screen.saved();
    const inside = async (who, what) => {
      await who.item('show.end');
      for (const i of await who.items()) assert.doesNotMatch(`${i.id} ${i.label} ${i.value}`, secrets, what);
      assert.doesNotMatch(decodeURIComponent(await who.page.evaluate(() => document.title + location.href)), secrets, what);
      assert.equal((await who.find('nav.data')), undefined, what);
      assert.deepEqual(await who.figures(), [], what);
    };
    await inside(screen, 'begun');
    await inside(other, 'the window beside it');
    for (const key of ['Escape', 'Control+K', 'Control+Z', 'Alt+ArrowLeft', 'Control+Y', 'Shift+Slash', 'Backspace', 'Tab', 'Enter']) {
      await screen.press(key);
      await inside(screen, key);
      if (await screen.find('pin.no')) await screen.click('pin.no');
    }
    const step = () => screen.page.evaluate(() => history.state.step); // what lies before the first is the browser's
    for (let i = await step(); i-- > 0;) {
      await screen.page.evaluate(() => history.back());
      await until(async () => await step() === i, 'the step before');
      await inside(screen, 'back');
    }
    for (const address of ['#/data', '#/record/employer/0010000000000004', '#/list/employer?search=%E6%B5%8B%E7%94%B2']) {
      await screen.page.evaluate((to) => { location.hash = to; }, address);
      await until(() => screen.page.evaluate(() => location.hash === ''), 'the address to say nothing');
      await inside(screen, address);
    }
    await screen.page.evaluate(() => document.exitFullscreen());
    await inside(screen, 'the whole screen left');
    await screen.reload();
    await inside(screen, 'reload');
    await screen.click('show.next'); // a touch gives the whole screen back
    await until(() => full(screen), 'the whole screen');
    const third = await t.open({ context: t.context, address: '#/list/employer' });
    await inside(third, 'a new window');
    await third.page.close();
    await screen.page.bringToFront();

    await screen.click('show.end');
    for (const digit of '1234') await screen.click(`pin.${digit}`);
    await screen.click('pin.ok');
    await screen.item('pin.problem');
    await screen.click('pin.no');
    await inside(screen, 'a wrong PIN');
    assert.equal((await screen.saved()).sequence, before.sequence);
    assert.deepEqual(asked, { window: 0, download: 0 });
    await endPresentation(screen);
    await screen.item('nav.data');
    await other.item('nav.data');
    assert.equal(await full(screen), false);
    await screen.reload();
    await screen.item('nav.data');
  },
};
