// A leader asks what is about to break its time limit and whose it is: at most three clicks, checked against the command line.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csv } from '../golden/figures.mjs';
import { phone } from './harness.mjs';
import { exportFile, loadSample, mingjing } from './steps.mjs';

/** The open clocks as the command line reads them from the exported file; exit 1 says that some are broken. */
async function clocks(t, file) {
  const { status, stdout, stderr } = await mingjing(t, 'clocks', file, '--csv');
  assert.ok(status === 0 || status === 1, stderr);
  return csv(stdout);
}
const reminders = ['staff.certificate', 'harmony.valid'];
const tile = async (screen, n) => Number((await screen.item(`urgency.${n}`)).value.replaceAll(',', ''));

export default {
  'on a phone each clock says whose it is, and opens; 查找 goes to any part of a page': async (t) => {
    const screen = await t.open(phone);
    await loadSample(screen);
    const tap = async (want) => screen.page.touchscreen.tap(...await screen.middle(want));
    await tap('nav.deadlines');
    const { label, value } = await screen.item('clocks.row.0');
    assert.match(value, /^超期 \d+ 天 · [^·]+ · 20\d\d-\d\d-\d\d · \S+$/);
    await tap('clocks.row.0');
    await screen.item((i) => i.id.startsWith('value.') && i.value === label);
    await tap('find');
    await screen.item('palette.0');
    await screen.type('败诉');
    await tap('调解仲裁 · 复议应诉');
    await screen.item((i) => i.id === 'total' && i.label === '复议应诉');
    assert.match(await screen.page.evaluate(() => location.hash), /litigation/);
  },

  'what is due within three days, and whose it is, in three clicks': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const open = await clocks(t, await exportFile(screen, t, 'data.json'));
    const limits = open.filter((c) => !reminders.includes(c.rule)), due = (from, to) => limits.filter((c) => c.due && Number(c.days) >= from && Number(c.days) <= to);
    const soon = due(0, 3);
    assert.ok(soon.length > 2);

    await screen.click('nav.deadlines'); // 1
    await screen.click('as_of.1'); // 2, only because the sample's last day is not today
    assert.equal(await tile(screen, 0), due(-100000, -1).length);
    assert.equal(await tile(screen, 1), soon.length);
    assert.equal(await tile(screen, 2), due(4, 7).length);
    assert.equal(await tile(screen, 3), due(8, 100000).length);
    assert.equal(await tile(screen, 4), limits.filter((c) => !c.due).length);
    const validities = open.filter((c) => reminders.includes(c.rule)), ended = validities.filter((c) => Number(c.days) < 0);
    assert.ok(ended.length > 0);
    assert.equal(await tile(screen, 5), validities.length - ended.length);
    assert.equal(await tile(screen, 6), ended.length);
    await screen.click('urgency.1'); // 3
    await screen.item(`row.${soon.length - 1}`);
    assert.ok(!await screen.find(`row.${soon.length}`));

    // Each opens its record, which tells its clock and the article.
    await screen.click('row.0');
    assert.equal((await screen.item('value.id')).value, soon[0].record);
    assert.match((await screen.item(`clock.${soon[0].rule}`)).label, /第.+条/);
    await screen.click('back');
    await screen.item('filter.urgency');

    const [download] = await Promise.all([screen.page.waitForEvent('download'), screen.click('calendar')]);
    const path = join(t.scratch, 'days.ics');
    await download.saveAs(path);
    const events = (await readFile(path, 'utf8')).split('BEGIN:VEVENT').slice(1);
    assert.deepEqual(events.map((e) => /DTSTART;VALUE=DATE:(\d+)/.exec(e)[1]), soon.map((c) => c.due.replaceAll('-', '')));
  },

  'the open clocks of one matter, and all of them again': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const open = await clocks(t, await exportFile(screen, t, 'data.json'));
    await screen.click('nav.deadlines');
    await screen.click('as_of.1');
    const rows = open.filter((c) => c.rule === 'mediation.close').length;
    const { value } = await screen.item('rule.mediation.close');
    assert.equal(Number(value), rows);
    await screen.click('rule.mediation.close');
    await screen.item('filter.rule');
    await screen.click('rule.mediation.close');
    await screen.gone('filter.rule');
  },
};
