// node tests/pictures.mjs SITE FOLDER: the pictures of README and docs/guide.md, of the sample on a Chinese desk.
import { join, resolve } from 'node:path';
import { serve } from '../tools/serve.mjs';
import { launch, newContext, Screen } from './journey/harness.mjs';
import { loadSample } from './journey/steps.mjs';

const [site, folder] = process.argv.slice(2, 4).map((path) => resolve(path));
const server = await serve(site);
const browser = await launch();
try {
  const screen = await Screen.open(await newContext(browser, { viewport: { width: 1120, height: 640 }, deviceScaleFactor: 1 }), server.url);
  const picture = async (name) => {
    await screen.page.mouse.move(4, 320); // no tooltip
    await (name === 'find' ? screen.page.waitForTimeout(1000) : screen.idle()); // a caret blinks
    await screen.page.screenshot({ path: join(folder, `${name}.png`) });
    console.log(join(folder, `${name}.png`));
  };
  const go = (to) => screen.page.evaluate((hash) => { location.hash = hash; }, to);
  await loadSample(screen);
  await screen.click((item) => /^notice\..*\.close$/.test(item.id));
  await picture('overview');
  await go('#/disputes/mediation?year=2023&months=3-8');
  await screen.item('chip.months');
  await screen.click((item) => item.id.startsWith('chart.street.'));
  await picture('disputes');
  await screen.press('Control+K');
  await screen.item('palette.0');
  await screen.type('flj');
  await picture('find');
  await screen.press('Escape');
  await screen.click('nav.mediation');
  await screen.click('row.1');
  await screen.click('edit');
  await picture('form');
  await screen.click('nav.deadlines');
  await screen.click('as_of.1');
  await picture('deadlines');
} finally {
  await browser.close();
  await server.close();
}
