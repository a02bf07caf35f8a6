// What is sealed. A backup file with a passphrase: opened by another program from the format docs/formats.md tells, and by nobody without it.
import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { head, opened, openedApplication, piece, sealedApplication, tag } from '../sealed.mjs';
import { apply, editFirst, exportFile, filesOf, importFile, loadSample, mingjing, newPassphrase, replaceByFile, scrollTo, sealed } from './steps.mjs';

const passphrase = 'correct 明镜 2024';

async function fill(screen, field, text) {
  await screen.click(field);
  await screen.type(text);
}

async function exportSealed(screen, t, name) {
  await screen.click('nav.data');
  await screen.click('export.sealed');
  await fill(screen, 'passphrase.text', passphrase);
  await fill(screen, 'passphrase.again', passphrase.slice(0, -1));
  const { y } = await screen.item('passphrase.yes');
  assert.ok(!await screen.find('passphrase.problem')); // so far it is right
  await screen.type('?');
  assert.match((await screen.item('passphrase.problem')).label, /不一样/);
  assert.ok(Math.abs((await screen.item('passphrase.yes')).y - y) <= 4); // nothing moves under the hand by more than a pixel
  await screen.press('Backspace');
  await screen.type(passphrase.slice(-1));
  await screen.gone('passphrase.problem');
  const [download] = await Promise.all([screen.page.waitForEvent('download'), screen.click('passphrase.yes')]);
  assert.match(download.suggestedFilename(), /\.mjsealed$/);
  const path = join(t.scratch, name);
  await download.saveAs(path);
  return path;
}

/** Makes the office's key. What its file holds, and where that lies. */
async function makeKey(screen, t) {
  await screen.click('nav.data');
  await scrollTo(screen, 'key');
  await screen.click('key');
  const [saved] = await Promise.all([screen.page.waitForEvent('download'), newPassphrase(screen, passphrase)]);
  const path = join(t.scratch, 'key.mjsealed');
  await saved.saveAs(path);
  return { path, key: JSON.parse(opened(await readFile(path), passphrase)) };
}

/** Whether the signature is that of these words, as another program finds. */
function fits(by, words) {
  const point = Buffer.from(by.sign, 'hex'), part = (from) => point.subarray(from, from + 32).toString('base64url');
  const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: part(1), y: part(33) }, format: 'jwk' });
  return verify('sha256', Buffer.from(words), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(by.signature, 'hex'));
}

const told = (words) => (i) => i.id.startsWith('notice.') && i.label.includes(words);

export default {
  'a sealed backup holds exactly the plain one, and only its passphrase opens it': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.click('nav.data');
    await screen.click('export.history.1'); // what is done meanwhile is not to make another file
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

  'an application is sealed to the office: the file shows nothing, and the office and another program of HPKE open it': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const { path: keyFile, key } = await makeKey(screen, t);
    await scrollTo(screen, 'key.forget');
    const [given] = await Promise.all([screen.page.waitForEvent('download'), screen.click('key')]);
    const publicFile = join(t.scratch, 'public.json');
    await given.saveAs(publicFile);
    assert.deepEqual(Object.keys(JSON.parse(await readFile(publicFile, 'utf8'))), ['format', 'version', 'office', 'sign', 'seal', 'checksum']);

    // Where only the public part is: a demo for a stick, and a stand.
    const data = join(t.scratch, 'data.json'), demo = join(t.scratch, 'demo.html');
    for (const [from, ...args] of [['generate', '--office', 'fuling', '--year', '2023', '--seed', '1', '-o', data],
      ['pack', data, '-o', demo, '--page', join(t.site, '../single/mingjing.html'), '--key', publicFile]]) {
      const { status, stdout, stderr } = await mingjing(t, from, ...args);
      assert.equal(status, 0, stdout + stderr);
    }
    const packed = await t.open({ at: pathToFileURL(demo).href });
    await packed.item('banner.demo');
    await packed.page.evaluate(() => { location.hash = '#/apply'; });
    const carried = await apply(packed, t, '李某某');
    assert.equal(JSON.parse(await openedApplication(await readFile(carried.path), key)).code, carried.code);
    const stand = await t.open();
    await importFile(stand, publicFile);
    await scrollTo(stand, 'key.forget');
    await stand.page.evaluate(() => { location.hash = '#/apply'; });
    const { code, path } = await apply(stand, t, '何某某');
    const file = await readFile(path);
    assert.match(path, /\.mjapply$/);
    for (const told of ['何某某', 'mingjing-application', code]) assert.ok(!file.includes(told), told);

    const text = await openedApplication(file, key);
    assert.equal(JSON.parse(text).fields.worker, '何某某');
    assert.equal(JSON.parse(text).code, code);

    await importFile(stand, path); // what seals does not open
    await stand.item(told('这台电脑打不开'));
    const changed = join(t.scratch, 'changed.mjapply'), other = Buffer.from(file);
    other[100] ^= 1;
    await writeFile(changed, other);
    await importFile(screen, changed);
    await screen.item(told('封好后被改动过'));
    await importFile(screen, path);
    assert.equal((await screen.item('value.worker')).value, '何某某');

    // Another computer of the office, from its key file; and a file another program has sealed.
    const elsewhere = await t.open();
    // A key whose parts do not belong together is none.
    const point = key.seal.replace(/^04../, (front) => (front === '0400' ? '0401' : '0400')), mixed = join(t.scratch, 'mixed.json');
    await writeFile(mixed, sealed(JSON.stringify({ ...key, seal: point, checksum: 'crc32c:00000000' })));
    await importFile(elsewhere, mixed);
    await elsewhere.item(told('用不了'));
    await importFile(elsewhere, keyFile);
    await elsewhere.click('passphrase.text');
    await elsewhere.type(passphrase);
    await elsewhere.press('Enter');
    await elsewhere.item(told('已收下单位密钥'));
    const theirs = join(t.scratch, 'theirs.mjapply');
    await writeFile(theirs, await sealedApplication(text, key));
    await importFile(elsewhere, [carried.path, theirs]); // both at once
    await elsewhere.item(told('已收下 2 份申请'));
    assert.equal((await elsewhere.item('value.worker')).value, '何某某');
    assert.equal((await scrollTo(elsewhere, 'value.receipt')).value, code);
  },

  'an export is signed: another program finds the signature sound, a page says whose it is, and a changed file is told': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const { key } = await makeKey(screen, t);
    await screen.click('nav.overview');
    const path = await exportFile(screen, t, 'signed.json'), text = await readFile(path, 'utf8');
    const at = text.lastIndexOf('"signed"'), by = JSON.parse(text).signed;
    const digest = createHash('sha256').update(text.slice(0, at)).digest('hex');
    assert.deepEqual([by.sha256, by.sign, by.seal], [digest, key.sign, key.seal]);
    assert.ok(fits(by, `mingjing data sha256:${digest}\n`));
    assert.ok(!fits(by, `mingjing data sha256:${digest.replace(/./g, '0')}\n`));
    assert.match((await mingjing(t, 'check', path)).stdout, /signed with key/);

    await importFile(screen, path);
    await screen.item(told('没有'));
    await editFirst(screen, 'petition', 'no', 'CHANGED-1');
    await importFile(screen, path);
    assert.match((await screen.item('signer')).value, /涪陵区.*签名后没有改动/);
    await screen.click('answer.no');

    // Changed by somebody who knows the checksum; and with a signature of his own under the office's key.
    const changed = text.replace(/"created":"20/, '"created":"19'), elsewhere = await t.open();
    const end = changed.lastIndexOf('"signed"'), sum = createHash('sha256').update(changed.slice(0, end)).digest('hex');
    for (const [name, file] of [['changed', changed], ['false', changed.replace(by.sha256, sum)]]) {
      const where = join(t.scratch, `${name}.json`);
      await writeFile(where, sealed(file));
      await importFile(elsewhere, where);
      assert.match((await elsewhere.item('signer')).value, /签名不符/, name);
      await elsewhere.click('answer.no');
      await elsewhere.gone('signer');
    }
    const figures = await mingjing(t, 'figures', join(t.scratch, 'changed.json'), '--year', '2023');
    assert.equal(figures.status, 2);
    assert.match(figures.stderr, /changed after it was signed/);
    await importFile(elsewhere, path);
    assert.match((await elsewhere.item('signer')).value, /认不出是谁的/);
    await elsewhere.click('answer.yes');
    await elsewhere.item(told('认不出是谁的'));

    // Compared once, the key is known, also when the page is opened again; another one under its office's name is warned of.
    const fingerprint = createHash('sha256').update(Buffer.from(key.sign + key.seal, 'hex')).digest('hex').slice(0, 16);
    const compared = async (file) => {
      await elsewhere.click('nav.data');
      await scrollTo(elsewhere, 'compare');
      const [chooser] = await Promise.all([elsewhere.page.waitForEvent('filechooser'), elsewhere.click('compare')]);
      await chooser.setFiles(file);
      return (await elsewhere.item('signer')).value;
    };
    assert.match(await compared(path), /认不出是谁的/);
    await fill(elsewhere, 'signer.typed', fingerprint);
    await elsewhere.click('signer.remember');
    await elsewhere.gone('signer.typed');
    assert.match((await elsewhere.item('signer')).value, /涪陵区.*核对过/);
    await elsewhere.click('answer.no');
    await elsewhere.reload();
    assert.match(await compared(path), /涪陵区.*核对过/);
    await elsewhere.click('answer.no');
    const other = await t.open();
    await loadSample(other);
    await makeKey(other, t);
    await other.click('nav.overview');
    assert.match(await compared(await exportFile(other, t, 'other.json')), /当心.*涪陵区/);
  },

  'a progress file is signed: another program finds the signature sound, a page says with which key, and uses none that was changed': async (t) => {
    const screen = await t.open();
    const { key } = await makeKey(screen, t);
    await screen.page.evaluate(() => { location.hash = '#/apply'; });
    const { code, path } = await apply(screen, t, '何某某', '000-0000 转 6543');
    await importFile(screen, path);
    assert.equal((await screen.item('value.worker')).value, '何某某');
    await screen.click('nav.data');
    await scrollTo(screen, 'progress');
    const [progress] = await Promise.all([screen.page.waitForEvent('download'), screen.click('progress')]);
    const text = await readFile(await progress.path(), 'utf8'), by = JSON.parse(text).signed;
    const digest = createHash('sha256').update(text.slice(0, text.lastIndexOf('"signed"'))).digest('hex');
    assert.deepEqual([by.sha256, by.sign, by.seal], [digest, key.sign, key.seal]);
    assert.ok(fits(by, `mingjing progress sha256:${digest}\n`));

    const asked = async (body) => {
      const there = await t.open({ before: (page) => page.route('**/progress.json', (route) => route.fulfill({ body })) });
      await there.page.evaluate(() => { location.hash = '#/apply'; });
      await fill(there, 'receipt.asked', code);
      return there;
    };
    const there = await asked(text);
    await fill(there, 'receipt.digits', '6543');
    assert.match((await there.item('receipt.signer')).value, /签名完好/);
    const changed = await asked(sealed(text.replace(by.signature, by.signature.replace(/./, (c) => (c === '0' ? '1' : '0')))));
    assert.match((await changed.item('receipt.false')).value, /签名不符/);
    assert.ok(!(await changed.items()).some((i) => i.id === 'receipt.digits'));
  },

  'a key that is given up lies nowhere any more, and what another window has is used at once': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const other = await t.open({ context: t.context });
    await other.savedState('follows');
    const { key } = await makeKey(screen, t);
    const { path } = await (async () => {
      await other.page.evaluate(() => { location.hash = '#/apply'; });
      return apply(other, t, '何某某');
    })();
    assert.equal(JSON.parse(await openedApplication(await readFile(path), key)).fields.worker, '何某某');
    await other.page.close();

    const everywhere = async () => JSON.stringify(await screen.page.evaluate(() => ({ ...localStorage })))
      + Object.values(await filesOf(screen.page, '/mingjing/')).map((file) => Buffer.from(file, 'base64').toString('latin1')).join();
    assert.ok((await everywhere()).includes(key.secret_seal));
    await scrollTo(screen, 'lock.set');
    await screen.click('lock.set');
    await newPassphrase(screen, passphrase);
    await screen.item('lock.drop');
    assert.ok(!(await everywhere()).includes(key.secret_seal));
    await screen.click('lock.drop');
    await screen.click('answer.yes');
    await screen.item('lock.set');
    await scrollTo(screen, 'key.forget');
    await screen.click('key.forget');
    await screen.click('answer.yes');
    await screen.gone('key.forget');
    assert.ok(!(await everywhere()).includes(key.secret_seal));
  },
};
