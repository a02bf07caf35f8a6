// The page is reloaded or closed in the very task in which an edit was made, before the storage can have answered.
import { backends, Desk } from './desk.mjs';

async function left(url, backend, runs) {
  const result = { runs: 0, kept: 0, lost: 0, unreadable: 0 };
  const desk = new Desk(url, { backend });
  await desk.during(async () => {
    await desk.start();
    await desk.first();
    let acknowledged = 'V0';
    for (; result.runs < runs; result.runs++) {
      const text = `V${result.runs + 1}`, reloads = result.runs % 2 === 0;
      await desk.edited(text);
      const { page } = desk;
      const gone = reloads ? page.waitForEvent('framenavigated') : new Promise((done) => page.exposeFunction('leave', done));
      await page.evaluate((again) => {
        const { revision } = mingjing.saved();
        const look = () => {
          if (mingjing.saved().revision === revision) requestAnimationFrame(look); // after the program's own frame
          else if (again) location.reload();
          else leave();
        };
        look();
      }, reloads);
      await desk.screen.click('save').catch(() => {}); // the page goes while the button is let go
      await gone;
      if (reloads) {
        await desk.screen.ready();
      } else {
        await page.close();
        await desk.open();
      }
      await desk.writes();
      const { state } = await desk.screen.saved();
      if (state !== 'saved' && state !== 'saving') result.unreadable++;
      await desk.screen.savedState();
      const shown = await desk.shown();
      if (shown === text) result.kept++;
      else if (shown !== acknowledged) result.lost++;
      acknowledged = shown;
    }
  });
  return { ...result, met: result.lost === 0 && result.unreadable === 0 && result.kept >= 0.99 * result.runs };
}

export default ({ url, long, runs }) => (long ? Object.keys(backends) : ['leveldb']).map((backend) => ({
  name: `reloaded or closed in the task of the edit, ${backend}`,
  run: () => left(url, backend, runs || (long ? 100 : 4)),
}));
