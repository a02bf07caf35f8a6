// The program as one file, opened from a folder as a double click does, and pages that carry data.
import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import { newContext } from './harness.mjs';
import { assertGolden, editFirst, endPresentation, exportFile, golden, loadSample, mingjing, present, scrollTo, sealed, writeFirst } from './steps.mjs';

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
      await there.click('merge.theirs');
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
    await savePage(screen, copy, 'page.sealed', async () => {
      for (const field of ['passphrase.text', 'passphrase.again']) {
        await screen.click(field);
        await screen.type(words);
      }
      await screen.click('passphrase.yes');
    });
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
    const data = join(t.scratch, 'data.json'), demo = join(t.scratch, '演示.html');
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

    await screen.click('nav.slides');
    await present(screen);
    await screen.reload();
    await screen.item('show.end'); // still before the public
    await endPresentation(screen);
    await screen.click('nav.overview');
    assertGolden(await screen.figures(), await golden(t.root));
  },
};
