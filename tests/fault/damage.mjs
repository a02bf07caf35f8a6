// Chromium's own files of the store are damaged while it is not running: whatever it makes of them, the page shows everything,
// or says that something is lost. It never takes a damaged store for a new one. (An earlier state, whole, cannot be told from
// the last one while the marker that knows better is not on the disk: Chromium writes it up to minutes later.)
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../journey/harness.mjs';
import { backends, Desk } from './desk.mjs';

const ways = {
  'is deleted': null,
  'is empty': () => Buffer.alloc(0),
  'is half there': (bytes) => bytes.subarray(0, bytes.length >> 1),
  'lacks its end': (bytes) => bytes.subarray(0, Math.max(0, bytes.length - 7)),
  'has a wrong byte at the start': (bytes) => flipped(bytes, 0),
  'has a wrong byte in the middle': (bytes) => flipped(bytes, bytes.length >> 1),
  'has a wrong byte near the end': (bytes) => flipped(bytes, bytes.length - 20),
  'has zeros in the middle': (bytes) => Buffer.concat([bytes.subarray(0, bytes.length >> 2), Buffer.alloc(bytes.length >> 1), bytes.subarray((bytes.length >> 2) + (bytes.length >> 1))]),
  'is all zeros': (bytes) => Buffer.alloc(bytes.length),
  'is followed by rubbish': (bytes) => Buffer.concat([bytes, Buffer.from('rubbish '.repeat(500))]),
};
function flipped(bytes, at) {
  const out = Buffer.from(bytes);
  if (out.length) out[Math.max(0, Math.min(at, out.length - 1))] ^= 0x55;
  return out;
}

/** The files that hold the store, largest first; not locks and not the browser's own diary. */
async function filesOf(folder) {
  const root = join(folder, 'Default', 'IndexedDB'), found = [];
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !/^(LOCK|LOG|LOG\.old)$|-shm$/.test(entry.name)) found.push({ path, size: (await stat(path)).size });
  }
  return found.filter((f) => f.size).sort((a, b) => b.size - a.size).map((f) => f.path);
}

/** Whether a marker has reached the disk, in whatever state: before that, nothing there knows that a store was. */
async function hasMarker(folder) {
  const root = join(folder, 'Default', 'Local Storage', 'leveldb');
  for (const name of await readdir(root).catch(() => []))
    if (/\.(log|ldb)$/.test(name) && (await readFile(join(root, name)).catch(() => '')).includes('mingjing/.vault')) return true;
  return false;
}

async function damaged(url, backend, most) {
  const result = { runs: 0, whole: 0, said: 0, earlier: 0, lost: 0, unreadable: 0 };
  const origin = new Desk(url, { backend });
  const sound = await mkdtemp(join(tmpdir(), 'mingjing-sound-'));
  try {
    await origin.during(async () => {
      await origin.start();
      await origin.first();
      for (let n = 1; n <= 5; n++) await origin.edit(`V${n}`);
      await until(() => hasMarker(origin.folder), 'the marker to be on the disk', 150_000);
      await origin.kill('browser');
      await cp(origin.folder, sound, { recursive: true, filter: (path) => !/Singleton/.test(path) });
    });
    const files = await filesOf(sound);
    const kinds = files.flatMap((path) => Object.entries(ways).map(([way, change]) => ({ path, way, change })));
    for (const { path, way, change } of kinds.filter((_, i) => i % Math.ceil(kinds.length / most) === 0)) {
      const desk = new Desk(url, { backend, folder: await mkdtemp(join(tmpdir(), 'mingjing-fault-')) });
      await cp(sound, desk.folder, { recursive: true });
      const file = path.replace(sound, desk.folder);
      if (change) await writeFile(file, change(await readFile(file)));
      else await rm(file);
      await desk.during(async () => {
        await desk.start();
        result.runs++;
        const { state } = await desk.screen.saved();
        if (state === 'damaged' && await desk.screen.find('banner.damaged')) return result.said++;
        const shown = await desk.shown();
        if (state === 'saved' && shown === 'V5') return result.whole++;
        const marker = await desk.page.evaluate(() => localStorage['mingjing/.vault']);
        console.log(`    ${path.slice(path.lastIndexOf('/'))} ${way}: ${state}, ${shown || 'nothing'}, the marker says ${marker}`);
        if (state === 'saved' && /^V\d$/.test(shown)) return result.earlier++;
        result.lost++;
      });
    }
  } finally {
    await rm(sound, { recursive: true, force: true });
  }
  return { ...result, met: result.lost === 0 && result.runs > 0 };
}

export default ({ url, long, runs }) => (long ? Object.keys(backends) : ['leveldb']).map((backend) => ({
  name: `Chromium's files damaged, ${backend}`,
  run: () => damaged(url, backend, runs || (long ? 40 : 4)),
}));
