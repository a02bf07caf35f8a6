// From times to the table: what each contender needs per task, ratios, goals.

const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const rank = (numbers, share) => sorted(numbers)[Math.max(0, Math.ceil(share * numbers.length) - 1)];
const mean = (numbers) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

/** ours <= library * the best library's; ours <= js * careful JavaScript's; and what else is wanted of our own numbers. */
const goals = [
  { task: 'json', unit: 'ms', library: 0.3, js: 0.2 },
  { task: 'memory', unit: 'MiB', library: 0.15, more: 'at most twice the columns', also: (s) => s.value <= 2 * s.columns },
  { task: 'csv', unit: 'ms', library: 0.16, js: 0.42 },
  { task: 'brush', unit: 'ms', library: 0.01, more: 'p95 0.2 ms', also: (s) => s.p95 <= 0.2 },
  { task: 'activate', unit: 'ms', library: 0.36, js: 0.5, more: 'worst 12 ms', also: (s) => s.worst <= 12 },
  { task: 'toggle', unit: 'ms', library: 0.43, js: 0.5 },
  { task: 'top', unit: 'ms', library: 0.05, js: 0.3 },
  { task: 'search-dictionary', unit: 'ms', library: 0.05, js: 0.3 },
  { task: 'search-unique', unit: 'ms', library: 0.5, js: 1 },
];

/** One contender's numbers for a task: value (the median of its runs, of the mean step of each), median, p95, worst. */
function numbers(result, task) {
  if (!result) return null;
  const runs = ['json', 'csv', 'memory'].includes(task) ? result[task].map((n) => [n]) : result.times[task];
  if (!runs?.length) return null;
  const all = runs.flat();
  return { value: rank(runs.map(mean), 0.5), median: rank(all, 0.5), p95: rank(all, 0.95), worst: Math.max(...all), columns: result.columns };
}

const goalText = ({ library, js, more }) =>
  [`<= ${library} lib`, js !== undefined && `<= ${js} js`, more].filter(Boolean).join(', ');
const round = (n) => (n === null || n === undefined ? null : Number(n.toPrecision(4)));

/** The table's rows, as --json writes them. */
export function compare(results) {
  const of = (name) => results.find((r) => r.name === name);
  return goals.map((goal) => {
    const ours = numbers(of('ours'), goal.task), js = numbers(of('careful'), goal.task);
    const libraries = results.filter((r) => r.library).map((r) => ({ name: r.title, ...numbers(r, goal.task) }))
      .filter((l) => l.value !== undefined).sort((a, b) => a.value - b.value);
    const best = libraries[0];
    const ratio = (peer) => (ours && peer ? ours.value / peer.value : null);
    const [byLibrary, byJs] = [ratio(best), ratio(js)];
    const met = !ours ? null : (byLibrary === null || byLibrary <= goal.library)
      && (goal.js === undefined || byJs === null || byJs <= goal.js) && (!goal.also || goal.also(ours));
    return { task: goal.task, unit: goal.unit, ours: round(ours?.value), best_library: best ? { name: best.name, value: round(best.value) } : null,
      careful_js: round(js?.value), ratio_library: round(byLibrary), ratio_js: round(byJs), goal: goalText(goal), met };
  });
}

const show = (n) => (n === null || n === undefined ? '-' : n >= 100 ? n.toFixed(0) : n >= 1 ? n.toFixed(2) : n.toPrecision(2));

export function report(results, table) {
  const line = (cells, widths) => console.log(cells.map((c, i) => (i && i < widths.length - 1 ? c.padStart(widths[i]) : c.padEnd(widths[i]))).join('  ').trimEnd());
  const unit = (u) => ` ${u}`;
  console.log('\nevery contender: the median of its runs, of the mean step of each; over all steps their median, p95, worst');
  const detail = [18, 13, 10, 10, 10, 10, 4];
  line(['task', 'contender', 'value', 'median', 'p95', 'worst', ''], detail);
  for (const { task, unit: u } of table)
    for (const r of results) {
      const n = numbers(r, task);
      if (n) line([task, r.title, show(n.value), show(n.median), show(n.p95), show(n.worst), u], detail);
    }
  const ours = results.find((r) => r.name === 'ours');
  if (ours) console.log(`columns of ours: ${show(ours.columns)} MiB`);

  const widths = [18, 12, 25, 12, 9, 9, 5, 0];
  console.log();
  line(['task', 'ours', 'best library', 'careful JS', 'to lib', 'to js', 'met', 'goal'], widths);
  for (const r of table)
    line([r.task, r.ours === null ? '-' : show(r.ours) + unit(r.unit), r.best_library ? `${r.best_library.name} ${show(r.best_library.value)}${unit(r.unit)}` : '-',
      r.careful_js === null ? '-' : show(r.careful_js) + unit(r.unit), show(r.ratio_library), show(r.ratio_js),
      r.met === null ? '-' : r.met ? 'yes' : 'NO', r.goal], widths);
}

/** Answers that are not everybody's: the first contender who gave one is the measure. */
export function disagreements(results) {
  const known = new Map();
  const lines = new Set();
  for (const { title, answers } of results)
    for (const one of answers)
      for (const [name, hash] of Object.entries(one)) {
        const first = known.get(name);
        if (!first) known.set(name, { title, hash });
        else if (first.hash !== hash) lines.add(`${name}: ${title} says ${hash}, ${first.title} ${first.hash}`);
      }
  return [...lines];
}
