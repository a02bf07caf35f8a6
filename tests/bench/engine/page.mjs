// What the bench calls in a page. The contender and the bytes stay here.
import { Answers, check, work } from './tasks.mjs';

let contender;
let bytes;
const answers = new Answers();

window.bench = {
  async open(name) { contender = await (await import(`./${name}.mjs`)).open(); },
  async fetch(path) {
    bytes = new Uint8Array(await (await fetch(path)).arrayBuffer());
    return bytes.length;
  },
  async load(format) {
    const begun = performance.now();
    const rows = await contender.load(format, bytes);
    const milliseconds = performance.now() - begun;
    answers.add('rows', [rows]);
    return { milliseconds, columns: contender.bytes?.() };
  },
  drop() { bytes = undefined; },
  check() { if (contender.totals) check(contender, answers); },
  work: (few) => work(contender, answers, few),
  answers: () => answers.all,
};
