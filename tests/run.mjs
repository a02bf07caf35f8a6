// node tests/run.mjs [FILTER], called by ./dev test when everything it needs is installed: builds and runs all suites,
// prints one line `N passed, N failed` at the end. With a filter: only what has it in its name.
import { spawnSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkFigures } from './golden/figures.mjs';
import { runJourneys } from './journey/run.mjs';
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

/** Doctest's own count of cases; a crash before its summary is one failure. */
function doctest(command, ...first) {
  const args = [...first, '--no-colors=true', ...(filter ? [`--test-case=*${filter}*`] : [])];
  const env = { ...process.env, ASAN_OPTIONS: 'detect_leaks=1', UBSAN_OPTIONS: 'print_stacktrace=1' };
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  const counts = /test cases:\s*\d+ \|\s*(\d+) passed \|\s*(\d+) failed/.exec(stdout);
  const passed = counts ? Number(counts[1]) : 0;
  const failed = Math.max(counts ? Number(counts[2]) : 0, status === 0 ? 0 : 1);
  if (failed) console.log(`${stdout}${stderr}  exit ${status}`);
  return { passed, failed };
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
    build('native');
    const lines = checkFigures(join(root, 'build/native-release/mingjing'), root);
    for (const line of lines) console.log(`  ${line}`);
    return { passed: lines.length ? 0 : 1, failed: lines.length ? 1 : 0 };
  });
}
await suite('journeys in Chromium', () => {
  build('web');
  return runJourneys(join(root, 'build/web/site'), filter);
});

console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed || !total.passed ? 1 : 0;
