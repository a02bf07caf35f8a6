// Two windows: the one that writes dies at a random time, the other takes over; it is frozen, and the other may take over. And
// where windows cannot exclude each other (no Web Locks), the one that came first is refused by the fence.
import { until } from '../journey/harness.mjs';
import { backends, Desk } from './desk.mjs';

const number = (text) => Number(/^V(\d+)$/.exec(text)?.[1] ?? -1);

async function takenOver(url, backend, runs, dice) {
  const result = { runs: 0, lost: 0, unreadable: 0, 'ms to take over, at most': 0 };
  const desk = new Desk(url, { backend });
  await desk.during(async () => {
    await desk.start();
    await desk.first();
    let last = 0; // acknowledged
    for (; result.runs < runs; result.runs++) {
      const holder = { page: desk.page, screen: desk.screen };
      const follower = await desk.open();
      await follower.savedState('follows');
      Object.assign(desk, holder);
      await holder.page.bringToFront();
      for (let n = 1 + dice(2); n; n--) await desk.edit(`V${++last}`);
      await desk.edited(`V${last + 1}`); // one more, that may or may not be kept
      const cdp = await desk.context.newCDPSession(holder.page);
      const crashed = new Promise((done) => holder.page.once('crash', done));
      holder.screen.click('save').catch(() => {});
      await new Promise((done) => setTimeout(done, dice(250)));
      cdp.send('Page.crash').catch(() => {});
      await crashed;
      const began = Date.now();
      await until(async () => (await follower.saved()).state !== 'follows', 'the other window to write');
      result['ms to take over, at most'] = Math.max(result['ms to take over, at most'], Date.now() - began);
      Object.assign(desk, { page: follower.page, screen: follower });
      await follower.page.bringToFront();
      if ((await follower.saved()).state !== 'saved') result.unreadable++;
      const shown = number(await desk.shown());
      if (shown < last) result.lost++;
      last = Math.max(shown, 0);
      await holder.page.close();
    }
  });
  return { ...result, met: !result.lost && !result.unreadable && result['ms to take over, at most'] < 1000 };
}

/** The process of the window that writes is stopped: it keeps the lock and answers nothing until it goes on. */
async function frozen(url, backend, runs) {
  const result = { runs: 0, lost: 0, 'not kept out': 0, 'ms until offered, at least': 1e9, 'ms until offered, at most': 0 };
  const desk = new Desk(url, { backend });
  await desk.during(async () => {
    await desk.start();
    await desk.first();
    for (let last = 0; result.runs < runs; result.runs++) {
      await desk.edit(`V${++last}`);
      const holder = { page: desk.page, screen: desk.screen };
      const other = await desk.open();
      await other.savedState('follows');
      const pid = await desk.processOf(holder.page);
      if (pid === await desk.processOf(other.page)) throw new Error('both windows have one process');
      process.kill(pid, 'SIGSTOP');
      try {
        const began = Date.now();
        await other.reload();
        await other.item('banner.silent', 15000);
        const offered = Date.now() - began;
        result['ms until offered, at least'] = Math.min(result['ms until offered, at least'], offered);
        result['ms until offered, at most'] = Math.max(result['ms until offered, at most'], offered);
        await other.click('banner.silent.1');
        await other.savedState();
        await desk.edit(`V${++last}`);
      } finally {
        process.kill(pid, 'SIGCONT');
      }
      await holder.screen.savedState('follows').catch(() => result['not kept out']++);
      await desk.edit(`V${++last}`); // the one that was frozen sees it, and takes over when this one goes
      Object.assign(desk, holder);
      await holder.page.bringToFront();
      if (await desk.shown() !== `V${last}`) result.lost++;
      await other.page.close();
      await desk.writes();
      if (await desk.shown() !== `V${last}`) result.lost++;
    }
  });
  return { ...result, met: !result.lost && !result['not kept out'] && result['ms until offered, at least'] >= 5000 &&
    result['ms until offered, at most'] < 12000 };
}

async function fenced(url, backend, runs) {
  const result = { runs: 0, refused: 0, lost: 0, unreadable: 0 };
  const desk = new Desk(url, { backend });
  await desk.during(async () => {
    await desk.start();
    await desk.context.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }));
    await desk.screen.reload();
    await desk.first();
    for (; result.runs < runs; result.runs++) {
      const first = { page: desk.page, screen: desk.screen };
      await desk.open();
      const second = { page: desk.page, screen: desk.screen };
      await desk.edit(`V${2 * result.runs + 1}`);
      Object.assign(desk, first);
      await first.page.bringToFront();
      if (await desk.edit(`V${2 * result.runs + 2}`, ['saved', 'failed']) === 'failed') result.refused++;
      await first.page.close();
      Object.assign(desk, second);
      await second.page.bringToFront();
      await desk.screen.reload();
      if ((await desk.screen.saved()).state !== 'saved') result.unreadable++;
      if (await desk.shown() !== `V${2 * result.runs + 1}`) result.lost++;
    }
  });
  return { ...result, met: result.refused === result.runs && !result.lost && !result.unreadable };
}

export default ({ url, long, runs, dice }) => (long ? Object.keys(backends) : ['leveldb']).flatMap((backend) => [
  { name: `the window that writes dies, ${backend}`, run: () => takenOver(url, backend, runs || (long ? 100 : 2), dice) },
  { name: `the window that writes is frozen, ${backend}`, run: () => frozen(url, backend, runs || (long ? 20 : 1)) },
  { name: `a window that another has overtaken, ${backend}`, run: () => fenced(url, backend, runs || (long ? 100 : 2)) },
]);
