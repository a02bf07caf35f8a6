import { launch, newContext, Screen } from './journey/harness.mjs';
import { serve } from '../tools/serve.mjs';
import { loadSample } from './journey/steps.mjs';
const server = await serve('build/web/site'); const b = await launch();
for (const [n,o,en] of [['a',{},0],['b',{viewport:{width:390,height:844},deviceScaleFactor:2},1],['c',{viewport:{width:1920,height:1080}},1]]) {
  const s = await Screen.open(await newContext(b,o), server.url);
  if(en) await s.click('language.1');
  await loadSample(s); await s.click('nav.deadlines'); await s.item('as_of.1');
  await s.page.screenshot({path:`/tmp/s-${n}0.png`});
  await s.click('as_of.1'); await s.page.mouse.move(5,600); await s.idle(400);
  await s.page.screenshot({path:`/tmp/s-${n}1.png`});
  await s.click('urgency.1'); await s.click('row.0'); await s.page.mouse.move(5,600); await s.idle(400);
  await s.page.screenshot({path:`/tmp/s-${n}2.png`});
}
await b.close(); await server.close();
