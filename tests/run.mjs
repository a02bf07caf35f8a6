// node tests/run.mjs [--quick] [FILTER], called by ./dev test when everything it needs is installed: builds and runs all suites, says
// where the time went, and prints one line `N passed, N failed` at the end. With a filter: only what has it in its name.
// --quick: the native unit tests alone and not sanitised, those that try at random a tenth as often.
import { execFile, spawn } from 'node:child_process';
import { cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMatrix } from './engine/matrix.mjs';
import { runFaults } from './fault/run.mjs';
import { checkCalendars } from './golden/calendars.mjs';
import { checkFigures } from './golden/figures.mjs';
import { checkGate } from './golden/gate.mjs';
import { checkSql } from './golden/sql.mjs';
import { runJourneys } from './journey/run.mjs';
import { runModule } from './module/core.mjs';
import { runTables } from './module/tables.mjs';
import { Pool } from './pool.mjs';
import { runRules } from './rule/run.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const quick = process.argv[2] === '--quick';
const filter = process.argv[quick ? 3 : 2] ?? '';
const began = Date.now();
const pool = new Pool();
const total = { passed: 0, failed: 0 };
const spent = []; // { what, ms }: builds by the clock, suites as the sum of their tests
const tests = []; // { suite, name, ms }

/** Starts a build. Resolves when it is done. */
function build(...what) {
  const began = Date.now();
  const done = new Promise((built, failed) => {
    spawn(join(root, 'dev'), ['build', ...what], { stdio: 'inherit' }).on('close', (code) => {
      spent.push({ what: `build of ${what.join(', ')}`, ms: Date.now() - began });
      if (code === 0) built();
      else failed(new Error(`the build of ${what.join(', ')} failed`));
    });
  });
  done.catch(() => {}); // each suite that needs it says so
  return done;
}

/** Runs one suite, { passed, failed, tests: [{ name, ms }] }; whatever it throws is one failure. */
async function suite(name, body) {
  let result;
  try {
    result = await body();
  } catch (error) {
    console.log(`  FAILED ${name}: ${error.message}`);
    result = { passed: 0, failed: 1, tests: [] };
  }
  total.passed += result.passed;
  total.failed += result.failed;
  spent.push({ what: name, ms: result.tests.reduce((sum, t) => sum + t.ms, 0) });
  tests.push(...result.tests.map((t) => ({ ...t, suite: name })));
  console.log(`${name}: ${result.passed} passed, ${result.failed} failed`);
}

const run = (command, args, hasty) => new Promise((done) => {
  const env = { ...process.env, ASAN_OPTIONS: 'detect_leaks=1:malloc_context_size=6', UBSAN_OPTIONS: 'print_stacktrace=1', ...(hasty && { MJ_QUICK: '1' }) };
  execFile(command, args, { cwd: root, env, maxBuffer: 1 << 28 },
    (error, stdout, stderr) => done({ code: error ? error.code ?? error.signal : 0, output: stdout + stderr }));
});

/** All cases of a doctest program, in pieces, each of which makes the sample anew; when `hasty`, what is tried at random a
 *  tenth as often. Failures are doctest's own count (its others ignore --first and --last); a crash before its summary is one. */
async function doctest(hasty, command, ...first) {
  const args = [...first, '--no-colors=true', ...(filter ? [`--test-case=*${filter}*`] : [])];
  const { output } = await run(command, [...args, '--count']);
  const cases = Number(/passing the current filters: (\d+)/.exec(output)?.[1]);
  if (Number.isNaN(cases)) throw new Error(output);
  const all = { passed: 0, failed: 0, tests: [] };
  const piece = (from, last) => pool.run(async () => {
    const { code, output } = await run(command, [...args, '--duration=true', `--first=${from}`, `--last=${last}`], hasty);
    const counted = /test cases:.*passed \|\s*(\d+) failed/.exec(output);
    const failed = Math.max(Number(counted?.[1] ?? 0), code === 0 ? 0 : 1);
    if (counted) all.passed += last - from + 1 - failed;
    all.failed += failed;
    for (const [, s, name] of output.matchAll(/^([\d.]+) s: (.+)$/gm)) all.tests.push({ name, ms: s * 1000 });
    if (failed) console.log(`${output}  exit ${code}`);
  });
  const size = 80;
  await Promise.all(Array.from({ length: Math.ceil(cases / size) }, (_, i) => piece(size * i + 1, Math.min(size * (i + 1), cases))));
  return all;
}

/** One test of its own. */
async function one(name, body) {
  const { result, ms } = await pool.run(body);
  return { ...result, tests: [{ name, ms }] };
}

if (quick) {
  await suite('unit tests, native', async () => {
    await build('quick');
    return doctest(true, join(root, 'build/quick/unit_tests'));
  });
  tell();
}
const native = build('asan');
const units = suite('unit tests, native with ASan and UBSan', async () => {
  await native;
  return doctest(false, join(root, 'build/asan/unit_tests'));
});
const web = build('web', 'wasm', 'module');
await Promise.all([
  units,
  suite('unit tests, WebAssembly under Node', async () => {
    await web;
    return doctest(true, process.execPath, join(root, 'build/web/unit_tests.js'));
  }),
  suite('the core as a module, under Node', async () => {
    await web;
    return one('the core as a module', () => runModule(join(root, 'build/web/module'), filter));
  }),
  suite('tables beside the page, under Node', async () => {
    await Promise.all([native, web]);
    return one('tables beside the page', () => runTables(join(root, 'build/web/site'), join(root, 'build/asan/mingjing'), root, filter));
  }),
  'golden figures'.includes(filter) && suite('golden figures', async () => {
    await native;
    const check = (name, lines) => one(name, async () => {
      const wrong = await lines(join(root, 'build/asan/mingjing'), root);
      for (const line of wrong) console.log(`  ${line}`);
      return { passed: wrong.length ? 0 : 1, failed: wrong.length ? 1 : 0 };
    });
    const all = await Promise.all([
      check('figures of 2023', checkFigures),
      check('working days', checkCalendars),
      check('figures and time limits in DuckDB', (mingjing) => checkSql(mingjing, 'duckdb', [2022, 2023])),
      check('a broken catalogue', () => checkGate(join(root, 'build/asan/check_catalog'), root)),
    ]);
    const sum = (what) => all.reduce((n, one) => n + one[what], 0);
    return { passed: sum('passed'), failed: sum('failed'), tests: all.flatMap((one) => one.tests) };
  }),
  suite('rules', () => one('all rules', () => runRules(root, filter))),
]);
// What is timed by a clock runs when nothing is compiled any more. A test in a browser waits for a third to half of its time.
const browsers = new Pool(2 * cpus().length);
const site = join(root, 'build/web/site');
await Promise.all([
  'faults'.includes(filter) && suite('faults, the short version', async () => {
    await Promise.all([native, web]);
    const tests = await runFaults(site, { pool: browsers });
    const failed = tests.filter((t) => !t.met).length;
    return { passed: tests.length - failed, failed, tests };
  }),
  suite('journeys in Chromium', async () => {
    await web;
    return runJourneys(site, filter, browsers);
  }),
  'an older browser'.includes(filter) && suite('an older browser', async () => {
    await web;
    return runMatrix(site, { pool: browsers });
  }),
]);

tell();

/** Where the time went, and the sum of it all. Ends the run. */
function tell() {
  const row = ({ what, suite, name, ms }) => console.log(`${(ms / 1000).toFixed(1).padStart(8)}  ${what ?? `${name} (${suite})`}`);
  console.log(`\nWhere the time went, in seconds (${cpus().length} processors; a suite's is the sum of its tests'):`);
  for (const entry of spent) row(entry);
  row({ what: 'by the clock', ms: Date.now() - began });
  console.log('The slowest tests, the slowest last:');
  for (const test of tests.sort((a, b) => a.ms - b.ms).slice(-10)) row(test);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed || !total.passed ? 1 : 0);
}
