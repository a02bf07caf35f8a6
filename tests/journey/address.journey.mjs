// What is chosen stands in the address bar.
import assert from 'node:assert/strict';
import { loadSample, scrollTo } from './steps.mjs';

const number = (text) => Number(/[\d,.]+/.exec(text)[0].replaceAll(',', ''));

export default {
  'a choice in one chart limits the others, stands in the address bar, and comes back with it': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
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
