// The questions leaders ask, each in at most three clicks, the answers checked against the command line.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { csv } from '../golden/figures.mjs';
import { until } from './harness.mjs';
import { exportFile, loadSample, mingjing, scrollTo } from './steps.mjs';

/** { key: [now, before] } as the command line counts the exported file. */
async function count(t, file, register, by, ...more) {
  const { status, stdout, stderr } = await mingjing(t, 'count', file, '--register', register, '--by', by, '--year', '2023', '--csv', ...more);
  assert.equal(status, 0, stderr);
  return Object.fromEntries(csv(stdout).map((row) => [row[by], [Number(row.now), Number(row.before)]]));
}
const sum = (counts, at) => Object.values(counts).reduce((all, pair) => all + pair[at], 0);
const number = (text) => Number(/[\d,.]+/.exec(text)[0].replaceAll(',', ''));
/** Opens the sample; clicks are counted from here on. */
async function asked(t) {
  const screen = await t.open();
  await loadSample(screen);
  const file = await exportFile(screen, t, 'data.json');
  await screen.click('nav.overview');
  let clicks = 0;
  return { screen, file, clicks: () => clicks, click: async (id) => { clicks++; await screen.click(id); } };
}
async function checkChart(screen, chart, counts) {
  for (const [key, [now]] of Object.entries(counts)) {
    if (!key || !now) continue;
    const mark = await scrollTo(screen, `${chart}.${key}`);
    assert.equal(number(mark.value), now, `${chart}.${key}`);
  }
}

export default {
  '1: how many disputes this year, against last year, by street, cause and sector': async (t) => {
    const { screen, file, click, clicks } = await asked(t);
    const street = await count(t, file, 'mediation', 'street');
    await click('nav.disputes');
    const total = await screen.item('total');
    assert.equal(number(total.value), sum(street, 0));
    assert.match(total.value, new RegExp(`上年同期 ${sum(street, 1).toLocaleString('en')}\\b`));
    await checkChart(screen, 'chart.street', street);
    await checkChart(screen, 'chart.cause', await count(t, file, 'mediation', 'cause'));
    await checkChart(screen, 'chart.sector', await count(t, file, 'mediation', 'sector'));
    assert.equal(clicks(), 1);
  },

  '3: wages recovered, for how many workers, construction against other': async (t) => {
    const { screen, file, click, clicks } = await asked(t);
    const like = ['--like', 'inspection.leads_closed'];
    const wages = await count(t, file, 'lead', 'sector', '--sum', 'wages_recovered', ...like), workers = await count(t, file, 'lead', 'sector', '--sum', 'workers_recovered', ...like);
    await click('nav.inspection');
    assert.equal(number((await screen.item('total.wages_recovered')).value) * 100, sum(wages, 0));
    assert.equal(number((await screen.item('total.workers_recovered')).value), sum(workers, 0));
    for (const sector of ['construction', 'other']) {
      assert.equal(Math.round(number((await scrollTo(screen, `chart.sector.wages_recovered.${sector}`)).value) * 100), wages[sector][0]);
      assert.equal(number((await scrollTo(screen, `chart.sector.workers_recovered.${sector}`)).value), workers[sector][0]);
    }
    assert.equal(clicks(), 1);
  },

  '4: which employers come up again and again, and everything about one': async (t) => {
    const { screen, file, click, clicks } = await asked(t);
    const registers = ['lead', 'mediation', 'arbitration', 'penalty', 'warning']; // warnings are not added to the others
    const by = await Promise.all(registers.map((register) => count(t, file, register, 'employer')));
    const all = {};
    by.slice(0, 4).forEach((counts) => Object.entries(counts).forEach(([id, [now]]) => { if (id) all[id] = (all[id] ?? 0) + now; }));
    const most = Math.max(...Object.values(all));
    await click('nav.employers');
    const first = await screen.item('employer.0'), numbers = first.value.split(' ').map(Number);
    assert.equal(numbers[0], most);
    await screen.click('head.mediation');
    await until(async () => Number((await screen.item('employer.0')).value.split(' ')[2]) === Math.max(...Object.entries(by[1]).map(([employer, [now]]) => (employer ? now : 0))), 'the most cases first');
    await screen.click('head.total');
    await until(async () => (await screen.item('employer.0')).value === first.value, 'the former order');
    await click('employer.0');
    const id = (await scrollTo(screen, 'value.id')).value;
    assert.deepEqual(numbers, [all[id], ...by.map((counts) => counts[id]?.[0] ?? 0)]);
    await scrollTo(screen, 'event.3');
    assert.equal(clicks(), 2);
  },

  '5: what is 100 % of what': async (t) => {
    const { screen, click, clicks } = await asked(t);
    await click('nav.training');
    const rate = await screen.item('figure.training.participation_rate');
    assert.equal(number(rate.value), 100);
    await click('figure.training.participation_rate');
    const top = number((await screen.item('part.0')).label), bottom = number((await screen.item('part.1')).label);
    assert.equal(top / bottom, 1);
    await click('part.1');
    await screen.item('row.0');
    assert.equal(clicks(), 3);
    await screen.click('part.2'); // 100 %: nothing is lacking
    await screen.gone('row.0');
    const { value } = (await screen.figures()).find((f) => f.id === 'litigation.head_appearance_rate');
    assert.equal(Number(value), 100);
    // Two of the three parts: what is left over is the third.
    await screen.click('nav.disputes');
    await screen.click('section.2');
    await screen.click('figure.work_injury.withdrawal_rate');
    const [withdrawn, lawsuits] = [number((await screen.item('part.0')).label), number((await screen.item('part.1')).label)];
    await screen.click('part.2');
    assert.ok(lawsuits > withdrawn);
    await scrollTo(screen, `row.${lawsuits - withdrawn - 1}`);
    assert.equal(await screen.find(`row.${lawsuits - withdrawn}`), undefined);
  },

  '6: is the target of the year reached, and where should we be by now': async (t) => {
    const { screen, clicks, click } = await asked(t);
    const goal = await scrollTo(screen, 'goal.mediation.cases');
    const total = (await screen.figures()).find((f) => f.id === 'mediation.cases').value;
    const [value, target] = goal.value.split(' / ').map(number);
    assert.equal(value, Number(total));
    assert.match(goal.value, value >= target ? /已达成/ : /落后/);
    await click('goal.mediation.cases');
    assert.match((await screen.item('filter')).label, /调解案件/);
    assert.equal(clicks(), 1);
    // A year that is not over: by the middle of it half is due.
    await screen.click('nav.overview');
    await screen.click('year.2');
    const running = await scrollTo(screen, 'goal.mediation.cases'), [now, whole] = running.value.split(' / ').map(number);
    assert.match(running.value, now >= whole ? /已达成/ : now >= whole * 182 / 366 ? /进度正常/ : /落后/);
  },

  '7: which figures do not add up': async (t) => {
    const { screen, click, clicks } = await asked(t);
    const { checks } = JSON.parse(await readFile(join(t.root, 'assets/catalog/checks.json'), 'utf8'));
    for (const { id } of checks) {
      const check = await scrollTo(screen, `check.${id}`);
      assert.match(check.label, /^[\d,]+ 条相符$/);
      assert.equal(check.value, 'holds');
    }
    assert.equal(await screen.find((i) => i.id.startsWith('alarm.check')), undefined);
    const [looked] = (await scrollTo(screen, 'check.leads_outcome')).label.split(' ');
    await click('check.leads_outcome');
    assert.ok((await screen.item('count')).value.startsWith(looked));
    assert.equal(clicks(), 1);
  },

  '8: who has not handed in data': async (t) => {
    const { screen, file, click, clicks } = await asked(t);
    const cases = await count(t, file, 'mediation', 'organisation');
    await click('nav.handed');
    // Those that lack the last month of the data stand first: they had cases in ten months or more of 2023, and none in June.
    const by = {};
    for (const { organisation, received, state } of JSON.parse(await readFile(file, 'utf8')).registers.mediation)
      if (organisation && state !== 'pending') (by[organisation] ??= new Set()).add(received.slice(0, 7));
    const regular = (months) => [...months].filter((m) => m.startsWith('2023')).length >= 10;
    const lacking = Object.keys(by).filter((id) => regular(by[id]) && !by[id].has('2024-06'));
    const said = (await screen.items()).filter((i) => /^lately\.handed\.\d/.test(i.id)).map((i) => i.id.slice(14));
    assert.ok(lacking.length > 0);
    assert.deepEqual(said.sort(), lacking.sort());
    assert.ok(number((await screen.item('handed.lately')).value) >= lacking.length); // and those that never had any
    const all = await screen.item('handed.organisations'), lines = (await screen.items()).filter((i) => /^handed\.\d/.test(i.id));
    assert.ok(lines.length > 3);
    const missing = lines.map((line) => Number(line.value.split(' ')[1]));
    assert.deepEqual(missing, [...missing].sort((a, b) => b - a));
    assert.match(all.value, missing[0] ? /缺记录/ : /没有缺/);
    for (const line of lines) assert.equal(Number(line.value.split(' ')[0]), cases[line.id.slice(7)]?.[0] ?? 0, line.label);
    await click(lines[0].id);
    await screen.item('filter');
    assert.equal(clicks(), 2);
  },

  '9: which lawsuits did we lose, and why': async (t) => {
    const { screen, file, click, clicks } = await asked(t);
    const outcome = await count(t, file, 'litigation', 'outcome'), reason = await count(t, file, 'litigation', 'loss_reason');
    await screen.press('Control+k');
    await screen.item('palette.0');
    await screen.type('败诉');
    await screen.item('调解仲裁 · 复议应诉');
    await screen.press('Enter');
    await screen.item('section.2');
    for (const [key, [now]] of Object.entries(reason))
      if (key && now) assert.equal(number((await scrollTo(screen, `chart.loss_reason.${key}`)).value), now, key);
    await click('nav.disputes');
    await click('section.2');
    assert.equal(number((await scrollTo(screen, 'chart.outcome.lost')).value), outcome.lost[0]);
    await click('chart.outcome.lost');
    assert.equal(clicks(), 3);
    assert.equal(number((await screen.item('total')).value), outcome.lost[0]);
    await scrollTo(screen, (i) => i.id.startsWith('chart.cause.') && number(i.value) > 0);
    await scrollTo(screen, 'open');
    await screen.click('open'); // and the records themselves
    await screen.item(`row.${outcome.lost[0] - 1}`);
    assert.ok(!await screen.find(`row.${outcome.lost[0]}`));
  },

  '10: from which records does each figure of the report come': async (t) => {
    const { screen, click, clicks } = await asked(t);
    await scrollTo(screen, 'figure.petition.items');
    const { value } = await screen.item('figure.petition.items');
    await click('figure.petition.items');
    await screen.item(`row.0`);
    assert.equal(clicks(), 1);
    assert.match((await screen.item('filter')).label, /信访/);
    assert.ok(number(value) > 0);
  },

  'what a figure means is one key away, and the palette finds everything': async (t) => {
    const { screen } = await asked(t);
    const tile = await screen.item('top.petition.on_time_rate');
    await screen.page.mouse.move(tile.x + 20, tile.y + 60);
    await screen.press('Shift+Slash');
    assert.match((await screen.item('explained.of')).label, /÷/);
    assert.match((await screen.item('explained.clause')).label, /3\.3/);
    await screen.press('Escape');
    await screen.idle();
    assert.ok(!await screen.find('explained.of'));

    const go = async (text, label) => { // the first that is found, or by the arrows the one of that name
      await screen.press('Control+K');
      await screen.item('palette.0');
      await screen.type(text);
      await screen.item((i) => i.id === 'palette.text' && i.value === text);
      if (label) for (let n = Number((await screen.item((i) => /^palette\.\d/.test(i.id) && i.label === label)).id.slice(8)); n; n--) await screen.press('ArrowDown');
      await screen.press('Enter');
      await until(async () => !await screen.find('palette.text'), 'the palette to close');
    };
    await go('pfxc'); // 普法宣传
    await screen.item('chart.date.audience.month.5');
    await go('行政诉讼');
    assert.match((await screen.item('filter')).label, /行政诉讼/);
    await go('Disputes');
    await scrollTo(screen, 'chart.street.lidu');
    await screen.click('nav.employers');
    const { label } = await screen.item('employer.2');
    await go(label);
    await scrollTo(screen, 'event.0');
    await go('tj', '调解'); // the register, after pages and their parts
    await screen.item('search');
    await screen.press('Control+K');
    await screen.item('palette.0');
    await screen.press('Escape');
    await until(async () => !await screen.find('palette.text'), 'the palette to close');
    await screen.item('search'); // and nowhere else
    await go('年度报告');
    await screen.item('figure.study.party_group'); // far down on the overview
  },

  'who is warned of, why, and by when to respond': async (t) => {
    const { screen } = await asked(t);
    await screen.click('nav.warnings');
    await screen.click('as_of.1');
    const red = number((await screen.item('level.2')).value);
    assert.ok(red > 0);
    const first = await screen.item('warning.0');
    await screen.click('warning.0');
    assert.equal((await scrollTo(screen, 'value.name')).value, first.label);
    await scrollTo(screen, 'event.0');
  },

  'a choice in one chart limits the others, stands in the address bar, and comes back with it': async (t) => {
    const { screen } = await asked(t);
    await screen.click('nav.disputes');
    const before = number((await screen.item('total')).value);
    for (const street of ['lidu', 'dunren']) {
      await scrollTo(screen, `chart.street.${street}`);
      await screen.click(`chart.street.${street}`);
    }
    await scrollTo(screen, 'chart.received.month.3');
    const [from, to] = [await screen.item('chart.received.month.3'), await screen.item('chart.received.month.6')];
    await screen.page.mouse.move(from.x + from.w / 2, from.y + from.h / 2);
    await screen.page.mouse.down();
    await screen.page.mouse.move(to.x + to.w / 2, to.y + to.h / 2, { steps: 6 });
    await screen.page.mouse.up();
    await scrollTo(screen, 'chip.months');
    const chosen = (await screen.item('total')).value;
    assert.ok(number(chosen) < before);
    await screen.idle();
    const url = screen.page.url();
    assert.ok(url.endsWith('#/disputes/mediation?year=2023&months=3-6&street=dunren,lidu'), url);

    await screen.click('open');
    assert.equal(number((await screen.item((i) => i.id === 'filter')).label) >= 0, true);
    await screen.page.goBack();
    assert.equal((await screen.item('total')).value, chosen);
    await screen.page.goForward();
    await screen.item('row.0');
    await screen.page.goBack();
    await screen.item('chip.months');
    await screen.click('chip.months');
    await screen.click('clear');
    assert.equal(number((await screen.item('total')).value), before);
    assert.ok(!await screen.find('chip.months'));

    // The link in another window.
    const other = await t.open({ context: t.context, address: url.slice(url.indexOf('#')) });
    assert.equal((await other.item('total')).value, chosen);
    // A press on the only month chosen takes it back.
    await other.click('chip.months');
    await other.click('chart.received.month.5');
    assert.equal((await other.item('chip.months')).label, '5月');
    await other.click('chart.received.month.5');
    await other.idle();
    assert.ok(!await other.find('chip.months'));
  },
};
