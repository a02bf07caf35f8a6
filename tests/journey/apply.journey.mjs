// Somebody applies at the stand, the office takes the file in, and the code tells how it stands.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { until } from './harness.mjs';
import { apply, endPresentation, importFile, loadSample, present, scrollTo } from './steps.mjs';

export default {
  'an application is filled in at the stand, taken in by the office, and its code tells how it stands': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.click('nav.slides');
    for (const other of ['overview', 'rights']) if ((await screen.item(`slide.${other}`)).value !== 'chosen') await screen.click(`slide.${other}`);
    await present(screen);
    while (!(await screen.find('guide.dispute'))) { await screen.click('show.next'); await screen.idle(); }
    await scrollTo(screen, 'apply.dispute');
    await screen.click('apply.dispute');
    await scrollTo(screen, 'apply.make');
    await screen.click('apply.make');
    await screen.item('field.worker.problem'); // nothing is filled in
    const { code, path } = await apply(screen, t, '何某某', '总机 000-0000 转 6543');
    assert.match(code, /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]$/);
    const file = JSON.parse(await readFile(path, 'utf8'));
    assert.equal(file.code, code);
    assert.equal(file.fields.worker, '何某某');
    assert.equal(file.fields.facts, '二月起没有发工资，请求补发');

    const said = async () => (await screen.item('receipt.said')).value;
    const asked = await said();
    await screen.click('receipt.asked');
    await screen.type(code.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A')));
    const wrong = await until(async () => { const now = await said(); return now !== asked && now; }, 'the mistyped code to be told');
    await screen.press('Backspace');
    await screen.type(code.at(-1));
    await until(async () => ![asked, wrong].includes(await said()), 'the code, which is right but has not been handed in');
    // A file was looked for beside the program, and is not there.
    const none = (line) => /progress\.json|Failed to load resource/.test(line);
    await until(() => screen.problems.some((line) => line.includes('progress.json')), 'the look for a progress file');
    screen.problems = screen.problems.filter((line) => !none(line));
    await endPresentation(screen);
    await screen.item((i) => i.id.startsWith('notice.') && /1 份申请/.test(i.label)); // where to find it

    await importFile(screen, path);
    assert.equal((await screen.item('value.worker')).value, '何某某');
    assert.equal((await scrollTo(screen, 'value.receipt')).value, code);
    await screen.savedState('saved');
    await importFile(screen, path); // once more: the same record
    assert.equal((await scrollTo(screen, 'value.receipt')).value, code);

    await screen.reload();
    await screen.page.evaluate(() => { location.hash = '#/apply'; });
    await screen.click('receipt.asked');
    await screen.type(code.toLowerCase().replaceAll('-', ''));
    assert.match((await screen.item('step.came')).value, /\d+年\d+月\d+日/);
    assert.match((await screen.item('step.runs')).value, /前办结/);
    assert.ok(!(await screen.items()).some((i) => `${i.label} ${i.value}`.includes('何某某')));

    // Elsewhere, by the file that the office puts beside the program.
    await screen.click('nav.data');
    await scrollTo(screen, 'progress');
    const [progress] = await Promise.all([screen.page.waitForEvent('download'), screen.click('progress')]);
    assert.equal(progress.suggestedFilename(), 'progress.json');
    const beside = await readFile(await progress.path(), 'utf8');
    assert.ok(!/000-0000|何某某/.test(beside) && !beside.includes(code));
    const there = await t.open({ before: (page) => page.route('**/progress.json', (route) => route.fulfill({ body: beside })) });
    await there.page.evaluate(() => { location.hash = '#/apply'; });
    await there.click('receipt.asked');
    await there.type(code);
    await there.click('receipt.digits');
    await there.type('6542');
    await there.item('receipt.said');
    await there.press('Backspace');
    await there.type('3');
    assert.match((await there.item('step.came')).value, /\d+年\d+月\d+日/);
    assert.match((await there.item('step.runs')).value, /前办结/);
  },
};
