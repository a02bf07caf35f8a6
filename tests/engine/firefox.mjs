// Firefox ESR by puppeteer over WebDriver BiDi.
import puppeteer from 'puppeteer-core';
import { display } from './display.mjs';

export async function launch(profile, downloads, graphics) {
  const screen = await display();
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: false, userDataDir: profile, defaultViewport: null,
    args: ['--width', '1280', '--height', '800'], env: { ...process.env, DISPLAY: screen.name },
    extraPrefsFirefox: { 'browser.download.folderList': 2, 'browser.download.dir': downloads, 'browser.download.alwaysOpenPanel': false,
      'webgl.force-enabled': graphics, 'webgl.disabled': !graphics, 'intl.accept_languages': 'zh-CN', 'dom.disable_beforeunload': true },
  }).catch((error) => { screen.close(); throw error; });
  const page = (await browser.pages())[0] ?? await browser.newPage();
  // The input method's way in: WebDriver has none but keys, which carry whole characters.
  page.keyboard.insertText = (text) => page.keyboard.type(text);
  const wheel = page.mouse.wheel.bind(page.mouse);
  page.mouse.wheel = (deltaX, deltaY) => wheel({ deltaX, deltaY });
  const press = page.keyboard.press.bind(page.keyboard);
  page.keyboard.press = async (chord, options) => {
    const parts = chord.split('+');
    for (const held of parts.slice(0, -1)) await page.keyboard.down(held);
    await press(parts.at(-1).length === 1 ? parts.at(-1).toLowerCase() : parts.at(-1), options);
    for (const held of parts.slice(0, -1).reverse()) await page.keyboard.up(held);
  };
  return { page, close: async () => {
    await browser.close().catch(() => {});
    screen.close();
  } };
}
