// One employer: the grade the rules propose, a warning and what is done about it.
import assert from 'node:assert/strict';
import { until } from './harness.mjs';
import { loadSample, scrollTo } from './steps.mjs';

export default {
  'a warning is answered by an inspection that is recorded from the employer’s page': async (t) => {
    const screen = await t.open();
    await loadSample(screen);
    await screen.click('nav.warnings');
    await screen.click('warning.0');
    const grade = await scrollTo(screen, 'grade.proposed');
    assert.match((await screen.item('grade')).label, new RegExp(`等级 ${grade.value}级`));
    assert.match((await scrollTo(screen, 'stands.0')).value, /前处置|逾期/);
    assert.equal(await screen.find('stands.0.response.0'), undefined);
    await scrollTo(screen, 'inspect');
    await screen.click('inspect');
    await screen.click('field.no');
    await screen.type('检2024-9999');
    await screen.click('field.date');
    await screen.press('Control+A');
    await screen.type('2024-06-30'); // the sample's last day, on which warnings are read
    await screen.click('field.kind');
    await screen.click('field.kind.patrol');
    const { revision } = await screen.saved();
    await screen.click('save');
    await until(async () => (await screen.saved()).revision > revision, 'the record');
    await screen.click('back');
    assert.match((await scrollTo(screen, 'stands.0.response.0')).label, /2024-06-30 巡查检查 检2024-9999/);
    assert.match((await screen.item('stands.0')).value, /已处置/);
    assert.equal(await screen.find('inspect'), undefined);
  },
};
