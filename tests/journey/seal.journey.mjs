// A backup file sealed with a passphrase: opened by another program from the format docs/formats.md tells, and by nobody without it.
import assert from 'node:assert/strict';
import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { editFirst, exportFile, importFile, loadSample, replaceByFile } from './steps.mjs';

const passphrase = 'correct 明镜 2024', piece = 1 << 20, head = 32, tag = 16;

/** What a sealed file holds. */
function opened(file, words) {
  assert.equal(file.subarray(0, 8).toString(), 'MJSEALED');
  assert.equal(file.readUInt32LE(8), 1);
  assert.equal(file.readUInt32LE(12), 600000);
  const key = pbkdf2Sync(words.normalize('NFKC'), file.subarray(16, head), file.readUInt32LE(12), 32, 'sha256');
  const parts = [];
  for (let at = head, index = 0; at < file.length; at += piece + tag, index++) {
    const closed = file.subarray(at, at + piece + tag), nonce = Buffer.alloc(12);
    nonce.writeUInt32LE(index);
    nonce[4] = at + closed.length === file.length ? 1 : 0;
    const way = createDecipheriv('aes-256-gcm', key, nonce).setAAD(file.subarray(0, head)).setAuthTag(closed.subarray(-tag));
    parts.push(way.update(closed.subarray(0, -tag)), way.final());
  }
  return Buffer.concat(parts);
}

async function fill(screen, field, text) {
  await screen.click(field);
  await screen.type(text);
}

async function exportSealed(screen, t, name) {
  await screen.click('nav.data');
  await screen.click('export.sealed');
  await fill(screen, 'passphrase.text', passphrase);
  await fill(screen, 'passphrase.again', passphrase.slice(0, -1));
  assert.match((await screen.item('passphrase.problem')).label, /不一样/);
  await screen.type(passphrase.slice(-1));
  await screen.gone('passphrase.problem');
  const [download] = await Promise.all([screen.page.waitForEvent('download'), screen.click('passphrase.yes')]);
  assert.match(download.suggestedFilename(), /\.mjsealed$/);
  const path = join(t.scratch, name);
  await download.saveAs(path);
  return path;
}

export default {
  'a sealed backup holds exactly the plain one, and only its passphrase opens it': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const plain = await readFile(await exportFile(screen, t, 'plain.json'));
    const path = await exportSealed(screen, t, 'backup.mjsealed');
    const sealed = await readFile(path);
    assert.ok(sealed.length > 3 * piece);
    assert.ok(opened(sealed, passphrase).equals(plain));
    assert.ok(!sealed.includes('mingjing'));

    await editFirst(screen, 'petition', 'no', 'CHANGED-1');
    await importFile(screen, path);
    await fill(screen, 'passphrase.text', 'wrong 明镜 2024');
    await screen.click('passphrase.yes');
    assert.match((await screen.item('passphrase.problem')).label, /口令不对/);
    await screen.click('passphrase.text');
    await screen.press('Control+A');
    await screen.type(passphrase);
    await screen.press('Enter');
    await replaceByFile(screen);
    await screen.savedState();
    assert.ok(plain.equals(await readFile(await exportFile(screen, t, 'again.json'))));
  },

  'a sealed file with a byte changed, a piece lost, exchanged or repeated is refused': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const sealed = await readFile(await exportSealed(screen, t, 'backup.mjsealed'));
    const { revision } = await screen.saved();
    const cut = (from, to) => sealed.subarray(head + from * (piece + tag), to === undefined ? undefined : head + to * (piece + tag));
    const changed = Buffer.from(sealed);
    changed[head + 2 * (piece + tag) + 99] ^= 1;
    const weaker = Buffer.from(sealed);
    weaker.writeUInt32LE(599999, 12);
    const start = sealed.subarray(0, head), bad = {
      'a byte': changed, 'fewer rounds': weaker, 'the end': sealed.subarray(0, -1), 'the last piece': Buffer.concat([start, cut(0, 2)]),
      'a piece': Buffer.concat([start, cut(0, 1), cut(2)]), 'an exchange': Buffer.concat([start, cut(1, 2), cut(0, 1), cut(2)]),
      'a piece twice': Buffer.concat([sealed, cut(2)]), 'nearly all': sealed.subarray(0, head + 5),
    };
    for (const [what, bytes] of Object.entries(bad)) {
      const path = join(t.scratch, 'bad.mjsealed');
      await writeFile(path, bytes);
      await importFile(screen, path);
      await fill(screen, 'passphrase.text', passphrase);
      await screen.click('passphrase.yes');
      const said = await screen.item((i) => i.id === 'passphrase.problem' || (i.id.startsWith('notice.') && /损坏/.test(i.label)), 30000);
      assert.ok(said, what);
      if (said.id === 'passphrase.problem') await screen.click('passphrase.no');
      else await screen.click(`${said.id}.close`);
    }
    assert.equal((await screen.saved()).revision, revision);
  },
};
