// Two clerks, each at a computer of their own, put their work together by data files; and tables of every oddity in the page.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { editFirst, exportFile, importFile, mingjing, scrollTo } from './steps.mjs';

const folder = 'tests/files/tables/import';
const registers = async (path) => JSON.parse(await readFile(path, 'utf8')).registers;

async function giveTable(screen, register, path) {
  await screen.page.evaluate((id) => { location.hash = `#/list/${id}`; }, register);
  const [chooser] = await Promise.all([screen.page.waitForEvent('filechooser'), screen.click('import')]);
  await chooser.setFiles(path);
}

async function take(screen) {
  await screen.click('intake.take');
  await screen.gone('intake.take');
  await screen.savedState();
}

const noticed = (screen, words) => screen.item((i) => i.id.startsWith('notice.') && i.label.includes(words));

export default {
  'two desks that began with the same file are merged both ways, are asked about what both changed, and end alike': async (t) => {
    const a = await t.open(), b = await t.open();
    const leads = (name) => join(t.root, folder, name);
    await giveTable(a, 'lead', leads('subtotals-and-average.xlsx'));
    await take(a);
    const common = await exportFile(a, t, 'common.json');
    await importFile(b, common);
    await noticed(b, '2 条');
    await b.savedState();

    await giveTable(a, 'mediation', leads('office-gbk.csv'));
    await take(a);
    await editFirst(a, 'lead', 'workers', '7');
    await giveTable(b, 'employer', leads('company-called-total.csv'));
    await take(b);
    await editFirst(b, 'lead', 'workers', '9');
    const ofB = await exportFile(b, t, 'b.json'), mine = await registers(await exportFile(a, t, 'a.json'));

    await importFile(a, ofB);
    await a.item((i) => i.id === 'merge.new' && i.value === '1');
    await a.item((i) => i.id === 'merge.conflicts' && i.value === '1');
    const asked = await a.item((i) => i.id === 'clash.0' && i.kind === 'text');
    assert.match(asked.value, /7[\s\S]*9/);
    await a.click('merge.theirs');
    await a.click('merge.take');
    await noticed(a, 'b.json');
    await a.savedState();
    const joined = await exportFile(a, t, 'joined.json'), all = await registers(joined);
    assert.equal(all.mediation.length, 2);
    assert.equal(all.employer.length, 1);
    assert.equal(all.lead.length, 2);
    assert.deepEqual(all.lead.map((r) => r.workers).filter((n) => n === 7 || n === 9), [9]);
    assert.notDeepEqual(all, mine);

    // The other desk is asked nothing: all it has done is in the file.
    await importFile(b, joined);
    await b.item((i) => i.id === 'merge.new' && i.value === '2');
    assert.equal((await b.item('merge.conflicts')).value, '0');
    await b.click('merge.take');
    await noticed(b, 'joined.json');
    await b.savedState();
    const told = await registers(await exportFile(b, t, 'told.json'));
    assert.deepEqual(told, all);

    // Once more says that there is nothing to do, and one step takes the whole of it back.
    await importFile(b, joined);
    await noticed(b, '没有');
    await b.page.keyboard.press('Control+z');
    await b.savedState();
    assert.deepEqual(await registers(await exportFile(b, t, 'back.json')), await registers(ofB));
  },

  'twenty odd tables are understood in the page as the list says, and four are taken as the command line takes them': async (t) => {
    const list = JSON.parse(await readFile(join(t.root, folder, 'expected.json'), 'utf8'));
    const odd = list.filter((row) => !row.args && !row.map && !row.error && !row.ledger).filter((_, i) => i % 3 === 0);
    assert.ok(new Set(odd.map((row) => row.file)).size >= 20);
    const screen = await t.open();
    for (const row of odd) {
      await giveTable(screen, row.register ?? 'lead', join(t.root, folder, row.file));
      await screen.item((i) => i.id === 'intake.file' && i.label.startsWith(row.file));
      for (const count of ['new', 'rejected', 'doubtful'])
        assert.equal((await screen.item(`intake.${count}`)).value, String(row[count] ?? 0), `${row.file}: ${count}`);
      assert.equal((await screen.item('intake.skipped')).value, String(row.skipped?.length ?? 0), `${row.file}: skipped`);
      await screen.press('Escape');
      await screen.gone('intake.file');
    }

    let ledger;
    for (const [file, register] of [['guards-of-spreadsheets.csv', 'lead'], ['subtotals-and-average.xls', 'lead'], ['office-gbk.csv', 'mediation'],
      ['company-called-total.csv', 'employer']]) {
      const path = join(t.root, folder, file), next = join(t.scratch, `${file}.json`);
      await giveTable(screen, register, path);
      await take(screen);
      if (ledger) assert.equal((await mingjing(t, 'import', ledger, path, '--register', register, '-o', next)).status, 0);
      ledger = ledger ? next : await exportFile(screen, t, 'first.json');
    }
    // Of records as they are written, by id, the order is another in each store.
    const values = async (path) => Object.entries(await registers(path))
      .map(([id, records]) => [id, records.map(({ id, created, changed, ...rest }) => JSON.stringify(rest)).sort()]);
    assert.deepEqual(await values(await exportFile(screen, t, 'page.json')), await values(ledger));
  },
};
