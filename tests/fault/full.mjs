// No room: a quota that is used up, and a disk that is really full. What waits must be shown, and be kept by itself when there
// is room again.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, statfs, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backends, Desk } from './desk.mjs';

/**
 * Edits while there is no room, until one cannot be kept (the last block of a file may have room for a few), then makes room.
 * `fill` and `free` are the disk's.
 */
async function noRoom(desk, result, run, fill, free) {
  let began;
  let last;
  for (let edit = 1, state; state !== 'failed'; edit++) {
    if (edit > 40) throw new Error(`${edit - 1} edits were kept on a full disk`);
    await fill();
    began = Date.now();
    last = run * 100 + edit;
    state = await desk.edit(`V${last}`, ['saved', 'failed']);
  }
  result['ms until seen'] = Math.max(result['ms until seen'] ?? 0, Date.now() - began);
  if (!await desk.screen.find('banner.failed')) result.unseen++;
  await free();
  const freed = Date.now();
  await desk.screen.savedState('saved', 30000);
  result['ms until kept'] = Math.max(result['ms until kept'] ?? 0, Date.now() - freed);
  await desk.screen.reload();
  if ((await desk.screen.saved()).state !== 'saved') result.unreadable++;
  else if (await desk.shown() !== `V${last}`) result.lost++;
  result.runs++;
}

const fresh = () => ({ runs: 0, lost: 0, unreadable: 0, unseen: 0 });
const judged = (result) => ({ ...result, met: !result.lost && !result.unreadable && !result.unseen && result['ms until seen'] <= 10000 });

async function quota(url, backend, runs) {
  const result = fresh();
  const desk = new Desk(url, { backend });
  await desk.during(async () => {
    await desk.start();
    await desk.first();
    const cdp = await desk.context.newCDPSession(desk.page);
    const origin = new URL(url).origin;
    for (let run = 1; run <= runs; run++)
      await noRoom(desk, result, run, async () => {
        await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
        await desk.page.goto('about:blank'); // until then Chromium remembers that there was room
        await new Promise((done) => setTimeout(done, backend === 'sqlite' ? 33000 : 3000)); // with SQLite for half a minute more
        await desk.screen.load();
      }, () => cdp.send('Storage.overrideQuotaForOrigin', { origin }));
  });
  return judged(result);
}

/** The profile lies on a small disk in memory, which a file of ours fills to the last block. Needs the right to mount. */
async function smallDisk(url, backend, runs) {
  const result = fresh();
  const disk = await mkdtemp(join(tmpdir(), 'mingjing-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m', 'none', disk], { stdio: 'ignore' });
  } catch {
    await rm(disk, { recursive: true });
    return { ...result, skipped: 1, met: true };
  }
  const desk = new Desk(url, { backend, folder: join(disk, 'profile') });
  const filler = join(disk, 'filler');
  try {
    await desk.during(async () => {
      await desk.start();
      await desk.first();
      for (let run = 1; run <= runs; run++)
        await noRoom(desk, result, run, async () => {
          for (let size = 1 << 20; size >= 4096; size >>= 1)
            for (;;) {
              const { bavail, bsize } = await statfs(disk);
              if (bavail * bsize < size) break;
              try { await writeFile(filler, new Uint8Array(size), { flag: 'a' }); } catch { break; }
            }
        }, () => truncate(filler, 0));
    });
  } finally {
    execFileSync('umount', ['-l', disk], { stdio: 'ignore' });
    await rm(disk, { recursive: true, force: true });
  }
  return judged(result);
}

export default ({ url, long, runs }) => (long ? Object.keys(backends) : ['leveldb']).flatMap((backend) => [
  { name: `quota used up, ${backend}`, run: () => quota(url, backend, runs || (long ? 20 : 1)) },
  { name: `disk full, ${backend}`, run: () => smallDisk(url, backend, runs || (long ? 20 : 1)) },
]);
