// node tests/look.mjs SITE FOLDER: screenshots of the program with the sample loaded, for people to look at:
// a desk, a phone, and a dense display, in the language the page starts in, and every page of the navigation.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { serve } from '../tools/serve.mjs';
import { launch, newContext, Screen } from './journey/harness.mjs';

const [site, folder] = process.argv.slice(2);
const views = {
  desk: { viewport: { width: 1280, height: 720 } },
  wide: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 2 },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, hasTouch: true, isMobile: true },
};

await mkdir(folder, { recursive: true });
const server = await serve(site);
const browser = await launch();
try {
  for (const [view, options] of Object.entries(views)) {
    const screen = await Screen.open(await newContext(browser, options), server.url);
    const shot = async (name) => {
      await screen.idle();
      const path = join(folder, `${view}-${name}.png`);
      await screen.page.screenshot({ path });
      console.log(path);
    };
    await shot('empty');
    await screen.click((i) => /^(载入示例|Load sample)/.test(i.label));
    await screen.savedState('saved', 60000);
    await shot('sample');
    for (const { id } of (await screen.items()).filter((i) => i.id.startsWith('nav.'))) {
      await screen.click(id);
      await shot(id);
    }
    for (const problem of screen.problems) console.log(`  ${problem}`);
    await screen.page.close();
  }
} finally {
  await browser.close();
  await server.close();
}
