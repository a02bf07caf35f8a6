// What users do again and again.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from './harness.mjs';

/** The command line: { status, stdout, stderr }. The sanitised one, which the tests build, when it is there. */
export function mingjing(t, ...args) {
  const tested = join(t.root, 'build/asan/mingjing');
  const [command, ...first] = existsSync(tested) ? [tested] : [join(t.root, 'dev'), 'mingjing'];
  return new Promise((done) => execFile(command, [...first, ...args], { maxBuffer: 1 << 26 },
    (error, stdout, stderr) => done({ status: error ? error.code ?? error.signal : 0, stdout, stderr })));
}

export async function loadSample(screen) {
  await screen.click('empty.3');
  await screen.savedState('saved', 60000);
  await screen.item('top.mediation.cases');
}

/** Waits until the notices have gone by themselves, and nothing is drawn any more. */
export async function unnoticed(screen) {
  await until(async () => !(await screen.items()).some((i) => i.id.startsWith('notice.')), 'the notices to go', 30000);
  await screen.idle();
}

export async function golden(root) {
  const lines = (await readFile(join(root, 'tests/files/figures-2023.csv'), 'utf8')).trim().split('\n').slice(1);
  return lines.map((line) => line.split(',')).map(([id, value, unit, bound]) => ({ id, value, unit, above: bound === '>' }));
}

export function assertGolden(figures, rows) {
  assert.ok(rows.length && figures.length >= rows.length, 'every published figure, and perhaps newer ones');
  for (const row of rows) {
    const got = figures.find((f) => f.id === row.id);
    if (row.above) assert.ok(Number(got.value) > Number(row.value), row.id);
    else assert.equal(Number(got.value), Number(row.value), row.id);
  }
}

/** Presses export and returns the path of the file the browser saved. */
export async function exportFile(screen, t, name) {
  await screen.click('nav.data');
  const [download] = await Promise.all([screen.page.waitForEvent('download'), screen.click('export')]);
  const path = join(t.scratch, name);
  await download.saveAs(path);
  return path;
}

export async function importFile(screen, path) {
  await screen.click('nav.data');
  const [chooser] = await Promise.all([screen.page.waitForEvent('filechooser'), screen.click('import')]);
  await chooser.setFiles(path);
}

/** Types a passphrase into both fields of the dialogue that asks for a new one, and gives it. */
export async function newPassphrase(screen, words) {
  for (const field of ['passphrase.text', 'passphrase.again']) {
    await screen.click(field);
    await screen.type(words);
  }
  await screen.click('passphrase.yes');
}

/** Types the word that the question of a data file wants, and answers it. */
export async function replaceByFile(screen) {
  await screen.click('merge.word');
  await screen.type('替换');
  await screen.click('answer.yes');
}

async function write(screen, field, text) {
  await scrollTo(screen, `field.${field}`);
  await screen.click(`field.${field}`);
  await screen.type(text);
}

async function choose(screen, field, option) {
  await scrollTo(screen, `field.${field}`);
  await screen.click(`field.${field}`);
  await screen.click(`field.${field}.${option}`);
}

/** Fills in the form of an application, up to its button. */
export async function fillInApplication(screen, worker, phone = '000-0000') {
  await write(screen, 'worker', worker);
  await write(screen, 'contact', phone);
  await write(screen, 'employer_stated', '城南某某建筑劳务公司');
  await choose(screen, 'street', 'dunren');
  await choose(screen, 'cause', 'wages');
  await write(screen, 'facts', '二月起没有发工资，请求补发');
  await scrollTo(screen, 'apply.make');
}

/** The same, and makes it. The code, and where its file lies. */
export async function apply(screen, t, worker, phone) {
  await fillInApplication(screen, worker, phone);
  const [download] = await Promise.all([screen.page.waitForEvent('download'), screen.click('apply.make')]);
  const path = join(t.scratch, download.suggestedFilename());
  await download.saveAs(path);
  return { code: (await screen.item('receipt.code')).value, path };
}

const pin = '2580';

/** Begins the presentation from its page, with a PIN typed by finger and once more by key. */
export async function present(screen) {
  await screen.click('present');
  for (const digit of pin) await screen.click(`pin.${digit}`);
  await screen.click('pin.ok');
  await screen.type(pin);
  await screen.press('Enter');
  await screen.item('show.end');
}

export async function endPresentation(screen) {
  await screen.click('show.end');
  await screen.type(pin);
  await screen.click('pin.ok');
  await screen.gone('show.end');
}

/** Turns the wheel, down first, until the item is to be seen, and returns it. */
export async function scrollTo(screen, want) {
  const middle = await screen.page.evaluate(() => innerWidth / 2); // of a phone's page too
  await screen.page.mouse.move(Math.min(600, middle), 450, { steps: 3 });
  let by = 120, before = '';
  await until(async () => {
    if (await screen.find(want)) return true;
    await screen.page.mouse.wheel(0, by);
    await new Promise((done) => setTimeout(done, 100));
    const now = JSON.stringify((await screen.items()).map((i) => i.y));
    if (now === before) by = -by; // an end
    before = now;
  }, `${want} to be scrolled to`, 30000);
  return screen.item(want);
}

/** Opens the first record of the list that pressing `list` leads to, and writes into one of its fields. */
export async function writeFirst(screen, list, field, text) {
  await screen.click(list);
  await screen.click('row.0');
  await screen.click('edit');
  await screen.click(`field.${field}`);
  await screen.press('Control+A');
  await screen.type(text);
}

/** Likewise in a register, and saves. */
export async function editFirst(screen, register, field, text, state = 'saved') {
  await writeFirst(screen, `nav.${register}`, field, text);
  const { revision } = await screen.saved();
  await screen.click('save');
  await until(async () => (await screen.saved()).revision > revision, 'the edit');
  await screen.savedState(state);
}

/** Does something to the object store with the program's files, from beside the program. */
export const inStore = (page, what, database = '/mingjing/') => page.evaluate(([text, database]) => new Promise((done, failed) => {
  const request = indexedDB.open(database);
  request.onerror = () => failed(request.error);
  request.onsuccess = () => {
    const transaction = request.result.transaction('FILE_DATA', 'readwrite');
    const put = (store, contents, path) => store.put({ timestamp: new Date(), mode: 33206, contents }, path);
    ({
      'lose HEAD': (store) => store.delete('/mingjing/HEAD'),
      'spoil HEAD': (store) => put(store, new Uint8Array(1000), '/mingjing/HEAD'),
      'lose both heads': (store) => ['/mingjing/HEAD', '/mingjing/HEAD-copy'].forEach((path) => store.delete(path)),
      'lose all': (store) => store.clear(),
      'lose the lock': (store) => store.delete('/mingjing/lock'),
      'spoil a segment': (store) => put(store, new Uint8Array(1000), '/mingjing/seg-0000000000000001'),
      'other owner': (store) => put(store, new TextEncoder().encode('999 other 1'), '/mingjing/owner'),
    })[text](transaction.objectStore('FILE_DATA'));
    transaction.oncomplete = () => { request.result.close(); done(); };
  };
}), [what, database]);

/** The files of a database: { path: base64 }. */
export const filesOf = (page, database) => page.evaluate((database) => new Promise((done, failed) => {
  const request = indexedDB.open(database);
  request.onerror = () => failed(request.error);
  request.onsuccess = () => {
    const store = request.result.transaction('FILE_DATA').objectStore('FILE_DATA'), keys = store.getAllKeys(), values = store.getAll();
    values.onsuccess = () => {
      request.result.close();
      const base64 = (bytes) => btoa(Array.from({ length: Math.ceil(bytes.length / 4096) }, (_, i) => String.fromCharCode(...bytes.subarray(4096 * i, 4096 * (i + 1)))).join(''));
      done(Object.fromEntries(keys.result.map((key, i) => [key, base64(values.result[i].contents)])));
    };
  };
}), database);

export { sealed } from '../checksum.mjs';
