// node tests/run.mjs [FILTER], called by ./dev test when everything it needs is installed: builds and runs all suites,
// prints one line `N passed, N failed` at the end. With a filter: only what has it in its name.
import { execFile, spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runFaults } from './fault/run.mjs';
import { checkFigures } from './golden/figures.mjs';
import { runJourneys } from './journey/run.mjs';
import { runModule } from './module/core.mjs';
import { runRules } from './rule/run.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const filter = process.argv[2] ?? '';
const total = { passed: 0, failed: 0 };
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

/** Runs one suite; whatever it throws is one failure. */
async function suite(name, body) {
  const began = Date.now();
  console.log(`${name} …`);
  let result;
  try {
    result = await body();
  } catch (error) {
    console.log(`  FAILED ${error.message}`);
    result = { passed: 0, failed: 1 };
  }
  total.passed += result.passed;
  total.failed += result.failed;
  console.log(`${name}: ${result.passed} passed, ${result.failed} failed (${seconds(began)})`);
}

function build(what) {
  const began = Date.now();
  const { status } = spawnSync(join(root, 'dev'), ['build', what], { stdio: 'inherit' });
  if (status !== 0) throw new Error(`the build of ${what} failed`);
  console.log(`  built ${what} (${seconds(began)})`);
}

const run = (command, args) => new Promise((done) => {
  const env = { ...process.env, ASAN_OPTIONS: 'detect_leaks=1', UBSAN_OPTIONS: 'print_stacktrace=1' };
  execFile(command, args, { cwd: root, env, maxBuffer: 1 << 28 },
    (error, stdout, stderr) => done({ code: error ? error.code ?? error.signal : 0, output: stdout + stderr }));
});

/** All cases of a doctest program, in pieces of eight, as many at once as there are processors. Failures are
 *  doctest's own count (its others ignore --first and --last); a crash before its summary is one failure. */
async function doctest(command, ...first) {
  const args = [...first, '--no-colors=true', ...(filter ? [`--test-case=*${filter}*`] : [])];
  const { output } = await run(command, [...args, '--count']);
  const cases = Number(/passing the current filters: (\d+)/.exec(output)?.[1]);
  if (Number.isNaN(cases)) throw new Error(output);
  const result = { passed: 0, failed: 0 };
  let next = 1;
  const work = async () => {
    while (next <= cases) {
      const from = next;
      const last = Math.min(from + 7, cases);
      next = last + 1;
      const { code, output } = await run(command, [...args, `--first=${from}`, `--last=${last}`]);
      const counted = /test cases:.*passed \|\s*(\d+) failed/.exec(output);
      const failed = Math.max(Number(counted?.[1] ?? 0), code === 0 ? 0 : 1);
      if (counted) result.passed += last - from + 1 - failed;
      result.failed += failed;
      if (failed) console.log(`${output}  exit ${code}`);
    }
  };
  await Promise.all(Array.from({ length: cpus().length }, work));
  return result;
}

await suite('rules', () => runRules(root, filter));
await suite('unit tests, native with ASan and UBSan', () => {
  build('asan');
  return doctest(join(root, 'build/asan/unit_tests'));
});
await suite('unit tests, WebAssembly under Node', () => {
  build('wasm');
  return doctest(process.execPath, join(root, 'build/web/unit_tests.js'));
});
if ('golden figures'.includes(filter)) {
  await suite('golden figures', () => {
    build('asan');
    const lines = checkFigures(join(root, 'build/asan/mingjing'), root);
    for (const line of lines) console.log(`  ${line}`);
    return { passed: lines.length ? 0 : 1, failed: lines.length ? 1 : 0 };
  });
}
await suite('the core as a module, under Node', () => {
  build('module');
  return runModule(join(root, 'build/web/module'), filter);
});
await suite('journeys in Chromium', () => {
  build('web');
  return runJourneys(join(root, 'build/web/site'), filter);
});

if ('faults'.includes(filter)) {
  await suite('faults, the short version', async () => {
    build('web');
    const results = await runFaults(join(root, 'build/web/site'));
    const failed = results.filter((r) => !r.met).length;
    return { passed: results.length - failed, failed };
  });
}

console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed || !total.passed ? 1 : 0;
