// A clerk's and a leader's first day with the program.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { phone, until } from './harness.mjs';
import { assertGolden, editFirst, exportFile, golden, importFile, loadSample, mingjing, scrollTo } from './steps.mjs';

export default {
  'sample, figure, records, record, edit, saved, reload, still there, export, same figures on the command line': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const rows = await golden(t.root);
    assertGolden(await screen.figures(), rows);

    await screen.click('top.litigation.cases');
    await screen.click('row.0');
    await screen.click('edit');
    await screen.click('field.case_no');
    await screen.press('Control+A');
    await screen.type('渝涪行诉〔2023〕测试号');
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

  'export, import and export again give identical bytes': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const first = await readFile(await exportFile(screen, t, 'a.json'));
    const told = (words) => screen.item((i) => i.id.startsWith('notice.') && i.kind === 'banner' && i.label.includes(words), 60000);
    await importFile(screen, join(t.scratch, 'a.json'));
    await told('没有需要改动');
    await editFirst(screen, 'petition', 'no', 'EDITED-1');
    await importFile(screen, join(t.scratch, 'a.json')); // puts the record back
    await screen.click('answer.yes');
    await told('已导入');
    await screen.savedState('saved', 60000);
    assert.ok(first.equals(await readFile(await exportFile(screen, t, 'b.json'))));
    await screen.click('undo');
    await told('a.json');
    await screen.click('nav.petition');
    await screen.click((i) => i.id.startsWith('row.') && i.label.includes('EDITED-1'));
    assert.match((await screen.item('story.0')).label, /撤销/);
    assert.match((await screen.item('story.0')).value, /→ EDITED-1/);
    assert.match((await screen.item('story.1')).label, /随文件导入/);
    assert.match((await scrollTo(screen, 'story.2')).label, /修改/);
    await screen.savedState();
    await screen.reload();
    await screen.click('nav.petition');
    await screen.click((i) => i.id.startsWith('row.') && i.label.includes('EDITED-1'));
    assert.match((await scrollTo(screen, 'story.2')).label, /修改/);
  },

  'a wrong, truncated, foreign or newer file says why and changes nothing': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const before = await screen.saved();
    const whole = await readFile(await exportFile(screen, t, 'whole.json'), 'utf8');
    const cases = {
      'truncated.json': whole.slice(0, whole.length / 2),
      'foreign.json': '{"hello": [1, 2, 3]}',
      'newer.json': whole.replace('"version":1', '"version":99'),
      'changed.json': whole.replace(/(\d)\.(\d\d)"/, (all, a) => `${a}.99"`),
      'text.json': '这不是 JSON',
      'empty.json': '',
    };
    for (const [name, content] of Object.entries(cases)) {
      const path = join(t.scratch, name);
      await writeFile(path, content);
      await importFile(screen, path);
      const banner = await screen.item((i) => i.id.startsWith('notice.') && i.kind === 'banner' && i.label.includes('现有数据未变'), 60000);
      assert.ok(banner.label.length > 30, banner.label);
      await screen.click((i) => i.id === `${banner.id}.close`);
      await screen.gone((i) => i.id === banner.id);
      assert.equal((await screen.saved()).revision, before.revision, name);
    }
    assertGolden(await screen.figures(), await golden(t.root));
  },

  'every kind of mark opens its records: a month, a cell, a sector, a kind': async (t) => {
    const screen = await t.open({ viewport: { width: 1280, height: 1400 } });
    await loadSample(screen);
    for (const id of ['chart.disputes.month.3', 'chart.disputes.street.row.dunren.1', 'chart.training.row.lecture']) {
      const mark = await screen.item(id);
      await screen.click(id);
      await screen.item('row.0');
      const rows = (await screen.items()).filter((i) => i.kind === 'row').length;
      assert.ok(rows >= Math.min(15, Number(mark.value)), `${id}: ${rows} rows for ${mark.value}`);
      await screen.click('back');
      await screen.item(id);
    }
    await screen.click('chart.wages.month.1');
    await screen.item('row.0');
  },

  'Alt and the arrows go back and forward': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.click('nav.petition');
    await screen.click('row.0');
    await screen.item('edit');
    await screen.press('Alt+ArrowLeft');
    await screen.item('row.0');
    await screen.press('Alt+ArrowLeft');
    await screen.item('top.mediation.cases');
    await screen.press('Alt+ArrowRight');
    await screen.press('Alt+ArrowRight');
    await screen.item('edit');
  },

  'a finger scrolls, throws and taps': async (t) => {
    const screen = await t.open(phone);
    await screen.page.touchscreen.tap(...await screen.middle('empty.1'));
    await screen.savedState('saved', 60000);
    const id = 'top.petition.on_time_rate';
    let from = (await screen.item(id)).y;
    const moved = async () => from - ((await screen.items()).find((i) => i.id === id)?.y ?? -1e4);
    for (const busy of [0, 500]) { // milliseconds, in the midst of the movement
      await screen.page.evaluate((ms) => addEventListener('touchmove', () => { for (const end = performance.now() + ms; performance.now() < end;); }, { once: true }), busy);
      await screen.swipe(200, 600, 200, 500, { rest: 200 });
      await screen.idle();
      const by = await moved();
      assert.ok(Math.abs(by - 100) <= 12, `a finger that rests leaves the page where it is: ${by}, busy ${busy} ms`);
      from -= by;
    }
    await screen.swipe(200, 600, 200, 500);
    await screen.idle();
    assert.ok(await moved() > 130, 'a throw rolls on');
    await screen.page.touchscreen.tap(...await screen.middle('nav.registers'));
    await screen.item('register.mediation');
  },

  'a finger scrolls where another page was shown a while ago': async (t) => {
    const screen = await t.open(phone);
    await screen.page.touchscreen.tap(...await screen.middle('empty.1'));
    await screen.savedState('saved', 60000);
    const first = await screen.middle('to.disputes');
    await screen.page.touchscreen.tap(...first);
    await screen.item('total');
    await screen.page.touchscreen.tap(...await screen.middle('nav.overview'));
    await screen.item('to.disputes');
    await new Promise((done) => setTimeout(done, 11_000)); // Dear ImGui gives the other page's memory back
    await screen.swipe(200, 600, 200, 300, { rest: 200 });
    await screen.idle();
    const found = await screen.find('to.disputes');
    assert.ok(!found || found.y < first[1] - 100, 'the page to be scrolled');
  },

  'a finger that scrolls away from the months leaves the choice as it was': async (t) => {
    const screen = await t.open(phone);
    await screen.page.touchscreen.tap(...await screen.middle('empty.1'));
    await screen.savedState('saved', 60000);
    await screen.page.touchscreen.tap(...await screen.middle('to.disputes'));
    const month = (n) => screen.middle(`chart.received.month.${n}`);
    const months = () => screen.page.evaluate(() => /months=[\d-]+/.exec(location.hash)?.[0] ?? 'none');
    await screen.item('total');
    await screen.swipe(200, 600, 200, 250, { rest: 200 });
    for (const chosen of ['none', 'months=6-6']) {
      for (const from of [3, 6]) { // by what is not chosen, and by what is
        await screen.idle();
        const at = await month(from);
        await screen.swipe(...at, at[0], at[1] - 60, { rest: 200 });
        await screen.idle();
        assert.equal(await months(), chosen, `from month ${from}`);
        await screen.swipe(200, 300, 200, 360, { rest: 200 }); // back again
        await screen.idle();
        assert.equal(await months(), chosen);
      }
      if (chosen === 'none') await screen.page.touchscreen.tap(...await month(6));
    }
    await screen.idle();
    const from = await month(3), to = await month(5);
    await screen.swipe(...from, to[0], from[1], { rest: 200 });
    await until(async () => await months() === 'months=3-5', 'the months dragged over to be chosen');
    // Thrown while the page opens, the chart leaves the screen under the finger.
    for (let n = 0; n < 15; n++) {
      await screen.page.evaluate((page) => { location.hash = `#/${page}`; }, ['training', 'outreach', 'disputes'][n % 3]);
      await new Promise((done) => setTimeout(done, n % 7 * 15));
      const x = 86 + n * 13, y = 300 + n * 37 % 400;
      for (let again = 0; again < 2; again++) await screen.swipe(x, y, x + 4, y - 250);
      assert.equal(await months(), 'none', `throw ${n}`);
    }
  },

  'undo takes an edit back, redo brings it again, and both are kept': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.click('nav.petition');
    await screen.click('row.0');
    const before = (await screen.item('value.persons')).value;
    await screen.click('edit');
    await screen.click('field.persons');
    await screen.press('Control+A');
    await screen.type('321');
    await screen.click('save');
    await screen.item((i) => i.id === 'value.persons' && i.value === '321');
    await screen.press('Control+z');
    await screen.item((i) => i.id === 'value.persons' && i.value === before);
    await screen.press('Control+y');
    await screen.item((i) => i.id === 'value.persons' && i.value === '321');
    await screen.savedState();
    await screen.reload();
    await screen.click('nav.petition');
    await screen.click('row.0');
    await screen.item((i) => i.id === 'value.persons' && i.value === '321');
  },

  'a wrong field is refused beside the field, and the draft stays': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.click('nav.petition');
    await screen.click('row.1');
    await screen.click('edit');
    await screen.click('field.received');
    await screen.press('Control+A');
    await screen.type('2023-02-30');
    await screen.click('save');
    await screen.item('field.received.problem');
    assert.equal((await screen.item('field.received')).value, '2023-02-30');
  },

  'everything about one employer: each register that names it opens exactly its records': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const { registers } = JSON.parse(await readFile(await exportFile(screen, t, 'data.json'), 'utf8'));
    await screen.click('nav.employer');
    await screen.click('row.3');
    const { value: id } = await screen.item('value.id');
    const count = Object.entries(registers).map(([reg, rows]) => [reg, rows.filter((r) => r.employer === id).length]).filter(([, n]) => n);
    assert.ok(count.length > 1);
    for (const [reg, n] of count) {
      const { value } = await scrollTo(screen, `linked.${reg}.employer`);
      assert.equal(Number(value.replace(/\D/g, '')), n, reg);
    }
    const [reg, n] = count.sort((a, b) => a[1] - b[1])[0];
    await scrollTo(screen, `linked.${reg}.employer`);
    await screen.click(`linked.${reg}.employer`);
    await screen.item(`row.${n - 1}`);
    assert.ok(!await screen.find(`row.${n}`));
    await screen.click('back');
    assert.equal((await scrollTo(screen, 'value.id')).value, id);
  },

  'the language is switched at once and kept': async (t) => {
    const screen = await t.open();
    await screen.item((i) => i.label === '载入示例');
    await screen.click('language.1');
    await screen.item((i) => i.label === 'Load sample');
    await screen.reload();
    await screen.item((i) => i.label === 'Load sample');
    assert.equal(await screen.page.evaluate(() => document.documentElement.lang), 'en');
  },

  'an idle page draws no frame': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.page.mouse.move(640, 300);
    await screen.idle(8000, 30000); // past the notice's own end
    const frames = await screen.frames();
    await new Promise((done) => setTimeout(done, 3000));
    assert.equal(await screen.frames(), frames);
  },

  'a lost WebGL context comes back with the same picture': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.page.mouse.move(640, 85);
    await screen.idle(8000, 30000);
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
      await screen.idle();
      assert.deepEqual(await sizes(), [0, 0]);
      await screen.item('empty.1');
    }
  },
};
