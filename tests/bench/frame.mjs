// node tests/bench/frame.mjs SITE [--scale N] [--json FILE]: what drawing costs in a ledger of a million records (scale 30):
// milliseconds of a frame while months are brushed on the page Disputes, on the page's own thread (the picture itself is made by
// the browser's graphics process) and from frame to frame; and what a page does that nobody touches.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../tools/serve.mjs';
import { launch, newContext, Screen } from '../journey/harness.mjs';
import { scrollTo } from '../journey/steps.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const [site, ...rest] = process.argv.slice(2);
const after = (word) => (rest.includes(word) ? rest[rest.indexOf(word) + 1] : undefined);
const scale = Number(after('--scale') ?? 30), moves = 240, idleSeconds = 10;
const rank = (numbers, share) => [...numbers].sort((a, b) => a - b)[Math.ceil(share * numbers.length) - 1];

/** In the page: the milliseconds of every frame's work, and when it began. */
function watch() {
  globalThis.frames = [];
  const { requestAnimationFrame } = window;
  window.requestAnimationFrame = (work) => requestAnimationFrame.call(window, (time) => {
    const at = performance.now();
    work(time);
    frames.push({ at, ms: performance.now() - at });
  });
}

const folder = await mkdtemp(join(tmpdir(), 'mingjing-bench-')), file = join(folder, 'all.json');
const server = await serve(site), browser = await launch();
const rows = [];
try {
  execFileSync(join(root, 'build/native-release/mingjing'), ['generate', '--office', 'fuling', '--year', '2023', '--seed', '1', '--scale', String(scale), '-o', file]);
  const context = await newContext(browser, { deviceScaleFactor: 1 }), page = await context.newPage(), screen = new Screen(page, server.url);
  await page.addInitScript(watch);
  await screen.load();
  await screen.click('nav.data');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), screen.click('import')]);
  await chooser.setFiles(file);
  await screen.savedState('saved', 600000);

  await screen.click('nav.disputes');
  await screen.item('chart.received.month.12', 60000);
  await screen.idle();
  const months = [], brush = async (steps) => {
    const [from, to] = [await screen.item('chart.received.month.2'), await screen.item('chart.received.month.11')], y = from.y + from.h / 2;
    const path = (i) => from.x + from.w / 2 + (to.x - from.x) * (0.5 - 0.5 * Math.cos(i / steps * 5 * Math.PI));
    await page.mouse.move(path(0), y);
    await page.mouse.down();
    for (let i = 1; i <= steps; i++) {
      await page.mouse.move(path(i), y);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    }
    await page.mouse.up();
  };
  for (const street of [null, 'chart.street.lidu']) { // without and with another clause
    if (street) {
      await scrollTo(screen, street);
      await screen.click(street);
    }
    await scrollTo(screen, 'chart.received.month.12');
    await brush(30);
    await page.evaluate(() => { frames.length = 0; });
    await brush(moves);
    months.push(...await page.evaluate(() => frames.filter((f) => f.ms > 0.2)));
    await scrollTo(screen, 'clear');
    await screen.click('clear');
    await screen.idle();
  }
  const work = months.map((f) => f.ms), apart = months.slice(1).map((f, i) => f.at - months[i].at).filter((ms) => ms > 0 && ms < 1000);

  await screen.click('nav.overview');
  await screen.idle();
  await page.mouse.move(2, 2);
  await new Promise((done) => setTimeout(done, 3000));
  const cdp = await browser.newBrowserCDPSession();
  const seconds = async () => (await cdp.send('SystemInfo.getProcessInfo')).processInfo.filter((p) => p.type === 'renderer').reduce((sum, p) => sum + p.cpuTime, 0);
  const drawn = await page.evaluate(() => window.mingjing.frames()), spent = await seconds();
  await new Promise((done) => setTimeout(done, idleSeconds * 1000));
  const share = (await seconds() - spent) / idleSeconds * 100, idle = await page.evaluate(() => window.mingjing.frames()) - drawn;

  const row = (task, unit, ours, goal, met) => rows.push({ task, unit, ours: Math.round(ours * 100) / 100, goal, met });
  row(`a frame while brushing, ${(scale * 34263).toLocaleString('en')} records, p95`, 'ms', rank(work, 0.95), '≤ 16', rank(work, 0.95) <= 16);
  row('… median', 'ms', rank(work, 0.5), '', undefined);
  row('… from frame to frame, raster in software, p95', 'ms', rank(apart, 0.95), '', undefined);
  row(`frames of an idle page in ${idleSeconds} s`, '', idle, '0', idle === 0);
  row('core that an idle page uses', '%', share, '< 0.5', share < 0.5);
  for (const r of rows) console.log(`${r.task.padEnd(64)} ${String(r.ours).padStart(8)} ${r.unit.padEnd(3)} ${r.goal} ${r.met === undefined ? '' : r.met ? 'met' : 'MISSED'}`);
  for (const problem of screen.problems) console.log(`  ${problem}`);
} finally {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
}
if (after('--json')) await writeFile(after('--json'), `${JSON.stringify({ rows }, null, 2)}\n`);
process.exit(0);
