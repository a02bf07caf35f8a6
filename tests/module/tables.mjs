// What reads tables beside the page, under Node: the Worker's own script over the wasm that is shipped, and what it gives against
// the command line's dry run of the same files.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { webcrypto } from 'node:crypto';
import { gzipSync, inflateRawSync } from 'node:zlib';

/** The script of `site` in a Worker's surroundings: ask(message) resolves to all it says up to the answer, whose pieces are put together. */
function worker(site) {
  let said, done, whole, pieces;
  const self = { postMessage(message) {
    if (message.answer) {
      if (!message.from) whole = new Uint8Array(message.size), pieces = 0;
      whole.set(new Uint8Array(message.answer), message.from);
      pieces++;
      if (message.from + message.answer.byteLength < message.size) return;
      message = { answer: whole.buffer, pieces };
    }
    said.push(message);
    if (message.progress === undefined) done(said);
  } };
  new Function('self', 'crypto', readFileSync(join(site, 'tables.js'), 'utf8'))(self, webcrypto);
  self.onmessage({ data: { module: new WebAssembly.Module(readFileSync(join(site, 'tables.wasm'))) } });
  return (message) => new Promise((resolve) => {
    said = [];
    done = resolve;
    self.onmessage({ data: message });
  });
}

/** The mark both programs of a site carry. */
async function mark(site, name) {
  const module = await WebAssembly.compile(readFileSync(join(site, name)));
  return new TextDecoder().decode(WebAssembly.Module.customSections(module, 'mingjing')[0]);
}

/** Takes bytes apart as core/intake/reading_bytes.cpp puts them together. */
class Parts {
  constructor(buffer) { this.view = new DataView(buffer); this.at = 0; }
  some(method, size) { const value = this.view[method](this.at, true); this.at += size; return value; }
  u8() { return this.some('getUint8', 1); }
  u16() { return this.some('getUint16', 2); }
  u32() { return this.some('getUint32', 4); }
  i32() { return this.some('getInt32', 4); }
  u64() { return Number(this.some('getBigUint64', 8)); }
  varint() {
    for (let out = 0, times = 1; ; times *= 128) {
      const byte = this.u8();
      out += (byte & 127) * times;
      if (byte < 128) return out;
    }
  }
  text() {
    const size = this.varint(), bytes = new Uint8Array(this.view.buffer, this.at, size);
    this.at += size;
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  }
  list(one) { return Array.from({ length: this.varint() }, one); }
}

const answer = (said) => {
  const last = said.at(-1);
  assert.ok(last.answer, JSON.stringify(last));
  const parts = new Parts(last.answer);
  if (parts.u8()) return { parts };
  const saying = () => ({ code: parts.u16(), zh: parts.text(), en: parts.text(), holes: parts.list(saying) });
  const problem = { what: saying(), fix: saying(), where: [] };
  while (parts.at < parts.view.byteLength) problem.where.push(saying());
  return { problem };
};

function offers(said) {
  const { parts, problem } = answer(said);
  if (problem) return { problem };
  return { sheets: parts.list(() => ({ name: parts.text(), hidden: parts.u8(), rows: parts.u32(),
    fits: parts.list(() => ({ reg: parts.i32(), columns: parts.u32() })), title: parts.text(), heads: parts.text() })) };
}

function reading(said, changes) {
  const { parts } = answer(said);
  const words = () => (parts.u8(), parts.list(() => parts.text()));
  const out = { reg: parts.i32(), sheet: parts.text() };
  if (parts.u8()) out.failed = words();
  out.lines = parts.list(() => (parts.u32(), parts.u64()));
  out.columns = parts.list(() => {
    const column = { column: parts.u32(), head: parts.text(), field: parts.i32(), how: parts.u8(), made: parts.u8(),
      source: parts.i32(), numbered: parts.u8(), order: parts.text(), short: parts.text(), sample: parts.text(),
      answered: parts.list(() => (parts.u32(), parts.u64())) };
    for (let left = parts.varint(); left; --left) parts.u64(); // merged cells
    column.counts = Array.from({ length: changes }, () => parts.u32());
    const cells = parts.varint();
    parts.at += 8 * cells;
    return { ...column, cells };
  });
  out.skipped = parts.list(() => ({ row: parts.u32(), line: parts.u64(), why: parts.u8(), text: parts.text() }));
  out.problems = parts.list(() => ({ row: parts.u32(), column: parts.i32(), said: words(), value: parts.text(), proposal: parts.text() }));
  out.words = parts.list(() => ({ column: parts.i32(), word: parts.text(), said: parts.u8(), code: parts.i32(), rows: parts.u32(), proposal: parts.text() }));
  out.synonyms = parts.list(() => ({ column: parts.i32(), word: parts.text(), code: parts.i32(), rows: parts.u32() }));
  out.totals = parts.list(() => ({ line: parts.u64(), column: parts.i32(), written: parts.u64(), sum: parts.u64(), agrees: parts.u8() }));
  parts.text();
  assert.equal(parts.at, parts.view.byteLength);
  return out;
}

/** The cells of an XLSX's first sheet as texts, by this file's own unzipping. */
function cellsOf(file) {
  const name = 'xl/worksheets/sheet1.xml', directory = file.lastIndexOf(name);
  const packed = file.readUInt32LE(directory - 46 + 20), at = file.readUInt32LE(directory - 4);
  const content = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  const xml = inflateRawSync(file.subarray(content, content + packed)).toString();
  return [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row]) =>
    [...row.matchAll(/<c [^>]*>.*?<(?:v|t)[^>]*>(.*?)<\/(?:v|t)>.*?<\/c>/gs)].map(([, text]) => text));
}

const csv = (rows) => rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',') + '\r\n').join('');

const letters = (n) => (n >= 26 ? letters(Math.floor(n / 26) - 1) : '') + String.fromCharCode(65 + n % 26);

export async function runTables(site, mingjing, root, filter = '') {
  const tables = join(root, 'tests/files/tables');
  const catalog = join(root, 'assets/catalog');
  const registers = readdirSync(catalog).filter((name) => name.startsWith('registers')).sort()
    .flatMap((name) => JSON.parse(readFileSync(join(catalog, name), 'utf8')).registers.map((r) => r.id));
  // Changes stand first in the table of notes, one a line.
  const changes = readFileSync(join(root, 'core/intake/notes.def'), 'utf8').match(/^X\(change, \w+/gm).map((line) => line.slice(10));
  const lead = registers.indexOf('lead');
  // What is said comes as a code: its position in the tables of sentences.
  const said = (name) => readFileSync(join(root, name), 'utf8');
  const codes = [...said('core/base/said.def').matchAll(/^#include "(.*)"/gm)]
    .flatMap(([, name]) => [...said(name).matchAll(/^X\((\w+),/gm)].map(([, code]) => code));
  const coded = ({ code, zh, en, holes }) => {
    if (code) return [codes[code - 1], ...holes.map(coded)];
    assert.equal(zh, en);
    return en;
  };
  const scratch = mkdtempSync(join(tmpdir(), 'mingjing-tables-'));
  const ledger = join(scratch, 'ledger.json');
  const cases = {
    async 'a table in GB 18030, an XLSX and an XLS are read as the command line reads them'() {
      for (const name of ['gbk.csv', 'subtotals-and-average.xlsx', 'subtotals-and-average.xls', 'day-or-month.csv']) {
        const path = join(tables, 'import', name), bytes = new Uint8Array(readFileSync(path));
        const ask = worker(site);
        const { sheets } = offers(await ask({ open: bytes.buffer }));
        assert.equal(sheets[0].fits[0].reg, lead, name);
        const got = reading(await ask({ sheet: 0, register: lead, map: '' }), changes.length);
        const told = JSON.parse(await new Promise((done) => execFile(mingjing,
          ['import', ledger, path, '--register', 'lead', '--dry-run', '--json'], (error, stdout) => done(stdout))));
        const rows = ['new', 'changed', 'unchanged', 'rejected', 'doubtful'].reduce((n, kind) => n + told[kind], 0);
        assert.equal(got.lines.length, rows, name);
        assert.deepEqual(got.skipped.map((row) => row.line), told.skipped.map((row) => row.line), name);
        assert.deepEqual(got.columns.filter((c) => c.field >= 0).map((c) => [letters(c.column), c.head]),
          told.columns.filter((c) => c.field).map((c) => [c.column, c.head]), name);
        assert.deepEqual(got.columns.flatMap((c) => c.counts.flatMap((n, i) => n ? [`${letters(c.column)} ${changes[i]} ${n}`] : [])).sort(),
          told.understood.map((u) => `${u.column} ${u.kind} ${u.count}`).sort(), name);
        // What is asked of a column is told once, with how many rows it is about.
        assert.equal(got.problems.length, told.problems.reduce((n, problem) => n + (problem.rows ?? 1), 0), name);
        for (const { line } of told.problems) assert.ok(got.problems.some((p) => got.lines[p.row] === line), `${name}: ${line}`);
      }
    },
    async 'a long reading comes in pieces'() {
      const rows = 60_000, ask = worker(site);
      const lines = Array.from({ length: rows }, (_, i) => `示-${i},2024-05-06,${i}\n`);
      await ask({ open: new TextEncoder().encode(`编号,接收日期,主张金额\n${lines.join('')}`).buffer });
      const said = await ask({ sheet: 0, register: lead, map: '' });
      assert.ok(said.at(-1).pieces > 1);
      const got = reading(said, changes.length);
      assert.equal(got.lines.length, rows);
      assert.equal(got.lines.at(-1), rows + 1);
    },
    async 'what cannot be read is refused with a reason'() {
      const file = new Uint8Array(readFileSync(join(tables, 'password-protected.xlsx')));
      const { problem } = offers(await worker(site)({ open: file.buffer }));
      assert.deepEqual([problem.what, problem.fix].map(coded), [['protected_file'], ['save_unprotected']]);
      const cut = new TextEncoder().encode('a,b\n1,"2');
      const { problem: open } = offers(await worker(site)({ open: cut.buffer }));
      assert.deepEqual([open.what, open.fix, ...open.where].map(coded),
        [['quote_open'], ['close_quote'], ['at_row', '2'], ['at_column', 'B']]);
    },
    async 'a table is made empty, filled in, taken, written out and taken again, by the page and by the command line'() {
      const run = (...args) => new Promise((done) => execFile(mingjing, args, { encoding: 'buffer' },
        (error, stdout, stderr) => done({ code: error?.code ?? 0, out: stdout, err: String(stderr) })));
      const path = (name) => join(scratch, name);
      assert.equal((await run('template', '--register', 'lead', '-o', path('empty.xlsx'))).code, 0);
      const empty = readFileSync(path('empty.xlsx'));
      const { parts } = answer(await worker(site)({ form: lead }));
      assert.deepEqual(Buffer.from(parts.view.buffer, 1), empty, 'the page gives the same file');
      const rows = cellsOf(empty), heads = rows[0];
      const fields = JSON.parse(readFileSync(join(catalog, 'registers-disputes.json'), 'utf8')).registers.concat(
        JSON.parse(readFileSync(join(catalog, 'registers-employers.json'), 'utf8')).registers).find((r) => r.id === 'lead').fields;
      assert.deepEqual(heads, ['序号', ...fields.filter((f) => !f.unread).map((f) => f.zh)]);
      const mine = { '编号': '００７“甲”', '接收日期': '2023年5月6日', '渠道': '来访', '事项': '工资支付', '被投诉单位': '示例"乙",\n厂',
        '涉及劳动者': '０３', '主张金额': '1,234.5', '有效': '√' };
      rows.push(heads.map((head) => mine[head] ?? ''));
      writeFileSync(path('filled.csv'), csv(rows));
      writeFileSync(path('none.csv'), '统一社会信用代码,单位名称\r\n,示例无关厂\r\n');
      assert.equal((await run('convert', path('none.csv'), '--register', 'employer', '--to', 'json', '-o', path('none.json'))).code, 0);
      const into = ['--register', 'lead', '--on-error', 'drafts', '--links', 'create', '--json'];
      const taken = async (table, to) => {
        const told = await run('import', path('none.json'), path(table), ...into, '-o', path(to));
        const all = JSON.parse(readFileSync(path(to), 'utf8')).registers, [record] = all.lead;
        assert.equal(all.lead.length, 1);
        return { told: JSON.parse(told.out), record: { ...record, id: 0, created: 0, changed: 0, employer: all.employer.find((e) => e.id === record.employer).name } };
      };
      const first = await taken('filled.csv', 'first.json');
      assert.deepEqual(first.told.skipped.map((row) => row.why), ['example', 'example']);
      const { no, received, channel, employer, workers, amount_claimed, valid } = first.record;
      assert.deepEqual({ no, received, channel, employer, workers, amount_claimed, valid }, { no: '００７“甲”', received: '2023-05-06',
        channel: 'visit', employer: '示例"乙",\n厂', workers: 3, amount_claimed: '1234.50', valid: true });
      for (const to of ['csv', 'xlsx']) {
        assert.equal((await run('convert', path('first.json'), '--register', 'lead', '--to', to, '-o', path(`out.${to}`))).code, 0);
        assert.deepEqual((await taken(`out.${to}`, `again-${to}.json`)).record, first.record, to);
      }
    },
    async 'page and tables are of one build, and tables stays under 280 kB gzip'() {
      assert.equal(await mark(site, 'tables.wasm'), await mark(site, 'mingjing.wasm'));
      const size = gzipSync(readFileSync(join(site, 'tables.wasm')), { level: 9 }).length;
      assert.ok(size < 280_000, `${size} bytes`);
    },
    async 'all that the first page needs stays under 600 kB gzip (./dev rest says anew what can wait)'() {
      const page = readFileSync(join(site, 'index.html'), 'utf8');
      // The icon is fetched when the page is put on a home screen.
      const files = ['index.html', 'mingjing.wasm', ...[...page.matchAll(/(?:src|href)="(?!icon-)([^"]+)"/g)].map((found) => found[1])];
      assert.ok(files.includes('mingjing.js') && files.includes('boot.js'));
      const sizes = [...new Set(files)].map((file) => [gzipSync(readFileSync(join(site, file)), { level: 9 }).length, file]);
      assert.ok(sizes.reduce((sum, [size]) => sum + size, 0) < 600_000, `${sizes}`);
    },
  };
  const result = { passed: 0, failed: 0 };
  try {
    await new Promise((done, failed) => execFile(mingjing, ['generate', '--office', 'fuling', '--year', '2023', '--seed', '1', '-o', ledger],
      (error) => error ? failed(error) : done()));
    for (const [name, body] of Object.entries(cases)) {
      if (!name.includes(filter)) continue;
      try {
        await body();
        result.passed++;
      } catch (error) {
        result.failed++;
        console.log(`  FAILED ${name}\n    ${error.stack}`);
      }
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return result;
}
