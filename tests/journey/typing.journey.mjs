// Typing that does not wait for the page.
import assert from 'node:assert/strict';
import { until } from './harness.mjs';
import { loadSample, scrollTo } from './steps.mjs';

/** Keeps the page from doing anything for 400 ms: what is sent meanwhile waits. */
const busy = (screen) => screen.page.evaluate(() => { setTimeout(() => { for (const end = performance.now() + 400; performance.now() < end;); }, 0); });

/** Sends keys without waiting for what they do: characters, or names such as Tab and Control+k. */
async function send(screen, ...keys) {
  const cdp = await screen.session();
  const codes = { Tab: 9, Enter: 13, Escape: 27, Control: 17, ' ': 32 };
  const events = (name) => {
    if (name.startsWith('Control+')) return [down('Control', 2), ...events(name.replace('Control+', '')).map((e) => ({ ...e, text: undefined, modifiers: 2 })), up('Control')];
    return [down(name), up(name)];
  };
  const key = (name) => ({ key: name, code: codes[name] ? ({ Control: 'ControlLeft', ' ': 'Space' }[name] ?? name) : `Key${name.toUpperCase()}`,
    windowsVirtualKeyCode: codes[name] ?? name.toUpperCase().charCodeAt(0) });
  const down = (name, modifiers = 0) => ({ type: 'keyDown', ...key(name), modifiers, ...(codes[name] ? {} : { text: name }) });
  const up = (name) => ({ type: 'keyUp', ...key(name) });
  return keys.flatMap(events).map((event) => cdp.send('Input.dispatchKeyEvent', event));
}

const paste = (screen, text) => screen.page.evaluate((text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}, text);

export default {
  'what is typed at once after a click arrives whole, even while the page is busy': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.click('nav.petition');
    const [x, y] = await screen.middle('search');
    const cdp = await screen.session();
    for (const text of ['quick', '测试号']) {
      await busy(screen);
      const sent = [];
      for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased'])
        sent.push(cdp.send('Input.dispatchMouseEvent', { type, x, y, button: type === 'mouseMoved' ? 'none' : 'left', clickCount: 1 }));
      if (text === 'quick') sent.push(...await send(screen, ...text));
      else sent.push(cdp.send('Input.insertText', { text }));
      await Promise.all(sent);
      await screen.idle();
      assert.equal((await screen.find('search')).value, text);
      await screen.press('Control+A');
      await screen.press('Delete');
      await screen.click('nav.petition');
    }
  },

  'what is typed at once after a button that opens a text arrives whole, even while the page is busy': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.click('nav.report');
    await screen.click('report.keep');
    const first = (item) => /^report\.\d+\.edit$/.test(item.id);
    const { id } = await screen.item(first);
    const [x, y] = await screen.middle(id);
    const cdp = await screen.session();
    await busy(screen);
    const sent = [];
    for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased'])
      sent.push(cdp.send('Input.dispatchMouseEvent', { type, x, y, button: type === 'mouseMoved' ? 'none' : 'left', clickCount: 1 }));
    sent.push(...await send(screen, 'Control+a', ...'abc'));
    await Promise.all(sent);
    await screen.item((i) => i.id === 'report.typed' && i.value === 'abc');
    await screen.click('report.drop');

    // And by the keyboard, from the button before it.
    await screen.click('report.json');
    await screen.idle();
    const items = await screen.items(), at = (wanted) => items.findIndex(wanted);
    const between = items.slice(at((i) => i.id === 'report.json') + 1, at(first) + 1);
    for (let tabs = 1 + between.filter((i) => /button|figure/.test(i.kind)).length; tabs > 0; tabs--) { // the first shows where the keyboard is
      await screen.press('Tab');
      await screen.idle();
    }
    await busy(screen);
    await Promise.all(await send(screen, ' ', 'Control+a', ...'xyz'));
    await screen.item((i) => i.id === 'report.typed' && i.value === 'xyz');
  },

  'what is typed at once after a key that chooses or opens a field arrives there whole, even while the page is busy': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.click('nav.petition');
    await screen.click('row.0');
    await screen.click('edit');
    await screen.click('field.received');
    await screen.press('Control+A');
    await busy(screen);
    await Promise.all(await send(screen, ...'2023', 'Tab', ...'1234567'));
    await screen.idle();
    assert.equal((await screen.find('field.received')).value, '2023');
    assert.equal((await screen.find('field.persons')).value, '1234567');
    await busy(screen); // and by an input method
    await Promise.all([...await send(screen, 'Tab'), (await screen.session()).send('Input.insertText', { text: '二月' })]);
    await screen.idle();
    assert.equal((await screen.find('field.signed')).value, '二月');

    await busy(screen);
    await Promise.all(await send(screen, 'Control+k', ...'pfxc', 'Enter'));
    await screen.idle();
    assert.match(await screen.page.evaluate(() => location.hash), /^#\/outreach/);
  },

  'tabs and line breaks of a pasted text become spaces': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.click('nav.petition');
    await screen.click('search');
    await paste(screen, '一\t二\r\n三\n四\r\n');
    await screen.item((i) => i.id === 'search' && i.value === '一 二 三 四');
  },

  'in a text of several lines Enter, an input method and a paste make lines, and a copy has no others': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.click('nav.registers');
    await screen.click('register.mediation');
    await screen.click('new');
    await scrollTo(screen, 'field.facts');
    await screen.click('field.facts');
    const cdp = await screen.session();
    const compose = async (...steps) => {
      for (const text of steps.slice(0, -1)) await cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
      await cdp.send('Input.insertText', { text: steps.at(-1) });
      await screen.idle();
    };
    await compose('yi', '一月', '一月欠薪。');
    await screen.press('Enter');
    await compose('er', '二月欠薪。');
    const long = Array.from({ length: 30 }, (_, n) => `第${n + 1}笔工资没有支付，`).join('');
    await paste(screen, `\r\n三月\t四月\r\n${long}`);
    const all = `一月欠薪。\n二月欠薪。\n三月 四月\n${long}`;
    await screen.item((i) => i.id === 'field.facts' && i.value === all);
    await screen.press('Control+A');
    const copied = await screen.page.evaluate(() => {
      const clipboardData = new DataTransfer();
      document.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
      return clipboardData.getData('text/plain');
    });
    assert.equal(copied, all);
    // At once while the page is busy, and out of the box.
    await screen.press('Control+End');
    await busy(screen);
    await Promise.all(await send(screen, 'Enter', ...'abc', 'Tab', ...'x'));
    await screen.idle();
    assert.equal((await screen.item('field.facts')).value, `${all}\nabc`);
  },

  'a button that is let go outside the page is let go': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.click('nav.disputes');
    await scrollTo(screen, 'chart.received.month.3');
    const { mouse } = screen.page;
    const months = () => screen.page.evaluate(() => /months=[\d-]+/.exec(location.hash)?.[0] ?? 'none');
    const month = (n) => screen.middle(`chart.received.month.${n}`);
    const outside = { // how it is let go, and whether the page hears of that
      'over the border': async ([x]) => { await mouse.move(x, 760, { steps: 4 }); await mouse.up(); },
      'in another program': () => screen.page.evaluate(() => dispatchEvent(new FocusEvent('blur'))),
      'unheard': () => {},
    };
    for (const [where, letGo] of Object.entries(outside)) {
      const from = await month(3), to = await month(5);
      await mouse.move(...from);
      await mouse.down();
      await mouse.move(...to, { steps: 4 });
      await until(async () => await months() === 'months=3-5', 'the months to be chosen');
      await letGo(to);
      const cdp = await screen.session();
      for (const n of [8, 9]) { // back again, with no button held
        const [x, y] = await month(n);
        await cdp.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y, button: 'none', buttons: 0 });
      }
      await screen.idle();
      assert.equal(await months(), 'months=3-5', where);
      await mouse.up();
      await screen.click('clear');
      await until(async () => await months() === 'none', 'all months again');
    }
  },

  'the browser’s window and its history name the page and the office': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const office = '涪陵区人力资源和社会保障局';
    await until(async () => await screen.page.title() === `总览 · ${office} · 明镜`, 'the title of the overview');
    await screen.click('nav.petition');
    await screen.item('row.0');
    await screen.click('nav.deadlines');
    await screen.item('as_of.1');
    await screen.page.goBack();
    await screen.item('row.0');
    const { entries, currentIndex } = await (await screen.session()).send('Page.getNavigationHistory');
    assert.deepEqual(entries.slice(-3).map((e) => e.title), ['总览', '信访', '时限'].map((page) => `${page} · ${office} · 明镜`));
    assert.equal(await screen.page.title(), entries[currentIndex].title);
    await screen.click('language.1');
    await until(async () => /^Petitions · Fuling /.test(await screen.page.title()), 'the title in English');
  },
};
