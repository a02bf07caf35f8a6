// Every call the program makes to IndexedDB throws, fails or is never answered, once, at an edit and while the store is opened.
import { until } from '../journey/harness.mjs';
import { Desk } from './desk.mjs';

const calls = { open: 'IDBFactory', transaction: 'IDBDatabase', objectStore: 'IDBTransaction', commit: 'IDBTransaction',
  get: 'IDBObjectStore', put: 'IDBObjectStore', delete: 'IDBObjectStore', count: 'IDBObjectStore', index: 'IDBObjectStore', openKeyCursor: 'IDBIndex' };
const ways = ['throws', 'fails', 'hangs'];

/** In the page: the call is broken once, when armed; at once when `now`. */
function breaker({ call, owner, way, now }) {
  const { prototype } = globalThis[owner], sound = prototype[call];
  globalThis.fault = { armed: now, met: false };
  prototype[call] = function (...args) {
    if (!fault.armed) return sound.apply(this, args);
    Object.assign(fault, { armed: false, met: true });
    if (way === 'throws') throw new DOMException('made to throw', 'UnknownError');
    if (way === 'hangs') return new EventTarget(); // nobody answers
    if (call === 'open') return sound.call(this, args[0], 1); // an older version than is there
    const request = call === 'commit' ? undefined : sound.apply(this, args);
    const transaction = call === 'transaction' ? request : call === 'commit' || call === 'objectStore' ? this : (this.transaction ?? this.objectStore.transaction);
    transaction.abort();
    return request;
  };
}

async function broken(url, when) {
  const result = { runs: 0, kept: 0, 'not called': 0, lost: 0, unreadable: 0, 'ms until seen, at most': 0 };
  const desk = new Desk(url);
  await desk.during(async () => {
    await desk.start();
    await desk.first();
    let last = 0;
    for (const [call, owner] of Object.entries(calls))
      for (const way of ways) {
        const old = desk.page;
        if (when === 'edit') {
          await desk.page.evaluate(breaker, { call, owner, way, now: false });
          if (call === 'open') await desk.page.evaluate(() => { // then a new connection is needed
            const { transaction } = IDBDatabase.prototype;
            IDBDatabase.prototype.transaction = function (...args) {
              IDBDatabase.prototype.transaction = transaction;
              this.close();
              return transaction.apply(this, args);
            };
          });
          await desk.openRecord();
          await desk.typed(`V${last + 1}`);
          await desk.page.evaluate(() => { fault.armed = true; });
          const began = Date.now(), { revision } = await desk.screen.saved();
          await desk.screen.click('save');
          await until(async () => (await desk.screen.saved()).revision > revision, 'the edit to be taken');
          const state = await until(async () => {
            const now = await desk.screen.saved();
            return ['saved', 'failed'].includes(now.state) && now.state;
          }, `${call} that ${way} to be seen`, 20000);
          if (state === 'failed') result['ms until seen, at most'] = Math.max(result['ms until seen, at most'], Date.now() - began);
          await desk.screen.savedState('saved', 30000); // by itself
          last++;
        } else {
          const script = `(${breaker})(${JSON.stringify({ call, owner, way, now: true })})`;
          desk.page = await desk.context.newPage();
          await desk.page.addInitScript(script);
          await old.close();
          await desk.open(desk.page);
          const { state } = await desk.screen.saved();
          if (!['saved', 'damaged'].includes(state)) result.unreadable++;
        }
        const { met } = await desk.page.evaluate(() => ({ ...fault }));
        if (!met) result['not called']++;
        result.runs++;
        const page = desk.page;
        await desk.open();
        await page.close();
        await desk.screen.savedState();
        if (await desk.shown() === `V${last}`) result.kept++;
        else result.lost++;
      }
  });
  return { ...result, met: !result.lost && !result.unreadable && result['ms until seen, at most'] < 12000 };
}

export default ({ url, long }) => (long ? ['edit', 'opening'] : []).map((when) => ({
  name: `every call to IndexedDB broken once, at the ${when}`,
  run: () => broken(url, when),
}));
