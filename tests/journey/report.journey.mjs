// The yearly report: from the page into a document, opened by other programs; on paper as real text.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import xlsx from 'xlsx';
import { csv } from '../golden/figures.mjs';
import { exportFile, loadSample, mingjing } from './steps.mjs';

export default {
  'the report of a year goes out as Word and to the printer: each figure as the command line has it, and every part sound': async (t) => {
    const screen = await t.open({ before: (page) => page.addInitScript(() => {
      window.print = () => { // nobody answers the browser's dialogue
        dispatchEvent(new Event('beforeprint'));
        window.printed = document.title;
      };
    }) });
    await loadSample(screen);
    const file = await exportFile(screen, t, 'all.json');
    await screen.click('nav.report');
    const [download] = await Promise.all([screen.page.waitForEvent('download'), screen.click('report.docx')]);
    assert.match(download.suggestedFilename(), /2023年法治政府建设情况报告\.docx$/);
    const path = join(t.scratch, 'report.docx');
    await download.saveAs(path);

    const zip = xlsx.CFB.read(await readFile(path), { type: 'buffer' });
    const part = (name) => Buffer.from(xlsx.CFB.find(zip, name).content).toString('utf8');
    const names = zip.FullPaths.filter((name) => /\.(xml|rels)$/.test(name)).map((name) => name.replace('Root Entry/', ''));
    assert.ok(names.length >= 6, names.join());
    const reader = await t.context.newPage(); // without the program's policy, which knows no parser
    for (const name of names) {
      const error = await reader.evaluate((xml) => {
        const read = new DOMParser().parseFromString(xml, 'application/xml').querySelector('parsererror');
        return read && read.textContent;
      }, part(`/${name}`));
      assert.equal(error, null, name);
    }
    await reader.close();
    const text = part('/word/document.xml').replace(/<[^>]*>/g, '');
    const figures = csv((await mingjing(t, 'figures', file, '--year', '2023', '--csv')).stdout);
    assert.equal(figures.length, 71);
    for (const { id, value, unit } of figures) assert.ok(text.includes(value + unit), `${id}: ${value}${unit}`);

    // The second chart: cases of each month, as the command line counts them; its numbers also in the workbook that Word opens to change it.
    const months = csv((await mingjing(t, 'ask', file, 'mediation?by=received.month&of=count&in=2023&versus=year', '--csv')).stdout)
      .filter((row) => /^2023-/.test(Object.values(row)[0])).map((row) => Object.values(row).map(Number).slice(-2));
    assert.equal(months.length, 12);
    const drawn = [...part('/word/charts/chart2.xml').matchAll(/<c:numCache>.*?<\/c:numCache>/g)]
      .map(([cache]) => [...cache.matchAll(/<c:v>(.*?)<\/c:v>/g)].map(([, value]) => Number(value)));
    assert.deepEqual(drawn, [0, 1].map((series) => months.map((row) => row[series])));
    const book = xlsx.read(xlsx.CFB.find(zip, '/word/embeddings/chart2.xlsx').content, { type: 'buffer' });
    const rows = xlsx.utils.sheet_to_json(book.Sheets.Sheet1, { header: 1 });
    assert.deepEqual(rows.slice(1).map((row) => row.slice(1)), months);

    await screen.click('report.print');
    await screen.page.waitForFunction(() => window.printed);
    assert.match(await screen.page.evaluate(() => window.printed), /2023年法治政府建设情况报告/);
    const seen = () => screen.page.evaluate(() => [document.getElementById('canvas'), document.getElementById('paper')]
      .map((e) => getComputedStyle(e).display));
    assert.deepEqual(await seen(), ['block', 'none']);
    await screen.page.emulateMedia({ media: 'print' });
    assert.deepEqual(await seen(), ['none', 'block']);
    const paper = await screen.page.evaluate(() => document.getElementById('paper').innerText);
    for (const { id, value, unit } of figures) assert.ok(paper.includes(value + unit), `${id} on paper`);
    const bars = await screen.page.evaluate(() => [...document.querySelectorAll('#paper svg')[1].querySelectorAll('rect')].map((rect) =>
      ({ fill: rect.getAttribute('fill'), height: Number(rect.getAttribute('height')), x: Number(rect.getAttribute('x')) })));
    const most = Math.max(...months.flat());
    for (const [series, fill] of ['#1f5a99', '#b9cbe0'].entries()) {
      const heights = bars.filter((bar) => bar.fill === fill).slice(1).sort((a, b) => a.x - b.x).map((bar) => bar.height); // the first is in the legend
      assert.equal(heights.length, 12);
      const tallest = 81; // nine lines of nine points
      for (const [i, row] of months.entries()) assert.ok(Math.abs(heights[i] - tallest * row[series] / most) < 0.01, `${i}: ${heights[i]}`);
    }
    const pdf = await screen.page.pdf({ preferCSSPageSize: true });
    const pages = pdf.toString('latin1').match(/\/Type ?\/Page\b/g).length;
    assert.ok(pages >= 5 && pages <= 9, `${pages} pages`);
    const own = await mingjing(t, 'report', file, '--year', '2023', '--format', 'pdf', '-o', join(t.scratch, 'report.pdf'));
    assert.equal(own.status, 0, own.stderr);
    assert.equal((await readFile(join(t.scratch, 'report.pdf'), 'latin1')).match(/\/Type ?\/Page\b/g).length, pages, 'pages of the command line');
    assert.deepEqual(screen.problems, []);
  },

  'what the browser itself prints is the page as text and tables, and a page that has no such form is its picture': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const printed = async () => { // as its own menu does, which tells nobody beforehand but by the event
      const pdf = (await screen.page.pdf({ preferCSSPageSize: true })).toString('latin1');
      const rows = await screen.page.evaluate(() => [...document.querySelectorAll('#paper tr')].map((row) => [...row.children].map((cell) => cell.textContent)));
      return { pages: pdf.match(/\/Type ?\/Page\b/g).length, rows, title: await screen.page.evaluate(() => (document.querySelector('#paper h1') ?? {}).textContent) };
    };
    const { title } = await printed(); // the overview
    assert.match(title, /2023年工作简报/);
    await screen.click('nav.petition');
    await screen.idle();
    const name = await screen.page.title();
    const list = await printed();
    const count = Number((await screen.item('count')).value.match(/\d+/)[0]);
    assert.equal(list.rows.length, count + 1);
    assert.ok(list.pages >= 15 && list.pages <= 30, `${list.pages} pages of 684 records`);
    assert.equal(await screen.page.title(), name); // the sheet's own only while it is printed
    await screen.click('nav.data');
    const data = await printed();
    assert.equal(data.title, undefined);
    assert.equal(data.pages, 1);
    const colours = await screen.page.evaluate(() => {
      const copy = document.querySelector('#paper canvas');
      return new Set(new Uint32Array(copy.getContext('2d').getImageData(0, 0, copy.width, copy.height).data.buffer)).size;
    });
    assert.ok(colours > 10, `${colours} colours in the picture`);
  },
};
