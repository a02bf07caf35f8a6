// Before the program runs, and what it says of itself.
import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { headers, serve, types } from '../../tools/serve.mjs';
import { newContext, Screen, until } from './harness.mjs';
import { assertGolden, editFirst, exportFile, golden, importFile, loadSample, mingjing, scrollTo } from './steps.mjs';

const siteOf = (t) => join(t.root, 'build/web/site');

/** A copy of the site with `change` made to one file, served. */
async function changed(t, file, change) {
  const folder = join(t.scratch, 'site');
  await cp(siteOf(t), folder, { recursive: true });
  await writeFile(join(folder, file), change(await readFile(join(folder, file), 'latin1')), 'latin1');
  return serve(folder);
}

/** The words of a page that did not start. */
async function refusal(t, url) {
  const context = await newContext(t.browser);
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForSelector('#notice[role=alert]');
  assert.ok(!await page.evaluate(() => document.body?.classList.contains('running')));
  return { page, words: await page.textContent('#message'), english: await page.textContent('#message-en'), close: () => context.close() };
}

export default {
  'script and program of two builds are not run together, and the button fetches both anew': async (t) => {
    const mark = /["'](\d+\.\d+\.\d+ [0-9a-f]{12})["']/.exec(await readFile(join(siteOf(t), 'mingjing.js'), 'latin1'))[1];
    const server = await changed(t, 'mingjing.wasm', (wasm) => wasm.replace(mark, mark.replace(/.$/, (c) => (c === '0' ? '1' : '0'))));
    try {
      const told = await refusal(t, server.url);
      assert.match(told.words, /两个版本/);
      assert.ok(told.english.includes(mark), told.english);
      const fetched = [];
      told.page.on('request', (r) => fetched.push(new URL(r.url()).pathname));
      await told.page.click('#notice button');
      await until(() => fetched.includes('/'), 'the page to be loaded again');
      for (const file of ['/mingjing.js', '/mingjing.wasm', '/boot.js']) assert.ok(fetched.indexOf(file) < fetched.indexOf('/'), file);
      await told.close();
    } finally {
      await server.close();
    }
  },

  'tables of another build are fetched anew, and not run when they still are': async (t) => {
    const mark = /["'](\d+\.\d+\.\d+ [0-9a-f]{12})["']/.exec(await readFile(join(siteOf(t), 'mingjing.js'), 'latin1'))[1];
    const server = await changed(t, 'tables.wasm', (wasm) => wasm.replace(mark, mark.replace(/.$/, (c) => (c === '0' ? '1' : '0'))));
    try {
      const context = await newContext(t.browser);
      const screen = await Screen.open(context, server.url);
      const fetched = [];
      screen.page.on('response', (r) => r.url().endsWith('/tables.wasm') && fetched.push(r.status()));
      await screen.click('nav.registers');
      await screen.click('register.mediation');
      await screen.click('list.none.2');
      await screen.item((i) => i.id.startsWith('notice.') && /版本/.test(i.label));
      assert.equal(fetched.length, 2);
      screen.assertClean();
      await context.close();
    } finally {
      await server.close();
    }
  },

  'what was text cannot become a program, not even in a browser whose policy had to allow it': async (t) => {
    const screen = await t.open();
    const tried = await screen.page.evaluate(() => new Promise((done) => setTimeout(() => { // what is asked from outside itself may
      const trusted = trustedTypes.createPolicy('mingjing', { createScript: (text) => text }).createScript('1');
      done([() => eval('1'), () => new Function('return 1')(), () => (0, function () {}.constructor)('return 1')(), () => eval(trusted)]
        .map((run) => { try { return typeof run(); } catch (e) { return e.name; } }));
    })));
    assert.deepEqual(tried, ['EvalError', 'EvalError', 'EvalError', 'EvalError']);
    screen.problems.length = 0; // the browser tells each attempt
  },

  'a program without SIMD, without its type, and one that is a page to log in': async (t) => {
    const type = (name, headers) => (page) => page.route(`**/${name}`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), ...headers } });
    });
    const plain = await t.open({ before: (page) => page.addInitScript(() => { WebAssembly.validate = () => false; }) });
    const asked = await plain.page.evaluate(() => performance.getEntriesByType('resource').map((r) => r.name.split('/').pop()));
    assert.ok(asked.includes('mingjing-plain.wasm') && !asked.includes('mingjing.wasm'), `${asked}`);
    await loadSample(plain);
    assertGolden(await plain.figures(), await golden(t.root));
    await (await t.open({ before: type('mingjing.wasm', { 'content-type': 'application/octet-stream' }) })).item('empty.3');
    await (await t.open({ before: (page) => page.addInitScript(() => { delete WebAssembly.compileStreaming; }) })).item('empty.3');
    const refused = async (before, words) => {
      const context = await newContext(t.browser);
      const page = await context.newPage();
      await before(page);
      await page.goto(t.url);
      await page.waitForSelector('#notice[role=alert]');
      assert.match(await page.textContent('#message'), words);
      await context.close();
    };
    await refused((page) => page.route('**/mingjing.wasm', (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>登录</h1>' })), /登录页/);
    await refused((page) => page.route('**/mingjing.wasm', (route) => route.fulfill({ status: 503, body: '' })), /没有下载成功/);
    await refused((page) => page.addInitScript(() => { delete self.WebAssembly; }), /WebAssembly 关掉了/);
    await refused((page) => page.addInitScript(() => { delete self.Promise; }), /太旧/);
    await refused((page) => page.addInitScript(() => {
      WebAssembly.compileStreaming = () => Promise.reject(new WebAssembly.CompileError('Wasm code generation disallowed by embedder'));
    }), /安全策略/);
  },

  'the first page is drawn by the first part of the program, and what is done meanwhile waits for the rest': async (t) => {
    const context = await newContext(t.browser);
    const held = [], programs = []; // what is asked for, and of the rest when it may come
    await context.route('**/mingjing*.wasm', async (route) => {
      programs.push(route.request().url().split('/').pop());
      if (programs.at(-1) === 'mingjing-rest.wasm') await new Promise((come) => held.push(come));
      await route.continue();
    });
    /** A start, until its page is drawn; not until it is whole. */
    const begun = async () => {
      programs.length = held.length = 0;
      const screen = new Screen(await context.newPage(), t.url);
      await screen.page.goto(t.url);
      await screen.page.evaluate(() => window.mingjing.ready.then(() => undefined));
      await until(() => held.length, 'the rest to be asked for');
      assert.equal(await screen.page.evaluate(() => getComputedStyle(document.getElementById('canvas')).cursor), 'progress');
      return screen;
    };
    const whole = async (screen) => {
      held.forEach((come) => come());
      await screen.page.waitForFunction(() => !document.body.classList.contains('coming'));
      assert.deepEqual(programs, ['mingjing.wasm', 'mingjing-rest.wasm'], 'each once: nothing of the rest was missed');
    };
    const screen = await begun();
    await screen.click('empty.3');
    await screen.page.waitForTimeout(500);
    assert.deepEqual(await screen.figures(), [], 'the sample waits');
    await whole(screen);
    await until(async () => (await screen.figures()).length, 'what was clicked to happen');
    await screen.savedState();
    await editFirst(screen, 'litigation', 'case_no', '渝涪行诉〔2023〕先行号');
    await screen.savedState();
    const second = await begun(); // follows the first
    await whole(second);
    await second.page.close();
    await screen.page.close();
    const third = await begun();
    await until(() => third.page.evaluate(() => window.mingjing.painted()), 'figures before the rest has come');
    await third.click('nav.registers');
    await whole(third);
    await third.item('register.mediation');
    for (const { problems, anew } of [screen, second, third]) assert.deepEqual([anew, ...problems], [0]);
    await context.close();
  },

  'what comes of the rest too late, of another build or not at all is told, or the page begins anew with both': async (t) => {
    const refused = async (answer, words, address = '') => {
      const page = await (await newContext(t.browser)).newPage();
      await page.route('**/mingjing-rest.wasm', answer);
      await page.goto(t.url + address);
      await page.waitForSelector('#notice[role=alert]');
      const told = await page.textContent('#message');
      assert.match(told, words);
      assert.equal(/没有启动/.test(told), address !== '', 'whether it had begun');
      assert.ok(!await page.evaluate(() => document.body.classList.contains('running')));
      await page.context().close();
    };
    await refused((route) => route.fulfill({ status: 503, body: '' }), /没有下载成功/);
    for (const contentType of ['text/html', 'application/wasm'])
      await refused((route) => route.fulfill({ status: 200, contentType, body: '<h1>登录</h1>' }), /登录页.* mingjing-rest\.wasm/);
    const another = (route) => route.fulfill({ status: 200, contentType: 'application/wasm', body: Buffer.from([0, 97, 115, 109, 1, 0, 0, 0]) });
    await refused(another, /首页已经显示.*另一个版本/);
    await refused(another, /两个版本/, '#/data'); // which waits for both
    const half = (await readFile(join(siteOf(t), 'mingjing-rest.wasm'))).subarray(0, 100000);
    for (const contentType of ['application/octet-stream', 'application/wasm'])
      await refused((route) => route.fulfill({ status: 200, contentType, body: half }), / mingjing-rest\.wasm 不完整/);

    // As if the first page had needed something that nobody foresaw.
    const context = await newContext(t.browser);
    let loads = 0, come, after = new Promise((held) => { come = held; });
    const screen = new Screen(await context.newPage(), t.url);
    await screen.page.route('**/mingjing-rest.wasm', async (route) => {
      if (loads === 1) await after;
      await route.continue().catch(() => {}); // the first is not waited for any more
    });
    screen.page.on('load', () => loads++);
    await screen.page.goto(t.url);
    await screen.page.evaluate(() => window.mingjing.ready.then(() => undefined));
    await screen.page.evaluate(() => setTimeout(() => Module.ccall('mj_updates_waits', null, ['string', 'string', 'string'], ['9', '', ''])));
    await until(() => loads === 2, 'the page to begin anew');
    come();
    await screen.ready();
    assert.equal(screen.anew--, 1);
    Screen.anew--;
    await loadSample(screen);
    await screen.reload();
    assert.equal(loads, 3);
    await context.close();
  },

  'where the program cannot run, its data are taken out, and are all there elsewhere': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await editFirst(screen, 'litigation', 'case_no', '渝涪行诉〔2023〕取出号');
    const context = t.context, kept = JSON.parse(await readFile(await exportFile(screen, t, 'kept.json'), 'utf8')).registers;
    await screen.page.close();
    const page = await context.newPage();
    await page.addInitScript(() => { HTMLCanvasElement.prototype.getContext = () => null; }); // no graphics
    await page.goto(t.url);
    await page.waitForSelector('#notice[role=alert]');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#notice button.second')]);
    assert.match(download.suggestedFilename(), /\.mjrescue$/);
    const path = join(t.scratch, 'out.mjrescue');
    await download.saveAs(path);
    const { status, stdout } = await mingjing(t, 'check', path);
    assert.equal(status, 0, stdout);
    await page.close();

    const elsewhere = await t.open();
    await importFile(elsewhere, path);
    await elsewhere.savedState('saved', 60000);
    assert.deepEqual(JSON.parse(await readFile(await exportFile(elsewhere, t, 'got.json'), 'utf8')).registers, kept);

    const nothing = await (await newContext(t.browser)).newPage();
    await nothing.addInitScript(() => { delete self.WebAssembly; }); // so that the program itself makes no database
    await nothing.goto(t.url);
    await nothing.click('#notice button.second');
    await nothing.waitForFunction(() => document.getElementById('notice').textContent.includes('没有明镜的数据'));
    assert.deepEqual(await nothing.evaluate(() => indexedDB.databases()), [], 'looking makes no database');
    await nothing.evaluate(() => localStorage.setItem('mingjing/.stand', 'any'));
    await nothing.reload();
    await nothing.waitForSelector('#notice[role=alert]');
    assert.equal(await nothing.$('#notice button.second'), null, 'nobody takes the data out of a stand');
    await nothing.context().close();
  },

  'a program whose catalogue has a mistake refuses to start': async (t) => {
    const server = await changed(t, 'mingjing.wasm', (wasm) => {
      assert.ok(wasm.includes('"register":"arbitration","starts"'));
      return wasm.replace('"register":"arbitration","starts"', '"register":"arbitratoin","starts"');
    });
    try {
      const told = await refusal(t, server.url);
      assert.match(told.words, /目录有错/);
      await told.close();
    } finally {
      await server.close();
    }
  },

  'inside another page only words are shown: by header nothing at all, without it nothing is fetched or opened': async (t) => {
    const asked = [];
    let strict = true;
    const server = createServer(async (request, response) => {
      const name = new URL(request.url, 'http://x').pathname;
      asked.push(name);
      const file = join(siteOf(t), name === '/' ? 'index.html' : name);
      response.writeHead(200, { 'Content-Type': types[extname(file)], ...(strict && { 'Content-Security-Policy': headers['Content-Security-Policy'] }) });
      response.end(await readFile(file).catch(() => ''));
    });
    const outer = createServer((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end(`<iframe src="http://127.0.0.1:${server.address().port}/" width="800" height="600"></iframe>`);
    });
    for (const s of [server, outer]) await new Promise((done) => { s.listen(0, '127.0.0.1', done); });
    const context = await newContext(t.browser);
    try {
      const page = await context.newPage();
      const open = () => page.goto(`http://127.0.0.1:${outer.address().port}/`);
      await open();
      assert.match(page.frames()[1].url(), /^chrome-error:/);
      strict = false;
      asked.length = 0;
      await open();
      const frame = page.frames()[1];
      await frame.waitForSelector('#notice[role=alert]');
      assert.match(await frame.textContent('#message'), /嵌在了别的网页里/);
      await page.waitForTimeout(1000);
      assert.ok(!asked.includes('/mingjing.wasm'));
      assert.deepEqual(await frame.evaluate(async () => (await indexedDB.databases()).length + localStorage.length), 0);
      const [alone] = await Promise.all([context.waitForEvent('page'), frame.click('#notice button')]);
      await alone.waitForFunction(() => document.body?.classList.contains('running'));
    } finally {
      await context.close();
      for (const s of [server, outer]) { s.closeAllConnections?.(); s.close(); }
    }
  },

  'About says the version that exports carry, and opens the notices; the palette finds it': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const mark = /project\(mingjing VERSION (\S+)/.exec(await readFile(join(t.root, 'CMakeLists.txt'), 'utf8'))[1];
    await screen.press('Control+K');
    await screen.item('palette.0');
    await screen.type('gy');
    await screen.click((i) => /^palette\.\d/.test(i.id) && i.label === '关于');
    await screen.item('about.version');
    await screen.click('nav.data');
    await scrollTo(screen, 'about');
    await screen.click('about');
    assert.match((await screen.item('about.version')).label, new RegExp(`版本 ${mark.replaceAll('.', '\\.')} `));
    const [notices] = await Promise.all([t.context.waitForEvent('page'), screen.click('about.notices')]);
    await notices.waitForLoadState();
    const text = await notices.textContent('body');
    for (const name of ['Dear ImGui', 'SDL', 'nlohmann/json', 'Emscripten', 'musl', 'libc++']) assert.ok(text.includes(name), name);
    assert.match(text, /Permission is hereby granted/);
    await notices.close();
  },
};
