// node tests/rule/run.mjs [FILTER]: every rule over the repository, and every rule over its own bad samples, where it
// must name each line (each file, if it names no lines): a rule that cannot fail is worth nothing.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rules } from './rules.mjs';

const skipped = new Set(['.git', 'build', 'node_modules', 'bad']);
const binary = /\.(png|ico|ttf|woff2?|xlsx|docx|zip|gz|wasm)$/;

/** All text files below `folder`, with paths from `folder`. (Not by git: the tree may be unpacked from an archive.) */
function filesBelow(folder, skip = skipped, below = folder) {
  return readdirSync(below, { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    if (entry.isDirectory()) return skip.has(entry.name) ? [] : filesBelow(folder, skip, path);
    if (!entry.isFile() || binary.test(entry.name)) return [];
    return [{ path: relative(folder, path), text: readFileSync(path, 'utf8') }];
  });
}

/** Resolves to { passed, failed }; prints offences. */
export function runRules(root, filter = '') {
  const result = { passed: 0, failed: 0 };
  const report = (name, offences) => {
    console.log(`  ${offences.length ? 'FAILED' : 'ok'} ${name}`);
    for (const line of offences) console.log(`    ${line}`);
    result[offences.length ? 'failed' : 'passed']++;
  };
  const files = filesBelow(root);
  for (const rule of rules.filter((r) => `rule ${r.name}`.includes(filter))) {
    const reason = rule.skip?.();
    if (reason) {
      console.log(`  left out: rule ${rule.name} (${reason})`);
      continue;
    }
    report(`rule ${rule.name}`, rule.check(files, root));
    const folder = join(root, 'tests/rule/bad', rule.name);
    const bad = rule.bad ? rule.bad() : filesBelow(folder, new Set());
    const named = rule.check(bad, folder);
    const byLine = named.some((line) => /^[^:]+:\d+:/.test(line));
    const wanted = bad.flatMap(({ path, text }) => byLine
      ? text.split('\n').flatMap((line, i) => (line.trim() ? [`${path}:${i + 1}:`] : [])) : [`${path}:`]);
    const missed = wanted.filter((w) => !named.some((line) => line.startsWith(w)));
    report(`rule ${rule.name} catches its bad samples`,
      bad.length ? missed.map((w) => `${w} let through`) : ['there are no bad samples']);
  }
  return result;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
  const { passed, failed } = runRules(root, process.argv[2]);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed || !passed ? 1 : 0;
}
