// What a page does with its contender, step by step, and what it took. Answers are hashed outside of the measured time,
// each under the name of its step, so that contenders who do less can still be compared.
import { charts, firstYear } from './schema.mjs';

const index = (id) => charts.findIndex((c) => c.id === id);
const short = 0.2; // milliseconds below which one time says little
const repeats = 25;

/** The answers of one contender: name of the step -> hash. */
export class Answers {
  all = {};
  add(name, ...lists) {
    let hash = 0x811c9dc5;
    for (const list of lists)
      for (const n of list) {
        const low = n >>> 0, high = Math.floor(n / 4294967296) >>> 0;
        for (const part of [low, high]) hash = Math.imul(hash ^ part, 0x01000193) ^ (hash >>> 13);
      }
    this.all[name] = (hash >>> 0).toString(16).padStart(8, '0');
  }
}

function time(work) {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

/** Times of works that may be done in any order and again. A short one is repeated in turn with the one before it, so that
 *  no contender can answer from what it has just answered. */
function timeEach(works) {
  return works.map((work, i) => {
    const once = time(work);
    if (once >= short || works.length < 2) return once;
    const before = works.at(i - 1);
    return time(() => { for (let r = 0; r < repeats; r++) { before(); work(); } }) / (2 * repeats);
  });
}

const tops = [
  ['s01', 0, 20000], ['s02', 1, 100000], ['s05', 2, 5000], ['s12', 3, 50000], ['s20', 4, 1000], ['s28', 2, 20000], ['s03', 3, 150000], ['s09', 0, 8000],
].map(([street, year, least]) => ({ street, year: firstYear + year, money: 'claimed', least }));
const needles = {
  employer: ['恒峰', '建筑工程有限公司', '公司12', '龙桥', '不存在'],
  case_no: ['0123', '〔2021〕00', '99号', '9876', '9999999'],
};

/** Everything that was read, by questions about each column that a task uses. */
export function check(contender, answers) {
  answers.add('totals', contender.totals());
  const probes = [...tops.slice(0, 2), { money: 'agreed', least: 300 }, { year: firstYear + 1, money: 'agreed', least: 1 }];
  probes.forEach((q, i) => {
    const { rows, total } = contender.top(q);
    answers.add(`read ${i}`, [total], rows);
  });
  for (const field in needles) {
    const { rows, total } = contender.search(field, needles[field][0]);
    answers.add(`read ${field}`, [total], rows);
  }
}

/** A drag: a window of six bins moves, grows, shrinks. */
const drag = Array.from({ length: 60 }, (_, i) => (i < 40 ? [1 + i, 7 + i] : i < 50 ? [40, 7 + i] : [i - 9, 56]));

class Charts {
  constructor(contender) {
    this.view = contender.link();
    this.counts = charts.map((c) => new Uint32Array(c.bins + 1));
    this.totals = new Float64Array(3);
  }
  /** All ten histograms and the totals, handed over after every step. */
  read() { this.view.read(this.counts, this.totals); }
  brush(id, from, to) { this.view.brush(index(id), from, to); this.read(); }
  pick(id, bins) { this.view.pick(index(id), bins); this.read(); }
  clear(id) { this.view.clear(index(id)); this.read(); }
  note(answers, name) { answers.add(name, this.totals, ...this.counts); }
  /** Clauses of two charts, but not of one that is about to become active. */
  holdTwo(but) {
    if (but !== 'street') this.pick('street', [1, 3, 5]);
    if (but !== 'workers') this.brush('workers', 2, 22); // 1 to 20
  }
}

/** few: a contender so slow that a part must do. */
function brush(linked, answers, few) {
  const every = few ? 12 : 1;
  const rounds = few ? 1 : 5;
  const times = Array.from({ length: rounds }, () => []);
  linked.holdTwo();
  for (const id of ['received', 'claimed']) {
    linked.brush(id, 2, 5); // active before the drag: becoming so is another task
    const positions = drag.filter((_, i) => i % every === 0);
    if (!few) positions.forEach(([from, to], i) => {
      linked.brush(id, from, to);
      linked.note(answers, `brush ${id} ${i * every}`);
    });
    for (const round of times)
      round.push(...timeEach(positions.map(([from, to], i) => () => {
        linked.brush(id, from, to);
        if (few) linked.note(answers, `brush ${id} ${i * every}`);
      })));
    linked.clear(id);
  }
  linked.clear('workers');
  linked.clear('street');
  return times;
}

/** The brush goes from chart to chart: over all cases, with the chart before it holding its clause, with two others. */
function activate(linked, answers, few) {
  const list = charts.filter((_, i) => !few || i % 5 === 1);
  const round = () => {
    const times = [];
    const step = (name, { id, bins }) => {
      const to = 1 + Math.ceil(bins / 4);
      times.push(time(() => linked.brush(id, 1, to)));
      linked.note(answers, `activate ${name} ${id}`);
    };
    for (const c of list) {
      step('alone', c);
      linked.clear(c.id);
    }
    list.forEach((c, i) => {
      step(few ? 'few' : 'one', c);
      if (i) linked.clear(list[i - 1].id);
    });
    linked.clear(list.at(-1).id);
    for (const c of list) {
      linked.holdTwo(c.id);
      step('two', c);
      linked.clear(c.id);
    }
    linked.clear('workers');
    linked.clear('street');
    return times;
  };
  return Array.from({ length: few ? 1 : 3 }, round);
}

/** Bars are clicked, each time in another chart: one code, a second one, none. */
function toggle(linked, answers, few) {
  const bars = [['street', 3], ['cause', 2], ['channel', 1], ['sector', 1], ['form', 2], ['outcome', 1]];
  const round = () => {
    const times = [];
    const step = (name, id, work) => {
      times.push(time(work));
      linked.note(answers, `toggle ${name} ${id}`);
    };
    for (const [id, bin] of bars) step('one', id, () => linked.pick(id, [bin]));
    for (const [id, bin] of bars) step('two', id, () => linked.pick(id, [bin, bin + 1]));
    for (const [id] of bars) step('clear', id, () => linked.clear(id));
    return times;
  };
  return Array.from({ length: few ? 1 : 5 }, round);
}

function ask(questions, name, answer, answers, rounds) {
  questions.forEach((q, i) => {
    const { rows, total } = answer(q);
    answers.add(`${name} ${i}`, [total], rows);
  });
  return Array.from({ length: rounds }, () => timeEach(questions.map((q) => () => answer(q))));
}

/** Times by task: rounds of steps, in milliseconds. */
export function work(contender, answers, few) {
  const times = {};
  if (contender.top) {
    const rounds = few ? 3 : 9;
    times.top = ask(tops, 'top', contender.top, answers, rounds);
    times['search-dictionary'] = ask(needles.employer, 'search employer', (n) => contender.search('employer', n), answers, rounds);
    times['search-unique'] = ask(needles.case_no, 'search case_no', (n) => contender.search('case_no', n), answers, rounds);
  }
  if (contender.link) {
    const linked = new Charts(contender);
    linked.read();
    linked.note(answers, 'linked');
    times.brush = brush(linked, answers, few);
    times.activate = activate(linked, answers, few);
    times.toggle = toggle(linked, answers, few);
  }
  return times;
}
