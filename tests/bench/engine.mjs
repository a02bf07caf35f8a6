// node tests/bench/engine.mjs MODULE [--rows N] [--only NAME[,NAME]] [--json FILE]: our core as a module (the folder with
// mingjing-core.mjs) beside libraries and careful JavaScript, over the same invented cases in one Chromium. Contenders
// who give different answers fail the run; a time never does.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeCases } from './engine/data.mjs';
import { drawRatios } from './engine/draw.mjs';
import { compare, disagreements, report } from './engine/report.mjs';
import { runContender } from './engine/run.mjs';
import { serveFolders } from './engine/serve.mjs';

const contenders = [
  { name: 'careful', title: 'careful JS', loads: true },
  { name: 'ours', title: 'Mingjing', loads: true },
  { name: 'crossfilter', title: 'crossfilter2', library: true },
  { name: 'arquero', title: 'Arquero', library: true, loads: true },
  { name: 'duckdb', title: 'DuckDB', library: true, loads: true, few: true },
  { name: 'sqljs', title: 'sql.js', library: true, loads: true, few: true },
];

const usage = 'engine.mjs MODULE [--rows N] [--only NAME[,NAME]] [--json FILE]';
const [module, ...rest] = process.argv.slice(2);
const options = { rows: '1000000' };
for (let i = 0; i < rest.length; i += 2) {
  if (!['--rows', '--only', '--json'].includes(rest[i]) || rest[i + 1] === undefined) {
    console.error(usage);
    process.exit(2);
  }
  options[rest[i].slice(2)] = rest[i + 1];
}
const rows = Number(options.rows);
const only = options.only?.split(',');
if (!module || !Number.isInteger(rows) || rows < 1000 || rows > 5000000 || only?.some((o) => !contenders.some((c) => c.name === o))) {
  console.error(`${usage}\nN: 1000 to 5000000; NAME: ${contenders.map((c) => c.name).join(', ')}`);
  process.exit(2);
}

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(here, '../../build/bench');
const built = existsSync(join(module, 'mingjing-core.mjs'));
const chosen = contenders.filter(({ name }) => (!only || only.includes(name)) && (name !== 'ours' || built));
if (!built) console.log(`no mingjing-core.mjs in ${module}: ours is left out (./dev build module)`);

const files = await writeCases(folder, rows);
for (const [format, { bytes }] of Object.entries(files))
  console.log(`${rows} cases, ${format}: ${(bytes / 1048576).toFixed(1)} MiB, ${(bytes / rows).toFixed(1)} bytes each`);

const server = await serveFolders({ bench: join(here, 'engine'), core: resolve(module), npm: resolve(here, 'node_modules'), data: folder });
const results = [];
try {
  for (const contender of chosen) {
    const say = (text) => process.stderr.isTTY && process.stderr.write(`\r\x1b[K${text}`);
    results.push({ ...contender, ...await runContender(contender, server.url, files, say) });
    say('');
  }
} finally {
  await server.close();
}

const table = compare(results);
report(results, table);
if (options.json) await writeFile(options.json, `${JSON.stringify({ rows: table }, null, 2)}\n`);
if (table.some((r) => r.ratio_library !== null || r.ratio_js !== null)) await writeFile(join(folder, 'engine.svg'), drawRatios(table, rows));

const wrong = disagreements(results);
for (const line of wrong) console.log(`FAILED ${line}`);
const compared = new Set(results.flatMap((r) => r.answers.flatMap((a) => Object.keys(a)))).size;
if (!wrong.length) console.log(`\n${results.length} contenders gave the same answers (${compared} compared by checksum)`);
process.exit(wrong.length ? 1 : 0); // a browser left open by an error must not keep us here
