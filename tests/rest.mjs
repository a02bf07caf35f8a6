// node tests/rest.mjs BUILD WASM_SPLIT OUT: writes OUT, the list of functions that no start of the program needs (tools/split-wasm.mjs).
// An instrumented copy of the built site notes which functions run while it starts, empty and with records kept, in several windows, and
// in all journeys, faults and what a day in this browser is. What opens a store is needed too, whatever lies in it.
import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../tools/serve.mjs';
import { bare, imports, scopes, symbols } from '../tools/wasm-names.mjs';
import { runMatrix } from './engine/matrix.mjs';
import { runFaults } from './fault/run.mjs';
import { runJourneys } from './journey/run.mjs';
import { launch, newContext, phone, Screen } from './journey/harness.mjs';
import { editFirst, loadSample } from './journey/steps.mjs';

const [build, tool, out] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'mingjing-rest-'));
const names = symbols(join(build, 'whole/mingjing.js.symbols'));
const imported = imports(join(build, 'whole/mingjing.wasm'));
const used = new Set();

for (const object of await readdir(join(build, 'CMakeFiles'), { recursive: true }))
  if (/(site|app|catalog|core)\w*\.dir\/folders\/(app_keeper|core_base|core_ledger|core_vault)\w*\.cpp\.o$/.test(object))
    for (const line of execFileSync('llvm-nm', ['-C', join(build, 'CMakeFiles', object)], { encoding: 'utf8', maxBuffer: 1 << 27 }).split('\n')) {
      const [, name] = /^[^ ]* [TtWw] (.*)$/.exec(line) ?? [];
      if (name) used.add(bare(name));
    }

/** The section by which the page knows that a program belongs to its script. */
const marked = async (bytes) => {
  const [mark] = /\d+\.\d+\.\d+ [0-9a-f]{12}/.exec(await readFile(join(build, 'site/mingjing.js'), 'utf8'));
  return Buffer.concat([bytes, Buffer.from([0, 9 + mark.length, 8]), Buffer.from(`mingjing${mark}`)]);
};
async function instrumented() {
  const site = join(folder, 'site'), wasm = join(folder, 'noting.wasm');
  await cp(join(build, 'site'), site, { recursive: true });
  execFileSync(tool, ['--instrument', '-all', join(build, 'whole/mingjing.wasm'), '-o', wasm], { stdio: 'inherit' });
  await writeFile(join(site, 'mingjing.wasm'), await marked(await readFile(wasm)));
  await writeFile(join(site, 'boot.js'), `(${noting})();\n${await readFile(join(site, 'boot.js'), 'utf8')}`);
  await writeFile(join(site, 'mingjing-rest.wasm'), await marked(Buffer.from([0, 97, 115, 109, 1, 0, 0, 0])));
  execFileSync(process.execPath, [fileURLToPath(new URL('../tools/seal-site.mjs', import.meta.url)), join(site, 'worker.js'), 'noting', site]); // its hashes
  return site;
}

/** What goes before boot.js in the copy: the functions that have run, by number, until the rest is asked for, which is 2 s late. */
const noting = () => {
  const { instantiate } = WebAssembly, { fetch } = window;
  let own;
  WebAssembly.instantiate = (...all) => instantiate.apply(WebAssembly, all).then((made) => {
    own = made.exports.__write_profile ? made.exports : own;
    return made;
  });
  window.noted = () => {
    const size = own.__write_profile(0, 0), at = window.Module._malloc(size);
    own.__write_profile(at, size);
    const when = [...new Uint32Array(own.memory.buffer, at + 8, (size - 8) / 4)]; // behind a hash of the program
    window.Module._free(at);
    return when.flatMap((first, i) => (first ? [i] : []));
  };
  window.fetch = (...all) => String(all[0]) !== 'mingjing-rest.wasm' ? fetch(...all)
    : new Promise((late) => { setTimeout(late, 2000); }).then(() => {
      window.notedAtStart = window.Module.calledRun ? window.noted() : []; // nothing yet where both are wanted
      return fetch(...all);
    });
};
const note = (ran) => ran.forEach((i) => used.add(bare(names[i + imported])));
/** A page to which the rest never comes, and all that may happen to it meanwhile. */
const begun = async (context) => {
  const page = await context.newPage(), screen = new Screen(page, server.url);
  await page.route('**/mingjing-rest.wasm', () => {});
  await page.goto(server.url);
  await page.evaluate(() => window.mingjing.ready.then(() => undefined));
  for (const asked of ['items', 'figures', 'saved']) await screen[asked]();
  await page.mouse.move(300, 300);
  await page.mouse.wheel(0, 100);
  await page.mouse.click(300, 300, { button: 'right' });
  await page.mouse.click(300, 300);
  await page.keyboard.press('Control+Shift+K');
  await page.keyboard.type('1a');
  if (await page.evaluate(() => navigator.maxTouchPoints)) await page.touchscreen.tap(200, 300);
  await page.setViewportSize({ width: 800, height: 700 });
  await page.waitForTimeout(3000); // its timers, and what it does when nothing else is to be done
  await page.evaluate(() => {
    const lost = document.getElementById('canvas').getContext('webgl2').getExtension('WEBGL_lose_context');
    for (const type of ['blur', 'pagehide', 'offline', 'online', 'focus']) window.dispatchEvent(new Event(type));
    document.dispatchEvent(new Event('visibilitychange'));
    lost.loseContext();
    setTimeout(() => lost.restoreContext(), 300);
  });
  await page.waitForTimeout(1000);
  return screen;
};

const noteAndClose = async ({ page }) => {
  note(await page.evaluate(() => window.noted()));
  await page.close();
};

const site = await instrumented(), browser = await launch(), server = await serve(site);
try {
  for (const look of [{}, { ...phone, locale: 'en-US' }, { deviceScaleFactor: 2, colorScheme: 'dark' }]) {
    const context = await newContext(browser, look);
    await noteAndClose(await begun(context));
    const filled = await Screen.open(context, server.url);
    await loadSample(filled);
    if (!look.isMobile) await editFirst(filled, 'litigation', 'case_no', '渝涪行诉〔2023〕先行号');
    await filled.page.close();
    const first = await begun(context); // writes; the second follows it
    await noteAndClose(await begun(context));
    await noteAndClose(first);
    await context.close();
  }
  // Whatever else a page can begin with. What fails here only took too long.
  Screen.begun = async ({ page }) => note(await page.evaluate(() => window.notedAtStart ?? []));
  await runJourneys(site);
  await runFaults(site, { only: 'leveldb' });
  await runMatrix(site, { everywhere: true, filter: 'current' });
} finally {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
}

// What is made, copied or let go hangs on what the records are, as do the library's templates; and what JavaScript calls is no line here.
const taken = new Set([...used].flatMap(scopes));
function mayWait(name) {
  const [own, last] = name.split('::').slice(-2);
  const within = scopes(name).slice(0, -1).some((scope) => taken.has(scope) && !/^mj::(@::|act::)?$|^ImGui::$/.test(scope));
  if (used.has(name) || /^(std::|nlohmann::|const::|mj_)/.test(name)) return false;
  return !(within && (own === last || /^(~|operator=)/.test(last)));
}
// A whole class or room, where none of it is used, is one line.
const all = [...new Set(names.slice(imported).map(bare))], waiting = all.filter(mayWait);
for (const name of all) if (!mayWait(name)) scopes(name).forEach((scope) => taken.add(scope));
const lines = new Set(waiting.map((name) => scopes(name).find((scope) => !taken.has(scope))));
await writeFile(out, `# Functions that no start needs: mingjing-rest.wasm has them (tools/split-wasm.mjs). Made by: ./dev rest\n${[...lines].sort().join('\n')}\n`);
console.log(`${waiting.length} names of ${all.length} can wait; ${out} says it in ${lines.size} lines`);
