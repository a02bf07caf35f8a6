// The browser is killed while segments are written: after a change so large that a checkpoint follows at once, and in the
// middle of a replacement of all records. What is exported afterwards must be the one file or the other, byte for byte.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../journey/harness.mjs';
import { loadSample, replaceByFile, sealed } from '../journey/steps.mjs';
import { backends, Desk } from './desk.mjs';

const variants = {
  /** 3,800 records get a long case number: one action, far above what the journal holds. */
  compaction: (text, n) => sealed(text.replace(/("case_no":"[^"]*?号)[^"]*"/g, `$1${'甲'.repeat(60)}${n}"`)),
  /** Every record differs: too much for an action, so all are replaced. */
  replacement: (text, n) => sealed(text.replace(/"changed":"(....-..-..T..:..):..Z"/g, `"changed":"$1:${String(n % 60).padStart(2, '0')}Z"`)),
};

async function exported(desk, folder) {
  await desk.screen.click('nav.data');
  await desk.screen.click('export.history.1'); // what was done is told of one of the files alone
  const [download] = await Promise.all([desk.page.waitForEvent('download'), desk.screen.click('export')]);
  const path = join(folder, 'exported.json');
  await download.saveAs(path);
  return readFile(path, 'utf8');
}

async function killedIn(what, url, backend, runs, dice) {
  const result = { runs: 0, old: 0, new: 0, lost: 0, unreadable: 0 };
  const folder = await mkdtemp(join(tmpdir(), 'mingjing-files-'));
  const desk = new Desk(url, { backend });
  try {
    await desk.during(async () => {
      await desk.start();
      await loadSample(desk.screen);
      let kept = await exported(desk, folder);
      for (; result.runs < runs; result.runs++) {
        const coming = variants[what](kept, result.runs + 1), path = join(folder, 'coming.json');
        await writeFile(path, coming);
        await desk.screen.click('nav.data');
        const [chooser] = await Promise.all([desk.page.waitForEvent('filechooser'), desk.screen.click('import')]);
        await chooser.setFiles(path);
        const { revision } = await desk.screen.saved();
        await replaceByFile(desk.screen);
        const acknowledged = what === 'compaction';
        if (acknowledged)
          await until(async () => {
            const now = await desk.screen.saved();
            return now.revision > revision && now.state === 'saved';
          }, 'the file to be kept', 60000);
        await new Promise((done) => setTimeout(done, dice(acknowledged ? 300 : 1200)));
        await desk.kill('browser');
        await desk.start();
        if ((await desk.screen.saved()).state !== 'saved') {
          result.unreadable++;
          break;
        }
        const found = await exported(desk, folder);
        if (found === coming) result.new++;
        else if (found === kept && !acknowledged) result.old++;
        else result.lost++;
        kept = found;
      }
    });
  } finally {
    await rm(folder, { recursive: true });
  }
  return { ...result, met: result.lost === 0 && result.unreadable === 0 };
}

export default ({ url, long, runs, dice }) => (long ? Object.keys(backends) : ['leveldb']).flatMap((backend) =>
  Object.keys(variants).map((what) => ({
    name: `browser killed in ${what}, ${backend}`,
    run: () => killedIn(what, url, backend, runs || (long ? 125 : 2), dice),
  })));
