// Careful JavaScript as a contender: what one writes who knows the engine, over typed arrays made once.
import { fromCsv } from './careful_csv.mjs';
import { Linked } from './careful_link.mjs';
import { fromJson } from './careful_table.mjs';
import { fields } from './schema.mjs';

const block = 8192;

/** Lists a block's rows of a code, four codes of a word at a time. */
function ofCode(words, code, list, from, to) {
  const pattern = Math.imul(code, 0x01010101);
  let n = 0;
  for (let i = from; i < to; i += 4) {
    const x = words[i >> 2] ^ pattern; // a byte of 0 is a row
    if (((x - 0x01010101) & ~x & 0x80808080) === 0) continue;
    list[n] = i;
    n += ((x & 255) - 1) >>> 31;
    list[n] = i + 1;
    n += (((x >>> 8) & 255) - 1) >>> 31;
    list[n] = i + 2;
    n += (((x >>> 16) & 255) - 1) >>> 31;
    list[n] = i + 3;
    n += ((x >>> 24) - 1) >>> 31;
  }
  return n;
}
function all(list, from, to) {
  for (let i = from; i < to; i++) list[i - from] = i;
  return to - from;
}
function between(dates, low, high, list, n) {
  let kept = 0;
  for (let j = 0; j < n; j++) {
    const i = list[j];
    list[kept] = i;
    kept += (dates[i] - low) >>> 0 < high - low ? 1 : 0;
  }
  return kept;
}
function atLeast(fen, bar, list, n) {
  let kept = 0;
  for (let j = 0; j < n; j++) {
    const i = list[j];
    list[kept] = i;
    kept += fen[i] >= bar ? 1 : 0;
  }
  return kept;
}

/** The 50 largest so far, in order; an earlier row wins a tie. */
class Best {
  fen = new Float64Array(50);
  row = new Uint32Array(50);
  count = 0;
  take(fen, list, n) {
    const best = this.fen, rows = this.row;
    let { count } = this;
    for (let j = 0; j < n; j++) {
      const i = list[j], f = fen[i];
      if (count === 50 && f <= best[49]) continue;
      let at = count < 50 ? count++ : 49;
      for (; at > 0 && best[at - 1] < f; at--) {
        best[at] = best[at - 1];
        rows[at] = rows[at - 1];
      }
      best[at] = f;
      rows[at] = i;
    }
    this.count = count;
  }
}

/** A pool of texts to search: a byte of each letter, four to a word, so that one test looks at four places. */
class Haystack {
  letters = new Uint16Array(256);
  often = new Float64Array(256); // how often each byte is there
  constructor(pool, end) {
    this.pool = pool.subarray(0, end);
    const bytes = new Uint8Array((end + 11) & ~3);
    for (let i = 0; i < end; i++) this.often[bytes[i] = pool[i] ^ (pool[i] >>> 8)]++;
    this.words = new Int32Array(bytes.buffer);
  }
  /** Looks for the rarest three letters of the needle that stand side by side. */
  aim(needle) {
    const byte = (k) => (needle.charCodeAt(k) ^ (needle.charCodeAt(k) >>> 8)) & 255;
    const n = this.length = needle.length;
    this.start = 0;
    let rarest = Infinity;
    for (let k = 0; k < n; k++) {
      this.letters[k] = needle.charCodeAt(k);
      const often = this.often[byte(k)] * this.often[byte(k + 1)] * this.often[byte(k + 2)];
      if (k + 2 < n && often < rarest) [rarest, this.start] = [often, k];
    }
    [this.one, this.two, this.three] = [0, 1, 2].map((k) => Math.imul(byte(this.start + k), 0x01010101));
  }
  /** Where the needle is, from `at` on; -1: nowhere. */
  next(at) { return seek(this, this.words, this.pool, this.letters, at); }
}
function seek({ length, start, one, two, three }, words, pool, letters, from) {
  const second = length > 1 ? -1 : 0, third = length > 2 ? -1 : 0, end = (pool.length + 3) >> 2;
  let w = words[(from + start) >> 2];
  for (let i = (from + start) >> 2; i < end; i++) {
    const next = words[i + 1];
    const x = (w ^ one) | ((((w >>> 8) | (next << 24)) ^ two) & second) | ((((w >>> 16) | (next << 16)) ^ three) & third);
    w = next;
    let hits = (x - 0x01010101) & ~x & 0x80808080; // bytes of 0: the three letters may be there
    for (; hits !== 0; hits &= hits - 1) {
      const at = i * 4 + ((31 - Math.clz32(hits & -hits)) >> 3) - start;
      if (at < from) continue;
      let k = 0;
      while (k < length && pool[at + k] === letters[k]) k++;
      if (k === length) return at;
    }
  }
  return -1;
}

/** The text that has this letter; ends[i] is where text i ends. */
function textAt(ends, count, at) {
  let low = 0, high = count - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle] > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
function firstHits(hit, codes, list, want) { // returns where it stopped; list[want] is how many
  let n = 0, i = 0;
  for (; i < codes.length && n < want; i++) if (hit[codes[i]]) list[n++] = i;
  list[want] = n;
  return i;
}
function countHits(hit, codes, from) {
  let n = 0;
  for (let i = from; i < codes.length; i++) n += hit[codes[i]];
  return n;
}

export async function open() {
  let t;
  let names; // the employers as one pool
  let cases; // the case numbers to search
  const best = new Best();
  const list = new Uint32Array(block + 4);
  let streetWords, received;

  function poolOfNames() {
    const ends = new Uint32Array(t.names.length);
    const pool = new Uint16Array(t.names.reduce((sum, s) => sum + s.length + 1, 0));
    let end = 0;
    t.names.forEach((name, c) => {
      for (let k = 0; k < name.length; k++) pool[end++] = name.charCodeAt(k);
      ends[c] = ++end;
    });
    const narrow = t.names.length <= 65536 ? Uint16Array : Uint32Array;
    names = { hay: new Haystack(pool, end), ends, hit: new Uint8Array(t.names.length), code: narrow.from(t.column.employer.subarray(0, t.rows)) };
  }

  return {
    load(format, bytes) {
      t = format === 'json' ? fromJson(bytes) : fromCsv(bytes);
      poolOfNames();
      cases = new Haystack(t.pool, t.poolEnd);
      const { street } = t.column; // its room is a multiple of 4, and what is behind the rows is 0, no code
      streetWords = new Int32Array(street.buffer);
      received = new Int32Array(t.column.received.buffer);
      return t.rows;
    },

    totals() {
      const { workers, claimed } = t.column;
      let people = 0, fen = 0;
      for (let i = 0; i < t.rows; i++) {
        people += workers[i];
        if (claimed[i] === claimed[i]) fen += claimed[i];
      }
      return [t.rows, people, fen];
    },

    /** Cases of a street and a year (or of all) whose money is at least so many yuan: how many, and the 50 dearest. */
    top({ street, year, money, least }) {
      const code = street ? fields.find((f) => f.id === 'street').codes.indexOf(street) + 1 : 0;
      const low = (year ?? 0) * 512, high = (year ? year + 1 : 4000) * 512, fen = t.column[money];
      let total = 0;
      best.count = 0;
      for (let from = 0; from < t.rows; from += block) {
        const to = Math.min(from + block, t.rows);
        let n = street ? ofCode(streetWords, code, list, from, to) : all(list, from, to);
        n = between(received, low, high, list, n);
        n = atLeast(fen, least * 100, list, n);
        best.take(fen, list, n);
        total += n;
      }
      return { rows: best.row.subarray(0, best.count), total };
    },

    search(field, needle) {
      let total = 0;
      if (field === 'case_no') {
        const ends = t.column.case_no;
        cases.aim(needle);
        for (let at = cases.next(0); at >= 0;) {
          const row = textAt(ends, t.rows, at);
          if (total < 50) list[total] = row;
          total++;
          at = cases.next(ends[row]);
        }
        return { rows: list.subarray(0, Math.min(total, 50)), total };
      }
      const { hay, ends, hit, code } = names;
      hay.aim(needle);
      hit.fill(0);
      for (let at = hay.next(0); at >= 0;) {
        const name = textAt(ends, ends.length, at);
        hit[name] = 1;
        at = hay.next(ends[name]);
      }
      const rest = firstHits(hit, code, list, 50);
      total = list[50] + countHits(hit, code, rest);
      return { rows: list.subarray(0, list[50]), total };
    },

    link: () => new Linked(t),
  };
}
