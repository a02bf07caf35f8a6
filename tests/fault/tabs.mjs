// Two windows: the one that writes dies at a random time, the other takes over. And where windows cannot exclude each other
// (no Web Locks), the one that came first is refused by the fence.
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
  { name: `a window that another has overtaken, ${backend}`, run: () => fenced(url, backend, runs || (long ? 100 : 2)) },
]);
