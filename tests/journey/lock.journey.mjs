// The lock on what is kept: what lies in the browser is read from beside the program, and opened from what docs/formats.md tells.
import assert from 'node:assert/strict';
import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { join } from 'node:path';
import { Screen, until } from './harness.mjs';
import { assertGolden, editFirst, filesOf, golden, inStore, loadSample, mingjing, newPassphrase, scrollTo, writeFirst } from './steps.mjs';

const passphrase = 'correct 明镜 2024', database = '/mingjing/', plain = ['/mingjing/owner', '/mingjing/lock', '/mingjing/settings'];

function decrypted(key, iv, data, closed) {
  const way = createDecipheriv('aes-256-gcm', key, iv).setAAD(data).setAuthTag(closed.subarray(-16));
  return Buffer.concat([way.update(closed.subarray(0, -16)), way.final()]);
}

/** The store's files as they lie there, and as they are for whoever has the passphrase. */
async function store(screen, words = passphrase) {
  const kept = Object.fromEntries(Object.entries(await filesOf(screen.page, database)).map(([path, text]) => [path, Buffer.from(text, 'base64')]));
  const entry = kept['/mingjing/lock'], opened = {};
  if (!entry) return { kept };
  assert.equal(entry.subarray(0, 8).toString(), 'MJLOCKED');
  assert.equal(entry.readUInt32LE(12), 600000);
  const over = pbkdf2Sync(words.normalize('NFKC'), entry.subarray(16, 32), 600000, 32, 'sha256');
  const key = decrypted(over, entry.subarray(32, 44), entry.subarray(0, 32), entry.subarray(44));
  for (const [path, bytes] of Object.entries(kept)) {
    if (plain.includes(path)) continue;
    assert.equal(bytes.subarray(0, 8).toString(), 'mingjing');
    assert.equal(bytes.readUInt32LE(8), 4);
    opened[path] = decrypted(key, bytes.subarray(12, 24), Buffer.from(path), bytes.subarray(24, -4));
  }
  return { kept, opened };
}

const settings = (screen) => screen.page.evaluate(() => JSON.stringify({ ...localStorage }));

async function setLock(screen, words = passphrase, button = 'lock.set') {
  await screen.click('nav.data');
  await scrollTo(screen, button);
  await screen.click(button);
  await newPassphrase(screen, words);
  const done = button === 'lock.set' ? /已加锁/ : /口令已换/;
  await screen.item((i) => i.id.startsWith('notice.') && done.test(i.label));
}

const asked = (screen) => screen.page.waitForSelector('#unlock input', { timeout: 15000 });

async function unlock(screen, words = passphrase) {
  await asked(screen);
  await screen.page.fill('#unlock input', words);
  await screen.page.click('#unlock button');
  await screen.ready();
}

export default {
  'under a lock nothing is kept in the clear; its passphrase alone opens it, with what was half written': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await editFirst(screen, 'petition', 'no', 'BEFORE-LOCK-1');
    const before = (await store(screen)).kept;
    assert.ok(Object.values(before).some((bytes) => bytes.includes('BEFORE-LOCK-1')), 'without a lock it lies in the clear');
    await setLock(screen);
    await editFirst(screen, 'petition', 'no', 'UNDER-LOCK-2');
    await writeFirst(screen, 'nav.petition', 'no', 'HALF-WRITTEN-3');
    const { kept, opened } = await store(screen);
    for (const [path, bytes] of Object.entries(kept)) assert.ok(!/LOCK-[12]/.test(bytes.toString('latin1')), path);
    assert.ok(Object.values(opened).some((bytes) => bytes.includes('UNDER-LOCK-2')));
    assert.deepEqual(Object.keys(opened).filter((path) => path.includes('/seg-')), Object.keys(before).filter((path) => path.includes('/seg-')));

    await screen.press('Control+L');
    await asked(screen);
    assert.ok(!(await screen.page.evaluate(() => document.body.className)).includes('running'));
    assert.ok(!(await settings(screen)).includes('HALF-WRITTEN-3'));
    assert.equal(new URL(screen.page.url()).hash, '', 'what is looked at does not stand in the bar');
    await screen.page.fill('#unlock input', 'wrong');
    await screen.page.keyboard.press('Enter');
    await until(() => screen.page.evaluate(() => /口令不对/.test(document.getElementById('unlock').textContent)), 'to be refused');
    await screen.page.fill('#unlock input', passphrase);
    const began = Date.now();
    await screen.page.keyboard.press('Enter');
    await screen.ready();
    console.log(`    open again after ${Date.now() - began} ms`);
    await screen.item((i) => i.id === 'field.no' && i.value === 'HALF-WRITTEN-3');
    await screen.click('cancel');
    await screen.click('answer.yes');
    await screen.click('nav.overview');
    await screen.item('top.mediation.cases');
    assertGolden(await screen.figures(), await golden(t.root));

    // Another passphrase, and none: the figures stay, and what is kept is what that says.
    await setLock(screen, 'another one', 'lock.change');
    await assert.rejects(store(screen), /Unsupported state|auth/);
    assert.ok((await store(screen, 'another one')).opened['/mingjing/HEAD']);
    await scrollTo(screen, 'lock.drop');
    await screen.click('lock.drop');
    await screen.click('answer.yes');
    await screen.item((i) => i.id.startsWith('notice.') && /不再加密/.test(i.label));
    assert.ok(Object.values((await store(screen)).kept).some((bytes) => bytes.includes('UNDER-LOCK-2')));
    await screen.reload();
    await screen.savedState();
    await screen.click('nav.petition');
    await screen.item((i) => i.label.includes('UNDER-LOCK-2') || i.value?.includes?.('UNDER-LOCK-2'));
  },

  'under a lock nothing is lost when the page goes in the moment of an edit, nor when all is written anew': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await setLock(screen);
    for (const name of ['GONE-1', 'GONE-2', 'GONE-3']) {
      await writeFirst(screen, 'nav.petition', 'no', name);
      const { revision } = await screen.saved();
      await screen.click('save');
      await until(async () => (await screen.saved()).revision > revision, 'the edit');
      await screen.page.reload();
      await unlock(screen);
      await screen.savedState();
      await screen.click('nav.petition');
      await screen.item((i) => i.label.includes(name) || i.value?.includes?.(name));
    }
    // What was durable is taken away beside the page: everything is written again, and under the lock.
    await inStore(screen.page, 'lose all');
    await editFirst(screen, 'petition', 'no', 'ALL-ANEW-1');
    const { kept, opened } = await store(screen);
    assert.ok(Object.values(opened).some((bytes) => bytes.includes('ALL-ANEW-1')));
    assert.ok(!Object.values(kept).some((bytes) => bytes.includes('ALL-ANEW-1')));
    await screen.page.reload();
    await unlock(screen);
    await screen.savedState();
    await screen.click('nav.overview');
    await screen.item('top.mediation.cases');
    assertGolden(await screen.figures(), await golden(t.root));
  },

  'a lock is not set beside another window, closes all windows, and by itself when nobody has touched the page': async (t) => {
    let first = await t.open();
    await loadSample(first);
    const second = await t.open({ context: t.context });
    await first.page.bringToFront();
    await first.click('nav.data');
    await scrollTo(first, 'lock.set');
    await first.click('lock.set');
    await newPassphrase(first, passphrase);
    await first.item((i) => i.id.startsWith('notice.') && /别的明镜窗口/.test(i.label));
    assert.ok(!(await filesOf(first.page, database))['/mingjing/lock']);
    await second.page.close();
    await setLock(first);

    const third = new Screen(await t.context.newPage(), t.url);
    await third.page.goto(t.url);
    await unlock(third);
    assert.equal((await third.saved()).state, 'follows');
    await first.page.bringToFront();
    await editFirst(first, 'petition', 'no', 'TOLD-1');
    await third.page.bringToFront();
    await third.click('nav.petition');
    await third.item((i) => i.label.includes('TOLD-1') || i.value?.includes?.('TOLD-1'));
    await third.press('Control+L');
    await asked(third);
    await asked(first);
    await unlock(first);
    await first.savedState();
    await unlock(third);
    await third.savedState('follows');

    // Whoever follows goes on writing when the other has gone, without another question.
    const gone = first;
    await gone.page.close();
    await third.savedState('saved', 5000);
    await editFirst(third, 'petition', 'no', 'TAKEN-OVER-1');
    first = third;

    // A window that waits wants the passphrase as it is now, not as it was when it was opened.
    const waits = new Screen(await t.context.newPage(), t.url);
    await waits.page.goto(t.url);
    await asked(waits);
    await first.page.bringToFront();
    await setLock(first, 'another one', 'lock.change');
    await waits.page.bringToFront();
    await waits.page.fill('#unlock input', passphrase);
    await waits.page.click('#unlock button');
    await until(() => waits.page.evaluate(() => /口令不对/.test(document.getElementById('unlock').textContent)), 'the old one to be refused');
    await unlock(waits, 'another one');
    await waits.savedState('follows');
    await waits.page.close();
    await first.page.bringToFront();

    await first.page.evaluate(() => {
      const now = Date.now;
      Date.now = () => now() + 14 * 60000;
    });
    await new Promise((done) => setTimeout(done, 6000));
    assert.equal((await first.saved()).state, 'saved', 'not before its time');
    await first.page.evaluate(() => {
      const now = Date.now;
      Date.now = () => now() + 2 * 60000;
    });
    await asked(first);
  },

  'under a lock damage is mended or named as ever, and what is half written outlives a change of the lock that the disk saw first': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await setLock(screen);
    await inStore(screen.page, 'spoil HEAD');
    await screen.page.reload();
    await unlock(screen);
    await screen.savedState();
    await writeFirst(screen, 'nav.petition', 'no', 'HALF-1');
    await until(async () => /sealed:/.test(await settings(screen)), 'the draft to lie sealed');
    const before = await screen.page.evaluate(() => localStorage.getItem('mingjing/.drafts'));
    const lost = (words) => screen.page.evaluate((text) => { // as if the browser had not yet written its settings when it died
      window.addEventListener('pagehide', () => localStorage.setItem('mingjing/.drafts', text));
      setTimeout(() => location.reload());
    }, words);
    const padded = await screen.page.evaluate(() => new Promise((done) => { // put aside by a page that goes while it is sealing
      const encrypt = crypto.subtle.encrypt;
      crypto.subtle.encrypt = () => new Promise(() => {});
      document.getElementById('ime').focus();
      document.execCommand('insertText', false, 'X');
      setTimeout(() => {
        window.dispatchEvent(new Event('pagehide'));
        crypto.subtle.encrypt = encrypt;
        done(localStorage.getItem('mingjing/.drafts'));
      }, 500);
    }));
    assert.match(padded, /^padded:/);
    await screen.page.reload();
    await unlock(screen);
    await screen.item((i) => i.id === 'field.no' && i.value === 'HALF-1X');
    await setLock(screen, 'another one', 'lock.change');
    await lost(padded);
    await unlock(screen, 'another one');
    await screen.click('nav.petition');
    await screen.click('row.0');
    await screen.item((i) => i.id === 'field.no' && i.value === 'HALF-1X');
    await screen.click('nav.data');
    await scrollTo(screen, 'lock.drop');
    await screen.click('lock.drop');
    await screen.click('answer.yes');
    await until(async () => !(await filesOf(screen.page, database))['/mingjing/lock'], 'the lock to go');
    await lost(before);
    await new Promise((done) => setTimeout(done, 500));
    await screen.ready();
    await screen.click('nav.petition');
    await screen.click('row.0');
    await screen.item((i) => i.id === 'field.no' && i.value === 'HALF-1X');
    await screen.click('cancel');
    await screen.click('answer.yes');

    // Where no room is left for the settings nothing is locked.
    await until(() => screen.page.evaluate(() => localStorage.getItem('mingjing/.drafts') === null), 'the draft to go');
    await screen.page.evaluate(() => {
      for (let size = 1 << 20; size; size >>= 1)
        for (let i = 0; ; i++) try { localStorage.setItem(`x${size}.${i}`, 'x'.repeat(size)); } catch (e) { break; }
    });
    await screen.click('nav.data');
    await scrollTo(screen, 'lock.set');
    await screen.click('lock.set');
    await newPassphrase(screen, passphrase);
    await screen.item((i) => i.id.startsWith('notice.') && /没有改/.test(i.label));
    assert.ok(!(await filesOf(screen.page, database))['/mingjing/lock']);
  },

  'under a lock a program that cannot run gives the data to whoever has the passphrase; one that knows no locks refuses': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await editFirst(screen, 'petition', 'no', 'TAKEN-OUT-1');
    await setLock(screen);
    const blind = new Screen(await t.context.newPage(), t.url);
    await blind.page.addInitScript(() => { HTMLCanvasElement.prototype.getContext = () => null; });
    await blind.page.goto(t.url);
    await blind.page.locator('text=取出数据').evaluate((button) => { for (let again = 0; again < 3; again++) button.click(); });
    await asked(blind);
    assert.ok(await blind.page.locator('text=取出数据').isDisabled());
    const field = blind.page.locator('#unlock input');
    assert.equal(await field.count(), 1);
    assert.match(await blind.page.textContent('#message'), /WebGL/, 'why it does not run is still said');
    await field.fill(passphrase);
    const [download] = await Promise.all([blind.page.waitForEvent('download'), field.press('Enter')]);
    const path = join(t.scratch, 'out.mjrescue');
    await download.saveAs(path);
    const { status, stdout } = await mingjing(t, 'check', path);
    assert.equal(status, 0, stdout);
    await blind.page.close();

    // What a program from before there were locks sees: files it cannot know.
    await screen.page.evaluate(() => localStorage.removeItem('mingjing/.lock'));
    await inStore(screen.page, 'lose the lock');
    await screen.reload();
    await screen.savedState('damaged');
    assert.match((await screen.saved()).problem, /更新|newer/);
  },
};
