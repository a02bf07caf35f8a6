// node tests/journey/run.mjs SITE [FILTER]: every tests/journey/*.journey.mjs in a real Chromium. Such a file exports
//   export default { 'what the user does': async (t) => {…} }
// t: { open({ context, before(page), …contextOptions }) -> Screen, context, url, site, root, scratch }. Each page opened must end without
// console error, request elsewhere or exception, unless the journey empties screen.problems itself.
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { serve } from '../../tools/serve.mjs';
import { Pool } from '../pool.mjs';
import { launch, newContext, Screen } from './harness.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');

async function journey(name, body, browser, url, site) {
  const scratch = await mkdtemp(join(tmpdir(), 'mingjing-journey-'));
  const screens = [];
  const contexts = [];
  const t = {
    url, site, root, scratch, browser,
    /** A page in a context of its own, or in the context given as options.context (a second tab); at, address: of
     *  another site than the tests', and what stands behind it. */
    async open({ context, before, at = url, address = '', ...options } = {}) {
      t.context = context ?? await newContext(browser, options);
      if (!context) contexts.push(t.context);
      const screen = new Screen(await t.context.newPage(), at + address);
      screens.push(screen);
      await before?.(screen.page);
      await screen.load();
      return screen;
    },
  };
  const said = []; // printed together: another journey runs beside it
  const say = (line) => said.push(line);
  const began = Date.now();
  let error;
  try {
    await Promise.race([body(t), new Promise((_, fail) => {
      setTimeout(() => fail(new Error('took longer than 120 s')), 120000).unref();
    })]);
    for (const s of screens) s.assertClean();
  } catch (e) {
    error = e;
    const shots = join(root, 'build/test');
    await mkdir(shots, { recursive: true });
    for (const [i, s] of screens.entries()) {
      for (const p of s.problems) say(`    ${p}`);
      await s.says().then((state) => say(`    ${state}`), () => {});
      const file = join(shots, `${name.replace(/[^\p{L}\p{N}]+/gu, '-')}-${i}.png`);
      await s.page.screenshot({ path: file, timeout: 5000 }).then(() => say(`    see ${file}`), () => {});
    }
  }
  await Promise.all(contexts.map((c) => c.close().catch(() => {})));
  await rm(scratch, { recursive: true, force: true });
  console.log([`  ${error ? 'FAILED' : 'ok'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`, ...said,
    ...(error ? [`    ${error.stack ?? error}`] : [])].join('\n'));
  return !error;
}

/** Runs the journeys whose file or name contains `filter`; resolves to { passed, failed, tests: [{ name, ms }] }. */
export async function runJourneys(site, filter = '', pool = new Pool()) {
  const all = { passed: 0, failed: 0, tests: [] };
  const files = (await readdir(here)).filter((f) => f.endsWith('.journey.mjs')).sort();
  const chosen = [];
  for (const file of files) {
    const { default: journeys } = await import(pathToFileURL(join(here, file)));
    for (const [name, body] of Object.entries(journeys))
      if (`${file} ${name}`.includes(filter)) chosen.push([name, body]);
  }
  if (!chosen.length) return all;
  const server = await serve(site);
  const browsers = []; // one a lane
  try {
    await Promise.all(chosen.map(async ([name, body]) => {
      const { result, ms } = await pool.run(async (lane) => {
        if (!browsers[lane]?.isConnected()) browsers[lane] = await launch(); // or the last one has crashed
        return journey(name, body, browsers[lane], server.url, site);
      });
      all[result ? 'passed' : 'failed']++;
      all.tests.push({ name, ms });
    }));
  } finally {
    await Promise.all(browsers.map((browser) => browser?.close()));
    await server.close();
  }
  if (Screen.anew) console.log(`  ${Screen.anew} pages began anew, with the whole program; more than a few: ./dev rest`);
  if (Screen.anew > 5) all.failed++;
  return all;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { passed, failed } = await runJourneys(process.argv[2], process.argv[3]);
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed || !passed ? 1 : 0);
}
