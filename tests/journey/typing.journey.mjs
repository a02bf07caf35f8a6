// Typing that does not wait for the page.
import assert from 'node:assert/strict';
import { loadSample } from './steps.mjs';

export default {
  'what is typed at once after a click arrives whole, even while the page is busy': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.click('nav.petition');
    const [x, y] = await screen.middle('search');
    const cdp = await screen.session();
    for (const text of ['quick', '测试号']) {
      await screen.page.evaluate(() => { setTimeout(() => { for (const end = performance.now() + 400; performance.now() < end;); }, 0); });
      const sent = [];
      for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased'])
        sent.push(cdp.send('Input.dispatchMouseEvent', { type, x, y, button: type === 'mouseMoved' ? 'none' : 'left', clickCount: 1 }));
      if (text === 'quick')
        for (const key of text) {
          const code = `Key${key.toUpperCase()}`, windowsVirtualKeyCode = key.toUpperCase().charCodeAt(0);
          sent.push(cdp.send('Input.dispatchKeyEvent', { type: 'keyDown', text: key, key, code, windowsVirtualKeyCode }));
          sent.push(cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code, windowsVirtualKeyCode }));
        }
      else sent.push(cdp.send('Input.insertText', { text }));
      await Promise.all(sent);
      await screen.idle();
      assert.equal((await screen.find('search')).value, text);
      await screen.press('Control+A');
      await screen.press('Delete');
      await screen.click('nav.petition');
    }
  },
};
