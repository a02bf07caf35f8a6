// The browser, or the page's process, is killed right after an edit was acknowledged.
import { backends, Desk } from './desk.mjs';

/** `runs` kills of `what`, each after 1 to `most` edits. Resolves to { runs, edits, lost, unreadable, met }. */
async function killed(url, what, backend, runs, most, dice) {
  const result = { runs: 0, edits: 0, lost: 0, unreadable: 0 };
  const desk = new Desk(url, { backend });
  await desk.during(async () => {
    await desk.start();
    await desk.first();
    for (let value = 'V0'; result.runs < runs; result.runs++) {
      // The first is typed, the others take it back and do it again.
      const { sequence: began } = await desk.screen.saved(), former = value, typed = `V${result.runs + 1}`;
      await desk.edit(value = typed);
      for (let n = dice(most); n; n--) value = await desk.turn(value === typed) ? former : typed;
      const { sequence } = await desk.screen.saved();
      result.edits += sequence - began;
      await desk.kill(what);
      if (what === 'browser') await desk.start();
      else await desk.another();
      const found = await desk.screen.saved();
      if (found.state !== 'saved') {
        result.unreadable++;
        console.log(`    ${found.state}, ${found.problem || 'no problem said'}: ${found.sequence} of ${sequence}`);
      }
      result.lost += sequence - found.sequence;
      const shown = await desk.shown();
      if (shown !== value && found.sequence === sequence) result.unreadable++; // all there, and yet not the same
      value = shown;
    }
  });
  return { ...result, met: result.lost === 0 && result.unreadable === 0 };
}

export default ({ url, long, runs, dice }) => Object.keys(backends).flatMap((backend) => ['browser', 'renderer'].map((what) => ({
  name: `${what} killed, ${backend}`,
  run: () => killed(url, what, backend, runs || (long ? 250 : 2), long ? 40 : 4, dice),
})));
