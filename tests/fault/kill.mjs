// The browser, or the page's process, is killed right after an edit was acknowledged.
import { backends, Desk } from './desk.mjs';

const number = (text) => Number(/^V(\d+)$/.exec(text)?.[1] ?? -1);

/** runs kills of `what`, each after 1 to `most` edits. Resolves to { runs, edits, lost, unreadable, met }. */
async function killed(url, what, backend, runs, most, dice) {
  const result = { runs: 0, edits: 0, lost: 0, unreadable: 0 };
  const desk = new Desk(url, { backend });
  await desk.during(async () => {
    await desk.start();
    await desk.first();
    let last = 0; // acknowledged
    for (; result.runs < runs; result.runs++) {
      for (let n = 1 + dice(most); n; n--, result.edits++) await desk.edit(`V${++last}`);
      const { page } = desk;
      await desk.kill(what);
      await page.close().catch(() => {});
      if (what === 'browser') await desk.start();
      else await desk.open().catch(() => desk.start()); // now and then Chromium itself ends without its page
      const { state } = await desk.screen.saved();
      if (state !== 'saved') result.unreadable++;
      const shown = number(await desk.shown());
      if (shown < last) {
        result.lost += last - Math.max(shown, 0);
        last = Math.max(shown, 0);
      }
    }
  });
  return { ...result, met: result.lost === 0 && result.unreadable === 0 };
}

export default ({ url, long, runs, dice }) => Object.keys(backends).flatMap((backend) => ['browser', 'renderer'].map((what) => ({
  name: `${what} killed, ${backend}`,
  run: () => killed(url, what, backend, runs || (long ? 250 : 3), long ? 40 : 4, dice),
})));
