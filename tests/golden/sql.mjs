// The figures and time limits that databases give by what `mingjing sql` writes and the lines of `mingjing convert`,
// against the command line's own, by year: of the sample, and of a copy from which cells are missing at random.
import { DuckDBInstance } from '@duckdb/node-api';
import { execFile } from 'node:child_process';
import { chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sealed } from '../checksum.mjs';

const execute = promisify(execFile);
const on = '2024-06-30';

/** The sample with cells, and whole columns, taken out; some records drafts or void. Always the same. */
function patchy(text) {
  let seed = 7;
  const dice = (n) => (seed = (seed * 48271) % 2147483647) % n;
  const data = JSON.parse(text);
  const empty = { lead: ['outcome'], petition: ['accepted'], litigation: ['answered', 'head_appeared'], outreach: ['calls'] };
  for (const [reg, records] of Object.entries(data.registers))
    for (const record of records) {
      record.state = dice(12) ? record.state : ['draft', 'void'][dice(2)];
      for (const field of Object.keys(record).slice(4))
        if (empty[reg]?.includes(field) || !dice(12)) delete record[field];
    }
  return sealed(JSON.stringify(data));
}

/** How a database is asked: { run(sql), rows(sql) }, in a folder of its own; close() ends it. */
const databases = {
  async duckdb() {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    return {
      run: (sql) => connection.run(sql),
      rows: async (sql) => (await connection.runAndReadAll(sql)).getRows(),
      close: () => { connection.closeSync(); instance.closeSync(); },
    };
  },
  /** A server of its own that nothing but a socket in `folder` leads to. It does not run as root. */
  async postgresql(folder) {
    const version = readdirSync('/usr/lib/postgresql').sort((a, b) => a - b).at(-1);
    const bin = join('/usr/lib/postgresql', version, 'bin'), home = join(folder, 'server'), root = process.getuid() === 0;
    mkdirSync(home);
    if (root) {
      const [uid, gid] = await Promise.all(['-u', '-g'].map(async (which) => Number((await execute('id', [which, 'postgres'])).stdout)));
      for (const path of [folder, home]) chownSync(path, uid, gid);
    }
    const as = (program, ...args) => root
      ? execute('runuser', ['-u', 'postgres', '--', join(bin, program), ...args], { cwd: folder, maxBuffer: 1 << 28 })
      : execute(join(bin, program), args, { cwd: folder, maxBuffer: 1 << 28 });
    await as('initdb', '-D', join(home, 'data'), '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--no-sync');
    await as('pg_ctl', '-D', join(home, 'data'), '-w', '-l', join(home, 'log'), '-o', `-c listen_addresses='' -c fsync=off -k ${home}`, 'start');
    const psql = (...args) => as('psql', '-h', home, '-U', 'postgres', '-X', '-q', '-v', 'ON_ERROR_STOP=1', ...args);
    return {
      run: async (sql) => {
        writeFileSync(join(folder, 'run.sql'), sql, { mode: 0o644 });
        await psql('-f', join(folder, 'run.sql'));
      },
      rows: async (sql) => (await psql('-At', '-F', '\t', '-c', sql)).stdout.split('\n').filter(Boolean)
        .map((line) => line.split('\t').map((cell) => cell === '' ? null : cell)),
      close: () => as('pg_ctl', '-D', join(home, 'data'), '-m', 'immediate', 'stop'),
    };
  },
};

/** `body` with a database, a folder, and `mingjing` run in it; resolves to the lines that it has written into `wrong`. */
async function within(mingjing, database, body) {
  const folder = mkdtempSync(join(tmpdir(), 'mingjing-sql-')), wrong = [];
  const run = (...args) => execute(mingjing, args, { cwd: folder, maxBuffer: 1 << 28 }).then(({ stdout }) => stdout, (error) => {
    if (error.code !== 1) throw error; // 1: done, and it found what is broken
    return error.stdout;
  });
  let db;
  try {
    db = await databases[database](folder);
    await body({ db, folder, run, wrong });
  } finally {
    await db?.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return wrong;
}

/** What differs in this database, a line each. */
export const checkSql = (mingjing, database, years) => within(mingjing, database, async ({ db, folder, run, wrong }) => {
  await run('generate', '--office', 'fuling', '--year', '2023', '--seed', '1', '-o', 'whole.json');
  writeFileSync(join(folder, 'patchy.json'), patchy(readFileSync(join(folder, 'whole.json'), 'utf8')));
  const schema = await run('sql', '--dialect', database, '--years', `${years[0]}-${years.at(-1)}`, '--on', on);
  for (const name of ['whole', 'patchy']) {
    const data = `${name}.json`, lines = join(folder, name);
    await run('convert', data, '--to', 'jsonl', '-o', lines);
    await db.run(`DROP SCHEMA IF EXISTS ${name} CASCADE; CREATE SCHEMA ${name}; SET search_path = '${name}';\n${schema}\n` +
      await run('sql', '--dialect', database, '--load', lines));
    const known = new Set();
    const figures = await db.rows(`SELECT indicator, period, CAST(value AS VARCHAR) FROM ${name}.figures`);
    const values = new Map(figures.map(([id, period, value]) => [`${id} ${period}`, value === null ? null : Number(value)]));
    for (const year of years) {
      for (const { id, value } of JSON.parse(await run('figures', data, '--year', String(year), '--on', on, '--json')).figures) {
        const own = values.get(`${id} ${year}`);
        // Where rounding would say all or none, and of large sums, the program says a decimal more.
        const decimals = own === undefined || own === null ? 0 : (String(own).split('.')[1] ?? '').length;
        const same = own === value || (value !== null && own !== null && Math.abs(own - value) <= 0.5 / 10 ** decimals);
        if (!same) wrong.push(`${name} ${year} ${id}: ${own}, figures says ${value}`);
        if (value !== null) known.add(id);
      }
    }
    if (figures.length !== years.length * 71 || (name === 'whole' && known.size !== 71)) wrong.push(`${name}: ${figures.length} figures, ${known.size} known`);
    const clocks = await run('clocks', data, '--on', on); // of this year up to that day
    const added = `INSERT INTO ${name}.mj_period VALUES ('now', 2024, TRUE, DATE '2024-01-01', DATE '${on.slice(0, 4)}-12-31', DATE '${on}')`;
    await db.run(added);
    let counted = 0;
    for (const [, kept, late, rule] of clocks.matchAll(/(\d+) kept +(\d+) late .* ([a-z_.]+)$/gm)) {
      if (/^(staff|harmony)\./.test(rule)) continue; // they only remind
      const view = `${name}.clock_${rule.replace('.', '_')}_settled`;
      const [row] = await db.rows(`SELECT CAST(COUNT(CASE WHEN kept THEN 1 END) AS VARCHAR), CAST(COUNT(CASE WHEN NOT kept AND over_on IS NOT NULL THEN 1 END) AS VARCHAR)
        FROM ${view} JOIN ${name}.clock_${rule.replace('.', '_')} USING (id) WHERE period = 'now' AND ${view}.state IN ('checked', 'approved')`);
      if (row[0] !== kept || row[1] !== late) wrong.push(`${name} ${rule}: ${row} kept and late, clocks says ${kept},${late}`);
      counted += Number(kept);
    }
    if (!counted) wrong.push(`${name}: no limit was kept`);
  }
});

/** Several offices in one database: each number of things of the city is the sum of what the command line says of each office. */
export const checkCity = (mingjing, root, database, count, year) => within(mingjing, database, async ({ db, folder, run, wrong }) => {
  const catalog = join(folder, 'catalog');
  cpSync(join(root, 'assets/catalog'), catalog, { recursive: true });
  const file = JSON.parse(readFileSync(join(catalog, 'offices.json'), 'utf8')), [first] = file.offices;
  file.offices = Array.from({ length: count }, (_, i) => ({ ...first, id: `office${i + 1}`, number: i + 1 }));
  writeFileSync(join(catalog, 'offices.json'), JSON.stringify(file));
  const with_ = ['--catalog', catalog];
  await db.run(await run('sql', '--dialect', database, '--years', `${year}-${year}`, '--on', on, ...with_));
  const sums = new Map();
  for (let i = 1; i <= count; i++) {
    await run('generate', '--office', `office${i}`, '--year', '2023', '--seed', String(i), '--scale', '2', '-o', 'one.json', ...with_);
    for (const { id, value, unit } of JSON.parse(await run('figures', 'one.json', '--year', String(year), '--on', on, '--json', ...with_)).figures)
      if (unit !== '%' && unit !== '万元' && value !== null) sums.set(id, (sums.get(id) ?? 0) + value);
    await run('convert', 'one.json', '--to', 'jsonl', '-o', `lines${i}`, ...with_);
    await db.run(await run('sql', '--dialect', database, '--load', join(folder, `lines${i}`), ...with_));
    rmSync(join(folder, `lines${i}`), { recursive: true });
  }
  const figures = new Map((await db.rows('SELECT indicator, CAST(value AS VARCHAR) FROM figures')).map(([id, value]) => [id, Number(value)]));
  for (const [id, sum] of sums) if (figures.get(id) !== sum) wrong.push(`${id}: ${figures.get(id)}, the offices have ${sum}`);
  if (sums.size < 40) wrong.push(`only ${sums.size} numbers were compared`);
});
