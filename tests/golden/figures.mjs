// The published figures of 2023 (tests/files/figures-2023.csv) against what the command line computes from the sample
// it generates: every row must come out exactly; a row whose bound is ">" must lie above it.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Rows of a CSV text as objects, by the names in its first line. */
export function csv(text) {
  const rows = [[]];
  const cell = /("(?:[^"]|"")*"|[^,\n\r]*)(,|\r?\n|$)/gy;
  for (let m; cell.lastIndex < text.length && (m = cell.exec(text));) {
    rows.at(-1).push(m[1].startsWith('"') ? m[1].slice(1, -1).replaceAll('""', '"') : m[1]);
    if (m[2] !== ',' && cell.lastIndex < text.length) rows.push([]);
  }
  const [names, ...rest] = rows;
  return rest.map((r) => Object.fromEntries(names.map((n, i) => [n, r[i]])));
}

/** What differs, a line each; empty when all agree. */
export function differences(published, computed) {
  const got = new Map(computed.map((row) => [row.id, row]));
  const lines = [];
  for (const { id, value, unit, bound } of published) {
    const row = got.get(id);
    if (!row) lines.push(`${id}: missing`);
    else if (row.unit !== unit) lines.push(`${id}: unit ${row.unit}, published ${unit}`);
    else if (bound === '>' ? !(Number(row.value) > Number(value)) : row.value !== value)
      lines.push(`${id}: ${row.value}, published ${bound === '>' ? 'more than ' : ''}${value}`);
  }
  return lines;
}

/** Runs `mingjing` as a user does. Resolves to the differences. */
export async function checkFigures(mingjing, root) {
  const folder = mkdtempSync(join(tmpdir(), 'mingjing-golden-'));
  const run = async (...args) => (await promisify(execFile)(mingjing, args, { maxBuffer: 1 << 26 })).stdout;
  try {
    const file = join(folder, 'sample.json');
    await run('generate', '--office', 'fuling', '--year', '2023', '--seed', '1', '-o', file);
    const computed = csv(await run('figures', file, '--year', '2023', '--csv'));
    const published = csv(readFileSync(join(root, 'tests/files/figures-2023.csv'), 'utf8'));
    if (!published.length) throw new Error('no published figures');
    return differences(published, computed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
