// A table as an office saves it comes into the page.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportFile, loadSample, mingjing, scrollTo, unnoticed } from './steps.mjs';

export default {
  'a GBK table goes in by the picker, what reads it is fetched only then, and its figures show': async (t) => {
    const screen = await t.open();
    const fetched = [];
    screen.page.on('request', (r) => fetched.push(new URL(r.url()).pathname));
    await loadSample(screen);
    const before = await exportFile(screen, t, 'before.json');
    assert.ok(!fetched.some((path) => path.includes('tables')), 'the first page needs none of it');

    const table = join(t.root, 'tests/files/tables/import/office-gbk.csv'), after = join(t.scratch, 'after.json');
    await screen.click('nav.registers');
    await screen.click('register.mediation');
    const [chooser] = await Promise.all([screen.page.waitForEvent('filechooser'), screen.click('import')]);
    await chooser.setFiles(table);
    assert.equal((await screen.item('intake.new')).value, '2');
    await screen.click('intake.take');
    await screen.item((i) => i.id.startsWith('notice.') && i.label.includes('新增 2 条'));
    await screen.savedState();
    assert.ok(fetched.some((path) => path.endsWith('/tables.wasm')));

    await screen.reload();
    assert.equal((await mingjing(t, 'import', before, table, '--register', 'mediation', '-o', after)).status, 0);
    const told = (await mingjing(t, 'figures', after, '--year', '2023', '--csv')).stdout.trim().split('\n').slice(1).map((l) => l.split(','));
    const old = (await mingjing(t, 'figures', before, '--year', '2023', '--csv')).stdout;
    await screen.click('nav.overview');
    assert.deepEqual((await screen.figures()).map((f) => [f.id, Number(f.value)]), told.map(([id, value]) => [id, Number(value)]));
    assert.notDeepEqual(old.trim().split('\n').slice(1).map((l) => l.split(',')), told, 'the table changes a figure');
  },

  'columns and words of an own table are assigned in the page, and a reload later known at once': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const rows = (from, to) => Array.from({ length: to - from }, (_, i) =>
      `自-${from + i},2023-05-06,来访,工资,荔枝街道,和解销案,2023-05-20\r\n`).join('');
    const head = '案号,登记日,渠道,案由,镇街,处理情况,结案日期\r\n';
    const choose = async (name, content) => {
      const path = join(t.scratch, name);
      await writeFile(path, content);
      await screen.click('nav.registers');
      await screen.click('register.mediation');
      const [chooser] = await Promise.all([screen.page.waitForEvent('filechooser'), screen.click('import')]);
      await chooser.setFiles(path);
    };
    const count = (id, value) => screen.item((i) => i.id === id && i.value === value);
    await choose('own.csv', head + rows(0, 3));
    await count('intake.rejected', '3');
    await screen.click('intake.column.1');
    await screen.click('intake.column.1.received');
    await screen.item((i) => i.id === 'intake.column.1' && i.value.startsWith('收到日期'));
    await screen.page.mouse.move(640, 330);
    await screen.page.mouse.wheel(0, 150);
    await screen.click('intake.column.5');
    await screen.page.mouse.move(700, 400); // over the list that is open
    await screen.page.mouse.wheel(0, 400);
    await screen.click('intake.column.5.outcome');
    await scrollTo(screen, 'intake.word.0');
    await screen.click('intake.word.0');
    await screen.click('intake.word.0.agreed');
    await count('intake.new', '3');
    await screen.click('intake.take');
    await screen.item((i) => i.id.startsWith('notice.') && i.label.includes('新增 3 条'));
    await screen.savedState();
    await screen.reload();
    await choose('next.csv', head + rows(0, 5));
    await count('intake.new', '2');
    await count('intake.unchanged', '3');
  },

  'an imported table is taken back as a whole the next day, under the name of who was at the desk': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const records = async (name) => JSON.parse(await readFile(await exportFile(screen, t, name), 'utf8')).registers;
    const before = await records('before.json');
    await scrollTo(screen, 'who');
    await screen.click('who');
    await screen.type('周明');
    await screen.item((i) => i.id === 'desk' && i.label === '周明');
    await screen.click('nav.registers');
    await screen.click('register.lead');
    const [chooser] = await Promise.all([screen.page.waitForEvent('filechooser'), screen.click('import')]);
    await chooser.setFiles(join(t.root, 'tests/files/tables/import/subtotals-and-average.xlsx'));
    await screen.click('intake.take');
    await screen.item((i) => i.id.startsWith('notice.') && i.label.includes('新增 2 条') && i.label.endsWith('周明'));
    await screen.savedState();
    assert.equal((await records('with.json')).lead.length, before.lead.length + 2);

    await screen.page.clock.setSystemTime(Date.now() + 86400e3);
    await screen.reload();
    assert.equal((await screen.item('desk')).label, '周明');
    assert.equal(await screen.find('undo'), undefined, 'no step of this session');
    await screen.click('nav.data');
    await scrollTo(screen, 'batch.0.withdraw');
    const batch = await screen.item('batch.0');
    assert.match(batch.label, /^subtotals-and-average\.xlsx · /);
    assert.match(batch.value, / · 2 条 · 周明$/);
    await screen.click('batch.0.withdraw');
    await screen.click('answer.yes');
    await screen.item((i) => i.id.startsWith('notice.') && i.label.includes('的 2 条'));
    await screen.savedState();
    await screen.reload();
    assert.deepEqual(await records('after.json'), before);
    assert.equal(await screen.find('batch.0'), undefined);
    await screen.page.evaluate(() => { location.hash = '#/bin'; });
    assert.match((await screen.item('bin.0')).value, / · 周明$/);
    assert.ok(await screen.find('bin.1'));
  },

  'a list gives its empty table, which the command line makes alike': async (t) => {
    const screen = await t.open();
    await screen.click('nav.registers');
    await screen.click('register.mediation');
    const [download] = await Promise.all([screen.page.waitForEvent('download'), screen.click('list.none.2')]);
    assert.equal(download.suggestedFilename(), '调解-模板.xlsx');
    const made = join(t.scratch, 'made.xlsx');
    assert.equal((await mingjing(t, 'template', '--register', 'mediation', '-o', made)).status, 0);
    assert.deepEqual(await readFile(await download.path()), await readFile(made));
    await screen.item((i) => i.id.startsWith('notice.') && i.label.includes('调解-模板.xlsx'));
  },

  'the rows that stay out are a file the Worker writes, and it goes in when it is repaired': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const give = async (path) => {
      const [chooser] = await Promise.all([screen.page.waitForEvent('filechooser'), screen.click('import')]);
      await chooser.setFiles(path);
    };
    await screen.click('nav.registers');
    await screen.click('register.lead');
    await give(join(t.root, 'tests/files/tables/import/amount-negative.csv'));
    assert.equal((await screen.item('intake.rejected')).value, '1');
    const [download] = await Promise.all([screen.page.waitForEvent('download'), screen.click('intake.give_rejected')]);
    assert.equal(download.suggestedFilename(), 'amount-negative-退回.csv');
    await screen.item('intake.written');
    const text = await readFile(await download.path(), 'utf8');
    assert.match(text, /-500,.*,主张金额：“-500”是负数/);
    await screen.click('intake.drop');
    const repaired = join(t.scratch, 'repaired.csv');
    await writeFile(repaired, text.replace(',-500,', ',500,'));
    await give(repaired);
    assert.equal((await screen.item('intake.new')).value, '1');
    await screen.click('intake.take');
    await screen.item((i) => i.id.startsWith('notice.') && i.label.includes('新增 1 条'));
  },

  'a file dropped anywhere on the page comes in, and the browser stays': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const bytes = [...await readFile(join(t.root, 'tests/files/tables/import/subtotals-and-average.xlsx'))];
    await screen.page.evaluate((content) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(content)], '线索.xlsx'));
      const init = { dataTransfer: data, bubbles: true, cancelable: true };
      for (const name of ['dragover', 'drop'])
        if (document.body.dispatchEvent(new DragEvent(name, init))) throw new Error(`${name}: the browser leaves`);
    }, bytes);
    await screen.click('intake.register.lead');
    assert.equal((await screen.item('intake.new')).value, '2');
    await screen.press('Escape');
    await screen.gone('intake.new');

    // Cells copied from a spreadsheet are as good as a file, where no text is written.
    await screen.click('nav.registers');
    await screen.click('register.lead');
    const paste = () => screen.page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', '编号\t接收日期\t渠道\t事项\t领域\r\n贴-1\t2023-05-06\t来访\t工资支付\t建设领域\r\n');
      (document.activeElement ?? document).dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    });
    await screen.click('search');
    await paste();
    await screen.item((i) => i.id === 'search' && i.value?.startsWith('编号 接收日期'));
    assert.equal(await screen.find('intake.file'), undefined);
    await screen.press('Escape');
    await screen.click('nav.registers');
    await screen.click('register.lead');
    await paste();
    assert.match((await screen.item('intake.file')).label, /^粘贴的表格\.tsv/);
    assert.equal((await screen.item('intake.new')).value, '1');
    await screen.click('intake.take');
    await screen.item((i) => i.id.startsWith('notice.') && i.label.includes('新增 1 条'));
  },
};
