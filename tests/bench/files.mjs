// node tests/bench/files.mjs SITE [--rows N] [--only KIND] [--json FILE]: a table of 200,000 rows and 14 columns into the register of leads, from the
// moment the file is chosen until the records are saved, beside libraries that read the same file into objects in a page of their own.
// A ratio below 1: faster, or less memory. XLS holds 65,535 rows at most.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import XLSX from 'xlsx';
import { serve } from '../../tools/serve.mjs';
import { launch, newContext, Screen, until } from '../journey/harness.mjs';

const [site, ...rest] = process.argv.slice(2), here = dirname(fileURLToPath(import.meta.url));
const after = (word) => (rest.includes(word) ? rest[rest.indexOf(word) + 1] : undefined);
const rows = Number(after('--rows') ?? 200_000);
const module = (path) => join(here, 'node_modules', path);

const heads = ['编号', '接收日期', '渠道', '事项', '领域', '镇街', '涉及劳动者', '主张金额', '有效', '处理方式', '受理日期', '办结日期', '追回工资人数', '追回工资'];
const pick = (list, i) => list[(i * 2654435761 >>> 8) % list.length];
const day = (n) => new Date(Date.UTC(2022, 0, 1 + n));
const record = (i) => {
  const from = i % 700, workers = 1 + i % 9, claimed = 1000 + (i * 7919) % 90000;
  return [`示-${i}`, day(from), pick(['来访', '来信', '12333热线'], i), pick(['工资支付', '社会保险'], i + 1), pick(['建设领域', '其他领域'], i + 2),
    pick(['荔枝街道', '崇义街道'], i + 3), workers, claimed, '是', '协调处理', day(from + 2), day(from + 9), workers - 1, claimed - 500];
};
const iso = (cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell));

/** The files, written once. */
async function write(folder) {
  const all = Array.from({ length: rows }, (_, i) => record(i)), few = all.slice(0, 65_000);
  const csv = join(folder, 'leads.csv'), xlsx = join(folder, 'leads.xlsx'), xls = join(folder, 'leads.xls');
  await writeFile(csv, `\ufeff${[heads, ...all].map((row) => row.map(iso).join(',')).join('\r\n')}\r\n`);
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: xlsx, useStyles: true }), sheet = book.addWorksheet('线索');
  sheet.addRow(heads).commit();
  for (const at of [2, 11, 12]) sheet.getColumn(at).numFmt = 'yyyy-mm-dd';
  for (const row of all) sheet.addRow(row).commit();
  await book.commit();
  const old = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(old, XLSX.utils.aoa_to_sheet([heads, ...few]), '线索');
  await writeFile(xls, XLSX.write(old, { type: 'buffer', bookType: 'biff8' }));
  return [{ kind: 'CSV', path: csv, rows }, { kind: 'XLSX', path: xlsx, rows }, { kind: 'XLS', path: xls, rows: few.length }];
}

const peers = {
  PapaParse: { kinds: ['CSV'], script: 'papaparse/papaparse.min.js', read: async (file) => Papa.parse(await file.text(), { header: true, skipEmptyLines: true }).data.length },
  SheetJS: { kinds: ['CSV', 'XLSX', 'XLS'], script: 'xlsx/dist/xlsx.full.min.js',
    read: async (file) => {
      const book = XLSX.read(await file.arrayBuffer(), { dense: true, cellDates: true });
      return XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]]).length;
    } },
  exceljs: { kinds: ['XLSX'], script: 'exceljs/dist/exceljs.min.js',
    read: async (file) => {
      const book = new ExcelJS.Workbook(), out = [];
      await book.xlsx.load(await file.arrayBuffer());
      const names = book.worksheets[0].getRow(1).values.slice(1); // counted from 1
      book.worksheets[0].eachRow((row, n) => { if (n > 1) out.push(Object.fromEntries(names.map((name, i) => [name, row.values[i + 1]]))); });
      return out.length;
    } },
};

/** Kilobytes of the page's process: now, and the most it had. */
async function memory(browser) {
  const cdp = await browser.newBrowserCDPSession(), { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  let best = { now: 0, most: 0 };
  for (const { type, id } of processInfo) {
    if (type !== 'renderer') continue;
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => ''), of = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
    if (of('VmHWM') > best.most) best = { now: of('VmRSS'), most: of('VmHWM') };
  }
  return best;
}

async function ours({ path, rows }) {
  const server = await serve(site), browser = await launch();
  try {
    const page = await (await newContext(browser, { deviceScaleFactor: 1 })).newPage(), screen = new Screen(page, server.url);
    await page.addInitScript(() => {
      globalThis.longest = 0;
      new PerformanceObserver((list) => { for (const entry of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, entry.duration); })
        .observe({ type: 'longtask' });
    });
    await screen.load();
    await screen.click('nav.registers');
    await screen.click('register.lead');
    await screen.idle();
    const before = await memory(browser);
    await page.evaluate(() => { globalThis.longest = 0; });
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), screen.click('import')]);
    const began = Date.now();
    await chooser.setFiles(path);
    const counted = await screen.item('intake.new', 600_000), read = Date.now() - began;
    if (Number(counted.value.replaceAll(',', '')) !== rows) throw new Error(`${counted.value} of ${rows} rows were understood`);
    await screen.click('intake.take');
    await until(async () => (await screen.saved()).state === 'saved', 'the records to be saved', 600_000);
    const ms = Date.now() - began, { most } = await memory(browser);
    return { who: 'Mingjing', ms, read, mb: (most - before.now) / 1024, longest: await page.evaluate(() => globalThis.longest) };
  } finally {
    await browser.close();
    await server.close();
  }
}

async function peer(who, { script, read }, { path, rows }) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.setContent('<input type="file">');
    await page.addScriptTag({ path: module(script) });
    await page.setInputFiles('input', path);
    const before = await memory(browser);
    const { count, ms } = await page.evaluate(`(async () => {
      const began = performance.now(), count = await (${read})(document.querySelector('input').files[0]);
      return { count, ms: performance.now() - began };
    })()`);
    if (count !== rows) throw new Error(`${who} read ${count} of ${rows} rows`);
    return { who, ms, mb: ((await memory(browser)).most - before.now) / 1024 };
  } catch (error) {
    return { who, failed: error.message.split('\n')[0] };
  } finally {
    await browser.close();
  }
}

const folder = await mkdtemp(join(tmpdir(), 'mingjing-bench-')), results = [];
try {
  for (const file of (await write(folder)).filter(({ kind }) => !after('--only') || kind === after('--only'))) {
    const all = [await ours(file)];
    for (const [who, of] of Object.entries(peers)) if (of.kinds.includes(file.kind)) all.push(await peer(who, of, file));
    const others = all.slice(1).filter((r) => !r.failed), best = (what) => Math.min(...others.map((r) => r[what]));
    console.log(`${file.kind}, ${file.rows.toLocaleString('en')} rows`);
    for (const r of all)
      console.log(r.failed ? `  ${r.who.padEnd(10)} ${r.failed}`
        : `  ${r.who.padEnd(10)} ${(r.ms / 1000).toFixed(1).padStart(6)} s ${r.mb.toFixed(0).padStart(6)} MB${r.read ? `, read and checked after ${(r.read / 1000).toFixed(1)} s, longest task of the page ${r.longest.toFixed(0)} ms` : ''}`);
    const time = all[0].ms / best('ms'), space = all[0].mb / best('mb');
    console.log(`  of the best other: ${time.toFixed(2)} of the time, ${space.toFixed(2)} of the memory`);
    results.push({ ...file, path: undefined, all, time, space });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
if (after('--json')) await writeFile(after('--json'), `${JSON.stringify({ results }, null, 2)}\n`);
process.exit(0);
