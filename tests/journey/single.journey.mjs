// The program as one file, opened from a folder as a double click does, and pages that carry data.
import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import { newContext, until } from './harness.mjs';
import { assertGolden, editFirst, endPresentation, exportFile, golden, importFile, loadSample, mingjing, newPassphrase, present, scrollTo, sealed, writeFirst } from './steps.mjs';

const onePage = (t) => join(dirname(t.site), 'single/mingjing.html');
const opened = (t, path, options) => t.open({ at: pathToFileURL(path).href, ...options });

/** What a page carries: its head and its bytes; read from what docs/formats.md tells. */
function carried(page) {
  const [, text] = /<script type="text\/plain" id="data">([^<]*)<\/script>/.exec(page), end = text.indexOf('\n');
  if (end < 0) return null;
  const head = JSON.parse(text.slice(0, end)), bytes = inflateRawSync(Buffer.from(text.slice(end + 1), 'base64'));
  assert.equal(bytes.length, head.size);
  return { head, bytes };
}

/** Presses the button and returns the path of the page the browser got. */
async function savePage(screen, path, button, answer = () => {}) {
  await screen.click('nav.data');
  const download = screen.page.waitForEvent('download');
  await screen.click(button);
  await answer();
  assert.match((await download).suggestedFilename(), /^mingjing-fuling-\d{8}-\d{4}\.html$/);
  await (await download).saveAs(path);
}

async function unseal(screen, words) {
  await screen.click('passphrase.text');
  await screen.type(words);
  await screen.click('passphrase.yes');
}

const found = async (screen, list, word) => {
  await screen.click(list);
  await screen.click('search');
  await screen.type(word);
  await screen.item((i) => i.id === 'row.0' && i.label.includes(word));
};

export default {
  'one file, opened from a folder: figures, a table, the notices of others; each keeps its own records': async (t) => {
    const [one, other] = ['一份 mingjing.html', 'other.html'].map((name) => join(t.scratch, name));
    await copyFile(onePage(t), one);
    await copyFile(onePage(t), other);
    assert.ok((await stat(one)).size <= 2.2e6, 'small enough to be sent');
    const screen = await opened(t, one);
    await loadSample(screen);
    assertGolden(await screen.figures(), await golden(t.root));
    await editFirst(screen, 'petition', 'no', '单文件-1');
    await screen.reload();
    await found(screen, 'nav.petition', '单文件-1');
    // What no text of the page asked for: its policy allows it no more than the site's.
    assert.equal(await screen.page.evaluate(() => new Promise((done) => setTimeout(() => {
      try { done(typeof new Function('return 1')()); } catch (e) { done(e.name); }
    }))), 'EvalError');
    screen.problems.length = 0; // the browser tells of it

    await screen.click('nav.registers');
    await screen.click('register.harmony');
    const [form] = await Promise.all([screen.page.waitForEvent('download'), screen.click('form')]);
    assert.match((await readFile(await form.path())).toString('latin1'), /^PK/); // made by the Worker
    await screen.click('nav.data');
    await scrollTo(screen, 'about');
    await screen.click('about');
    const [notices] = await Promise.all([t.context.waitForEvent('page'), screen.click('about.notices')]);
    await notices.waitForLoadState();
    assert.match(await notices.textContent('body'), /Dear ImGui[\s\S]*zlib/);
    await notices.close();

    const beside = await opened(t, other, { context: t.context });
    await beside.item('empty.3');
    assert.equal((await beside.saved()).state, 'empty');
  },
  'a page saves itself with its records: an empty place takes them in, another is asked first': async (t) => {
    const first = join(t.scratch, 'first.html'), copy = join(t.scratch, 'copy.html');
    await copyFile(onePage(t), first);
    const screen = await opened(t, first);
    await loadSample(screen);
    await editFirst(screen, 'petition', 'no', '带走-1');
    await savePage(screen, copy, 'page');
    const data = await readFile(await exportFile(screen, t, 'plain.json'));
    const page = await readFile(copy, 'utf8'), inside = carried(page);
    assert.ok(inside.bytes.equals(data), 'what it carries is the data file');
    // But for the data it is the page it was made from, to the byte.
    assert.equal(page.replace(/(id="data">)[^<]*/, '$1'), await readFile(first, 'utf8'));

    const office = await newContext(t.browser); // another machine
    try {
      const there = await opened(t, copy, { context: office });
      await there.savedState('saved', 60000);
      await there.click('nav.overview');
      assertGolden(await there.figures(), await golden(t.root));
      await found(there, 'nav.petition', '带走-1');
      await editFirst(there, 'litigation', 'case_no', '那边-1');
      await there.reload();
      await there.savedState();
      assert.ok(!(await there.find('answer.no')), 'it is offered once');
      await found(there, 'nav.litigation', '那边-1');

      await editFirst(screen, 'petition', 'no', '带走-2');
      await savePage(screen, copy, 'page'); // the next month, into the same place
      await there.reload();
      assert.equal((await there.item('merge.conflicts')).value, '0', 'the page tells who changed what');
      await there.click('merge.take');
      await there.savedState();
      await found(there, 'nav.petition', '带走-2');
      await found(there, 'nav.litigation', '那边-1');
      there.assertClean();
    } finally {
      await office.close();
    }
  },
  'a page saved with a passphrase shows nothing without it': async (t) => {
    const words = 'correct 明镜 2024', copy = join(t.scratch, 'sealed.html');
    const screen = await opened(t, onePage(t));
    await loadSample(screen);
    await savePage(screen, copy, 'page.sealed', () => newPassphrase(screen, words));
    const inside = carried(await readFile(copy, 'utf8'));
    assert.match(inside.head.name, /\.mjsealed$/);
    assert.equal(inside.bytes.subarray(0, 8).toString(), 'MJSEALED');
    const there = await opened(t, copy);
    await unseal(there, 'wrong 明镜 2024');
    await there.item('passphrase.problem');
    await there.click('passphrase.no');
    assert.equal((await there.saved()).state, 'empty');
    await there.click('nav.data');
    await there.click('carried'); // it can be asked for again
    await unseal(there, words);
    await there.savedState('saved', 60000);
    await there.click('nav.overview');
    assertGolden(await there.figures(), await golden(t.root));
  },
  'a demo of mingjing pack: there at once, nothing is kept, no text that is not for the public': async (t) => {
    const data = join(t.scratch, 'data.json'), demo = join(t.scratch, 'demo.html');
    const made = await mingjing(t, 'generate', '--office', 'fuling', '--year', '2023', '--seed', '1', '-o', data);
    assert.equal(made.status, 0, made.stderr);
    const sample = await readFile(data, 'utf8'), [, id] = /"mediation":\[\s*\{"id":"(0010[0-9a-f]{12})"/.exec(sample);
    const real = id.replace(/^00100000/, '00100007'); // as if somebody at a desk had written it
    await writeFile(data, sealed(sample.replaceAll(id, real).replace(`{"id":"${real}",`, `{"id":"${real}","facts":"某甲说的经过",`)));
    const pack = async (...more) => {
      const { status, stdout, stderr } = await mingjing(t, 'pack', data, '-o', demo, '--page', onePage(t), ...more);
      assert.equal(status, 0, stdout + stderr);
      return carried(await readFile(demo, 'utf8'));
    };
    assert.ok((await pack('--everything')).bytes.includes('某甲说的经过'));
    const inside = await pack('--slides', '30 passing rights');
    assert.equal(inside.head.demo, true);
    assert.equal(inside.bytes.subarray(0, 8).toString(), 'MJRESCUE');
    assert.ok(!inside.bytes.includes('某甲说的经过'));

    const screen = await opened(t, demo);
    await screen.item('banner.demo');
    assertGolden(await screen.figures(), await golden(t.root));
    await writeFirst(screen, 'nav.petition', 'no', '不会留下');
    await screen.click('save');
    await screen.item((i) => i.label.includes('不会留下'));
    await screen.reload();
    await screen.item('banner.demo');
    assertGolden(await screen.figures(), await golden(t.root));
    assert.ok(!JSON.stringify(await screen.items()).includes('不会留下'));
    assert.equal(await screen.page.evaluate(() => indexedDB.databases().then((all) => all.length)), 0);
    assert.equal(await screen.page.evaluate(() => localStorage.length), 0);

    await screen.click('nav.slides');
    await present(screen);
    assert.equal(await screen.find('show.invented'), undefined); // one record is somebody's
    await screen.reload();
    await screen.item('show.end'); // still before the public
    // Whatever the file is called, and whichever other copy of the program is opened.
    const url = screen.page.url(), aliases = [url.replace('demo.html', '%64emo.html'), url.replace('/demo.html', '//demo.html'),
      url.replace('demo.html', 'demo%2Ehtml'), pathToFileURL(onePage(t)).href];
    for (const address of aliases) {
      assert.notEqual(address, url);
      const beside = await t.open({ context: t.context, at: address });
      await beside.item('show.end');
      assert.equal(await beside.find('nav.overview'), undefined);
      await beside.page.close();
    }
    await endPresentation(screen);
    await screen.click('nav.overview');
    assertGolden(await screen.figures(), await golden(t.root));
  },
  'a page that was spoilt says so and goes on with the records of its place': async (t) => {
    const page = join(t.scratch, 'page.html'), program = await readFile(onePage(t), 'utf8');
    await writeFile(page, program);
    const screen = await opened(t, page);
    await writeFile(page, program);
    await loadSample(screen);
    await editFirst(screen, 'petition', 'no', '留着-1');
    const base64 = Buffer.from('nothing that was packed').toString('base64');
    for (const data of [`{"name":"a.json","size":5,"id":"1"}\n${base64}`, `{"size":5}\n${base64}`, '{"name":"a.json","size":1e15,"id":"2"}\n=!=', 'null\nAAAA', '{"na']) {
      await writeFile(page, program.replace('id="data"></script>', () => `id="data">${data}</script>`));
      await screen.reload();
      await screen.item((i) => i.id.startsWith('notice.') && i.label.includes('网页里的数据不完整'));
      await screen.savedState();
      await found(screen, 'nav.petition', '留着-1');
    }
    await writeFile(page, program.replace('id="data"></script>', () => `id="data">{"name":"a","size":5,"demo":true}\n${base64}</script>`));
    await screen.reload();
    await screen.item('banner.damaged');
    await writeFile(page, program); // the records of its place are as they were
    await screen.reload();
    await found(screen, 'nav.petition', '留着-1');
  },
  'a folder chosen once gets copies, read back and sealed, also when the page is opened again': async (t) => {
    const words = 'correct 明镜 2024';
    const screen = await t.open();
    // A real directory handle of the browser's own, instead of a dialogue that nobody can answer here.
    const answering = () => { window.showDirectoryPicker = async () => (await navigator.storage.getDirectory()).getDirectoryHandle('copies', { create: true }); };
    const copies = () => screen.page.evaluate(async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('copies'), out = [];
      for await (const [name, file] of folder.entries()) out.push([name, await (await file.getFile()).slice(0, 8).text()]);
      return out;
    });
    await screen.page.evaluate(answering);
    await loadSample(screen);
    await screen.click('nav.data');
    await scrollTo(screen, 'folder.sealed');
    await screen.click('folder.sealed');
    await newPassphrase(screen, words);
    await screen.item((i) => i.id === 'saved' && /备份 \d/.test(i.label), 30000);
    const [[name, mark], ...others] = await copies();
    assert.deepEqual([mark, others.length], ['MJSEALED', 0]);
    assert.match(name, /^mingjing-fuling-\d{8}-\d{4}\.mjsealed$/);
    await screen.reload();
    await screen.click('nav.data');
    await scrollTo(screen, 'folder');
    await screen.click('folder'); // now
    await until(async () => /备份 \d/.test((await screen.item('saved')).label), 'the copy', 30000);
    const back = await screen.page.evaluate(async (name) => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('copies');
      const bytes = new Uint8Array(await (await (await folder.getFileHandle(name)).getFile()).arrayBuffer());
      return btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(''));
    }, name);
    const path = join(t.scratch, name), beside = await t.open();
    await writeFile(path, Buffer.from(back, 'base64'));
    await importFile(beside, path);
    await unseal(beside, words);
    await beside.savedState('saved', 60000);
    await beside.click('nav.overview');
    assertGolden(await beside.figures(), await golden(t.root));
  },
};
