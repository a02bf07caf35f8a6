// Any question, in the page and on the command line; a list that leaves the screen and is opened by other programs.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { read, utils } from 'xlsx';
import { csv } from '../golden/figures.mjs';
import { exportFile, loadSample, mingjing } from './steps.mjs';

const questions = [
  'mediation?by=street&of=mean(received..closed)&of=median(received..closed)&of=count&on=closed&in=2023&versus=year',
  'mediation?by=mediator&of=count&of=share(outcome:failed)&in=2023',
  'lead?by=street&of=count&in=2023-Q4&versus=before&order=-change&limit=3',
  'lead?where=sector:construction&by=closed.month&of=sum(amount_claimed)&of=sum(wages_recovered)&on=closed&in=2021..2023',
  'employer?where=arbitration.employer()&where=lead.employer(subject:wages)&by=industry&of=count',
  'mediation?by=street&of=rate(employer.street)&of=count&in=2023',
  'mediation?by=received.quarter&of=share(form:platform)&of=count&in=2021..2023',
];

/** What a press downloads. */
async function downloaded(screen, t, press, name) {
  const [download] = await Promise.all([screen.page.waitForEvent('download'), press()]);
  const path = join(t.scratch, name);
  await download.saveAs(path);
  return path;
}

export default {
  'what 分析 answers is what the command line answers from the exported file, number by number': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const file = await exportFile(screen, t, 'all.json');
    for (const [i, question] of questions.entries()) {
      await screen.page.evaluate((hash) => { location.hash = hash; }, `/explore/${question}`);
      await screen.item('explore.export');
      await screen.idle(); // the question before is not on the screen any more
      const text = await readFile(await downloaded(screen, t, () => screen.click('explore.export'), `${i}.csv`), 'utf8');
      const shown = text.replace(/^\uFEFF/, '').trim().split('\r\n').slice(1, -2); // behind the groups are the total and the question
      const asked = await mingjing(t, 'ask', file, question, '--csv');
      assert.equal(asked.status, 0, asked.stderr);
      const lines = asked.stdout.trim().split('\n').slice(1);
      assert.ok(lines.length >= 3, question);
      const numbers = (line) => line.split(',').slice(1);
      assert.deepEqual(shown.map(numbers), lines.map(numbers), question);
      const book = read(await readFile(await downloaded(screen, t, () => screen.click('explore.xlsx'), `${i}.xlsx`)));
      const rows = utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1, defval: '' }).slice(1, -1); // without head and total
      assert.deepEqual(rows.map((row) => row.slice(1).map(String)), lines.map((line) => numbers(line).map((cell) => cell && String(Number(cell)))), question);
      assert.ok(utils.sheet_to_csv(book.Sheets[book.SheetNames[1]]).includes(question.split('?')[0]), 'the question stands on the second sheet');
    }
    assert.deepEqual(screen.problems, []);
  },

  'a list goes out as Excel and CSV, opened by another program: the records that are shown, typed, without personal data': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.page.evaluate(() => { location.hash = '/list/mediation?asked=mediation%3Fwhere%3Doutcome%3Afailed%26in%3D2023'; });
    const count = Number(/[\d,]+/.exec((await screen.item('count')).value)[0].replaceAll(',', ''));
    const out = async (kind, name) => {
      await screen.click('list.export');
      return readFile(await downloaded(screen, t, () => screen.click(`list.export.${kind}`), name));
    };
    const book = read(await out('xlsx', 'list.xlsx'), { cellDates: true });
    const sheet = book.Sheets[book.SheetNames[0]], rows = utils.sheet_to_json(sheet);
    assert.equal(rows.length, count);
    assert.equal(sheet['!autofilter'].ref, sheet['!ref']); // its heads filter all of them
    assert.ok(rows.every((row) => row['结果'] === '调解不成' && row['收到日期'] instanceof Date && !('劳动者' in row)));
    const text = (await out('csv.personal', 'list.csv')).toString('utf8');
    assert.ok(text.startsWith('\uFEFF'));
    const lines = csv(text.slice(1));
    assert.equal(lines.length, count);
    assert.ok(lines.every((line) => line['结果'] === '调解不成' && '劳动者' in line));
    // As they are shown: the newest first.
    assert.deepEqual(lines.map((line) => line['收到日期']), lines.map((line) => line['收到日期']).sort().reverse());
    assert.deepEqual(screen.problems, []);
  },
};
