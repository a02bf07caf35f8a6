// node tests/fault/run.mjs SITE [--long] [--runs N] [--only WORD] [--json FILE]: what "saved" promises, tried by killing and damaging.
// Each file exports a function of { url, long, runs, dice } that gives tests: { name, run() -> { runs, lost, unreadable, met, … } }.
import { readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { serve } from '../../tools/serve.mjs';
import { Pool } from '../pool.mjs';

const here = dirname(fileURLToPath(import.meta.url));

/** Whole numbers below n, the same for the same seed. */
function diceOf(seed) {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * n);
  };
}

/** Resolves to the list of results, printed as they come. */
export async function runFaults(site, { long = false, runs = 0, only = '', pool = new Pool(1) } = {}) {
  const server = await serve(site);
  const chosen = [];
  for (const file of (await readdir(here)).filter((f) => f.endsWith('.mjs') && !['run.mjs', 'desk.mjs'].includes(f)).sort()) {
    const { default: tests } = await import(pathToFileURL(join(here, file)));
    const made = () => tests({ url: server.url, long, runs, dice: diceOf(20230501) });
    chosen.push(...made().map((_, i) => made()[i])); // each with dice of its own: several are thrown at once
  }
  try {
    return await Promise.all(chosen.filter(({ name }) => name.includes(only)).map(async ({ name, run }) => {
      const { result: { met, ...counts }, ms } = await pool.run(() => run().catch((error) => ({ error: error.message, met: false })));
      const told = Object.entries(counts).map(([what, n]) => `${n} ${what}`).join(', ');
      console.log(`  ${met ? 'ok' : 'FAILED'} ${name}: ${told} (${(ms / 1000).toFixed(1)} s)`);
      return { name, ...counts, met, ms };
    }));
  } finally {
    await server.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [site, ...rest] = process.argv.slice(2);
  const options = { long: rest.includes('--long') };
  const after = (word) => (rest.includes(word) ? rest[rest.indexOf(word) + 1] : undefined);
  const tests = await runFaults(site, { ...options, runs: Number(after('--runs') ?? 0), only: after('--only') });
  if (after('--json')) await writeFile(after('--json'), `${JSON.stringify({ tests }, null, 2)}\n`);
  process.exit(tests.length && tests.every((t) => t.met) ? 0 : 1);
}
