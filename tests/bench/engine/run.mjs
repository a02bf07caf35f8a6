// Runs one contender in pages of its own: fresh ones for each time it loads, the last of which goes on with the tasks.
import { readFile, writeFile } from 'node:fs/promises';
import { launch, until } from '../../journey/harness.mjs';

const patience = 20 * 60 * 1000; // for one call of a page
const mib = 1024 * 1024;

/** Resident memory of a process, bytes: now, and at its highest since the mark was reset. */
async function memory(pid) {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  const [now, peak] = ['VmRSS', 'VmHWM'].map((name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(text)?.[1] ?? 0) * 1024);
  return { now, peak };
}

/** The page's process: the renderer that holds most, since the page has just been given the file. */
async function rendererOf(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const found = await Promise.all(processInfo.filter((p) => p.type === 'renderer')
    .map(async ({ id }) => ({ id, now: (await memory(id)).now })));
  return found.sort((a, b) => b.now - a.now)[0].id;
}

/** One page: `call` runs a function of window.bench, and gives up after a while. */
async function withPage(browser, url, name, work) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const problems = [];
    page.on('pageerror', (e) => problems.push(e.message));
    page.on('crash', () => problems.push('the page crashed'));
    await page.goto(`${url}bench/page.html`);
    await until(() => problems[0] || page.evaluate(() => 'bench' in window), 'the page');
    const call = async (what, ...given) => {
      let timer;
      const late = new Promise((_, failed) => { timer = setTimeout(() => failed(new Error(`${name}: no end of ${what}`)), patience); });
      try {
        return await Promise.race([late, page.evaluate(([w, g]) => window.bench[w](...g), [what, given])]);
      } finally {
        clearTimeout(timer);
      }
    };
    const session = await context.newCDPSession(page);
    const collect = () => session.send('HeapProfiler.collectGarbage');
    await call('open', name);
    return await work(call, collect);
  } finally {
    await context.close();
  }
}

/** Loads a file once in a fresh page; `more` goes on there. Resolves to { milliseconds, peak (MiB), columns (MiB), answers }. */
function loadOnce(browser, url, name, format, file, more) {
  return withPage(browser, url, name, async (call, collect) => {
    await call('fetch', `/data/${file.name}`);
    await collect();
    const pid = await rendererOf(browser);
    const before = await memory(pid);
    await writeFile(`/proc/${pid}/clear_refs`, '5');
    const { milliseconds, columns } = await call('load', format);
    const { peak } = await memory(pid);
    await call('drop');
    await call('check');
    await collect();
    await more?.(call);
    return { milliseconds, peak: (peak - before.now) / mib, columns: columns / mib, answers: await call('answers') };
  });
}

/** Everything of one contender: { json, csv, memory: numbers, columns, times: { task: rounds }, answers: list }. */
export async function runContender(contender, url, files, say) {
  const { name, few, loads } = contender;
  const browser = await launch();
  const result = { json: [], csv: [], memory: [], answers: [], times: {} };
  try {
    const runs = loads ? 3 : 1;
    for (let run = 0; run < runs; run++) {
      const more = async (call) => {
        say(`${name}: tasks`);
        result.times = await call('work', Boolean(few));
      };
      say(`${name}: json ${run + 1}`);
      const once = await loadOnce(browser, url, name, 'json', files.json, run === runs - 1 ? more : undefined);
      result.answers.push(once.answers);
      if (!loads) continue;
      result.json.push(once.milliseconds);
      result.memory.push(once.peak);
      result.columns = once.columns;
    }
    for (let run = 0; loads && run < 3; run++) {
      say(`${name}: csv ${run + 1}`);
      const once = await loadOnce(browser, url, name, 'csv', files.csv);
      result.csv.push(once.milliseconds);
      result.answers.push(once.answers);
    }
  } finally {
    await browser.close();
  }
  return result;
}
