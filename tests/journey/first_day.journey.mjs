// A clerk's and a leader's first day with the program.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { phone, until } from './harness.mjs';
import { assertGolden, exportFile, golden, loadSample, mingjing, scrollTo, unnoticed, writeFirst } from './steps.mjs';

export default {
  'sample, figure, records, record, edit, saved, reload, still there, export, same figures on the command line': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const rows = await golden(t.root);
    assertGolden(await screen.figures(), rows);

    await writeFirst(screen, 'top.litigation.cases', 'case_no', '渝涪行诉〔2023〕测试号');
    await screen.click('save');
    await screen.item((i) => i.id.startsWith('notice.') && i.label.includes('测试号'));
    await screen.savedState();

    await screen.reload(); // where one was
    await scrollTo(screen, 'story.0');
    await screen.click('nav.overview');
    await screen.click('top.litigation.cases');
    await screen.click('search');
    await screen.type('测试号');
    const found = await screen.item((i) => i.id === 'row.0' && i.label.includes('测试号'));
    assert.ok(found);
    assert.ok(!(await screen.find('row.1')), 'only the edited record is found');

    const path = await exportFile(screen, t, 'all.json');
    const printed = (await mingjing(t, 'figures', path, '--year', '2023', '--csv')).stdout.trim().split('\n').slice(1).map((l) => l.split(','));
    const shown = await screen.figures();
    assert.deepEqual(printed.map(([id, value]) => [id, Number(value)]), shown.map((f) => [f.id, Number(f.value)]));
    assert.ok((await readFile(path, 'utf8')).includes('测试号'));
  },

  'a finger scrolls, throws and taps': async (t) => {
    const screen = await t.open(phone);
    await screen.page.touchscreen.tap(...await screen.middle('empty.3'));
    await screen.savedState('saved', 60000);
    const id = 'top.mediation.cases';
    let from = (await screen.item(id)).y;
    const moved = async () => from - ((await screen.items()).find((i) => i.id === id)?.y ?? -1e4);
    for (const busy of [0, 500]) { // milliseconds, in the midst of the movement
      await screen.page.evaluate((ms) => addEventListener('touchmove', () => { for (const end = performance.now() + ms; performance.now() < end;); }, { once: true }), busy);
      await screen.swipe(200, 600, 200, 500, { rest: 200, felt: !busy });
      await screen.idle();
      const by = await moved();
      assert.ok(Math.abs(by - 100) <= 12, `a finger that rests leaves the page where it is: ${by}, busy ${busy} ms`);
      from -= by;
    }
    for (let tries = 1; ; tries++) { // on a busy machine the driver's finger is slow, and throws nothing
      await screen.swipe(200, 600, 200, 500);
      await screen.idle();
      const by = await moved();
      if (by > 130) break;
      assert.ok(tries < 4, `a throw rolls on: ${by}`);
      from -= by;
    }
    await screen.page.touchscreen.tap(...await screen.middle('nav.registers'));
    await screen.item('register.mediation');
  },

  'an idle page draws no frame': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.page.mouse.move(640, 300);
    await unnoticed(screen);
    const frames = await screen.frames();
    await new Promise((done) => setTimeout(done, 3000));
    assert.equal(await screen.frames(), frames);
  },

  'a frame that would look like the one before is not painted, and what is shown stays': async (t) => {
    const screen = await t.open({ before: (page) => page.addInitScript(() => {
      const draw = WebGL2RenderingContext.prototype.drawElements;
      window.draws = 0;
      WebGL2RenderingContext.prototype.drawElements = function (...args) { ++window.draws; return draw.apply(this, args); };
    }) });
    await loadSample(screen);
    await screen.page.mouse.move(640, 85);
    await unnoticed(screen);
    const soFar = async () => ({ frames: await screen.frames(), draws: await screen.page.evaluate(() => window.draws) });
    const before = await soFar(), picture = await screen.page.screenshot();
    await screen.page.mouse.move(641, 85);
    await screen.idle();
    const after = await soFar();
    assert.ok(after.frames > before.frames && before.draws > 0);
    assert.equal(after.draws, before.draws);
    assert.ok(picture.equals(await screen.page.screenshot()));
    const { x, y } = await screen.item('nav.disputes');
    await screen.page.mouse.move(x + 5, y + 5);
    await screen.idle();
    assert.ok((await soFar()).draws > after.draws);
  },

  'a lost WebGL context comes back with the same picture': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.page.mouse.move(640, 85);
    await unnoticed(screen);
    const before = await screen.page.screenshot();
    await screen.page.evaluate(() => new Promise((done) => {
      const canvas = document.querySelector('canvas');
      const gl = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
      canvas.addEventListener('webglcontextrestored', () => setTimeout(done, 300), { once: true });
      canvas.addEventListener('webglcontextlost', () => setTimeout(() => gl.restoreContext(), 200), { once: true });
      gl.loseContext();
    }));
    await screen.idle();
    assert.ok(before.equals(await screen.page.screenshot()));
  },

  'the canvas has every device pixel, at ratio 2, after a resize and on a phone': async (t) => {
    for (const options of [{ deviceScaleFactor: 2 }, { deviceScaleFactor: 1.5 }, { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, hasTouch: true }]) {
      const screen = await t.open(options);
      const sizes = () => screen.page.evaluate(() => {
        const c = document.querySelector('canvas');
        return [c.width - Math.round(innerWidth * devicePixelRatio), c.height - Math.round(innerHeight * devicePixelRatio)];
      });
      assert.deepEqual(await sizes(), [0, 0]);
      await screen.page.setViewportSize({ width: 801, height: 603 });
      await until(async () => String(await sizes()) === '0,0', 'the canvas to have every pixel again');
      await screen.item('empty.3');
    }
  },
};
