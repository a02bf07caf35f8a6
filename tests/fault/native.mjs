// A native program with a store in a folder is killed at any time: between actions, in a checkpoint, while a store of the first
// format becomes one of this.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = join(dirname(fileURLToPath(import.meta.url)), '../../build/asan/store_kill');

/** Starts the work in `folder` and kills it within `most` ms after its first action. Resolves to the actions it acknowledged. */
async function work(folder, most, dice) {
  const child = spawn(program, ['work', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let told = '';
  child.stdout.on('data', (bytes) => { told += bytes; });
  await once(child.stdout, 'data');
  await new Promise((done) => setTimeout(done, dice(most)));
  child.kill('SIGKILL');
  await once(child, 'close');
  return Number(told.trim().split('\n').pop());
}

async function killed(runs, dice, migrating) {
  const result = { runs: 0, actions: 0, lost: 0, unreadable: 0 };
  const root = await mkdtemp(join(tmpdir(), 'mingjing-store-')), folder = join(root, 'store'), old = join(root, 'old');
  try {
    spawnSync('mkdir', [folder, old]);
    if (migrating && spawnSync(program, ['old', old]).status !== 0) throw new Error('no store of the first format');
    for (; result.runs < runs; result.runs++) {
      if (migrating) {
        await rm(folder, { recursive: true });
        await cp(old, folder, { recursive: true });
      }
      const acknowledged = await work(folder, migrating ? 40 : 150, dice);
      const { status, stdout } = spawnSync(program, ['check', folder], { encoding: 'utf8' });
      if (status !== 0) {
        result.unreadable++;
        console.log(`    ${stdout}`);
      } else if (Number(stdout) < acknowledged) {
        result.lost++;
      }
      result.actions = migrating ? result.actions + acknowledged - 40 : acknowledged;
    }
  } finally {
    await rm(root, { recursive: true, force: true });
  }
  return { ...result, met: !result.lost && !result.unreadable };
}

export default ({ long, runs, dice }) => [
  { name: 'native program killed, with checkpoints', run: () => killed(runs || (long ? 500 : 20), dice, false) },
  { name: 'native program killed, from the first format on', run: () => killed(runs || (long ? 500 : 10), dice, true) },
];
