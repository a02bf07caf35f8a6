// node tests/look.mjs SITE FOLDER [WORD]: screenshots of every page with the sample loaded, for people to judge: desk, hall
// screen, dense display and phone, in both languages, light, dark and with high contrast. WORD: only views so named.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serve } from '../tools/serve.mjs';
import { launch, newContext, phone, Screen } from './journey/harness.mjs';

const [site, folder] = process.argv.slice(2, 4).map((path) => resolve(path)), word = process.argv[4] ?? '';
const dark = { colorScheme: 'dark', brief: true }, contrast = { contrast: 'more', brief: true }; // brief: the top of each page
const all = {
  'desk-zh': { viewport: { width: 1280, height: 720 } },
  'desk-en': { viewport: { width: 1280, height: 720 }, locale: 'en-GB' },
  'hall-zh': { viewport: { width: 1920, height: 1080 } },
  'dense-en': { viewport: { width: 1280, height: 720 }, deviceScaleFactor: 2, locale: 'en-GB' },
  'phone-zh': phone,
  'phone-en': { ...phone, locale: 'en-GB' },
  'dark-desk-zh': { ...dark, viewport: { width: 1280, height: 720 } },
  'dark-hall-en': { ...dark, viewport: { width: 1920, height: 1080 }, locale: 'en-GB' },
  'dark-phone-zh': { ...dark, ...phone },
  'contrast-desk-zh': { ...contrast, viewport: { width: 1280, height: 720 } },
  'contrast-hall-en': { ...contrast, viewport: { width: 1920, height: 1080 }, locale: 'en-GB' },
  'contrast-phone-zh': { ...contrast, ...phone },
};
const views = Object.fromEntries(Object.entries(all).filter(([view]) => view.includes(word)));

await rm(folder, { recursive: true, force: true }); // a page that is gone leaves no picture
await mkdir(folder, { recursive: true });
const server = await serve(site);
const browser = await launch();
try {
  for (const [view, { brief, ...options }] of Object.entries(views)) {
    const screen = await Screen.open(await newContext(browser, { deviceScaleFactor: 1, ...options }), server.url);
    const shot = async (name) => {
      await screen.page.mouse.move(4, options.viewport.height / 2); // no tooltip
      await screen.idle();
      const path = join(folder, `${view}-${name}.png`);
      await screen.page.screenshot({ path });
      console.log(path);
    };
    const scroll = async (by) => {
      await screen.page.mouse.move(options.viewport.width / 2, options.viewport.height / 2);
      await screen.page.mouse.wheel(0, by);
    };
    await shot('0-empty');
    await screen.click('empty.3');
    await screen.savedState('saved', 60000);
    await shot('1-overview');
    await scroll(700);
    await shot('2-charts');
    await scroll(5000);
    await shot('3-figures');
    const boards = ['disputes', 'inspection', 'employers', 'training', 'outreach', 'service', 'warnings'];
    for (const [i, board] of boards.entries()) {
      if (await screen.find(`nav.${board}`)) await screen.click(`nav.${board}`);
      else {
        await screen.click('nav.overview');
        await scroll(-20000);
        await screen.click(`to.${board}`);
      }
      await shot(`b${i}-${board}`);
      if (brief) continue;
      await scroll(560);
      await shot(`b${i}-${board}-below`);
    }
    for (const [i, page] of ['rights', 'apply', 'reckon', 'passing', 'handed', 'slides', 'about', 'repair', 'bin'].entries()) {
      await screen.page.evaluate((to) => { location.hash = `#/${to}`; }, page);
      await shot(`c${i}-${page}`);
    }
    await screen.click('nav.deadlines');
    if (await screen.find('as_of.1')) await screen.click('as_of.1');
    await shot('9-deadlines');
    await screen.click('nav.registers');
    await shot('4-registers');
    await screen.click('nav.data');
    await shot('5-data');
    await screen.click('nav.registers');
    await screen.click('register.mediation');
    await shot('6-list');
    await screen.click('row.1');
    await shot('7-record');
    await screen.click('edit');
    await shot('8-form');
    for (const problem of screen.problems) console.log(`  ${problem}`);
    await screen.page.close();
  }
  // One sheet a view: every page small, with its name.
  const shots = (await readdir(folder)).filter((name) => name.endsWith('.png') && !name.startsWith('sheet-')).sort();
  for (const [view, { viewport }] of Object.entries(views)) {
    const wide = viewport.width > 700 ? 480 : 240, page = await browser.newPage({ viewport: { width: 1980, height: 1000 } });
    const figures = shots.filter((name) => name.startsWith(`${view}-`)).map((name) => `<figure><img src="${name}" width="${wide}"><figcaption>${name}</figcaption></figure>`);
    const html = join(folder, 'sheet.html');
    await writeFile(html, `<style>body{display:flex;flex-wrap:wrap;gap:12px;font:12px sans-serif;margin:12px}figure{margin:0}img{border:1px solid #ccc}</style>${figures.join('')}`);
    await page.goto(pathToFileURL(html).href);
    await page.screenshot({ path: join(folder, `sheet-${view}.png`), fullPage: true });
    console.log(join(folder, `sheet-${view}.png`));
    await page.close();
    await rm(html);
  }
} finally {
  await browser.close();
  await server.close();
}
