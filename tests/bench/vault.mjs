// node tests/bench/vault.mjs SITE [--scale N] [--json FILE]: what keeping costs, in a ledger of a million records (scale 30) and,
// beside other ways, in one of 100,000: milliseconds to open it in a browser started anew, milliseconds and bytes of an edit.
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../tools/serve.mjs';
import { launchProfile, Screen, until } from '../journey/harness.mjs';
import { serveFolders } from './engine/serve.mjs';

const here = dirname(fileURLToPath(import.meta.url)), root = resolve(here, '../..');
const [site, ...rest] = process.argv.slice(2);
const after = (word) => (rest.includes(word) ? rest[rest.indexOf(word) + 1] : undefined);
const edits = 60, opens = 7, settling = 2000; // the browser's own start is not ours
const rank = (numbers, share) => [...numbers].sort((a, b) => a - b)[Math.ceil(share * numbers.length) - 1];

/** In the page: counts what is given to IndexedDB and times its writing transactions; keeps hold of the program's memory. */
function watch() {
  globalThis.spent = [];
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (stores, mode, ...more) {
    const made = transaction.call(this, stores, mode, ...more);
    if (mode !== 'readwrite') return made;
    const began = performance.now(), one = { bytes: 0 };
    made.one = one;
    made.addEventListener('complete', () => { one.ms = performance.now() - began; spent.push(one); });
    return made;
  };
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value, key) {
    if (this.transaction.one) this.transaction.one.bytes += (value.contents?.byteLength ?? 0) + (key?.length ?? 0);
    return put.call(this, value, key);
  };
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const sound = WebAssembly[name];
    WebAssembly[name] = async (...args) => {
      const out = await sound.apply(WebAssembly, args);
      const memory = Object.values((out.instance ?? out).exports).find((e) => e instanceof WebAssembly.Memory);
      globalThis.memoryBytes = () => memory.buffer.byteLength;
      return out;
    };
  }
}

/** In the page: when the records could be asked, and how long the store was read and then taken in. What lies between is waiting
 *  for the program. */
function opened() {
  const at = (name) => performance.getEntriesByName(`mingjing-${name}`)[0].startTime;
  return { asked: at('opened'), read: at('read') - at('asked') + at('opened') - at('taken'), memory: memoryBytes() };
}

async function visit(profile, url) {
  const context = await launchProfile(profile);
  const screen = new Screen(await context.newPage(), url);
  await screen.page.addInitScript(watch);
  return { context, screen };
}

async function openOnce(profile, url) {
  const { context, screen } = await visit(profile, url);
  await new Promise((done) => setTimeout(done, settling));
  await screen.page.goto(url);
  const ready = await until(() => screen.page.evaluate(() => window.mingjing?.ready.then(() => window.readyAt ??= performance.now())), 'the page', 120000);
  const out = { ready, ...await screen.page.evaluate(opened) };
  await context.close();
  return out;
}

async function ours(records, scale, url) {
  const folder = await mkdtemp(join(tmpdir(), 'mingjing-bench-')), profile = join(folder, 'profile'), file = join(folder, 'all.json');
  try {
    execFileSync(join(root, 'build/native-release/mingjing'), ['generate', '--office', 'fuling', '--year', '2023', '--seed', '1', '--scale', String(scale), '-o', file]);
    let { context, screen } = await visit(profile, url);
    await screen.load(); // makes the store
    await context.close();
    const empty = [];
    for (let i = 0; i < opens; i++) empty.push(await openOnce(profile, url));
    ({ context, screen } = await visit(profile, url));
    await screen.load();
    await screen.click('nav.data');
    const [chooser] = await Promise.all([screen.page.waitForEvent('filechooser'), screen.click('import')]);
    const began = Date.now();
    await chooser.setFiles(file);
    await screen.savedState('saved', 600000);
    const importing = Date.now() - began;
    const { largest, kept } = await screen.page.evaluate(() => ({ largest: Math.max(...spent.map((s) => s.bytes)), kept: spent.reduce((sum, s) => sum + s.bytes, 0) }));
    await context.close();

    const times = [];
    for (let i = 0; i < opens; i++) times.push(await openOnce(profile, url));
    ({ context, screen } = await visit(profile, url));
    await screen.load();
    await screen.click('nav.petition');
    await screen.click('row.0');
    await screen.page.evaluate(() => { spent.length = 0; });
    for (let n = 0; n < edits; n++) {
      await screen.click('edit');
      await screen.click('field.no');
      await screen.press('Control+A');
      await screen.type(`V${n}`);
      const { revision } = await screen.saved();
      await screen.click('save');
      await until(async () => (await screen.saved()).revision > revision, 'the edit', 60000);
      await screen.savedState('saved', 60000);
    }
    const spent = await screen.page.evaluate(() => spent);
    await context.close();
    return { records, importing, largest, kept, times, empty, spent, file: (await stat(file)).size, text: records < 200000 ? await readFile(file, 'utf8') : '' };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function peer(name, url, records) {
  const profile = await mkdtemp(join(tmpdir(), 'mingjing-bench-'));
  try {
    const open = async (context) => {
      const page = await context.newPage();
      await page.goto(`${url}bench/vault/page.html`);
      await page.waitForFunction(() => window.peers);
      return page;
    };
    let context = await launchProfile(profile);
    let page = await open(context);
    await page.evaluate(async ([which, text]) => { const it = await peers[which](); await it.fill(JSON.parse(text)); }, [name, JSON.stringify(records)]);
    await context.close();
    const opening = [];
    let spent;
    for (let i = 0; i < opens; i++) {
      context = await launchProfile(profile);
      await new Promise((done) => setTimeout(done, settling));
      page = await open(context);
      const out = await page.evaluate(async ([which, n, last]) => {
        const it = await peers[which](), began = performance.now(), found = await it.reopen(), ms = performance.now() - began, all = [];
        for (let e = 0; last && it.edit && e < n; e++) {
          const start = performance.now(), bytes = await it.edit(e);
          all.push({ ms: performance.now() - start, bytes });
        }
        return { found, ms, all };
      }, [name, 10, i === opens - 1]);
      if (out.found !== records.length) throw new Error(`${name} has ${out.found} of ${records.length} records`);
      opening.push(out.ms);
      spent = out.all;
      await context.close();
    }
    return { name, opening, spent };
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}

const server = await serve(site), folders = await serveFolders({ bench: here, npm: join(here, 'node_modules') });
const rows = [];
try {
  const scale = Number(after('--scale') ?? 30);
  const large = await ours(scale * 34263, scale, server.url);
  const small = await ours(3 * 34263, 3, server.url);
  const objects = small.text.split('\n').filter((line) => line.startsWith('{"id"')).map((line) => JSON.parse(line.replace(/,$/, '')));
  const peers = [await peer('Dexie', folders.url, objects), await peer('sql.js', folders.url, objects)], bare = await peer('IndexedDB', folders.url, objects);
  const p95 = (of) => rank(of.spent.map((s) => s.ms), 0.95), bytes = (of) => rank(of.spent.map((s) => s.bytes), 0.95), open = (of) => rank(of.opening, 0.5);
  const median = (of, what) => rank(of.map((one) => one[what]), 0.5), added = (of) => median(of.times, 'asked') - median(of.empty, 'asked');
  const row = (task, unit, value, library, goal, met) => rows.push({ task, unit, ours: value, best_library: library, ratio_library: library === undefined ? undefined : value / library, goal, met });
  const thousand = (n) => n.toLocaleString('en');
  row(`open ${thousand(large.records)} records, browser started anew`, 'ms', median(large.times, 'ready'), undefined, '≤ 1,500', median(large.times, 'ready') <= 1500);
  row('… more than an empty store, until they can be asked', 'ms', added(large), undefined, '', undefined);
  row('an edit among them, p95', 'ms', p95(large), undefined, '≤ 20', p95(large) <= 20);
  row('bytes written by it, p95', 'B', bytes(large), undefined, '≤ 65,536', bytes(large) <= 65536);
  row('largest transaction of importing them', 'B', large.largest, undefined, '≤ 8 MB', large.largest <= 8 << 20);
  row('memory when open', 'MiB', median(large.times, 'memory') / 1048576, undefined, '', undefined);
  row(`${thousand(objects.length)} read and taken in while the program compiles, beside IndexedDB giving as many bytes`, 'ms', median(small.times, 'read'), open(bare), '', undefined);
  for (const p of peers) {
    row(`what ${thousand(objects.length)} add to opening, beside ${p.name}`, 'ms', added(small), open(p), '≤ 0.05 ×', added(small) <= 0.05 * open(p));
    row(`bytes of an edit, beside ${p.name}`, 'B', bytes(small), bytes(p), p.name === 'sql.js' ? '≤ 0.02 ×' : '', p.name === 'sql.js' ? bytes(small) <= 0.02 * bytes(p) : undefined);
    row(`an edit, p95, beside ${p.name}`, 'ms', p95(small), p95(p), '', undefined);
  }
  console.log(`import of ${(large.file / 1e6).toFixed(0)} MB with its question and saving: ${large.importing} ms; kept ${(large.kept / 1048576).toFixed(0)} MiB`);
  for (const r of rows)
    console.log(`${r.task.padEnd(52)} ${String(Math.round(r.ours * 100) / 100).padStart(12)} ${r.unit.padEnd(3)} ${r.best_library === undefined ? ''.padStart(24) : `${String(Math.round(r.best_library * 10) / 10).padStart(12)} ${`${r.ratio_library.toPrecision(2)} ×`.padStart(11)}`}  ${r.goal} ${r.met === undefined ? '' : r.met ? 'met' : 'MISSED'}`);
} finally {
  await server.close();
  await folders.close();
}
if (after('--json')) await writeFile(after('--json'), `${JSON.stringify({ rows }, null, 2)}\n`);
process.exit(0);
