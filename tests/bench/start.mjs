// node tests/bench/start.mjs SITE [--json FILE]: what a start costs. Bytes over the wire (gzip), and milliseconds from
// navigation to the first frame with figures, the sample being kept already:
//   again  - a new tab of a running browser        fresh - a browser started anew on the same profile
// Beside plain pages that open the same records, the browser having everything they need, with DuckDB and with sql.js.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { serveFolders } from './engine/serve.mjs';
import { serve } from '../../tools/serve.mjs';
import { kept, launchProfile, Screen, until, working } from '../journey/harness.mjs';

const loads = 7, here = dirname(fileURLToPath(import.meta.url));
const [site, ...options] = process.argv.slice(2);
const json = options[0] === '--json' ? options[1] : undefined;

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const rank = (numbers, share) => sorted(numbers)[Math.ceil(share * numbers.length) - 1];
const summary = (numbers) => ({ median: rank(numbers, 0.5), p95: rank(numbers, 0.95), all: numbers });
const kilobytes = (n) => (n / 1000).toFixed(1).padStart(8);

/** Milliseconds from navigation to the first frame with figures. */
async function paintedIn(context, url) {
  const screen = new Screen(await context.newPage(), url);
  await screen.page.goto(url);
  const painted = await until(() => screen.page.evaluate(() => window.mingjing?.painted()), 'figures');
  screen.problems.forEach((p) => console.error(p));
  await screen.page.close();
  return Math.round(painted);
}

/** `painted` tells how long a page of the profile took. */
async function measured(open, painted) {
  const again = [], fresh = [];
  for (let i = 0; i < loads; i++) {
    const context = await open();
    fresh.push(await painted(context));
    again.push(await painted(context));
    await context.close();
  }
  return { again: summary(again), fresh: summary(fresh) };
}

/** The same of a plain page beside data.json in `folder`, all of whose files the browser keeps; and what they are in gzip. */
async function peer(name, folder, expected) {
  const profile = await mkdtemp(join(tmpdir(), 'mingjing-bench-'));
  const folders = { bench: here, npm: join(here, 'node_modules'), data: folder };
  const server = await serveFolders(folders, { 'Cache-Control': 'max-age=86400' });
  const painted = async (context, response = () => {}) => {
    const page = await context.newPage();
    page.on('response', response);
    await page.goto(`${server.url}data/page.html?${name}`);
    const { ms, cases } = await until(() => page.evaluate(() => window.painted && { ms: window.painted, cases: window.cases }), `${name}'s figure`, 60000);
    if (cases !== expected) throw new Error(`${name} counts ${cases} cases, not ${expected}`);
    await page.close();
    return Math.round(ms);
  };
  try {
    const program = new Set(), context = await launchProfile(profile);
    await painted(context, (response) => program.add(new URL(response.url()).pathname));
    await context.close();
    let total = 0;
    for (const path of program) {
      const [, from, ...rest] = path.split('/');
      if (from !== 'data') total += gzipSync(readFileSync(join(folders[from], ...rest))).length;
    }
    return { total, ...await measured(() => launchProfile(profile), painted) };
  } finally {
    await server.close();
    await rm(profile, { recursive: true, force: true });
  }
}

const profile = await mkdtemp(join(tmpdir(), 'mingjing-bench-'));
const server = await serve(site);
try {
  // The first visit: what is sent, and the sample loaded and kept.
  const context = await launchProfile(profile, working);
  const first = new Screen(await context.newPage(), server.url);
  const sent = new Map();
  first.page.on('requestfinished', async (request) => {
    const { responseBodySize } = await request.sizes();
    const path = new URL(request.url()).pathname;
    sent.set(path, Math.max(responseBodySize, sent.get(path) ?? 0)); // 0 from the browser's own cache
  });
  await first.load();
  await first.click((i) => /^(载入示例|Load sample)/.test(i.label));
  await first.savedState('saved', 60000);
  await until(async () => (await first.figures()).some((f) => f.value), 'figures', 60000);
  const cases = Number((await first.figures()).find((f) => f.id === 'mediation.cases')?.value);
  const size = [...sent].sort(([, a], [, b]) => b - a);
  const total = size.reduce((sum, [, n]) => sum + n, 0);
  await kept(first); // from now on the browser itself has the files
  await context.close();

  const ours = await measured(() => launchProfile(profile, working), (context) => paintedIn(context, server.url));

  console.log('over the wire, kB (gzip)');
  for (const [path, n] of size) console.log(`${kilobytes(n)}  ${path}`);
  console.log(`${kilobytes(total)}  in total`);
  console.log(`\nfirst figure painted, ms after navigation, ${loads} loads   median   p95`);
  const tell = (words, { median, p95 }) => console.log(`${words.padEnd(54)}${String(median).padStart(6)}${String(p95).padStart(6)}`);
  tell('again', ours.again);
  tell('fresh', ours.fresh);
  // The sample as the native program writes it, and the figure as this program says it.
  const folder = await mkdtemp(join(tmpdir(), 'mingjing-bench-')), peers = {};
  try {
    execFileSync(resolve('build/native-release/mingjing'),
      ['generate', '--office', 'fuling', '--year', '2023', '--seed', '1', '-o', join(folder, 'data.json')], { stdio: 'ignore' });
    await copyFile(join(here, 'engine/page.html'), join(folder, 'page.html'));
    await copyFile(join(here, 'start/page.mjs'), join(folder, 'page.mjs'));
    for (const name of ['duckdb', 'sqljs']) {
      const theirs = peers[name] = await peer(name, folder, cases);
      tell(`${name}: ${kilobytes(theirs.total).trim()} kB of program; again`, theirs.again);
      tell(`${name}: fresh`, theirs.fresh);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  if (json)
    await writeFile(json, `${JSON.stringify({ bytes: Object.fromEntries(size), total, ...ours, peers }, null, 2)}\n`);
} finally {
  await server.close();
  await rm(profile, { recursive: true, force: true });
}
process.exit(0); // a browser left open by an error must not keep us here
