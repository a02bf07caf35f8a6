// Careful JavaScript: linked histograms. Each row has a mask of the charts whose clause it fails: with none it counts
// everywhere, with one only in that chart. A brushed chart holds, for each of its bins, all other histograms summed up to
// that bin, so that a step of the brush is a subtraction; its own bits in the masks are brought up to date later.
import { charts, firstYear } from './schema.mjs';

const block = 8192; // rows whose lists and bins stay in the nearer caches while one chart after the other counts them
const stride = 7; // a chart has fewer than 128 bins

const bothDense = (ba, bk, cube, rows) => { for (let i = 0; i < rows; i++) cube[(ba[i] << stride) | bk[i]]++; };
const bothListed = (ba, bk, cube, list, n) => {
  for (let j = 0; j < n; j++) {
    const i = list[j];
    cube[(ba[i] << stride) | bk[i]]++;
  }
};
const sumDense = (ba, sums, workers, fen, rows) => {
  for (let i = 0; i < rows; i++) {
    const s = ba[i] * 3;
    sums[s]++;
    sums[s + 1] += workers[i];
    sums[s + 2] += fen[i];
  }
};
const sumListed = (ba, sums, workers, fen, list, n) => {
  for (let j = 0; j < n; j++) {
    const i = list[j], s = ba[i] * 3;
    sums[s]++;
    sums[s + 1] += workers[i];
    sums[s + 2] += fen[i];
  }
};
const total = (values, list, n) => {
  let sum = 0;
  for (let j = 0; j < n; j++) sum += values[list[j]];
  return sum;
};
const oneDense = (bk, counts, from, to) => { for (let i = from; i < to; i++) counts[bk[i]]++; };
const oneListed = (bk, counts, list, n, step) => { for (let j = 0; j < n; j++) counts[bk[list[j]]] += step; };

/** New masks: the charts in `keep` stay, two others are asked. Without branches, since no one could foretell them. */
const renew = (mask, keep, bx, rx, by, ry, from, to) => {
  for (let i = from; i < to; i++) mask[i] = (mask[i] & keep) | rx[bx[i]] | ry[by[i]];
};
/** Lists rows that fail none of `others`, and apart from them those that fail one; returns how many of both. */
const sort = (mask, others, passing, failing, from, to) => {
  let n = 0, f = 0;
  for (let i = from; i < to; i++) {
    const m = mask[i] & others;
    passing[n] = i;
    failing[f] = i;
    n += m === 0 ? 1 : 0;
    f += m !== 0 && (m & (m - 1)) === 0 ? 1 : 0;
  }
  return n * (block * 2) + f;
};
/** Lists rows of which `bit` changes, with the new masks done. */
const renewChanged = (mask, keep, bit, bx, rx, by, ry, list, from, to) => {
  let n = 0;
  for (let i = from; i < to; i++) {
    const before = mask[i];
    const m = mask[i] = (before & keep) | rx[bx[i]] | ry[by[i]];
    list[n] = i;
    n += ((before ^ m) & bit) !== 0 ? 1 : 0;
  }
  return n;
};

/** Bins of a column's rows, as the charts count them. */
function binned(chart, column, rows) {
  const bins = new Uint8Array(rows);
  const unit = chart.field === 'claimed' ? chart.width * 100 : chart.width;
  for (let i = 0; i < rows; i++) {
    const v = column[i];
    if (chart.by) bins[i] = v === 0 ? 0 : Math.max(1, Math.min(((v >> 9) - firstYear) * 12 + ((v >> 5) & 15), chart.bins));
    else if (chart.width) bins[i] = v !== v ? 0 : Math.max(1, Math.min(1 + Math.floor((v - chart.from) / unit), chart.bins));
    else bins[i] = v;
  }
  return bins;
}

export class Linked {
  constructor(table) {
    const n = this.rows = table.rows;
    this.bins = charts.map((c) => binned(c, table.column[c.field], n));
    this.workers = table.column.workers.subarray(0, n);
    this.fen = Float64Array.from(table.column.claimed.subarray(0, n), (v) => (v !== v ? 0 : v));
    this.mask = new Uint16Array(n);
    this.ready = false; // counted once
    this.masked = false; // some row's mask is not 0
    this.passing = new Uint32Array(block + 1);
    this.failing = new Uint32Array(block + 1);
    this.changed = new Uint32Array(block + 1);
    this.counts = charts.map((c) => new Uint32Array(c.bins + 1));
    this.totals = new Float64Array(3);
    this.clause = charts.map(() => false);
    /** By chart and bin: the chart's bit where its clause refuses the bin. */
    this.refused = charts.map(() => new Uint16Array(1 << stride));
    this.active = -1;
    this.cubes = charts.map(() => new Uint32Array(66 << stride)); // one line more: up to bin 0 there is nothing
    this.lower = this.cubes.map((c) => c.subarray(1 << stride));
    this.lines = new Float64Array(66 * 3); // totals up to each of the active chart's bins
    this.sums = new Float64Array(65 * 3); // totals of each of them
    this.recount(0);
  }

  read(counts, totals) {
    for (let k = 0; k < counts.length; k++) counts[k].set(this.counts[k]);
    totals.set(this.totals);
  }

  /** Chooses bins [from, to). */
  brush(chart, from, to) {
    if (this.active !== chart) this.activate(chart);
    const refused = this.refused[chart];
    for (let b = 0; b <= charts[chart].bins; b++) refused[b] = b >= from && b < to ? 0 : 1 << chart;
    this.clause[chart] = true;
    this.show(from, to, false);
  }
  pick(chart, bins) {
    const refused = new Uint16Array(1 << stride).fill(1 << chart, 0, charts[chart].bins + 1);
    for (const b of bins) refused[b] = 0;
    this.choose(chart, refused, true);
  }
  clear(chart) { this.choose(chart, new Uint16Array(1 << stride), false); }

  choose(chart, refused, clause) {
    const old = this.refused[chart];
    this.refused[chart] = refused;
    this.clause[chart] = clause;
    if (this.active === chart) {
      let adds = false;
      for (let b = 0; b <= charts[chart].bins; b++) {
        if (refused[b]) continue;
        this.show(b, b + 1, adds);
        adds = true;
      }
      if (!adds) this.show(0, 0, false);
      return;
    }
    // The chart's own counts tell how many rows come or go, and how many there are afterwards.
    let changing = 0, staying = 0;
    for (let b = 0; b <= charts[chart].bins; b++) {
      if (refused[b] !== old[b]) changing += this.counts[chart][b];
      if (!refused[b]) staying += this.counts[chart][b];
    }
    if (changing < staying) this.change(chart);
    else this.recount(chart);
  }

  /** The histograms of the active chart's bins [from, to), instead of or added to the last ones. */
  show(from, to, adds) {
    const { active, cubes, lines, totals } = this;
    for (let k = 0; k < cubes.length; k++) {
      if (k === active) continue;
      const counts = this.counts[k], cube = cubes[k];
      const low = from << stride, high = to << stride;
      if (adds) for (let b = 0; b < counts.length; b++) counts[b] += cube[high + b] - cube[low + b];
      else for (let b = 0; b < counts.length; b++) counts[b] = cube[high + b] - cube[low + b];
    }
    for (let s = 0; s < 3; s++) totals[s] = (adds ? totals[s] : 0) + lines[to * 3 + s] - lines[from * 3 + s];
  }

  activate(chart) {
    const { bins, mask, cubes, lower, passing, failing, sums, lines, workers, fen, rows } = this;
    const others = 0xffff & ~(1 << chart), old = this.active < 0 ? chart : this.active;
    const ba = bins[chart];
    for (const cube of cubes) cube.fill(0);
    sums.fill(0);
    const filtered = this.clause.some((c, k) => c && k !== chart);
    if (!filtered) {
      if (this.masked) mask.fill(0);
      for (let k = 0; k < cubes.length; k++) if (k !== chart) bothDense(ba, bins[k], lower[k], rows);
      sumDense(ba, sums, workers, fen, rows);
    }
    this.masked = filtered;
    for (let from = 0; filtered && from < rows; from += block) {
      const to = Math.min(from + block, rows);
      renew(mask, ~(1 << old), bins[old], this.refused[old], bins[old], this.refused[old], from, to);
      const found = sort(mask, others, passing, failing, from, to);
      const n = Math.floor(found / (block * 2)), f = found % (block * 2);
      for (let k = 0; k < cubes.length; k++) if (k !== chart) bothListed(ba, bins[k], lower[k], passing, n);
      sumListed(ba, sums, workers, fen, passing, n);
      for (let j = 0; j < f; j++) {
        const i = failing[j], k = 31 - Math.clz32(mask[i] & others);
        lower[k][(ba[i] << stride) | bins[k][i]]++;
      }
    }
    this.active = chart;
    const own = this.counts[chart];
    for (let b = 0; b < own.length; b++) own[b] = sums[b * 3];
    for (let i = 3; i < lines.length; i++) lines[i] = lines[i - 3] + sums[i - 3];
    const height = (own.length + 1) << stride;
    for (const cube of cubes) for (let i = 1 << stride; i < height; i++) cube[i] += cube[i - (1 << stride)];
  }

  /** Everything but the chart's own counts, anew. */
  recount(chart) {
    const { bins, mask, counts, passing, failing, totals, workers, fen, rows } = this;
    const old = this.active < 0 ? chart : this.active;
    const keep = ~((1 << chart) | (1 << old));
    const own = counts[chart].slice();
    for (const c of counts) c.fill(0);
    totals.fill(0);
    for (let from = 0; from < rows; from += block) {
      const to = Math.min(from + block, rows);
      renew(mask, keep, bins[chart], this.refused[chart], bins[old], this.refused[old], from, to);
      const found = sort(mask, 0xffff, passing, failing, from, to);
      const n = Math.floor(found / (block * 2)), f = found % (block * 2);
      for (let k = 0; k < counts.length; k++) {
        if (n === to - from) oneDense(bins[k], counts[k], from, to);
        else oneListed(bins[k], counts[k], passing, n, 1);
      }
      for (let j = 0; j < f; j++) {
        const i = failing[j], k = 31 - Math.clz32(mask[i]);
        counts[k][bins[k][i]]++;
      }
      totals[0] += n;
      totals[1] += total(workers, passing, n);
      totals[2] += total(fen, passing, n);
    }
    if (this.ready) counts[chart].set(own);
    this.ready = true;
    this.active = -1;
    this.masked = true;
  }

  /** Only what the rows that come or go change. */
  change(chart) {
    const { bins, mask, counts, changed, passing, failing, totals, workers, fen, rows } = this;
    const old = this.active < 0 ? chart : this.active;
    const bit = 1 << chart, others = 0xffff & ~bit, keep = ~(bit | (1 << old));
    for (let from = 0; from < rows; from += block) {
      const to = Math.min(from + block, rows);
      const n = renewChanged(mask, keep, bit, bins[chart], this.refused[chart], bins[old], this.refused[old], changed, from, to);
      let come = 0, go = 0; // rows that now count everywhere, and that do no longer
      for (let j = 0; j < n; j++) {
        const i = changed[j], m = mask[i] & others;
        if (m === 0) {
          if (mask[i] === 0) passing[come++] = i;
          else failing[go++] = i;
        } else if ((m & (m - 1)) === 0) {
          const k = 31 - Math.clz32(m);
          counts[k][bins[k][i]] += mask[i] & bit ? -1 : 1;
        }
      }
      for (let k = 0; k < counts.length; k++) {
        if (k === chart) continue;
        oneListed(bins[k], counts[k], passing, come, 1);
        oneListed(bins[k], counts[k], failing, go, -1);
      }
      totals[0] += come - go;
      totals[1] += total(workers, passing, come) - total(workers, failing, go);
      totals[2] += total(fen, passing, come) - total(fen, failing, go);
    }
    this.active = -1;
    this.masked = true;
  }
}
