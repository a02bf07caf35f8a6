// node tests/databases.mjs MINGJING [OFFICES]: the figures that DuckDB and PostgreSQL give, of one office in every year of the sample and of
// many offices in one PostgreSQL. Called by ./dev test --databases.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkCity, checkSql } from './golden/sql.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const mingjing = resolve(process.argv[2]), offices = Number(process.argv[3] ?? 38);
const years = [2020, 2021, 2022, 2023];
let failed = 0;
for (const [name, check] of [
  ['figures and time limits in DuckDB', () => checkSql(mingjing, 'duckdb', years)],
  ['figures and time limits in PostgreSQL', () => checkSql(mingjing, 'postgresql', years)],
  [`${offices} offices in one PostgreSQL`, () => checkCity(mingjing, root, 'postgresql', offices, 2022)],
]) {
  const began = Date.now(), wrong = await check();
  for (const line of wrong) console.log(`  ${line}`);
  console.log(`  ${wrong.length ? 'FAILED' : 'ok'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  failed += wrong.length > 0;
}
process.exit(failed ? 1 : 0);
