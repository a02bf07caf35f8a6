// The charts of the dashboards, by real clicks, their numbers checked against the command line.
import assert from 'node:assert/strict';
import { csv } from '../golden/figures.mjs';
import { exportFile, loadSample, mingjing, scrollTo } from './steps.mjs';

const number = (text) => Number(/[\d,.]+/.exec(text)[0].replaceAll(',', ''));
async function count(t, file, register, by, ...more) {
  const { status, stdout, stderr } = await mingjing(t, 'count', file, '--register', register, '--by', by, '--year', '2023', '--csv', ...more);
  assert.equal(status, 0, stderr);
  return Object.fromEntries(csv(stdout).map((row) => [row[by], Number(row.now)]));
}
const all = (counts) => Object.values(counts).reduce((sum, n) => sum + n, 0);

export default {
  'a part of a ring is chosen; the sums since January follow': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const file = await exportFile(screen, t, 'data.json');
    const sector = await count(t, file, 'mediation', 'sector');
    await screen.click('nav.disputes');
    assert.equal(number((await scrollTo(screen, 'climb.month.12')).value), all(sector));
    assert.equal(number((await scrollTo(screen, 'chart.sector.construction')).value), sector.construction);
    await screen.click('chart.sector.construction');
    assert.equal(number((await scrollTo(screen, 'climb.month.12')).value), sector.construction);
    assert.equal(number((await scrollTo(screen, 'total')).value), sector.construction);
    await scrollTo(screen, 'climb.month.6');
    await screen.click('climb.month.6');
    const half = (await scrollTo(screen, 'climb.month.6')).value;
    assert.equal(number((await scrollTo(screen, 'total')).value), number(half));
    assert.match((await scrollTo(screen, 'chip.months')).label, /1月至6月/);
  },

  'what was claimed, less what was recovered, is what is left': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    const file = await exportFile(screen, t, 'data.json'), like = ['--like', 'inspection.leads_closed'];
    const claimed = all(await count(t, file, 'lead', 'sector', '--sum', 'amount_claimed', ...like));
    const recovered = await count(t, file, 'lead', 'sector', '--sum', 'wages_recovered', ...like);
    await screen.click('nav.inspection');
    const fen = async (id) => Math.round(number((await scrollTo(screen, id)).value) * 100);
    assert.equal(await fen('fall.amount'), claimed);
    for (const sector of ['construction', 'other']) assert.equal(await fen(`fall.${sector}`), recovered[sector]);
    assert.equal(await fen('fall.rest'), claimed - all(recovered));
  },

  'a day of the calendar chooses its month': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.click('nav.inspection');
    await screen.click('section.1');
    const march = await scrollTo(screen, 'days.3');
    await screen.page.mouse.click(march.x + march.w / 2, march.y + march.h / 2);
    assert.match((await scrollTo(screen, 'chip.months')).label, /^3月$/);
  },
};
