// One profile on disk, opened, edited and killed again and again.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { executable, flags, looks, Screen, until } from '../journey/harness.mjs';

/** Chromium keeps IndexedDB in LevelDB, or with this switch in SQLite. */
export const backends = { leveldb: [], sqlite: ['--enable-features=IdbSqliteBackingStore'] };

const rowText = (i) => `${i.label} ${i.value ?? ''}`;

export class Desk {
  constructor(url, { backend = 'leveldb', folder } = {}) {
    this.url = url;
    this.folder = folder;
    this.args = [...flags, ...backends[backend]];
  }

  async start() {
    this.folder ??= await mkdtemp(join(tmpdir(), 'mingjing-fault-'));
    this.context = await chromium.launchPersistentContext(this.folder, { executablePath: executable(), args: this.args, ...looks });
    await this.open(this.context.pages()[0]);
    await this.writes();
    return this.screen;
  }
  async open(page) {
    this.page = page ?? await this.context.newPage();
    this.screen = new Screen(this.page, this.url);
    await this.screen.load();
    return this.screen;
  }

  /** A record of its own, whose number is edited from then on. */
  async first() {
    await this.screen.click('nav.petition');
    await this.screen.click('new');
    await this.screen.click('state.0'); // a draft: nothing but its number is filled in
    await this.write('V0');
  }
  /** Resolves to the state the edit came to, one of `states`. */
  async write(text, states = ['saved']) {
    const { screen } = this;
    await this.typed(text);
    const { revision } = await screen.saved();
    await screen.click('save');
    await until(async () => (await screen.saved()).revision > revision, 'the edit to be taken');
    return until(async () => {
      const { state } = await screen.saved();
      return states.includes(state) && state;
    }, `saved() to say ${states.join(' or ')}`);
  }
  async typed(text) {
    await this.screen.click('field.no');
    await this.screen.press('Control+A');
    await this.screen.type(text);
  }
  async openRecord() {
    const { screen } = this;
    if (!await screen.find('edit')) {
      await screen.click('nav.petition');
      await screen.click('row.0');
    }
    // What was being written when a page went stands open, to be gone on with.
    const open = async (id) => await screen.find(id) && id;
    if (await until(async () => await open('edit') || open('save'), 'the record') === 'edit') await screen.click('edit');
  }
  /** Edits the only record; resolves as write() does. */
  async edit(text, states) {
    await this.openRecord();
    return this.write(text, states);
  }
  /** Takes the last edit back, or does it again. Resolves to `back`. */
  async turn(back) {
    const { revision } = await this.screen.saved();
    await this.page.keyboard.press(back ? 'Control+Z' : 'Control+Shift+Z');
    await until(async () => {
      const now = await this.screen.saved();
      return now.revision > revision && now.state === 'saved';
    }, 'the edit to be taken back, or done again');
    return back;
  }
  /** As edit(), but for pressing the button. */
  async edited(text) {
    await this.openRecord();
    await this.typed(text);
  }
  /** The record's number as it is shown now; '' when there is no record. */
  async shown() {
    await this.screen.click('nav.petition');
    await this.screen.item('new');
    const first = await this.screen.find('row.0');
    return /V\d+/.exec(first ? rowText(first) : '')?.[0] ?? '';
  }

  /** Processes of this browser: { pid, type }, type '' for the browser itself. */
  async processes() {
    const found = [];
    for (const pid of await readdir('/proc')) {
      if (!/^\d+$/.test(pid)) continue;
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (line.includes(`--user-data-dir=${this.folder}`))
        found.push({ pid: Number(pid), type: /--type=([\w-]+)/.exec(line)?.[1] ?? '' });
    }
    return found;
  }
  /** The process that runs a page: the one whose first thread works while the page does. Its others may still be compiling
   *  the program of another page. */
  async processOf(page) {
    const renderers = (await this.processes()).filter((p) => p.type === 'renderer');
    const worked = () => Promise.all(renderers.map(async ({ pid }) => {
      const words = (await readFile(`/proc/${pid}/task/${pid}/stat`, 'utf8')).split(') ')[1].split(' ');
      return Number(words[11]) + Number(words[12]);
    }));
    const before = await worked();
    await page.evaluate(() => { for (const end = performance.now() + 500; performance.now() < end;); });
    const by = (await worked()).map((ticks, i) => ticks - before[i]);
    return renderers[by.indexOf(Math.max(...by))].pid;
  }
  /** SIGKILL, without a word before it: the browser with all its children, or the page's process alone. */
  async kill(what) {
    const all = await this.processes();
    const chosen = what === 'browser' ? all : all.filter((p) => p.type === 'renderer');
    if (!chosen.length) throw new Error(`no ${what} to kill`);
    const crashed = what === 'browser' ? null : new Promise((done) => this.page.once('crash', done));
    for (const { pid } of chosen) try { process.kill(pid, 'SIGKILL'); } catch {} // it may have ended with its parent
    if (what === 'browser') await Promise.race([this.context.close().catch(() => {}), new Promise((done) => setTimeout(done, 2000))]);
    else await Promise.race([crashed, new Promise((done) => setTimeout(done, 3000))]); // sometimes nobody tells
  }

  /** A new page in place of one whose process is gone. Now and then Chromium itself ends with it, or does not answer any more. */
  async another() {
    const within = (milliseconds, work) => Promise.race([work, new Promise((_, fail) => setTimeout(fail, milliseconds, new Error('no answer')))]);
    try {
      await within(5000, this.page.close());
      await within(20000, this.open());
    } catch {
      await this.kill('browser').catch(() => {});
      return this.start();
    }
    await this.writes();
  }
  /** A lock that is given late, as after a page that is gone: until then this window follows, then it reads again. */
  writes() {
    return until(async () => !['follows', 'loading'].includes((await this.screen.saved()).state), 'this window to write');
  }

  /** Runs `work`, with a picture of the page when it fails, and ends the browser. */
  async during(work) {
    try {
      return await work();
    } catch (error) {
      const path = join(tmpdir(), `mingjing-fault-${Date.now()}.png`);
      await this.page?.screenshot({ path, timeout: 5000 }).then(() => console.log(`    see ${path}`), () => {});
      throw error;
    } finally {
      await this.end();
    }
  }
  async end() {
    await this.context?.close().catch(() => {});
    if (this.folder) await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
