// The cases of the engine benchmark: invented, from a seeded generator, so that every run has the same bytes.
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, rename, stat } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { fields } from './schema.mjs';

/** Whole numbers of 32 bits, the same on every machine (mulberry32). */
function dice(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  return { below: (n) => next() % n, one: (list) => list[next() % list.length], percent: (share) => next() % 100 < share };
}

const places = ['江岸', '高笋塘', '南门山', '龙桥', '白涛', '新妙', '荔枝', '敦仁', '崇义', '焦石'];
const syllables = [...'恒峰瑞泰鑫源宏盛嘉和永兴华信中茂天成东升聚德广达金诚顺昌'];
const trades = ['建筑工程', '劳务分包', '食品加工', '物流运输', '机械制造', '餐饮管理', '物业服务', '电子科技', '服装', '园林绿化',
  '装饰设计', '化工材料'];
const kinds = ['有限公司', '有限责任公司', '股份有限公司', '分公司', '经营部'];
const letters = ['HF', 'KTV', 'A&B', 'e家', 'Sun'];

/** Invented employers; a few hold a comma or a quotation mark, as real files do. */
function employerNames(count) {
  const d = dice(20190101);
  const seen = new Map();
  return Array.from({ length: count }, (_, i) => {
    const brand = i % 20 === 7 ? d.one(letters) : d.one(syllables) + d.one(syllables);
    const base = d.one(places) + brand + d.one(trades) + d.one(kinds);
    const again = (seen.get(base) ?? 0) + 1;
    seen.set(base, again);
    const name = `${base}${10 + again}`;
    if (i % 250 === 31) return `${name}(甲,乙)`;
    return i % 250 === 93 ? `"${name}"` : name;
  });
}

/** Earlier codes more often: the k-th of n has a weight of n + 8 over k. */
function skewed(codes) {
  const table = codes.flatMap((code, k) => Array(Math.ceil((codes.length + 8) / (k + 1))).fill(code));
  return (d) => d.one(table);
}

const day = 86400000;
const first = Date.UTC(2019, 0, 1);
const days = Math.round((Date.UTC(2024, 0, 1) - first) / day);
const dates = Array.from({ length: days + 60 }, (_, i) => new Date(first + i * day).toISOString().slice(0, 10));

function money(d) { // yuan, told with none, one or two decimals
  const r = d.below(100);
  const yuan = r < 60 ? 200 + d.below(30000) : r < 95 ? 30000 + d.below(170000) : 200000 + d.below(600000);
  return yuan * 100 + [0, d.below(10) * 10, d.below(100)][d.below(3)];
}

/** One case after the other, as values in the order of `fields`; undefined is missing, money is in fen. */
function* cases(rows) {
  const d = dice(2023);
  const employers = employerNames(20000);
  const pick = Object.fromEntries(fields.filter((f) => f.codes).map((f) => [f.id, skewed(f.codes)]));
  for (let i = 0; i < rows; i++) {
    const at = d.below(days);
    const received = dates[at];
    const r = d.below(100);
    const claimed = d.percent(95) ? money(d) : undefined;
    yield [
      `渝涪调〔${received.slice(0, 4)}〕${String(i + 1).padStart(7, '0')}号`, employers[Math.floor((d.below(20000) + d.below(20000)) / 2)],
      pick.street(d), pick.cause(d), pick.channel(d), pick.sector(d), pick.form(d), d.percent(90) ? pick.outcome(d) : undefined,
      d.percent(12), received, d.percent(90) ? dates[at + d.below(61)] : undefined,
      1 + d.below(r < 70 ? 10 : r < 95 ? 60 : 400), claimed,
      d.percent(70) ? (claimed === undefined ? money(d) : Math.floor(claimed / 100) * (50 + d.below(51))) : undefined,
    ];
  }
}

const isMoney = fields.map((f) => f.type === 'money');
const plain = (value, i) => (isMoney[i] ? value / 100 : value);
const keys = fields.map((f) => `"${f.key}":`);
const jsonLine = (values) =>
  `{${values.map((v, i) => (v === undefined ? '' : `${keys[i]}${JSON.stringify(plain(v, i))}`)).filter(Boolean).join(',')}}`;
const cell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csvLine = (values) => values.map((v, i) => (v === undefined ? '' : cell(String(plain(v, i))))).join(',');

/** Writes cases-ROWS-*.json and .csv below `folder` unless they are there. Resolves to { json, csv }: { name, bytes }. */
export async function writeCases(folder, rows) {
  const sources = await Promise.all(['data.mjs', 'schema.mjs'].map((f) => readFile(new URL(f, import.meta.url))));
  const mark = createHash('sha256').update(Buffer.concat(sources)).digest('hex').slice(0, 8);
  const names = { json: `cases-${rows}-${mark}.json`, csv: `cases-${rows}-${mark}.csv` };
  await mkdir(folder, { recursive: true });
  if (!existsSync(join(folder, names.json)) || !existsSync(join(folder, names.csv))) {
    const out = Object.values(names).map((name) => createWriteStream(join(folder, `${name}.part`)));
    const send = (texts) => Promise.all(out.map((o, i) => o.write(texts[i]) || once(o, 'drain')));
    await send(['[\n', `${fields.map((f) => f.key).join(',')}\n`]);
    let lines = [[], []];
    let done = 0;
    for (const values of cases(rows)) {
      done++;
      lines[0].push(`${jsonLine(values)}${done < rows ? ',' : ''}\n`);
      lines[1].push(`${csvLine(values)}\n`);
      if (lines[0].length === 5000 || done === rows) {
        await send(lines.map((l) => l.join('')));
        lines = [[], []];
      }
    }
    await send([']\n', '']);
    await Promise.all(out.map((o) => { o.end(); return once(o, 'finish'); }));
    for (const name of Object.values(names)) await rename(join(folder, `${name}.part`), join(folder, name));
  }
  const size = async (name) => ({ name, bytes: (await stat(join(folder, name))).size });
  return { json: await size(names.json), csv: await size(names.csv) };
}
