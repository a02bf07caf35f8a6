// The ratios as a small picture: how much of a peer's time we need, each with the goal as a mark.

const colours = { library: '#4e9a92', js: '#b98a4b', text: '#7b828c', line: '#9aa1ab' }; // readable on white and on dark
const row = 40, left = 150, wide = 420, top = 64;
const from = Math.log10(0.001), to = Math.log10(2);
const place = (ratio) => left + wide * Math.min(1, Math.max(0, (Math.log10(ratio) - from) / (to - from)));
const percent = (ratio) => `${(ratio * 100).toPrecision(ratio < 0.1 ? 2 : 3).replace(/\.0+$/, '')} %`;
const goalOf = (text, peer) => Number(new RegExp(`<= ([\\d.]+) ${peer}`).exec(text)?.[1]) || undefined;

function bar(y, ratio, goal, colour, name) {
  if (ratio === null) return '';
  const end = place(ratio);
  const mark = goal ? `<line x1="${place(goal).toFixed(1)}" x2="${place(goal).toFixed(1)}" y1="${y - 2}" y2="${y + 14}" stroke="${colours.text}" stroke-width="2"/>` : '';
  return `<rect x="${left}" y="${y}" width="${Math.max(1, end - left).toFixed(1)}" height="12" rx="2" fill="${colour}"><title>${name}</title></rect>${mark}`
    + `<text x="${(Math.max(end, goal ? place(goal) : 0) + 6).toFixed(1)}" y="${y + 10}" font-size="11">${percent(ratio)}</text>\n`;
}

/** table: rows of compare(). */
export function drawRatios(table, rows) {
  const height = top + table.length * row + 12;
  const grid = [0.001, 0.01, 0.1, 1].map((r) => {
    const x = place(r).toFixed(1);
    return `<line x1="${x}" x2="${x}" y1="${top - 10}" y2="${height - 10}" stroke="${colours.line}" stroke-opacity="${r === 1 ? 0.9 : 0.3}"/>`
      + `<text x="${x}" y="${top - 16}" font-size="11" text-anchor="middle">${percent(r)}</text>\n`;
  }).join('');
  const bars = table.map((r, i) => {
    const y = top + i * row;
    return `<text x="${left - 10}" y="${y + 18}" font-size="13" text-anchor="end">${r.task}</text>\n`
      + bar(y, r.ratio_library, goalOf(r.goal, 'lib'), colours.library, `${r.task}: of ${r.best_library?.name}`)
      + bar(y + 15, r.ratio_js, goalOf(r.goal, 'js'), colours.js, `${r.task}: of careful JS`);
  }).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 660 ${height}" font-family="system-ui, sans-serif" fill="${colours.text}">
<text x="12" y="20" font-size="13">${rows.toLocaleString('en')} cases: our share of the best library's <tspan fill="${colours.library}">■</tspan> and of careful JavaScript's <tspan fill="${colours.js}">■</tspan>; the mark is the goal</text>
${grid}${bars}</svg>
`;
}
